"""One finding explained in up to five parts; the parts of several findings joined."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.domain.feedback import Heading, Part
from coder_sim.domain.grade import Finding
from coder_sim.wording.feedback_differences import difference, is_another_form
from coder_sim.wording.feedback_effects import Effects
from coder_sim.wording.feedback_extras import author_on, extra_difference
from coder_sim.wording.feedback_phrases import TIPS, WHOLE_SHEET
from coder_sim.wording.feedback_prompts import reasons
from coder_sim.wording.feedback_rules import Rule, cited, facet_words, general, rules
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_tips import common_error, tips
from coder_sim.wording.feedback_whole import sheet_difference
from coder_sim.wording.repeats import says, without_repeats
from coder_sim.wording.sentences import SENTENCE

_QUOTES = 5
_WITH_WORDS = 1


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sentences of each part, in order; a part may have none."""

    reported: tuple[str, ...] = ()
    chart: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    """The author's words on the learner's own code: they lead what was reported."""
    words: tuple[str, ...] = ()
    """The author's words on the key's line, before the rules, where ``own`` has none."""
    rules: tuple[Rule, ...] = ()
    key_words: tuple[str, ...] = ()
    """The author's words on the key's line where ``own`` tells of the error."""
    effect: tuple[str, ...] = ()
    next_time: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Return everything in reading order, nothing twice."""
        cites = tuple(rule.full for rule in self.rules)
        reported = (*self.own, *self.reported)
        why = (*self.words, *cites, *self.key_words)
        every = (*reported, *self.chart, *why, *self.effect, *self.next_time)
        return tuple(dict.fromkeys(text for text in every if text))


class Telling:
    """Remembers what earlier rows told: rules come back by name, tips and quotations not at all."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._rules_told: dict[str, str] = {}
        self._reasons: dict[str, str] = {}
        self._effects: dict[str, str] = {}

    def extra(
        self, explanation: Explanation, code: str, linked: tuple[str, ...] = ()
    ) -> tuple[Part, ...]:
        """Return the parts of an extra line; what was said of an earlier one is referred to."""
        known = self._reasons
        own, words = (
            tuple(
                f"For the same reason as {known[text]}, above." if text in known else text
                for text in texts
            )
            for texts in (explanation.own, explanation.words)
        )
        for text in (*explanation.own, *explanation.words):
            known.setdefault(text, code)
        return self.parts([replace(explanation, own=own, words=words)], code, linked)

    def parts(
        self,
        explanations: Iterable[Explanation],
        code: str,
        linked: tuple[str, ...] = (),
        *,
        aside: bool = False,
    ) -> tuple[Part, ...]:
        """Return the parts of explanations as one; nothing empty, nothing said twice.

        ``code`` is the one the row is about, ``linked`` what is said of passages linked to it.
        ``aside``: it has a row of its own, with the quotations.
        """
        every = tuple(explanations)
        chart = [text for x in every for text in x.chart if not (aside and text in self._told)]
        said_here = (
            [text for x in every for text in (*x.own, *x.reported)],
            chart,
            linked,
            self._rules(every, code, aside=aside),
            [without_repeats(text, x.own) for x in every for text in x.key_words],
            self._effects_of(every, code),
        )
        tips = [text for x in every for text in x.next_time]
        if any(text for column in said_here[:-1] for text in column):
            # An effect alone is no reason: then a tip told before is told again.
            tips = [text for text in tips if text not in self._told]
        said = [text for column in said_here for text in column]
        tips = [without_repeats(text, said) for text in tips]
        columns = (*said_here, tips)
        self._told.update((*chart, *tips))
        for text in (text for x in every for text in x.own):
            self._reasons.setdefault(text, code)
        return _as_parts(columns)

    def _effects_of(self, explanations: tuple[Explanation, ...], code: str) -> list[str]:
        """Return effects; what an earlier row says word for word is referred to."""
        found = dict.fromkeys(text for x in explanations for text in x.effect)
        texts = [
            f"As for {self._effects[text]}, above." if text in self._effects else text
            for text in found
        ]
        if code:
            for text in found:
                self._effects.setdefault(text, code)
        return texts

    def _rules(self, explanations: tuple[Explanation, ...], code: str, *, aside: bool) -> list[str]:
        """Return the author's words, then rules: in full unless told before in another row.

        A row that says nothing else keeps its rule in full; beside the author's words one rule
        is enough. ``aside``: the row's headline says what was done.
        """
        texts = _once(
            [text for x in explanations for text in x.words],
            [text for x in explanations for text in x.key_words],
        )
        found = list(dict.fromkeys(rule for x in explanations for rule in x.rules))
        authored = bool(texts) or any(x.own for x in explanations)
        told = authored or aside or any(text for x in explanations for text in x.reported)
        author = [text for x in explanations for text in (*x.own, *x.words, *x.key_words)]
        for rule in found[:_WITH_WORDS] if authored else found:
            if says(rule.full, author):
                # The author says it in his words: the name tells where it comes from.
                texts.append(f"{rule.name}.")
            elif told and rule.full in self._rules_told:
                place = " ".join(("see", *filter(None, (self._rules_told[rule.full],)), "above"))
                texts.append(f"{rule.name} ({place})")
            else:
                texts.append(rule.full)
                self._rules_told[rule.full] = code
        return texts


def _once(words: list[str], told_elsewhere: list[str]) -> list[str]:
    """Return texts without what a whole one holds: sentences on a facet are picked from it."""
    whole, said, texts = (*words, *told_elsewhere), set[str](), []
    for text in dict.fromkeys(words):
        if any(text != other and _is_part(text, other) for other in whole):
            continue
        fresh = [sentence for sentence in SENTENCE.split(text) if sentence not in said]
        said.update(fresh)
        texts.append(" ".join(fresh))
    return [text for text in texts if text]


def _is_part(text: str, whole: str) -> bool:
    """Tell whether a text is made of sentences of another one."""
    return set(SENTENCE.split(text)) <= set(SENTENCE.split(whole))


def _as_parts(columns: Iterable[Iterable[str]]) -> tuple[Part, ...]:
    """Return one part a column, under its heading; nothing empty, nothing twice."""
    said: set[str] = set()
    parts = []
    for heading, column in zip(Heading, columns, strict=True):
        fresh = [text for text in dict.fromkeys(column) if text and text not in said]
        said.update(fresh)
        if fresh:
            parts.append(Part(heading, "\n".join(fresh)))
    return tuple(parts)


def is_about_its_key_line(finding: Finding, subject: Subject) -> bool:
    """Tell whether a finding is about a key line and the answer line paired with it."""
    match = subject.match(finding.key) if finding.key else None
    return match is not None and match.answer == finding.answer and finding.cls not in WHOLE_SHEET


def explain(finding: Finding, subject: Subject, effects: Effects) -> Explanation:
    """Explain one finding: what was reported, the chart, the rule, the effect, next time."""
    line = subject.key.line(finding.key) if finding.key else None
    if finding.cls in WHOLE_SHEET:
        return Explanation(
            reported=(sheet_difference(finding, subject),),
            chart=quotes(line, subject),
            rules=cited(finding.cites, subject)[:2],
            effect=effects.of(finding, line),
            next_time=(common_error(finding, line) if line else "", TIPS.get(finding.cls, "")),
        )
    if line is None or not is_about_its_key_line(finding, subject):
        return _extra(finding, line, subject, effects)
    facet = facet_words(finding, line)
    own, why = _texts(finding.explain), _texts(line.rationale)
    return Explanation(
        reported=(difference(finding, line, subject),),
        chart=quotes(line, subject),
        own=own,
        words=facet or (() if own else why),
        key_words=why if own else (),
        rules=rules(finding, subject, detail=not is_another_form(finding, line, subject)),
        effect=effects.of(finding, line),
        next_time=tips(finding, line, subject),
    )


def explain_right(line: KeyLine, why: str, subject: Subject) -> Explanation:
    """Say briefly why a right line is right; ``why`` is the author's word on an alternate."""
    return Explanation(
        chart=quotes(line, subject),
        own=_texts(why),
        words=_texts(line.rationale),
        rules=() if why or line.rationale else general(line.guidelines, subject)[:1],
    )


def _texts(text: str) -> tuple[str, ...]:
    return (text.strip(),) if text.strip() else ()


def _extra(
    finding: Finding, line: KeyLine | None, subject: Subject, effects: Effects
) -> Explanation:
    absorbed = finding.cls == "ABSORBED_COMPONENT"
    own = _texts(author_on(finding, subject))
    checks = reasons(finding.answer, subject) if finding.answer else ()
    return Explanation(
        reported=(extra_difference(finding, line, subject),),
        chart=() if absorbed else quotes(line, subject),
        own=() if absorbed else own,
        words=() if absorbed or own else checks,
        rules=() if absorbed else rules(finding, subject),
        effect=effects.of(finding, None),
        next_time=("" if own else _extra_tip(finding, subject),),
    )


def _extra_tip(finding: Finding, subject: Subject) -> str:
    if finding.cls == "UNSUPPORTED_EXTRA" and finding.answer:
        line = subject.line(finding.answer)
        if any(x.code == line.code and x.kind is line.kind for x in subject.key.lines):
            return TIPS["DUPLICATE"]
        if line.kind is Kind.SERVICE:
            return TIPS["EXTRA_SERVICE"]
    return TIPS.get(finding.cls, "")


def quotes(line: KeyLine | None, subject: Subject) -> tuple[str, ...]:
    """Return a key line's evidence as quotations, each with the name of its document."""
    texts = []
    for passage in line.evidence[:_QUOTES] if line else ():
        source = subject.document_name(passage.doc)
        quote = " ".join(passage.quote.split())
        texts.append(f"{source}: \u201c{quote}\u201d" if source else f"\u201c{quote}\u201d")
    if line and (more := len(line.evidence) - _QUOTES) > 0:
        texts.append(f"... and {more} more, highlighted in the chart.")
    return tuple(texts)

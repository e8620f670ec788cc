"""One finding explained in up to five parts; the parts of several findings joined."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.feedback import Part
from coder_sim.domain.grade import Finding
from coder_sim.wording.feedback_differences import difference
from coder_sim.wording.feedback_effects import Effects
from coder_sim.wording.feedback_phrases import TIPS, WHOLE_SHEET, missed_tip
from coder_sim.wording.feedback_prompts import reasons
from coder_sim.wording.feedback_rules import cited, rule_texts
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_texts import lower_first
from coder_sim.wording.feedback_whole import extra_difference, sheet_difference

_HEADINGS = (
    "What you reported",
    "What the chart says",
    "The rule",
    "The effect",
    "Next time",
)
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sentences of each part, in order; a part may have none."""

    reported: tuple[str, ...] = ()
    chart: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()
    next_time: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Return everything in reading order, nothing twice."""
        every = (text for field in fields(self) for text in getattr(self, field.name))
        return tuple(dict.fromkeys(text for text in every if text))


def joined(explanations: Iterable[Explanation]) -> tuple[Part, ...]:
    """Return the parts of several explanations as one; nothing empty, nothing said twice."""
    said: set[str] = set()
    every = tuple(explanations)
    parts = []
    for heading, field in zip(_HEADINGS, fields(Explanation), strict=True):
        texts = (text for x in every for text in getattr(x, field.name))
        fresh = [text for text in dict.fromkeys(texts) if text and text not in said]
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
            rule=cited(finding.cites, subject)[:2],
            effect=(effects.of(finding, line),),
            next_time=(TIPS.get(finding.cls, ""),),
        )
    if line is None or not is_about_its_key_line(finding, subject):
        return _extra(finding, line, subject, effects)
    return Explanation(
        reported=(difference(finding, line, subject),),
        chart=quotes(line, subject),
        rule=rule_texts(finding, line, subject),
        effect=(effects.of(finding, line),),
        next_time=_tips(finding, line, subject),
    )


def explain_right(line: KeyLine, why: str, subject: Subject) -> Explanation:
    """Say briefly why a right line is right; ``why`` is the author's word on an alternate."""
    words = tuple(text for text in (why, line.rationale) if text)
    return Explanation(
        chart=quotes(line, subject), rule=words or cited(line.guidelines, subject)[:1]
    )


def _extra(
    finding: Finding, line: KeyLine | None, subject: Subject, effects: Effects
) -> Explanation:
    absorbed = finding.cls == "ABSORBED_COMPONENT"
    checks = reasons(finding.answer, subject) if finding.answer else ()
    return Explanation(
        reported=(extra_difference(finding, line, subject),),
        chart=() if absorbed else quotes(line, subject),
        rule=() if absorbed else (*rule_texts(finding, None, subject), *checks),
        effect=(effects.of(finding, None),),
        next_time=(TIPS.get(finding.cls, ""),),
    )


def _tips(finding: Finding, line: KeyLine, subject: Subject) -> tuple[str, ...]:
    own = f"A common error: {lower_first(line.common_error)}" if line.common_error else ""
    if finding.cls == "OMITTED":
        return (own, missed_tip(line))
    sides = subject.look.words(line.system, line.code).sides
    if finding.cls == "WRONG_LATERALITY" and "bilateral" in sides:
        return (own, TIPS["BILATERAL_SPLIT"])
    return (own, TIPS.get(finding.cls, ""))


def quotes(line: KeyLine | None, subject: Subject) -> tuple[str, ...]:
    """Return a key line's evidence as quotations, each with the name of its document."""
    texts = []
    for passage in line.evidence[:_QUOTES] if line else ():
        source = subject.document_name(passage.doc)
        quote = " ".join(passage.quote.split())
        texts.append(f"{source}: \u201c{quote}\u201d" if source else f"\u201c{quote}\u201d")
    return tuple(texts)

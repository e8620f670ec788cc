"""The rule behind a finding: the author's words, then guidelines and notes by their ids."""

import re
from dataclasses import dataclass

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import NoteKind, System
from coder_sim.domain.grade import Finding
from coder_sim.grading.findings import DRUG_UNITS, MEDICAL_DECISION, NCCI
from coder_sim.grading.lookup import is_plausible
from coder_sim.wording.feedback_phrases import HOSPITAL_VISITS, MODIFIER_RULES, SOURCES
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.notes import note_text
from coder_sim.wording.repeats import BACKWARDS
from coder_sim.wording.sentences import SENTENCE

_RULES = 2
_WHOLE = 4
"""Words of a sentence that can stand alone."""
# Their own rule comes first; the other guidelines of the line are about its code.
_OWN_RULE_ALONE = ("POA", "PCS_", "MODIFIER_", "UNITS", "POINTER")
DRUG_MODIFIERS = frozenset({"JW", "JZ"})
_OF_LEVELS = frozenset({MEDICAL_DECISION, HOSPITAL_VISITS})
_DRUG_CODES = ("J", "Q5")
_SEPARATING = frozenset({"24", "25", "57", "58", "59", "78", "79", "XE", "XP", "XS", "XU"})
_KINDS = (
    NoteKind.CODE_FIRST,
    NoteKind.USE_ADDITIONAL,
    NoteKind.CODE_ALSO,
    NoteKind.EXCLUDES1,
    NoteKind.EXCLUDES2,
    NoteKind.INCLUDES,
)


_FACET_WORDS = (
    (
        "POA",
        r"\bPOA\b|[Aa]dmission|[Aa]rriv|\barose\b|\bbegan\b|[Ee]xempt|\bin hospital\b|\bday \d"
        r"|\bbrought \w+ in\b|\bafter surgery\b",
    ),
    ("MODIFIER", r"\b[Mm]odifiers?\b|\bJ[WZ]\b|\b[RL]T\b"),
    ("UNITS", r"\b[Uu]nits?\b"),
    ("UNITS", r"\bvials?\b|\bmg\b|\bhours?\b"),
    ("POINTER", r"\bpoint(?:s|ed)? (?:to|at)\b|\bpointers?\b"),
)


# A modifier by its name, and no amount: "25 mg" and "day 78" are none.
_AMOUNT = r"mg|mcg|mL|cm|days?|hours?|minutes?|units?|years?"
_MODIFIER = rf"(?<![Dd]ay )(?<![-.,/\d])\b(?:{{}})\b(?![.,]?\d| ?%| (?:{_AMOUNT})\b)"
_NAMED = re.compile(r"\b[Mm]odifiers? ([A-Z\d]{2})\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words, and how it is named once those words have been read."""

    full: str
    name: str


def facet_words(finding: Finding, line: KeyLine) -> tuple[str, ...]:
    """Return those sentences of the author's that speak of the facet in question.

    ("",) where none does; () where the finding is about no facet.
    """
    patterns = [x for start, x in _FACET_WORDS if finding.cls.startswith(start)]
    if not patterns:
        return ()
    sentences = SENTENCE.split(line.rationale.strip())
    modifiers = " ".join(finding.detail).split() if finding.cls.startswith("MODIFIER") else []
    if modifiers:
        patterns = [_naming(modifiers), *patterns]
    found = (
        {i for i, x in enumerate(sentences) if re.search(y, x) and not _of_others(x, modifiers)}
        for y in patterns
    )
    kept = next((x for x in found if x), set())
    if finding.cls == "UNITS" and line.em:
        kept = set()  # hours of a visit are no units
    # "That is what modifier 25 says" is nothing without the sentence before it, nor "One unit".
    kept |= {i - 1 for i in kept if i and _leans(sentences[i])}
    return (" ".join(x for i, x in enumerate(sentences) if i in kept),)


def _leans(sentence: str) -> bool:
    """Tell whether a sentence says little without the one before it."""
    return bool(BACKWARDS.match(sentence)) or len(sentence.split()) < _WHOLE


def _of_others(sentence: str, modifiers: list[str]) -> bool:
    """Tell whether a sentence names modifiers, and none of those in question."""
    named = _NAMED.findall(sentence)
    return bool(modifiers and named) and not re.search(_naming(modifiers), sentence)


def _naming(modifiers: list[str]) -> str:
    """Return a pattern for any of the modifiers by name; a learner may have typed anything."""
    return _MODIFIER.format("|".join(re.escape(x) for x in modifiers))


def rules(finding: Finding, subject: Subject, *, detail: bool = True) -> tuple[Rule, ...]:
    """Return the cited rules of a finding, the deciding one first.

    ``detail``: False where the error is no question of detail, whatever its class.
    """
    about_poa = finding.cls.startswith("POA")
    cites = tuple(
        x
        for x in finding.cites
        if (about_poa or x != "App. I")
        and (x not in _OF_LEVELS or not finding.cls.startswith(("POINTER", "MODIFIER", "UNITS")))
        and (x != NCCI or _separates(finding))
        and (x != DRUG_UNITS or is_drug(subject.key.line(finding.key or "")))
        and (detail or x != "I.B.2")
    )
    found = (*_modifier_rules(finding), *cited(cites, subject))
    return found[: 1 if finding.cls.startswith(_OWN_RULE_ALONE) else _RULES]


def general(cites: tuple[str, ...], subject: Subject) -> tuple[Rule, ...]:
    """Return cited rules but those about modifiers and POA, which say nothing of a code."""
    return cited(tuple(x for x in cites if x not in {NCCI, "App. I"}), subject)


def is_drug(line: KeyLine | None) -> bool:
    """Tell whether a line is a drug, counted in units of its dose."""
    if line is None or line.system is not System.HCPCS:
        return False
    marked = DRUG_MODIFIERS.intersection(line.modifiers) or line.split_group
    return bool(line.dose or marked) or line.code.startswith(_DRUG_CODES)


def _separates(finding: Finding) -> bool:
    """Tell whether a finding is about a modifier that says that work was separate."""
    modifiers = " ".join(finding.detail).split()
    return finding.cls.startswith("MODIFIER") and bool(_SEPARATING.intersection(modifiers))


def cited(cites: tuple[str, ...], subject: Subject) -> tuple[Rule, ...]:
    """Return cited rules in words; unknown ids are left out."""
    found = (_rule(cite, subject) for cite in cites)
    return tuple(rule for rule in found if rule)


def _modifier_rules(finding: Finding) -> tuple[Rule, ...]:
    if not finding.cls.startswith("MODIFIER"):
        return ()
    modifiers = " ".join(finding.detail).split()
    texts = {MODIFIER_RULES[x]: x for x in modifiers if x in MODIFIER_RULES}
    return tuple(Rule(text, f"Modifier {modifier}") for text, modifier in texts.items())


def _rule(cite: str, subject: Subject) -> Rule | None:
    if cite.startswith("Tabular "):
        return _note(cite.removeprefix("Tabular "), subject)
    if cite in SOURCES:
        return Rule(f"{cite}: {SOURCES[cite]}", cite)
    found = subject.facts.guideline(cite, subject.key.guideline_year)
    if found is None:
        return None
    named = f"{found.id} {found.title}"
    return Rule(f"{named}: {found.gist}", named)


def _note(cite: str, subject: Subject) -> Rule | None:
    """Return an instructional note, cited as "I50 code first", as the Tabular List has it."""
    node, _, kind_name = cite.replace("-first", " first").partition(" ")
    kind = next((x for x in _KINDS if kind_name.lower().startswith(x.value.lower())), None)
    if kind is None:
        return None
    name = f"Tabular List, {node} {kind.value}"
    codes = [*(x.code for x in subject.key.lines), *(x.code for x in subject.lines)]
    for code in filter(is_plausible, codes):
        for note in subject.facts.notes(code, subject.look.day):
            if note.kind is kind and note.node == node:
                return Rule(note_text(note), name)
    return Rule(f"The Tabular List has a {kind.value} note at {node}.", name)

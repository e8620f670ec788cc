"""Words for lines of the sheet that the key does not have."""

from types import MappingProxyType

from coder_sim.domain.answer import Distractor, KeyLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.domain.grade import Finding
from coder_sim.grading.lookup import is_plausible
from coder_sim.wording.feedback_subject import Subject

NOT_REPORTED = "The key does not report this code at this encounter."
_SHOWN_BELOW = 3
_HISTORY = ("Z80", "Z81", "Z82", "Z83", "Z84", "Z85", "Z86", "Z87", "Z92")
_POLICIES = MappingProxyType(
    {
        "external": "The facility's policy does not ask for external cause codes here.",
        "history": "The facility's policy does not ask for history codes here.",
        "transfusion": "The facility's policy does not ask for transfusions to be coded.",
    }
)


def author_on(finding: Finding, subject: Subject) -> str:
    """Return the author's words on an extra code: its own, or those beside a line it misses."""
    if finding.explain or finding.answer is None:
        return finding.explain
    code, kind = subject.line(finding.answer).code, subject.line(finding.answer).kind
    if finding.cls not in {"UNSUPPORTED_EXTRA", "CONTRADICTION"}:
        return ""
    known: list[Distractor] = [
        x for line in subject.key.lines if line.kind is kind for x in line.distractors
    ]
    return next((x.explain for x in known if x.code == code), "")


def extra_difference(finding: Finding, line: KeyLine | None, subject: Subject) -> str:
    """Return what is wrong with a line that the key does not have."""
    beside = subject.short(line) if line else ""
    texts = {
        "UNSUPPORTED_EXTRA": _unlisted(finding.answer or 1, subject),
        "REDUNDANT_COMPONENT": f"{beside}, which you also have, says this already.",
        "ABSORBED_COMPONENT": f"It belongs to the same error as the line for {beside} and costs "
        "nothing more.",
        "DUPLICATE": "The same diagnosis code already stands on your sheet.",
        "CONTRADICTION": _contradiction(finding, line, subject),
        "INVALID": _invalid(finding.answer or 1, subject),
    }
    if author_on(finding, subject) and finding.cls not in {"CONTRADICTION", "INVALID"}:
        # The author's own words say what is wrong with this very code, if it is one.
        return ""
    return texts.get(finding.cls, NOT_REPORTED)


def _unlisted(number: int, subject: Subject) -> str:
    code, system = subject.line(number).code, subject.system(number)
    asked = [x for x in subject.key.lines if x.code == code and x.system is system]
    if len(asked) == 1:
        return f"The key has this code once only{_together(asked[0])}."
    if asked:
        return f"The key has this code on {len(asked)} lines only."
    return f"{NOT_REPORTED} {_policy(number, subject)}".strip()


def _together(line: KeyLine) -> str:
    """Return how one line says what a sheet spreads over several, as a clause; or ""."""
    if "50" in line.modifiers:
        return ", with modifier 50 for both sides"
    return f", with all {line.units} units on one line" if line.units > 1 else ""


def _policy(number: int, subject: Subject) -> str:
    """Return why the facility leaves such codes out, where its policy says so; or ""."""
    code, kind = subject.line(number).code, subject.line(number).kind
    policy = subject.brief.encounter.policy
    if kind is Kind.DIAGNOSIS and code[:1] in {"V", "W", "X", "Y"}:
        return _POLICIES["external"] if policy.external_cause is False else ""
    if kind is Kind.DIAGNOSIS and code.startswith(_HISTORY):
        return _POLICIES["history"] if policy.history_z is False else ""
    if kind is Kind.PROCEDURE and code.startswith("302"):
        return _POLICIES["transfusion"] if policy.transfusion is False else ""
    return ""


def _contradiction(finding: Finding, line: KeyLine | None, subject: Subject) -> str:
    match = subject.match(line.id) if line else None
    if line is None or match is None or match.answer is None:
        return "It cannot be true together with another line of your sheet."
    other = subject.shown(subject.line(match.answer))
    return f"It and {other} on your sheet cannot both be true; the key has {subject.short(line)}."


def _invalid(number: int, subject: Subject) -> str:
    line, system = subject.line(number), subject.system(number)
    found, day = subject.look.code(system, line.code), subject.look.day
    if found is None:
        other = subject.facts.ever(system, line.code) if is_plausible(line.code) else None
        if other and other.valid_to < day:
            return f"{other.display} was not reportable on {day}: it ended on {other.valid_to}."
        if other and other.valid_from > day:
            return f"{other.display} was not reportable on {day}: it begins {other.valid_from}."
        return f"\u201c{line.code}\u201d is not a code of the {system.value} edition of {day}."
    if system is System.ICD10CM and subject.facts.seventh_characters(line.code, subject.look.day):
        return f"{found.display} is a heading: it needs a 7th character in position 7."
    below = subject.facts.children(system, line.code, day)
    examples = ", ".join(child.display for child in below[:_SHOWN_BELOW])
    more = " ..." if len(below) > _SHOWN_BELOW else ""
    return f"{found.display} is a heading; choose among what is below it: {examples}{more}"

"""Automated checks in words: beside an extra line as its reason, else as prompts."""

from coder_sim.domain.feedback import Part
from coder_sim.domain.grade import Finding
from coder_sim.grading.constants import RIGHT
from coder_sim.wording.checks import check_words, excludes1_words
from coder_sim.wording.feedback_subject import Subject

_TOLD_BY_FINDING = frozenset(
    {
        *("EDIT_INVALID", "EDIT_HEADING", "EDIT_DUPLICATE", "EDIT_POA_EXEMPT"),
        *("EDIT_UNSPECIFIED_SIDE", "EDIT_AFTERCARE", "EDIT_SIDE"),
    }
)


def prompts(subject: Subject) -> tuple[Part, ...]:
    """Return the checks that no row mentions and that the key does not settle."""
    return tuple(
        _part(prompt, subject)
        for prompt in subject.grade.prompts
        if not _told(prompt)
        and not _settled(prompt, subject)
        and not _lines(prompt) & _extras(subject)
    )


def reasons(number: int, subject: Subject) -> tuple[str, ...]:
    """Return the checks that speak against an extra line beside the lines of the key."""
    others = _extras(subject) - {number}
    notes: dict[str, list[str]] = {}
    texts = []
    for prompt in subject.grade.prompts:
        lines = _lines(prompt)
        if number not in lines or lines & others or _told(prompt):
            continue
        if prompt.cls == "EDIT_EXCLUDES1":
            own = subject.shown(subject.line(number))
            beside = prompt.expected if prompt.reported == own else prompt.reported
            notes.setdefault(_stated(prompt, subject), []).append(beside)
        else:
            texts.append(_part(prompt, subject).text)
    return (
        *texts,
        *(f"{note} That speaks against it beside {', '.join(x)}." for note, x in notes.items()),
    )


def _told(prompt: Finding) -> bool:
    """Tell whether the finding on the line says all that the check could say."""
    return bool(prompt.repeats) and prompt.cls in _TOLD_BY_FINDING


def _extras(subject: Subject) -> set[int]:
    paired = {match.answer for match in subject.grade.matches}
    numbers = {finding.answer for finding in subject.grade.findings}
    return {x for x in numbers if x is not None and x not in paired}


def _settled(prompt: Finding, subject: Subject) -> bool:
    """Tell whether the key has every line of a check: its author kept them knowingly."""
    accepted = RIGHT | {"OPTIONAL_OK"}
    right = {match.answer for match in subject.grade.matches if match.cls in accepted}
    first_is_wrong = prompt.cls.endswith("_PDX") and not subject.grade.scores.first_dx_correct
    return _lines(prompt) <= right and not first_is_wrong


def _lines(prompt: Finding) -> set[int]:
    return {*prompt.others, *([prompt.answer] if prompt.answer else [])}


def _part(prompt: Finding, subject: Subject) -> Part:
    return check_words(prompt, subject.lines, subject.facts, subject.look.day)


def _stated(prompt: Finding, subject: Subject) -> str:
    return excludes1_words(prompt, subject.lines, subject.facts, subject.look.day)

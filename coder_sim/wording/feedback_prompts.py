"""Automated checks in words: beside an extra line as its reason, else as prompts."""

from coder_sim.domain.code_set import InstructionalNote, NoteKind
from coder_sim.domain.feedback import Part
from coder_sim.domain.grade import Finding
from coder_sim.grading.constants import RIGHT
from coder_sim.grading.lookup import is_plausible
from coder_sim.wording.check_texts import CHECKS
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.notes import note_text

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
    if prompt.cls == "EDIT_EXCLUDES1":
        return Part(f"{prompt.expected} with {prompt.reported}", _excludes1(prompt, subject))
    heading, text = CHECKS.get(prompt.cls, ("Check", "Look at {code} again."))
    words = {
        "code": prompt.reported,
        "other": prompt.expected,
        "detail": ", ".join(prompt.detail),
    }
    return Part(heading.format(**words), text.format(**words))


def _excludes1(prompt: Finding, subject: Subject) -> str:
    return (
        f"{_stated(prompt, subject)} So {prompt.expected} and {prompt.reported} normally describe "
        "one situation. Check: both stay only if the record shows unrelated conditions; otherwise "
        "query, or keep the more exact code."
    )


def _stated(prompt: Finding, subject: Subject) -> str:
    note = _note(prompt, subject)
    return note_text(note) if note else "An Excludes1 note stands between these two codes."


def _note(prompt: Finding, subject: Subject) -> InstructionalNote | None:
    for line in subject.lines:
        if line.number not in _lines(prompt) or not is_plausible(line.code):
            continue
        for note in subject.facts.notes(line.code, subject.look.day):
            if note.kind is NoteKind.EXCLUDES1 and note.node in prompt.detail:
                return note
    return None

"""Automated checks in words: beside an extra line as its reason, else as prompts."""

from types import MappingProxyType

from coder_sim.domain.code_set import InstructionalNote, Kind, NoteKind
from coder_sim.domain.feedback import Part
from coder_sim.domain.grade import Finding
from coder_sim.grading.constants import RIGHT
from coder_sim.grading.lookup import is_plausible
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.notes import note_text

_PRINCIPAL = MappingProxyType(
    {
        "EDIT_UNACCEPTABLE_PDX": (
            "First position",
            "{code} is on the Medicare list of codes that cannot stand alone as principal "
            "diagnosis of a hospital stay. Check which condition caused the admission.",
        ),
        "EDIT_MANIFESTATION_AS_PDX": (
            "First position",
            "{code} describes a manifestation: its cause comes first. Check which condition the "
            "note at the code names.",
        ),
        "EDIT_E_CODE_AS_PDX": (
            "First position",
            "{code} tells how something happened, not what: an injury or condition comes first.",
        ),
    }
)


def prompts(subject: Subject) -> tuple[Part, ...]:
    """Return the checks that no row mentions and that the key does not settle."""
    return tuple(
        _part(prompt, subject)
        for prompt in subject.grade.prompts
        if not _settled(prompt, subject) and not _lines(prompt, subject) & _extras(subject)
    )


def reasons(number: int, subject: Subject) -> tuple[str, ...]:
    """Return the checks that speak against an extra line beside the lines of the key."""
    others = _extras(subject) - {number}
    notes: dict[str, list[str]] = {}
    texts = []
    for prompt in subject.grade.prompts:
        lines = _lines(prompt, subject)
        if number not in lines or lines & others:
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


def _extras(subject: Subject) -> set[int]:
    paired = {match.answer for match in subject.grade.matches}
    numbers = {finding.answer for finding in subject.grade.findings}
    return {x for x in numbers if x is not None and x not in paired}


def _settled(prompt: Finding, subject: Subject) -> bool:
    """Tell whether the key has every line of a check: its author kept them knowingly."""
    accepted = RIGHT | {"OPTIONAL_OK"}
    right = {match.answer for match in subject.grade.matches if match.cls in accepted}
    first_is_wrong = not prompt.expected and not subject.grade.scores.first_dx_correct
    return _lines(prompt, subject) <= right and not first_is_wrong


def _lines(prompt: Finding, subject: Subject) -> set[int]:
    other = {
        line.number
        for line in subject.lines
        if subject.system(line.number).kind is Kind.DIAGNOSIS
        and subject.shown(line) == prompt.expected
    }
    return other | ({prompt.answer} if prompt.answer else set())


def _part(prompt: Finding, subject: Subject) -> Part:
    if prompt.cls == "EDIT_EXCLUDES1":
        return Part(f"{prompt.expected} with {prompt.reported}", _excludes1(prompt, subject))
    heading, text = _PRINCIPAL.get(prompt.cls, ("Check", "Look at {code} again."))
    return Part(heading, text.format(code=prompt.reported))


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
        if line.number not in _lines(prompt, subject) or not is_plausible(line.code):
            continue
        for note in subject.facts.notes(line.code):
            if note.kind is NoteKind.EXCLUDES1 and note.node in prompt.detail:
                return note
    return None

"""Automated checks in words. They ask the code sets alone, so they can be told before grading."""

from collections.abc import Sequence
from datetime import date

from coder_sim.domain.code_set import InstructionalNote, NoteKind
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Part
from coder_sim.domain.grade import Finding
from coder_sim.grading.lookup import is_plausible
from coder_sim.grading.normalise import Line
from coder_sim.wording.check_texts import CHECKS
from coder_sim.wording.notes import note_text

_EXACT = "by the official list of the day (exact)"
_APPROXIMATE = "by the program's own rules (approximate: the official list is not imported)"


def check_words(prompt: Finding, lines: Sequence[Line], facts: CodeFacts, day: date) -> Part:
    """Return the heading and the sentences of a check of ``lines``."""
    if prompt.cls == "EDIT_EXCLUDES1":
        stated = excludes1_words(prompt, lines, facts, day)
        return Part(f"{prompt.expected} with {prompt.reported}", _unrelated(stated, prompt))
    heading, text = CHECKS.get(prompt.cls, ("Check", "Look at {code} again."))
    words = {
        "code": prompt.reported,
        "other": prompt.expected,
        "detail": ", ".join(prompt.detail),
        "known": _EXACT if facts.poa_exact(day) else _APPROXIMATE,
    }
    return Part(heading.format(**words), text.format(**words))


def excludes1_words(prompt: Finding, lines: Sequence[Line], facts: CodeFacts, day: date) -> str:
    """Return what the Excludes1 note between two lines states."""
    note = _note(prompt, lines, facts, day)
    return note_text(note) if note else "An Excludes1 note stands between these two codes."


def _unrelated(stated: str, prompt: Finding) -> str:
    return (
        f"{stated} So {prompt.expected} and {prompt.reported} normally describe "
        "one situation. Check: both stay only if the record shows unrelated conditions; otherwise "
        "query, or keep the more exact code."
    )


def _note(
    prompt: Finding, lines: Sequence[Line], facts: CodeFacts, day: date
) -> InstructionalNote | None:
    about = {prompt.answer, *prompt.others}
    for line in lines:
        if line.number not in about or not is_plausible(line.code):
            continue
        for note in facts.notes(line.code, day):
            if note.kind is NoteKind.EXCLUDES1 and note.node in prompt.detail:
                return note
    return None

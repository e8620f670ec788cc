"""Checks by the Tabular List's notes between two codes of a sheet.

"Use additional code" is never a finding: two thirds of all codes stand under such a note.
"""

from collections.abc import Iterator
from itertools import combinations

from coder_sim.domain.answer import Excludes1Exception
from coder_sim.domain.code_set import NoteKind
from coder_sim.domain.facts import Instruction
from coder_sim.domain.grade import Finding
from coder_sim.grading.edit_sheet import Sheet, check
from coder_sim.grading.normalise import Line

_TOGETHER = frozenset({NoteKind.CODE_FIRST, NoteKind.USE_ADDITIONAL, NoteKind.CODE_ALSO})
_OPEN = ("such as", "if applicable", "if known", "any associated")
"""Words by which a code first note leaves room for causes that it does not list."""


def between_codes(
    sheet: Sheet, exceptions: tuple[Excludes1Exception, ...] = ()
) -> Iterator[Finding]:
    """Yield what notes say of two reported codes, and of a manifestation without its cause.

    EDIT_EXCLUDES1, EDIT_CODE_FIRST: ``detail`` the node of the note; of EDIT_CODE_FIRST the
    line is the one that stands too early and ``others`` the cause that belongs before it.
    EDIT_CAUSE_MISSING: ``detail`` the node of the note.
    """
    excused = {frozenset((pair.a, pair.b)) for pair in exceptions}
    lines = sheet.diagnoses
    for one, other in combinations(lines, 2):
        there = sheet.facts.instructions(one.code, other.code, sheet.look.day)
        back = sheet.facts.instructions(other.code, one.code, sheet.look.day)
        if not there and not back:
            continue
        if frozenset((one.code, other.code)) not in excused:
            yield from _excludes1(one, other, there, back)
        yield from _order(one, other, there, back)
    for line in lines:
        yield from _cause_missing(sheet, line)


def _of(found: tuple[Instruction, ...], kind: NoteKind) -> Instruction | None:
    return next((x for x in found if x.note.kind is kind), None)


def _excludes1(
    one: Line, other: Line, there: tuple[Instruction, ...], back: tuple[Instruction, ...]
) -> Iterator[Finding]:
    found = _of(there, NoteKind.EXCLUDES1) or _of(back, NoteKind.EXCLUDES1)
    # Where another note asks for both codes, the two notes contradict each other.
    if found is None or any(x.note.kind in _TOGETHER for x in (*there, *back)):
        return
    node = found.note.node
    cites = ("I.A.12.a", f"Tabular {node} Excludes1")
    yield check("EXCLUDES1", other, other=one, cites=cites, detail=(node,))


def _order(
    early: Line, late: Line, there: tuple[Instruction, ...], back: tuple[Instruction, ...]
) -> Iterator[Finding]:
    found = _of(there, NoteKind.CODE_FIRST)
    if found is None or _of(back, NoteKind.CODE_FIRST):
        return
    node = found.note.node
    cites = ("I.A.13", f"Tabular {node} code first")
    yield check("CODE_FIRST", early, other=late, cites=cites, detail=(node,))


def _cause_missing(sheet: Sheet, line: Line) -> Iterator[Finding]:
    """Report a manifestation for which no reported code is a cause that its notes name."""
    if sheet.facts.unacceptable_principal(line.code, sheet.look.day) != "MANIFESTATION_AS_PDX":
        return
    notes = [
        x for x in sheet.facts.notes(line.code, sheet.look.day) if x.kind is NoteKind.CODE_FIRST
    ]
    if not notes:
        return
    others = [x for x in sheet.diagnoses if x is not line]
    if any(
        _of(sheet.facts.instructions(line.code, x.code, sheet.look.day), NoteKind.CODE_FIRST)
        for x in others
    ):
        return
    wording = " ".join(text for note in notes for text in note.lines)
    lists_no_code = not any(character.isdigit() for character in wording)
    if others and (lists_no_code or any(words in wording for words in _OPEN)):
        # An open list: any of the other conditions may be the cause.
        return
    node = notes[0].node
    cites = ("I.A.13", f"Tabular {node} code first")
    yield check("CAUSE_MISSING", line, cites=cites, detail=(node,))

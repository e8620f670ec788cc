"""The answer sheet that a key itself would hand in, and small changes to it."""

from collections.abc import Sequence
from dataclasses import replace

from coder_sim.domain.answer import AnswerKey, AnswerSheet, CodedLine, KeyLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.domain.encounter import Encounter

_LETTERS = ("Y", "N", "U", "W")


def asked(key: AnswerKey) -> tuple[KeyLine, ...]:
    """Return the lines that a full answer has: the required ones, groups with their first."""
    open_places = {group.id: group.min for group in key.any_of}
    lines = []
    for line in key.lines:
        if not line.required:
            continue
        if line.any_of in open_places:
            if not open_places[line.any_of]:
                continue
            open_places[line.any_of] -= 1
        lines.append(line)
    return tuple(lines)


def perfect(encounter: Encounter, lines: tuple[KeyLine, ...]) -> AnswerSheet:
    """Return the sheet that reports these key lines as the key has them."""
    diagnoses = [line.id for line in lines if line.kind is Kind.DIAGNOSIS]
    return AnswerSheet(tuple(_coded(encounter, line, diagnoses) for line in lines))


def with_code(
    sheet: AnswerSheet, place: int, code: str, system: System | None = None
) -> AnswerSheet:
    """Return the sheet with another code at ``place``, all else but its system as it was."""
    lines = list(sheet.lines)
    lines[place] = replace(lines[place], code=code, system=system or lines[place].system)
    return replace(sheet, lines=tuple(lines))


def with_line(sheet: AnswerSheet, line: CodedLine) -> AnswerSheet:
    """Return the sheet with one more line at its end."""
    return replace(sheet, lines=(*sheet.lines, line))


def _coded(encounter: Encounter, line: KeyLine, diagnoses: Sequence[str]) -> CodedLine:
    return CodedLine(
        system=line.system,
        code=line.code,
        poa=_poa(line) if encounter.inpatient else None,
        modifiers=line.modifiers,
        units=line.units,
        pointers=tuple(diagnoses.index(id) + 1 for id in line.pointers if id in diagnoses),
    )


def _poa(line: KeyLine) -> str | None:
    return next((value for value in line.poa or () if value in _LETTERS), None)

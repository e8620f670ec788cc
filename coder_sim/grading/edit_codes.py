"""Checks of single codes: validity, headings, 7th characters, POA, and the Medicare code editor."""

from collections.abc import Iterator
from types import MappingProxyType

from coder_sim.domain.code_set import Code, Kind, dotted
from coder_sim.domain.grade import Finding
from coder_sim.grading.edit_sheet import CM, Sheet, check
from coder_sim.grading.lookup import is_plausible
from coder_sim.grading.normalise import Line

_FULL = 7
_ANY_SETTING = frozenset({"MANIFESTATION_AS_PDX", "E_CODE_AS_PDX"})
"""Edits of the first position that hold wherever the patient was seen."""
_FIRST_CITES = MappingProxyType(
    {
        "MANIFESTATION_AS_PDX": ("I.A.13",),
        "E_CODE_AS_PDX": ("I.C.20.a",),
        "UNACCEPTABLE_PDX": ("II",),
    }
)
_SECONDARY = MappingProxyType(
    {
        "AGE_CONFLICT": ("AGE_CONFLICT", ()),
        "SEX_CONFLICT": ("SEX_CONFLICT", ()),
        "UNSPECIFIED": ("UNSPECIFIED_SIDE", ("I.B.13",)),
    }
)
"""Edits of the code editor that name a fault of the code itself: our class and what it cites."""


def single_codes(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is to be said of each diagnosis by itself.

    EDIT_INVALID: ``detail`` first and last day of validity, or nothing for an unknown code.
    EDIT_HEADING: ``detail`` how many codes lie below. EDIT_SEVENTH: ``detail`` the heading that
    asks for the character and the characters to choose from; ``expected`` an example
    with its placeholders. EDIT_DUPLICATE: ``others`` the first copy. The rest are edits of the
    Medicare code editor and POA; ``detail`` of EDIT_AGE_CONFLICT is the age.
    """
    seen: dict[str, Line] = {}
    for line in sheet.of(Kind.DIAGNOSIS):
        if line.code in seen:
            yield check("DUPLICATE", line, other=seen[line.code], cites=("I.B.12",))
            continue
        seen[line.code] = line
        if sheet.look.billable(CM, line.code):
            yield from _editor(sheet, line)
            yield from _poa(sheet, line)
        else:
            yield _unusable(sheet, line)
    yield from _first(sheet)


def _unusable(sheet: Sheet, line: Line) -> Finding:
    look = sheet.look
    found = look.code(CM, line.code)
    if seventh := _seventh(sheet, line):
        return seventh
    if found is not None:
        below = _count_below(sheet, found)
        return check("HEADING", line, cites=("I.A.2", "I.B.2"), detail=(str(below),))
    ever = sheet.facts.ever(CM, line.code) if is_plausible(line.code) else None
    span = (ever.valid_from.isoformat(), ever.valid_to.isoformat()) if ever else ()
    return check("INVALID", line, cites=("I.A.3",), detail=span)


def _count_below(sheet: Sheet, heading: Code) -> int:
    children = sheet.facts.children(CM, heading.code, sheet.look.day)
    return sum(1 if child.billable else _count_below(sheet, child) for child in children)


def _seventh(sheet: Sheet, line: Line) -> Finding | None:
    """Report a code that lacks its 7th character, or has it in an earlier position."""
    for length in range(min(len(line.code), _FULL - 1), 2, -1):
        stem = line.code[:length]
        found = sheet.look.code(CM, stem)
        if found is None:
            continue
        tail = line.code[length:].replace("X", "")
        characters = [x.character for x in sheet.facts.seventh_characters(stem, sheet.look.day)]
        children = sheet.facts.children(CM, stem, sheet.look.day)
        if not characters or not children or not all(len(x.code) == _FULL for x in children):
            return None
        if not all(x.code.startswith(stem.ljust(_FULL - 1, "X")) for x in children):
            return None
        if tail and tail not in characters:
            return None
        right = stem.ljust(_FULL - 1, "X") + (tail or characters[0])
        return check(
            "SEVENTH",
            line,
            cites=("I.A.5", "I.A.4"),
            detail=(found.display, " ".join(characters)),
            expected=dotted(CM, right),
        )
    return None


def _editor(sheet: Sheet, line: Line) -> Iterator[Finding]:
    encounter = sheet.encounter
    edits = sheet.facts.code_edits(line.code, sheet.look.day, int(encounter.age), encounter.sex)
    for name in edits:
        if name in _SECONDARY:
            cls, cites = _SECONDARY[name]
            detail = (f"{encounter.age:g}",) if name == "AGE_CONFLICT" else ()
            yield check(cls, line, cites=cites, detail=detail)


def _poa(sheet: Sheet, line: Line) -> Iterator[Finding]:
    if not sheet.encounter.inpatient or not line.poa:
        return
    if sheet.facts.poa_exempt(line.code, sheet.look.day):
        yield check("POA_EXEMPT", line, cites=("App. I",), detail=(line.poa,))


def _first(sheet: Sheet) -> Iterator[Finding]:
    first = sheet.first
    if first is None or not sheet.look.billable(CM, first.code):
        return
    edit = sheet.facts.unacceptable_principal(first.code, sheet.look.day)
    if edit and (sheet.encounter.inpatient or edit in _ANY_SETTING):
        yield check(edit, first, cites=_FIRST_CITES.get(edit, ()))

"""Curated checks of services: add-ons without parent, misplaced modifiers, side against side."""

from collections.abc import Iterator

from coder_sim.domain.code_set import Kind
from coder_sim.domain.grade import Finding
from coder_sim.grading import edit_tables as tables
from coder_sim.grading.claim import opposite_diagnosis
from coder_sim.grading.edit_sheet import Sheet, check


def services(sheet: Sheet) -> Iterator[Finding]:
    """Yield what is to be said of services.

    EDIT_ADD_ON: ``detail`` the parents. EDIT_MODIFIER: ``detail`` the modifiers out of place.
    EDIT_SIDE: ``expected`` the diagnosis pointed to, ``others`` its line.
    """
    lines = sheet.of(Kind.SERVICE)
    reported = {line.code for line in lines}
    diagnoses = sheet.of(Kind.DIAGNOSIS)
    for line in lines:
        parents = tables.PARENTS.get(line.code, ())
        if parents and not reported.intersection(parents):
            yield check("ADD_ON", line, detail=parents)
        if wrong := _misplaced(line.code, line.modifiers):
            yield check("MODIFIER", line, detail=wrong)
        if other := opposite_diagnosis(line, diagnoses, sheet.look):
            yield check("SIDE", line, other=other, cites=("I.B.13",))


def _misplaced(code: str, modifiers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the modifiers that go with another kind of service."""
    unfit = tables.VISIT_MODIFIERS if tables.is_procedure(code) else frozenset[str]()
    unfit = tables.DISTINCT_MODIFIERS if tables.is_visit(code) else unfit
    return tuple(modifier for modifier in modifiers if modifier in unfit)

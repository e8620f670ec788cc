"""Automated checks of a sheet: they explain and prompt, touch no score and never overrule a key."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from coder_sim.domain.answer import Excludes1Exception
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Finding
from coder_sim.grading.edit_codes import single_codes
from coder_sim.grading.edit_diagnoses import curated
from coder_sim.grading.edit_notes import between_codes
from coder_sim.grading.edit_services import services
from coder_sim.grading.edit_sheet import sheet_of
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import Line

HARD = frozenset(
    {
        *("EDIT_INVALID", "EDIT_HEADING", "EDIT_SEVENTH", "EDIT_DUPLICATE", "EDIT_AGE_CONFLICT"),
        *("EDIT_MANIFESTATION_AS_PDX", "EDIT_E_CODE_AS_PDX", "EDIT_UNACCEPTABLE_PDX"),
        *("EDIT_ADD_ON", "EDIT_UNDERDOSING_FIRST"),
    }
)
"""Checks that leave no room for judgement: a key must not set them off."""

_FIRST = frozenset({"PDX_SELECTION", "FIRST_LISTED"})
_ORDER = _FIRST | {"SEQUENCE"}
_EXTRA = frozenset(
    {
        *("UNSUPPORTED_EXTRA", "CONTRADICTION", "REDUNDANT_COMPONENT", "ABSORBED_COMPONENT"),
        *("SYMPTOM_INTEGRAL", "AFTERCARE_WITH_INJURY", "O80_WITH_COMPLICATION"),
        *("UNSUPPORTED_ENCOUNTER", "RELATED_WRONG", "WRONG_COMBINATION", "BILATERAL_SPLIT"),
        *("COMPLICATION_OMITTED", "WRONG_LATERALITY", "WRONG_7TH"),
    }
)
_VALIDITY = frozenset({"INVALID", "TRUNCATED"})
_SAYS_THE_SAME = MappingProxyType(
    {
        "EDIT_INVALID": _VALIDITY,
        "EDIT_HEADING": _VALIDITY,
        "EDIT_SEVENTH": _VALIDITY,
        "EDIT_DUPLICATE": frozenset({"DUPLICATE"}),
        "EDIT_POA_EXEMPT": frozenset({"POA_ON_EXEMPT"}),
        "EDIT_UNSPECIFIED_SIDE": frozenset({"UNSPECIFIED_LATERALITY", "UNDER_SPECIFIED"}),
        "EDIT_MANIFESTATION_AS_PDX": _FIRST,
        "EDIT_E_CODE_AS_PDX": _FIRST,
        "EDIT_UNACCEPTABLE_PDX": _FIRST,
        "EDIT_UNDERDOSING_FIRST": _FIRST,
        "EDIT_POISONING_FIRST": _ORDER,
        "EDIT_CODE_FIRST": _ORDER,
        "EDIT_EXCLUDES1": _EXTRA,
        "EDIT_CONTRADICTION": _EXTRA,
        "EDIT_BOTH_SIDES": _EXTRA,
        "EDIT_TWO_SEVENTHS": _EXTRA,
        "EDIT_AFTERCARE": _EXTRA,
        "EDIT_NORMAL_DELIVERY": _EXTRA,
        "EDIT_LATER_CIRCUMSTANCE": _EXTRA,
        "EDIT_MODIFIER": frozenset({"MODIFIER_EXTRA", "MODIFIER_WRONG", "MODIFIER_NOT_APPLICABLE"}),
        "EDIT_SIDE": frozenset({"WRONG_LATERALITY", "MODIFIER_WRONG"}),
    }
)
"""Findings of the key that a check on the same line only gives the reason for."""


def edits(
    encounter: Encounter,
    lines: tuple[Line, ...],
    facts: CodeFacts,
    look: Lookup,
    exceptions: tuple[Excludes1Exception, ...] = (),
) -> tuple[Finding, ...]:
    """Return what a coder should look at again, by the codes alone: no key is asked.

    Each class is described where it is made: ``edit_codes``, ``edit_notes``,
    ``edit_diagnoses``, ``edit_services``.
    """
    sheet = sheet_of(encounter, lines, facts, look)
    return (
        *single_codes(sheet),
        *between_codes(sheet, exceptions),
        *curated(sheet),
        *services(sheet),
    )


def beside(checks: Iterable[Finding], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return checks with the finding of the key that each of them repeats, where there is one."""
    said = tuple(findings)
    return tuple(_attached(check, said) for check in checks)


def _attached(check: Finding, findings: tuple[Finding, ...]) -> Finding:
    same = _SAYS_THE_SAME.get(check.cls, frozenset())
    numbers = {check.answer, *check.others}
    found = next((x for x in findings if x.cls in same and x.answer in numbers), None)
    return replace(check, key=found.key, repeats=found.cls) if found else check

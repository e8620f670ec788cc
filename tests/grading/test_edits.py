"""Automated checks prompt by notes, editor and curated lists; they touch no score."""

from dataclasses import replace
from datetime import date

import pytest

from coder_sim.domain.answer import CodedLine, Excludes1Exception
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Encounter, Sex
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Certainty, Finding, Severity
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, graded, keyed, reported

NOBODY = a_key(keyed("d1", "A09"))
MOTHER = replace(STAY, age=29, sex=Sex.F)
NEWBORN = replace(STAY, age=0, sex=Sex.F)


def checks(
    facts: CodeFacts, encounter: Encounter, *lines: CodedLine | str
) -> list[tuple[str, int | None, tuple[int, ...]]]:
    """Return class without its first word, line and other lines of every check on a sheet."""
    return [(x.cls[5:], x.answer, x.others) for x in findings(facts, encounter, *lines)]


def findings(
    facts: CodeFacts, encounter: Encounter, *lines: CodedLine | str
) -> tuple[Finding, ...]:
    return graded(NOBODY, a_sheet(*lines), facts, encounter).grade.prompts


# Two codes and the node at which the note stands.
EXCLUDED = [
    ("N39.0", "N30.00", "N39.0"),
    ("K92.2", "K25.4", "K92.2"),
    ("F17.210", "Z87.891", "F17"),
    ("M54.16", "M51.16", "M54.1"),
    ("J01.90", "J32.9", "J01"),
    ("Z34.83", "O09.523", "Z34"),
    ("F45.8", "G47.63", "F45.8"),
    ("R78.81", "A41.9", "A41"),
    ("E87.20", "E11.10", "E87.2"),
    ("Z47.89", "S72.141D", "Z47"),
    ("J30.9", "J45.909", "J30"),
    ("D50.0", "D62", "D50.0"),
]


@pytest.mark.parametrize(("one", "other", "node"), EXCLUDED)
def test_an_excludes1_note_is_found_from_either_side(
    one: str, other: str, node: str, facts: CodeFacts
) -> None:
    nodes: list[str] = []
    for codes in ((one, other), (other, one)):
        (found,) = [x for x in findings(facts, CLINIC, *codes) if x.cls == "EDIT_EXCLUDES1"]
        assert (found.expected, found.reported, found.others, found.answer) == (*codes, (1,), 2)
        nodes += found.detail
        assert (found.severity, found.certainty) == (Severity.INFO, Certainty.CHECK)
    # Where both codes have a note, the note of the first on the sheet is named.
    assert node in nodes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I13.0", "I10"),
        ("J18.0", "J69.1"),
        ("A41.02", "Z16.10"),
        ("I63.20", "I67.850"),
        ("T15.01XA", "Z18.01"),
        ("I10", "E11.9"),
        ("S52.001A", "S52.501B"),
        ("G44.1", "D55.0"),
    ],
)
def test_pairs_without_a_note_or_with_one_that_asks_for_both_are_let_be(
    one: str, other: str, facts: CodeFacts
) -> None:
    assert checks(facts, CLINIC, one, other) == []


def test_the_author_may_excuse_a_pair(facts: CodeFacts) -> None:
    excused = (Excludes1Exception("J329", "J0190", "two sinuses"),)
    key = a_key(keyed("d1", "A09"), excludes1_exceptions=excused)
    assert graded(key, a_sheet("J01.90", "J32.9"), facts).grade.prompts == ()


@pytest.mark.parametrize(
    ("encounter", "lines", "found"),
    [
        # The cause that is on the sheet belongs before the code that its note names it for.
        (CLINIC, ("N18.31", "E11.22"), [("CODE_FIRST", 1, (2,))]),
        (CLINIC, ("E11.22", "N18.31"), []),
        (CLINIC, ("I50.33", "I13.0"), [("CODE_FIRST", 1, (2,))]),
        # A poisoning goes first by the note of T36-T50 for adverse effects only.
        (CLINIC, ("T39.015A", "K29.00"), [("CODE_FIRST", 1, (2,))]),
        (CLINIC, ("T39.011A", "K29.00"), []),
        # A manifestation without any cause; with an open list any condition may be it.
        (CLINIC, ("H36.811",), []),
        (CLINIC, ("G20.A1", "F02.80"), []),
        (CLINIC, ("F02.80",), [("CAUSE_MISSING", 1, ()), ("MANIFESTATION_AS_PDX", 1, ())]),
        (CLINIC, ("E11.9", "D63.1"), [("CAUSE_MISSING", 2, ())]),
        (CLINIC, ("N18.4", "D63.1"), []),
    ],
)
def test_causes_go_before_what_they_cause(
    encounter: Encounter,
    lines: tuple[str, ...],
    found: list[tuple[str, int, tuple[int, ...]]],
    facts: CodeFacts,
) -> None:
    assert sorted(checks(facts, encounter, *lines)) == found


@pytest.mark.parametrize(
    ("encounter", "code", "edit"),
    [
        (STAY, "Z12.11", "EDIT_UNACCEPTABLE_PDX"),
        (CLINIC, "Z12.11", ""),
        (CLINIC, "Z00.01", ""),
        (STAY, "W11.XXXA", "EDIT_E_CODE_AS_PDX"),
        (CLINIC, "W11.XXXA", "EDIT_E_CODE_AS_PDX"),
        (CLINIC, "F02.80", "EDIT_MANIFESTATION_AS_PDX"),
        (STAY, "I10", ""),
    ],
)
def test_a_code_unfit_to_lead_is_prompted(
    encounter: Encounter, code: str, edit: str, facts: CodeFacts
) -> None:
    found = [x.cls for x in findings(facts, encounter, code, "E11.9")]
    assert [x for x in found if "PDX" in x] == ([edit] if edit else [])


@pytest.mark.parametrize(
    ("code", "cls", "detail", "expected"),
    [
        ("E11", "EDIT_HEADING", ("95",), ""),
        ("I50.3", "EDIT_HEADING", ("4",), ""),
        ("XYZ", "EDIT_INVALID", (), ""),
        ("I42.00", "EDIT_INVALID", ("2026-10-01", "9999-12-31"), ""),
        ("T45.515", "EDIT_SEVENTH", ("T45.515", "A D S"), "T45.515A"),
        ("W11A", "EDIT_SEVENTH", ("W11", "A D S"), "W11.XXXA"),
        ("W11", "EDIT_SEVENTH", ("W11", "A D S"), "W11.XXXA"),
    ],
)
def test_an_unusable_code_is_told_from_its_form(
    code: str, cls: str, detail: tuple[str, ...], expected: str, facts: CodeFacts
) -> None:
    (found,) = findings(facts, CLINIC, "A09", code)
    assert (found.cls, found.answer, found.expected) == (cls, 2, expected)
    assert found.detail == detail or cls == "EDIT_HEADING"
    if cls == "EDIT_HEADING":
        assert int(found.detail[0]) == sum(
            x.startswith(code.replace(".", "")) for x in _billable(facts, code[:3])
        )


def _billable(facts: CodeFacts, heading: str) -> list[str]:
    found: list[str] = []
    for child in facts.children(System.ICD10CM, heading, CLINIC.service_date):
        found += [child.code] if child.billable else _billable(facts, child.code)
    return found


def test_validity_follows_the_date_of_the_encounter(facts: CodeFacts) -> None:
    later = replace(CLINIC, service_date=date(2026, 10, 5))
    assert checks(facts, CLINIC, "A09", "I42.0") == []
    (found,) = findings(facts, later, "A09", "I42.0")
    assert (found.cls, found.detail[1]) == ("EDIT_INVALID", "2026-09-30")


@pytest.mark.parametrize(
    ("encounter", "lines", "found"),
    [
        (STAY, ("J18.9", "Z38.1"), [("AGE_CONFLICT", 2, ()), ("NEWBORNS_CODE", 2, ())]),
        (STAY, ("J18.9", "S52.609A"), [("UNSPECIFIED_SIDE", 2, ())]),
        (STAY, ("J18.9", "I10", "J18.9"), [("DUPLICATE", 3, (1,))]),
        (CLINIC, ("J18.9", "j189"), [("DUPLICATE", 2, (1,))]),
        (STAY, (reported("J18.9", "Y"), reported("Z79.4", "Y")), [("POA_EXEMPT", 2, ())]),
        (CLINIC, (reported("J18.9", "Y"), reported("Z79.4", "Y")), []),
    ],
)
def test_the_editor_names_the_code_at_fault(
    encounter: Encounter,
    lines: tuple[CodedLine | str, ...],
    found: list[tuple[str, int, tuple[int, ...]]],
    facts: CodeFacts,
) -> None:
    assert checks(facts, encounter, *lines) == found


@pytest.mark.parametrize(
    ("encounter", "lines", "found"),
    [
        (CLINIC, ("E11.9", "E11.65"), [("CONTRADICTION", 2, (1,))]),
        (CLINIC, ("E11.22", "E11.65", "N18.31"), []),
        (CLINIC, ("M17.11", "M17.12"), [("BOTH_SIDES", 2, (1,))]),
        (CLINIC, ("H40.1111", "H40.1121"), [("BOTH_SIDES", 2, (1,))]),
        (CLINIC, ("S72.001A", "S72.002A"), []),
        (CLINIC, ("S72.001A", "S72.001D"), [("TWO_SEVENTHS", 2, (1,))]),
        (MOTHER, ("O42.02", "Z37.0"), [("WEEKS_MISSING", 1, ())]),
        (MOTHER, ("O42.02", "Z3A.39", "Z37.0"), []),
        (MOTHER, ("O60.14X1", "O60.14X2", "Z3A.34", "Z37.2"), []),
        (MOTHER, ("O85", "O72.2", "O99.335"), []),
        (MOTHER, ("O03.9",), []),
        (MOTHER, ("O03.4", "O9A.311", "O98.511"), []),
        (MOTHER, ("O80", "Z3A.39"), [("OUTCOME_MISSING", 1, ())]),
        (MOTHER, ("O70.0", "Z3A.39", "10E0XZZ"), [("OUTCOME_MISSING", 3, ())]),
        (MOTHER, ("O80", "O70.0", "Z3A.39", "Z37.0"), [("NORMAL_DELIVERY", 2, (1,))]),
        (MOTHER, ("O80", "Z3A.39", "Z37.0", "Z38.00"), [("NEWBORNS_CODE", 4, ())]),
        (NEWBORN, ("Z38.00", "O42.02"), [("MOTHERS_CODE", 2, ())]),
        (MOTHER, ("O24.414", "Z3A.30", "Z79.4"), [("GESTATIONAL_DRUG", 3, (1,))]),
        (CLINIC, ("K29.00", "T39.011A"), [("POISONING_FIRST", 2, (1,))]),
        (CLINIC, ("T39.011A", "K29.00"), []),
        (CLINIC, ("T46.5X6A", "I10"), [("UNDERDOSING_FIRST", 1, ())]),
        (CLINIC, ("S72.141D", "W11.XXXA"), [("CAUSE_7TH", 2, (1,))]),
        (CLINIC, ("S72.141B", "W11.XXXA"), []),
        (CLINIC, ("S72.141D", "W11.XXXD", "Y92.017"), [("LATER_CIRCUMSTANCE", 3, (1,))]),
        (CLINIC, ("S72.141A", "W11.XXXA", "Y92.017"), []),
        (CLINIC, ("J18.9", "R65.20"), [("SEPSIS_MISSING", 2, ())]),
        (CLINIC, ("A41.9", "R65.20", "N17.9"), []),
        (CLINIC, ("I10", "Z68.41"), [("BODY_MASS", 2, ())]),
        (CLINIC, ("E66.813", "Z68.41"), []),
        (CLINIC, ("I10", "Z00.00"), [("FIRST_ONLY", 2, ())]),
        (CLINIC, ("Z00.00", "I10"), []),
        (CLINIC, ("C50.411", "Z40.01"), []),
        (CLINIC, ("Z15.01", "Z40.01"), [("FIRST_ONLY", 2, ())]),
    ],
)
def test_curated_checks(
    encounter: Encounter,
    lines: tuple[str, ...],
    found: list[tuple[str, int, tuple[int, ...]]],
    facts: CodeFacts,
) -> None:
    curated = {x[0] for x in found}
    others = {"UNACCEPTABLE_PDX", "EXCLUDES1", "CODE_FIRST", "UNSPECIFIED_SIDE", "AGE_CONFLICT"}
    seen = [x for x in checks(facts, encounter, *lines) if x[0] not in others - curated]
    assert seen == found


def test_aftercare_beside_a_healing_injury_is_prompted(facts: CodeFacts) -> None:
    classes = [x[0] for x in checks(facts, CLINIC, "S72.141D", "Z47.89")]
    assert classes == ["EXCLUDES1", "AFTERCARE"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("I10", "96375"), [("ADD_ON", 2, ())]),
        (("I10", "96375", "96374"), []),
        (("I10", "20610-25"), [("MODIFIER", 2, ())]),
        (("I10", "99214-25"), []),
        (("I10", "99214-59"), [("MODIFIER", 2, ())]),
        (("M17.11", reported("20610-LT", pointers=(1,))), [("SIDE", 2, (1,))]),
        (("M17.11", reported("20610-RT", pointers=(1,))), []),
        (("M17.0", reported("20610-LT", pointers=(1,))), []),
    ],
)
def test_services_are_checked_by_kind_parent_and_side(
    lines: tuple[CodedLine | str, ...],
    found: list[tuple[str, int, tuple[int, ...]]],
    facts: CodeFacts,
) -> None:
    assert checks(facts, OFFICE, *lines) == found


def test_a_missing_further_code_is_never_a_finding(facts: CodeFacts) -> None:
    # All three stand under notes that ask for additional codes.
    assert checks(facts, CLINIC, "E11.22", "J44.1", "I13.0") == []


def test_prompts_do_not_count(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "J01.90"), keyed("d2", "J32.9"))
    result = graded(key, a_sheet("J01.90", "J32.9"), facts)
    assert len(result.grade.prompts) == 1
    assert result.scores.record_over_record


def test_a_check_that_the_key_settles_is_told_as_its_reason(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "E11.22"), keyed("d2", "N18.31"))
    found = {x.cls: x for x in graded(key, a_sheet("N18.31", "E11.22"), facts).grade.prompts}
    assert found["EDIT_CODE_FIRST"].repeats == "FIRST_LISTED"
    assert found["EDIT_CODE_FIRST"].key == "d1"
    alone = graded(key, a_sheet("E11.22", "N18.31", "J01.90", "J32.9"), facts).grade.prompts
    assert [(x.cls, x.repeats) for x in alone] == [("EDIT_EXCLUDES1", "UNSUPPORTED_EXTRA")]

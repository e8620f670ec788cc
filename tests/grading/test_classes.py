"""Each computed class of the taxonomy: what gives it, and what it earns."""

from dataclasses import replace

import pytest

from coder_sim.domain.answer import Alternate, AnyOf, Distractor, EmLevels, Extra, KeyId, KeyLine
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Direction, Severity
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, graded, keyed, reported

LEVELS = EmLevels("office-established", ("99211", "99212", "99213", "99214", "99215"))

DIAGNOSES = [
    pytest.param("I10", "I10", "EXACT", 1.0, id="exact"),
    pytest.param("I10", " i1 0", "EXACT", 1.0, id="exact in spite of case and spaces"),
    pytest.param("N18.31", "N18.30", "UNDER_SPECIFIED", 0.5, id="stage left open"),
    pytest.param("N18.30", "N18.31", "OVER_SPECIFIED", 0.0, id="stage claimed"),
    pytest.param("E11.22", "E11.9", "COMPLICATION_OMITTED", 0.5, id="complication omitted"),
    pytest.param("E11.9", "E11.22", "OVER_SPECIFIED", 0.0, id="complication claimed"),
    pytest.param("I50.33", "I50.23", "WRONG_CODE_SAME_CATEGORY", 0.25, id="same category"),
    pytest.param("D62", "D64.9", "RELATED_WRONG", 0.0, id="same section"),
    pytest.param("M17.11", "M17.12", "WRONG_LATERALITY", 0.25, id="wrong side"),
    pytest.param("M17.0", "M17.11", "WRONG_LATERALITY", 0.25, id="one side of two"),
    pytest.param("G56.01", "G56.00", "UNSPECIFIED_LATERALITY", 0.5, id="side left open"),
    pytest.param("G56.00", "G56.01", "OVER_SPECIFIED", 0.0, id="side claimed"),
    pytest.param("S72.141D", "S72.141A", "WRONG_7TH", 0.5, id="7th character"),
    pytest.param("S72.141D", "S72.141", "TRUNCATED", 0.25, id="no 7th character"),
    pytest.param("S72.141D", "S72", "TRUNCATED", 0.25, id="a category"),
    pytest.param("W11.XXXA", "W11.XXX", "TRUNCATED", 0.25, id="placeholders alone"),
    pytest.param("S72.141D", "S7", "OMITTED", 0.0, id="two characters say nothing"),
    pytest.param("S72.141D", "S72.142A", "WRONG_LATERALITY", 0.125, id="side and 7th character"),
    pytest.param("S72.042A", "S72.001D", "UNDER_SPECIFIED", 0.0625, id="detail, side and 7th"),
    pytest.param("S72.042A", "S72.002D", "UNDER_SPECIFIED", 0.25, id="detail and 7th"),
    pytest.param("I10", "J18.9", "OMITTED", 0.0, id="something else"),
]


@pytest.mark.parametrize(("key", "code", "cls", "credit"), DIAGNOSES)
def test_a_diagnosis_is_classed_and_credited(
    key: str, code: str, cls: str, credit: float, facts: CodeFacts
) -> None:
    result = graded(a_key(keyed("d1", key)), a_sheet(code), facts)
    assert (result.match("d1").cls, result.match("d1").credit) == (cls, credit)


PROCEDURES = [
    ("0SRB04A", "EXACT", 1.0),
    ("0SR904A", "PCS_BODY_PART_LATERALITY", 0.25),
    ("0SRS04A", "OMITTED", 0.0),
    ("0SRS01A", "PCS_BODY_PART", 0.15),
    ("0SUB0JZ", "PCS_ROOT_OPERATION", 0.25),
    ("0SRB02A", "PCS_DEVICE", 0.6),
    ("0SRB049", "PCS_QUALIFIER", 0.6),
    ("0SRB029", "PCS_MULTIPLE", 0.36),
    ("0SR902A", "PCS_BODY_PART_LATERALITY", 0.15),
    ("0QR6", "OMITTED", 0.0),
]


@pytest.mark.parametrize(("code", "cls", "credit"), PROCEDURES)
def test_a_procedure_is_compared_axis_by_axis(
    code: str, cls: str, credit: float, facts: CodeFacts
) -> None:
    key = a_key(keyed("d1", "S72.042A"), keyed("p1", "0SRB04A", principal=True))
    procedure = replace(reported("0SRB04A"), code=code)
    result = graded(key, a_sheet("S72.042A", procedure), facts, STAY)
    assert result.match("p1").cls == cls
    # A dearer device or body part earns nothing: the pair would pay more than the key.
    assert result.match("p1").credit == (0.0 if result.match("p1").over else pytest.approx(credit))


def test_a_wrong_approach_has_its_own_class(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "K35.80"), keyed("p1", "0DTJ4ZZ"))
    result = graded(key, a_sheet("K35.80", "0DTJ0ZZ"), facts, STAY)
    assert (result.match("p1").cls, result.match("p1").credit) == ("PCS_APPROACH", 0.6)


@pytest.mark.parametrize(
    ("key", "code", "cls"),
    [
        ("02570ZZ", "02560ZZ", "PCS_BODY_PART_LATERALITY"),
        ("0BTC0ZZ", "0BTG0ZZ", "PCS_BODY_PART_LATERALITY"),
        ("0BTC0ZZ", "0BTD0ZZ", "PCS_BODY_PART"),
    ],
)
def test_the_side_of_a_body_part_is_told_from_another_part(
    key: str, code: str, cls: str, facts: CodeFacts
) -> None:
    whole = a_key(keyed("d1", "I10"), keyed("p1", key))
    assert graded(whole, a_sheet("I10", code), facts).match("p1").cls == cls


def test_a_procedure_of_another_body_system_but_the_same_operation_is_related(
    facts: CodeFacts,
) -> None:
    key = a_key(keyed("d1", "K35.80"), keyed("p1", "0DTJ4ZZ"))
    result = graded(key, a_sheet("K35.80", "0FT44ZZ"), facts, STAY)
    assert result.match("p1").cls == "RELATED_WRONG"


@pytest.mark.parametrize(
    ("code", "cls", "credit", "direction"),
    [
        ("99215", "EM_LEVEL_OVER", 0.5, Direction.OVER),
        ("99213", "EM_LEVEL_UNDER", 0.5, Direction.UNDER),
        ("99212", "EM_LEVEL_UNDER", 0.25, Direction.UNDER),
    ],
)
def test_an_em_level_earns_by_its_distance(
    code: str, cls: str, credit: float, direction: Direction, facts: CodeFacts
) -> None:
    key = a_key(keyed("d1", "I10"), keyed("s1", "99214", em=LEVELS))
    result = graded(key, a_sheet("I10", code), facts, OFFICE)
    assert (result.match("s1").cls, result.match("s1").credit) == (cls, credit)
    assert result.finding(cls).direction is direction
    assert result.finding(cls).severity is Severity.CRITICAL


def test_a_service_of_the_same_family_is_related_and_its_facets_do_not_count(
    facts: CodeFacts,
) -> None:
    key = a_key(keyed("d1", "I10"), keyed("s1", "20610", modifiers=("RT",)))
    result = graded(key, a_sheet("I10", "20600"), facts, OFFICE)
    assert result.match("s1").cls == "RELATED_WRONG"
    assert result.classes == ["RELATED_WRONG"]
    # Diagnosis 1, first-listed .5, the service's code .8.
    assert result.scores.learning.possible == 2.3


def test_the_authors_alternate_is_right_with_its_credit(facts: CodeFacts) -> None:
    line = keyed("d1", "I10", alternates=(Alternate("I169", 0.8, "either reading"),))
    result = graded(a_key(line), a_sheet("I16.9"), facts)
    assert (result.match("d1").cls, result.match("d1").credit) == ("ALTERNATE", 0.8)
    assert result.classes == []
    assert result.scores.code_over_code.pct == 100.0
    assert result.scores.learning.pct == 90.0


def test_the_authors_distractor_outranks_the_computed_class(facts: CodeFacts) -> None:
    line = keyed(
        "d1", "N18.31", distractors=(Distractor("N1830", "STAGE_IGNORED", 0.1, "3a is named"),)
    )
    result = graded(a_key(line), a_sheet("N18.30"), facts)
    assert (result.match("d1").cls, result.match("d1").credit) == ("STAGE_IGNORED", 0.1)
    assert result.finding("STAGE_IGNORED").explain == "3a is named"


def test_an_authors_extra_does_not_pair_with_a_line_it_resembles(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "N18.31"), extras=(Extra("N1830", "UNSUPPORTED_ENCOUNTER", 0.3),))
    result = graded(key, a_sheet("N18.30"), facts)
    assert result.classes == ["OMITTED", "UNSUPPORTED_ENCOUNTER"]
    assert result.finding("UNSUPPORTED_ENCOUNTER").severity is Severity.MAJOR


HYPERTENSIVE = keyed("d1", "I13.0", components=("I10", "I110", "I129"))


def test_one_component_alone_is_a_wrong_combination(facts: CodeFacts) -> None:
    result = graded(a_key(HYPERTENSIVE), a_sheet("I10"), facts)
    assert (result.match("d1").cls, result.match("d1").credit) == ("WRONG_COMBINATION", 0.25)


def test_further_components_of_a_missed_combination_cost_nothing(facts: CodeFacts) -> None:
    result = graded(a_key(HYPERTENSIVE), a_sheet("I11.0", "I12.9", "I10"), facts)
    assert result.classes == ["WRONG_COMBINATION", "ABSORBED_COMPONENT", "ABSORBED_COMPONENT"]
    assert result.scores.learning.penalty == 0.0
    assert {x.severity for x in result.grade.findings[1:]} == {Severity.INFO}


def test_components_beside_the_right_combination_cost_once(facts: CodeFacts) -> None:
    result = graded(a_key(HYPERTENSIVE), a_sheet("I13.0", "I10", "I12.9"), facts)
    assert result.classes == ["REDUNDANT_COMPONENT", "REDUNDANT_COMPONENT"]
    assert result.scores.learning.penalty == 0.25
    assert result.grade.findings[0].severity is Severity.MINOR


def test_both_sides_for_a_bilateral_code_are_a_split(facts: CodeFacts) -> None:
    line = keyed(
        "d1",
        "M17.0",
        components=("M1711", "M1712"),
        component_class="BILATERAL_SPLIT",
        component_credit=0.5,
    )
    result = graded(a_key(line), a_sheet("M17.12", "M17.11"), facts)
    assert result.match("d1").cls == "BILATERAL_SPLIT"
    assert result.classes == ["BILATERAL_SPLIT", "ABSORBED_COMPONENT"]


TWO = (keyed("d1", "S72.141D"), keyed("d2", "E11.22"))


@pytest.mark.parametrize(
    ("extra", "cls", "severity", "penalty"),
    [
        ("E11.22", "DUPLICATE", Severity.MINOR, 0.25),
        ("XYZ", "INVALID", Severity.CRITICAL, 1.0),
        ("E11", "INVALID", Severity.CRITICAL, 1.0),
        ("S72.142D", "CONTRADICTION", Severity.MAJOR, 1.0),
        ("S72.141A", "CONTRADICTION", Severity.MAJOR, 1.0),
        ("E11.9", "CONTRADICTION", Severity.MAJOR, 1.0),
        ("E11.65", "UNSUPPORTED_EXTRA", Severity.MAJOR, 0.5),
        ("J18.9", "UNSUPPORTED_EXTRA", Severity.MAJOR, 0.5),
        ("36415", "UNSUPPORTED_EXTRA", Severity.CRITICAL, 1.0),
    ],
)
def test_a_line_without_a_key_line_costs_by_its_kind(
    extra: str, cls: str, severity: Severity, penalty: float, facts: CodeFacts
) -> None:
    result = graded(a_key(*TWO), a_sheet("S72.141D", "E11.22", extra), facts)
    assert result.classes == [cls]
    assert result.finding(cls).severity is severity
    assert result.finding(cls).direction is Direction.OVER
    assert result.scores.learning.penalty == penalty


def test_a_second_copy_of_an_authors_extra_costs_again(facts: CodeFacts) -> None:
    key = a_key(*TWO, extras=(Extra("R0602", "SYMPTOM_INTEGRAL", 0.25, "MINOR"),))
    result = graded(key, a_sheet("S72.141D", "E11.22", "R06.02", "R06.02"), facts)
    assert result.classes == ["SYMPTOM_INTEGRAL", "SYMPTOM_INTEGRAL"]
    assert result.scores.learning.penalty == 0.5


def test_a_second_em_level_contradicts_the_first(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("s1", "99214", em=LEVELS))
    result = graded(key, a_sheet("I10", "99214", "99213"), facts, OFFICE)
    assert result.classes == ["CONTRADICTION"]
    assert result.finding("CONTRADICTION").key == "s1"


def test_an_optional_line_counts_in_nothing(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "Z79.4", optional=True))
    for sheet in (a_sheet("I10"), a_sheet("I10", "Z79.4")):
        result = graded(key, sheet, facts)
        assert result.classes == []
        assert result.scores.practicum.out_of == 1
        assert result.scores.learning.possible == 2.0
    assert (result.match("d2").cls, result.match("d2").credit) == ("OPTIONAL_OK", 0.0)


def test_a_near_miss_of_an_optional_line_is_a_minor_finding(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "N18.31", optional=True))
    result = graded(key, a_sheet("I10", "N18.30"), facts)
    assert result.finding("UNDER_SPECIFIED").severity is Severity.MINOR
    assert result.match("d2").credit == 0.0
    assert result.scores.learning.pct == 100.0
    assert result.scores.practicum.out_of == 2


def test_two_defensible_readings_make_a_line_optional(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "N18.31", ambiguity=2))
    assert graded(key, a_sheet("I10"), facts).classes == []


def group(low: int, high: int) -> tuple[KeyLine, ...]:
    codes = ("R53.1", "R42", "R11.0")
    return tuple(keyed(f"d{i}", code, any_of="g") for i, code in enumerate(codes, start=2))


@pytest.mark.parametrize(
    ("codes", "classes", "counted"),
    [
        (("R42",), [], 2),
        (("R53.1", "R42"), [], 2),
        (("R53.1", "R42", "R11.0"), ["UNSUPPORTED_EXTRA"], 2),
        ((), ["OMITTED"], 2),
    ],
)
def test_any_of_a_group_will_do_up_to_its_maximum(
    codes: tuple[str, ...], classes: list[str], counted: int, facts: CodeFacts
) -> None:
    key = a_key(keyed("d1", "I10"), *group(1, 2), any_of=(AnyOf("g", 1, 2),))
    result = graded(key, a_sheet("I10", *codes), facts)
    assert result.classes == classes
    assert result.scores.code_over_code.out_of == counted


def test_the_best_credited_members_fill_a_group(facts: CodeFacts) -> None:
    lines = (keyed("d2", "N18.31", any_of="g"), keyed("d3", "R42", any_of="g"))
    key = a_key(keyed("d1", "I10"), *lines, any_of=(AnyOf("g", 1, 1),))
    result = graded(key, a_sheet("I10", "N18.30", "R42"), facts)
    assert result.match("d3").cls == "EXACT"
    assert result.classes == ["UNSUPPORTED_EXTRA"]


def test_an_unfilled_group_takes_a_related_code_by_its_first_member(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), *group(1, 2), any_of=(AnyOf("g", 1, 2),))
    result = graded(key, a_sheet("I10", "R63.4"), facts)
    assert result.match("d2").cls == "RELATED_WRONG"


def test_a_group_member_may_stand_first(facts: CodeFacts) -> None:
    lines = (keyed("d1", "R42", any_of="g"), keyed("d2", "R53.1", any_of="g"))
    key = a_key(*lines, first=("d1", "d2"), any_of=(AnyOf("g", 1, 1),))
    result = graded(key, a_sheet("R53.1"), facts, CLINIC)
    assert result.scores.first_dx_correct
    assert KeyId("d1") not in {x.key for x in result.grade.findings}


def test_a_wrong_procedure_names_both_values_of_each_axis(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("p1", "0SRB04A"))
    finding = graded(key, a_sheet("I10", "0SRB02A"), facts).finding("PCS_DEVICE")
    (axis,) = finding.axes
    assert (axis.position, axis.reported, axis.expected) == (6, "2", "4")
    assert "Metal on Polyethylene" in axis.reported_label
    assert "Ceramic on Polyethylene" in axis.expected_label
    both = graded(key, a_sheet("I10", "0SR9049"), facts).finding("PCS_BODY_PART_LATERALITY")
    assert [(x.position, x.reported, x.expected) for x in both.axes] == [
        (4, "9", "B"),
        (7, "9", "A"),
    ]
    assert (both.axes[0].reported_label, both.axes[0].expected_label) == (
        "Right Hip Joint",
        "Left Hip Joint",
    )

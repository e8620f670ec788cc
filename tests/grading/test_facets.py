"""POA, modifiers, units, pointers and split lines of a pair whose code is right."""

import pytest

from coder_sim.domain.answer import KeyId
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Direction, Severity
from tests.grading.cases import (
    OFFICE,
    STAY,
    Graded,
    a_key,
    a_sheet,
    graded,
    keyed,
    reported,
)


@pytest.mark.parametrize(
    ("accepted", "given", "finding", "counted"),
    [
        (("Y",), "Y", [], (1, 1)),
        (("Y",), "n", ["POA"], (0, 1)),
        (("Y",), None, ["POA"], (0, 1)),
        (("Y", "W"), "W", [], (1, 1)),
        (("exempt",), None, [], (0, 0)),
        (("exempt",), "Y", ["POA_ON_EXEMPT"], (0, 0)),
        (("exempt", "Y"), None, [], (1, 1)),
        (("exempt", "Y"), "N", ["POA"], (0, 1)),
        (None, "N", [], (0, 0)),
    ],
)
def test_poa_is_graded_where_the_key_asks_for_it(
    accepted: tuple[str, ...] | None,
    given: str | None,
    finding: list[str],
    counted: tuple[int, int],
    facts: CodeFacts,
) -> None:
    key = a_key(keyed("d1", "I50.33", poa=accepted))
    result = graded(key, a_sheet(reported("I50.33", given)), facts, STAY)
    assert [x for x in result.classes if x.startswith("POA")] == finding
    assert result.scores.poa == counted
    assert all(x.severity is Severity.MINOR for x in result.grade.findings)


def test_poa_asks_nothing_of_an_office_visit(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I50.33", poa=("Y",)))
    result = graded(key, a_sheet(reported("I50.33", "N")), facts, OFFICE)
    assert (result.classes, result.scores.poa) == ([], (0, 0))


def visit(facts: CodeFacts, code: str, line: dict[str, object], given: int = 1) -> Graded:
    service = keyed("s1", "20610", **line)
    key = a_key(keyed("d1", "M17.11"), keyed("d2", "I10"), service)
    sheet = a_sheet("M17.11", "I10", reported(code, units=given, pointers=(1,)))
    return graded(key, sheet, facts, OFFICE)


MODIFIERS = [
    pytest.param("20610-RT", {"modifiers": ("RT",)}, "", id="equal"),
    pytest.param("20610", {"modifiers": ("RT",)}, "MODIFIER_MISSING", id="missing"),
    pytest.param("20610-LT", {"modifiers": ("RT",)}, "MODIFIER_WRONG", id="wrong"),
    pytest.param("20610-RT", {}, "MODIFIER_EXTRA", id="extra"),
    pytest.param(
        "20610-50", {"forbidden_modifiers": ("50",)}, "MODIFIER_NOT_APPLICABLE", id="forbidden"
    ),
    pytest.param(
        "20610-RT-GC", {"modifiers": ("RT",), "optional_modifiers": ("GC",)}, "", id="may"
    ),
    pytest.param(
        "20610-XS", {"modifiers": ("59",), "modifier_alternates": (("XS",),)}, "", id="alternate"
    ),
    pytest.param(
        "20610-XS-59",
        {"modifiers": ("59",), "modifier_alternates": (("XS",),)},
        "MODIFIER_EXTRA",
        id="both alternates",
    ),
]


@pytest.mark.parametrize(("code", "line", "cls"), MODIFIERS)
def test_modifiers_are_compared_as_sets(
    code: str, line: dict[str, object], cls: str, facts: CodeFacts
) -> None:
    result = visit(facts, code, line)
    assert result.classes == ([cls] if cls else [])
    assert result.scores.code_over_code.correct == (2 if cls else 3)
    assert all(x.severity is Severity.CRITICAL for x in result.grade.findings)


def test_a_modifier_typed_with_the_code_is_split_off(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("s1", "99214", modifiers=("25",)))
    sheet = a_sheet("I10", reported("99214"))
    line = sheet.lines[1]
    typed = type(sheet)((sheet.lines[0], type(line)(line.system, "99214-25")))
    assert graded(key, typed, facts, OFFICE).classes == []


@pytest.mark.parametrize(
    ("units", "alternates", "direction"),
    [(4, (), None), (5, (5,), None), (1, (), Direction.UNDER), (40, (), Direction.OVER)],
)
def test_units_are_equal_or_not(
    units: int, alternates: tuple[int, ...], direction: Direction | None, facts: CodeFacts
) -> None:
    result = visit(facts, "20610", {"units": 4, "units_alternates": alternates}, units)
    assert [x.direction for x in result.grade.findings] == ([direction] if direction else [])
    assert result.classes == (["UNITS"] if direction else [])


@pytest.mark.parametrize(
    ("pointers", "points", "rate"),
    [((1, 2), 0.2, (2, 2)), ((2, 1, 3), 0.2, (2, 2)), ((2,), 0.1, (1, 2)), ((9,), 0.0, (0, 2))],
)
def test_pointers_earn_all_half_or_nothing(
    pointers: tuple[int, ...], points: float, rate: tuple[int, int], facts: CodeFacts
) -> None:
    service = keyed("s1", "99214", pointers=(KeyId("d1"), KeyId("d2")))
    key = a_key(keyed("d1", "E11.65"), keyed("d2", "I10"), keyed("d3", "M17.11"), service)
    sheet = a_sheet("E11.65", "I10", "M17.11", reported("99214", pointers=pointers))
    result = graded(key, sheet, facts, OFFICE)
    assert result.scores.pointers == rate
    assert result.classes == ([] if points == 0.2 else ["POINTER"])
    earned = sum(x.earned for x in result.grade.tally if x.element.value == "pointers")
    assert earned == pytest.approx(points)


def test_a_pointer_at_a_wrong_version_of_the_diagnosis_counts(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "M17.11"), keyed("s1", "20610", pointers=(KeyId("d1"),)))
    sheet = a_sheet("M17.9", reported("20610", pointers=(1,)))
    assert "POINTER" not in graded(key, sheet, facts, OFFICE).classes


def test_a_pointer_at_a_merely_related_diagnosis_does_not_count(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "D62"), keyed("s1", "99214", pointers=(KeyId("d1"),)))
    sheet = a_sheet("D64.9", reported("99214", pointers=(1,)))
    assert "POINTER" in graded(key, sheet, facts, OFFICE).classes


def test_the_whole_vial_on_one_line_is_not_split(facts: CodeFacts) -> None:
    given = keyed("s1", "J9035", units=18, split_group="drug")
    wasted = keyed("s2", "J9035", units=2, modifiers=("JW",), split_group="drug")
    key = a_key(keyed("d1", "C50.911"), given, wasted)
    result = graded(key, a_sheet("C50.911", reported("J9035", units=20)), facts, OFFICE)
    assert result.classes == ["UNITS_NOT_SPLIT", "OMITTED"]
    assert result.finding("UNITS_NOT_SPLIT").severity is Severity.INFO
    assert result.scores.code_over_code.correct == 1
    assert result.scores.learning.earned == pytest.approx(1.5 + 2.0)


def test_split_lines_pair_by_units_and_modifiers_in_any_order(facts: CodeFacts) -> None:
    given = keyed("s1", "J9035", units=18, split_group="drug")
    wasted = keyed("s2", "J9035", units=2, modifiers=("JW",), split_group="drug")
    key = a_key(keyed("d1", "C50.911"), given, wasted)
    sheet = a_sheet("C50.911", reported("J9035-JW", units=2), reported("J9035", units=18))
    assert graded(key, sheet, facts, OFFICE).classes == []

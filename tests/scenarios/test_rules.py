"""The subtle rules, case by case, as their guidelines have them."""

import pytest

from coder_sim.domain.encounter import Sex
from coder_sim.scenarios.rules import (
    burns,
    diabetes,
    drugs,
    fractures,
    hypertension,
    infarction,
    obstetrics,
    poisoning,
    procedures,
    sides,
    stroke,
    visits,
)


@pytest.mark.parametrize(
    ("heart", "stage", "denied", "code"),
    [
        (False, "", False, "I10"),
        (True, "", False, "I11.0"),
        (False, "31", False, "I12.9"),
        (False, "5", False, "I12.0"),
        (False, "6", False, "I12.0"),
        (True, "4", False, "I13.0"),
        (True, "6", False, "I13.2"),
        (False, "32", True, "I10"),
        (True, "32", True, "I11.0"),
    ],
)
def test_hypertension_is_presumed_to_cause_heart_and_kidney_disease(
    heart: bool, stage: str, denied: bool, code: str
) -> None:
    assert hypertension.combined(heart, stage, denied) == code


@pytest.mark.parametrize(
    ("regimen", "codes"),
    [
        ("none", ()),
        ("insulin+oral", ("Z79.4", "Z79.84")),
        ("injected", ("Z79.85",)),
        ("oral+injected", ("Z79.84", "Z79.85")),
        ("all", ("Z79.4", "Z79.84", "Z79.85")),
    ],
)
def test_each_kind_of_diabetes_drug_has_its_code(regimen: str, codes: tuple[str, ...]) -> None:
    it = diabetes.Diabetes(2, (), regimen, "1", "heel and midfoot", "fat", "left", 60, Sex.F)
    assert diabetes.drugs(it) == codes


@pytest.mark.parametrize(
    ("total", "third", "code"),
    [(9, 9, "T31.0"), (10, 0, "T31.10"), (19, 9, "T31.10"), (19, 10, "T31.11"), (24, 21, "T31.22")],
)
def test_extent_counts_tenths_of_burn_and_of_third_degree(
    total: int, third: int, code: str
) -> None:
    assert burns.extent(total, third) == code


@pytest.mark.parametrize(
    ("side", "hand", "dominant"),
    [
        ("right", "", True),
        ("left", "", False),
        ("left", "both", True),
        ("right", "both", True),
        ("left", "left", True),
        ("right", "left", False),
    ],
)
def test_dominance_defaults(side: str, hand: str, dominant: bool) -> None:
    assert stroke.dominant(side, hand) is dominant


FOREARM, SCAPHOID = fractures.BONES[0], fractures.BONES[5]


@pytest.mark.parametrize(
    ("bone", "opening", "phase", "seventh"),
    [
        (FOREARM, "", "active", "A"),
        (FOREARM, "open", "active", "B"),
        (FOREARM, "IIIA", "active", "C"),
        (FOREARM, "closed", "routine", "D"),
        (FOREARM, "II", "routine", "E"),
        (FOREARM, "IIIA", "delayed", "J"),
        (FOREARM, "I", "nonunion", "M"),
        (FOREARM, "IIIA", "malunion", "R"),
        (SCAPHOID, "open", "active", "B"),
        (SCAPHOID, "open", "nonunion", "K"),
    ],
)
def test_seventh_character_of_a_fracture(
    bone: fractures.Bone, opening: str, phase: str, seventh: str
) -> None:
    it = fractures.Fracture(bone, "left", "", opening, phase, True, 30, Sex.M)
    assert fractures.seventh(it) == seventh


def test_a_fracture_nobody_calls_displaced_or_not_is_displaced() -> None:
    it = fractures.Fracture(fractures.BONES[1], "right", "", "", "active", True, 30, Sex.M)
    assert fractures.code(it) == "S82.221A"


@pytest.mark.parametrize(
    ("dose", "per_unit", "units"), [(364, 10, 37), (300, 10, 30), (1, 10, 1), (155, 1, 155)]
)
def test_a_part_of_a_unit_is_billed_as_a_whole_one(dose: int, per_unit: int, units: int) -> None:
    assert drugs.units(dose, per_unit) == units


@pytest.mark.parametrize(
    ("dose", "vials", "wasted"), [(364, (100,) * 4, 3), (400, (100,) * 4, 0), (200, (), 0)]
)
def test_units_given_and_discarded_make_up_the_vials(
    dose: int, vials: tuple[int, ...], wasted: int
) -> None:
    it = drugs.Given(drugs.DRUGS[0], dose, vials, 40, Sex.F)
    assert drugs.wasted_units(it) == wasted


def test_vials_are_opened_so_that_least_is_wasted() -> None:
    assert drugs.opened((400, 200, 80), 480) == (400, 80)
    assert drugs.opened((100, 200), 155) == (200,)
    assert drugs.opened((), 100) == ()


@pytest.mark.parametrize(
    ("problems", "data", "risk", "level"),
    [(2, 0, 2, 2), (3, 0, 2, 2), (1, 1, 3, 1), (0, 3, 3, 3), (0, 1, 2, 1)],
)
def test_two_of_three_elements_decide(problems: int, data: int, risk: int, level: int) -> None:
    assert visits.by_elements(problems, data, risk) == level


@pytest.mark.parametrize(
    ("minutes", "new", "level"),
    [(9, False, -1), (10, False, 0), (39, False, 2), (40, False, 3), (29, True, 0), (60, True, 3)],
)
def test_time_is_met_or_exceeded(minutes: int, new: bool, level: int) -> None:
    assert visits.by_time(minutes, new) == level


@pytest.mark.parametrize(
    ("kind", "intent", "code"),
    [
        ("adverse", "accident", "T46.4X5A"),
        ("underdosing", "accident", "T46.4X6A"),
        ("poisoning", "accident", "T46.4X1A"),
        ("poisoning", "self-harm", "T46.4X2A"),
        ("poisoning", "unknown", "T46.4X4A"),
    ],
)
def test_how_a_drug_was_taken_decides_its_code(kind: str, intent: str, code: str) -> None:
    it = poisoning.Drugged(poisoning.DRUGS[0], kind, intent, "cost", 70, Sex.F)
    assert poisoning.drug_code(it) == code


def test_underdosing_never_stands_first() -> None:
    it = poisoning.Drugged(poisoning.DRUGS[0], "underdosing", "accident", "forgot", 70, Sex.F)
    outline = poisoning.key(it)
    assert [one.line.code for one in outline.lines] == ["I10", "T464X6A", "Z91138"]
    assert outline.first_allowed == ("d1",)


def test_a_second_infarction_within_four_weeks_keeps_the_first_beside_it() -> None:
    it = infarction.Infarction("subsequent", "", 28, "RCA", "", False, 70, Sex.M)
    assert [one.line.code for one in infarction.key(it).lines] == ["I222", "I2111"]


def test_type_two_infarction_follows_its_cause() -> None:
    cause = next(iter(infarction.CAUSES))
    it = infarction.Infarction("demand", "", 0, "", cause, False, 70, Sex.M)
    assert [one.line.code for one in infarction.key(it).lines] == ["I4719", "I21A1"]


@pytest.mark.parametrize(("hours", "code"), [(23, "3"), (24, "4"), (96, "4"), (97, "5")])
def test_ventilation_has_three_spans(hours: int, code: str) -> None:
    assert procedures.ventilation(hours) == f"5A19{code}5Z"


def test_both_sides_are_one_code_or_two() -> None:
    knee = next(one for one in sides.PLACES if "knee" in one.name)
    elbow = next(one for one in sides.PLACES if "epicondylitis" in one.name)
    assert sides.codes(knee, "both") == ("M17.0",)
    assert sides.codes(elbow, "both") == ("M77.11", "M77.12")
    assert len(sides.PLACES) == 20


def test_a_delivery_with_nothing_to_tell_is_o80_alone() -> None:
    outline = obstetrics.key(obstetrics.Delivery(39, (), 28))
    assert [one.line.code for one in outline.lines] == ["O80", "Z370", "Z3A39", "10E0XZZ"]


def test_a_tear_is_not_present_on_admission() -> None:
    outline = obstetrics.key(obstetrics.Delivery(39, ("tear2",), 28))
    assert outline.lines[0].line.poa == ("N",)
    assert [one.line.code for one in outline.lines if one.line.principal] == ["10E0XZZ"]

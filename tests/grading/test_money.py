"""What pays more than the key earns nothing; MS-DRG, HCC and the claim as a whole."""

import pytest

from coder_sim.domain.answer import KeyId
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Direction, Severity
from tests.grading.cases import (
    CLINIC,
    OFFICE,
    STAY,
    a_key,
    a_sheet,
    graded,
    keyed,
    reported,
)

PNEUMONIA = keyed("d1", "J18.9", poa=("Y",))
FAILURE = keyed("d2", "I50.32", poa=("Y",))


def test_a_wrong_code_that_raises_the_drg_costs_points(facts: CodeFacts) -> None:
    key = a_key(PNEUMONIA, FAILURE)
    result = graded(key, a_sheet(reported("J18.9", "Y"), reported("I50.33", "Y")), facts, STAY)
    match, finding = result.match("d2"), result.grade.findings[0]
    assert (match.over, match.credit) == (True, 0.0)
    assert (finding.severity, finding.direction) == (Severity.CRITICAL, Direction.OVER)
    assert result.scores.learning.penalty == 0.5
    assert result.scores.learning.earned == 1.0 + 2.0 + 0.25
    assert result.scores.poa == (2, 2)
    assert result.finding("DRG_CHANGE").direction is Direction.OVER


def test_a_wrong_code_that_lowers_the_drg_keeps_its_credit(facts: CodeFacts) -> None:
    key = a_key(PNEUMONIA, keyed("d2", "I50.33", poa=("Y",)))
    result = graded(key, a_sheet(reported("J18.9", "Y"), reported("I50.32", "Y")), facts, STAY)
    assert not result.match("d2").over
    assert result.finding("DRG_CHANGE").direction is Direction.UNDER


def test_a_code_that_raises_the_risk_score_costs_points_in_any_setting(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "I25.10"), hcc=())
    result = graded(key, a_sheet("I10", "I25.110"), facts, OFFICE)
    assert result.match("d2").over
    change = result.finding("HCC_CHANGE")
    assert (change.severity, change.direction) == (Severity.CRITICAL, Direction.OVER)


def test_money_is_no_matter_where_the_key_lists_no_hccs(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "I25.10"))
    result = graded(key, a_sheet("I10", "I25.110"), facts, OFFICE)
    assert not result.match("d2").over
    assert "HCC_CHANGE" not in result.classes


def test_an_hcc_of_equal_worth_is_major_and_neutral(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "E11.22"), hcc=("37",))
    change = graded(key, a_sheet("E11.9"), facts, OFFICE).finding("HCC_CHANGE")
    assert (change.severity, change.direction) == (Severity.MAJOR, Direction.NEUTRAL)


@pytest.mark.parametrize("extra", ["J96.01", "E87.1"])
def test_an_extra_that_counts_as_cc_or_mcc_is_paying(extra: str, facts: CodeFacts) -> None:
    key = a_key(PNEUMONIA)
    sheet = a_sheet(reported("J18.9", "Y"), reported(extra, "Y"))
    result = graded(key, sheet, facts, STAY)
    assert result.finding("UNSUPPORTED_EXTRA").severity is Severity.CRITICAL
    assert result.scores.learning.penalty == 1.0


def test_a_paying_extra_in_front_costs_its_full_price(facts: CodeFacts) -> None:
    key = a_key(PNEUMONIA)
    sheet = a_sheet(reported("J96.01", "Y"), reported("J18.9", "Y"))
    assert graded(key, sheet, facts, STAY).scores.learning.penalty == 1.0


def test_an_extra_with_an_hcc_is_paying_where_hccs_are_keyed(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), hcc=())
    finding = graded(key, a_sheet("I10", "F33.1"), facts, OFFICE).finding("UNSUPPORTED_EXTRA")
    assert finding.severity is Severity.CRITICAL
    assert finding.detail[0] == "HCC"


def test_without_a_diagnosis_there_is_no_drg(facts: CodeFacts) -> None:
    result = graded(a_key(PNEUMONIA), a_sheet(), facts, STAY)
    assert result.scores.drg is not None
    assert (result.scores.drg.key, result.scores.drg.answer) == (195, None)
    assert not result.scores.case_financial
    assert result.classes == ["OMITTED", "DRG_CHANGE"]
    assert result.finding("DRG_CHANGE").direction is Direction.UNDER


def test_a_claim_with_a_heading_fails(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "N18.31"))
    assert not graded(key, a_sheet("I10", "N18.3"), facts).scores.case_financial
    assert graded(key, a_sheet("I10", "N18.30"), facts).scores.case_financial


def test_a_facility_claim_needs_the_first_listed_diagnosis(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "N18.31"))
    assert not graded(key, a_sheet("N18.31", "I10"), facts, CLINIC).scores.case_financial
    assert graded(key, a_sheet("N18.31", "I10"), facts, OFFICE).scores.case_financial


@pytest.mark.parametrize(
    ("diagnosis", "service", "pointers", "paid"),
    [
        ("M17.11", "20610-RT", (1,), True),
        ("M17.11", "20610-RT", (), False),
        ("M17.12", "20610-RT", (1,), False),
        ("M17.9", "20610-RT", (1,), True),
        ("M17.11", "20610", (1,), False),
        ("M17.11", "20605-RT", (1,), False),
    ],
)
def test_a_professional_claim_needs_services_pointers_and_agreeing_sides(
    diagnosis: str, service: str, pointers: tuple[int, ...], paid: bool, facts: CodeFacts
) -> None:
    line = keyed("s1", "20610", modifiers=("RT",), pointers=(KeyId("d1"),))
    sheet = a_sheet(diagnosis, reported(service, pointers=pointers))
    result = graded(a_key(keyed("d1", "M17.11"), line), sheet, facts, OFFICE)
    assert result.scores.case_financial is paid


@pytest.mark.parametrize("encounter", [STAY, CLINIC, OFFICE])
def test_an_empty_sheet_scores_nothing(encounter: Encounter, facts: CodeFacts) -> None:
    scores = graded(a_key(PNEUMONIA, FAILURE), a_sheet(), facts, encounter).scores
    assert (scores.learning.pct, scores.code_over_code.pct, scores.practicum.pct) == (0, 0, 0)
    passed = (scores.first_dx_correct, scores.record_over_record, scores.case_financial)
    assert passed == (False, False, False)

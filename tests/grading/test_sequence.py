"""Principal and first-listed diagnosis, must-precede constraints, and what absorbs what."""

import pytest

from coder_sim.domain.answer import Constraint, Extra, KeyId
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Severity
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, graded, keyed

AFTER = Constraint("c1", KeyId("d2"), KeyId("d3"), cite="Tabular N18 code first")
THREE = (keyed("d1", "I10"), keyed("d2", "E11.22"), keyed("d3", "N18.31"))


@pytest.mark.parametrize(
    ("encounter", "cls", "severity", "lost"),
    [
        (STAY, "PDX_SELECTION", Severity.CRITICAL, 2.0),
        (CLINIC, "FIRST_LISTED", Severity.CRITICAL, 1.0),
        (OFFICE, "FIRST_LISTED", Severity.MAJOR, 0.5),
    ],
)
def test_another_line_in_front_loses_the_selection(
    encounter: Encounter, cls: str, severity: Severity, lost: float, facts: CodeFacts
) -> None:
    result = graded(a_key(*THREE), a_sheet("E11.22", "I10", "N18.31"), facts, encounter)
    finding = result.finding(cls)
    assert (finding.key, finding.answer, finding.severity) == ("d1", 1, severity)
    assert not result.scores.first_dx_correct
    assert result.scores.learning.possible - result.scores.learning.earned == lost


def test_the_selection_needs_no_finding_when_the_omission_says_it(facts: CodeFacts) -> None:
    result = graded(a_key(*THREE), a_sheet("E11.22", "N18.31"), facts)
    assert result.classes == ["OMITTED"]
    assert not result.scores.first_dx_correct


def test_any_allowed_line_may_lead(facts: CodeFacts) -> None:
    key = a_key(*THREE, first=("d1", "d2"))
    assert graded(key, a_sheet("E11.22", "N18.31", "I10"), facts).scores.first_dx_correct


@pytest.mark.parametrize(
    ("code", "share", "selected"),
    [("N18.31", 1.0, True), ("N18.30", 0.5, True), ("N18", 0.0, True), ("N19", 0.0, False)],
)
def test_a_wrong_version_of_the_first_line_earns_part(
    code: str, share: float, selected: bool, facts: CodeFacts
) -> None:
    result = graded(a_key(keyed("d1", "N18.31")), a_sheet(code), facts)
    earned = sum(x.earned for x in result.grade.tally if x.element.value == "first diagnosis")
    assert (earned, result.scores.first_dx_correct) == (share, selected)


def test_a_broken_constraint_is_a_finding_at_its_own_id(facts: CodeFacts) -> None:
    key = a_key(*THREE, constraints=(AFTER,))
    result = graded(key, a_sheet("I10", "N18.31", "E11.22"), facts)
    finding = result.finding("SEQUENCE")
    assert (finding.key, finding.answer, finding.severity) == ("c1", 2, Severity.MAJOR)
    assert result.scores.learning.pct == 88.9


def test_the_authors_severity_of_a_constraint_wins(facts: CodeFacts) -> None:
    rule = Constraint("c1", KeyId("d2"), KeyId("d3"), severity="CRITICAL")
    result = graded(a_key(*THREE, constraints=(rule,)), a_sheet("I10", "N18.31", "E11.22"), facts)
    assert result.finding("SEQUENCE").severity is Severity.CRITICAL


def test_a_constraint_on_the_only_first_line_repeats_the_selection(facts: CodeFacts) -> None:
    rule = Constraint("c1", KeyId("d1"), KeyId("d2"))
    result = graded(a_key(*THREE, constraints=(rule,)), a_sheet("E11.22", "I10", "N18.31"), facts)
    assert result.classes == ["FIRST_LISTED"]
    assert result.scores.learning.possible == 4.0


def test_a_constraint_after_a_wrongly_first_line_is_absorbed(facts: CodeFacts) -> None:
    key = a_key(*THREE, constraints=(AFTER,))
    result = graded(key, a_sheet("N18.31", "I10", "E11.22"), facts)
    assert result.classes == ["FIRST_LISTED"]


def test_a_constraint_on_a_missing_line_is_not_counted(facts: CodeFacts) -> None:
    key = a_key(*THREE, constraints=(AFTER,))
    result = graded(key, a_sheet("I10", "N18.31"), facts)
    assert result.classes == ["OMITTED"]
    assert result.scores.learning.possible == 4.0


@pytest.mark.parametrize(
    ("encounter", "penalty", "charged"),
    [(STAY, 1.0, 0.0), (CLINIC, 1.0, 0.0), (OFFICE, 1.0, 0.5), (OFFICE, 0.5, 0.0)],
)
def test_an_extra_in_front_costs_what_exceeds_the_selection(
    encounter: Encounter, penalty: float, charged: float, facts: CodeFacts
) -> None:
    key = a_key(keyed("d1", "I10"), extras=(Extra("Z4789", "UNSUPPORTED_ENCOUNTER", penalty),))
    result = graded(key, a_sheet("Z47.89", "I10"), facts, encounter)
    assert result.scores.learning.penalty == charged

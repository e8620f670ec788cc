"""Batch measures pool numerators and denominators and say how sure they are."""

from dataclasses import replace

import pytest

from coder_sim.domain.answer import AnswerKey, AnswerSheet, EmLevels, KeyQuery, Passage
from coder_sim.domain.batch import Capture, EmLevelCounts
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.grading.grader import grade
from coder_sim.grading.measures import Graded, batch, rate
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, keyed, reported

LEVELS = EmLevels("office", ("99211", "99212", "99213", "99214", "99215"))
VISIT = a_key(keyed("d1", "I10"), keyed("s1", "99213", em=LEVELS))


def graded(
    key: AnswerKey, sheets: list[AnswerSheet], facts: CodeFacts, encounter: Encounter = CLINIC
) -> list[Graded]:
    return [Graded(key, grade(encounter, key, sheet, facts)) for sheet in sheets]


@pytest.mark.parametrize(
    ("right", "of", "pct", "low", "high"),
    [
        # Newcombe 1998, table I, and the rule of thumb for nothing out of ten.
        (81, 263, 30.8, 25.5, 36.6),
        (15, 148, 10.1, 6.2, 16.0),
        (0, 20, 0.0, 0.0, 16.1),
        (1, 29, 3.4, 0.6, 17.2),
        (10, 10, 100.0, 72.2, 100.0),
        (0, 0, 0.0, 0.0, 0.0),
    ],
)
def test_a_rate_has_its_wilson_interval(
    right: int, of: int, pct: float, low: float, high: float
) -> None:
    found = rate(right, of)
    assert (found.pct, found.low, found.high) == (pct, low, high)


def test_sums_are_pooled_and_not_percentages_averaged(facts: CodeFacts) -> None:
    long = a_key(*(keyed(f"d{i}", code) for i, code in enumerate(("I10", "E11.9", "N39.0"), 1)))
    short = a_key(keyed("d1", "I10"))
    found = batch(
        [
            *graded(long, [a_sheet("I10"), a_sheet("I10", "E11.9", "N39.0", "J18.9")], facts),
            *graded(short, [a_sheet("I10")], facts),
        ]
    )
    assert (found.sheets, found.small) == (3, True)
    assert (found.code_over_code.right, found.code_over_code.of) == (5, 7)
    assert (found.practicum.right, found.practicum.of) == (5, 8)
    assert (found.record_over_record.right, found.record_over_record.of) == (1, 3)
    assert found.classes == (("OMITTED", 2), ("UNSUPPORTED_EXTRA", 1))
    assert found.drg.of == 0


def test_thirty_sheets_make_a_rate(facts: CodeFacts) -> None:
    (one,) = graded(VISIT, [a_sheet("I10", "99213")], facts)
    assert batch([one] * 29).small
    assert not batch([one] * 30).small


def test_no_sheets_give_no_rates() -> None:
    empty = batch([])
    assert (empty.sheets, empty.code_over_code.of, empty.classes) == (0, 0, ())


def test_levels_are_counted_by_how_far_they_miss(facts: CodeFacts) -> None:
    codes = ("99213", "99214", "99215", "99212", "99211", "99202")
    sheets = [a_sheet("I10", code) for code in codes] + [a_sheet("I10")]
    found = batch(graded(VISIT, sheets, facts, OFFICE))
    assert found.em == EmLevelCounts(1, 1, 1, 1, 1, other=2)


def test_payment_is_told_by_drg_cc_and_hcc(facts: CodeFacts) -> None:
    # E43 and J96.01 are MCCs beside pneumonia.
    stay = a_key(keyed("d1", "J18.9", poa=("Y",)), keyed("d2", "E43", poa=("Y",)))
    right = a_sheet(reported("J18.9", "Y"), reported("E43", "Y"))
    wrong = a_sheet(reported("J18.9", "Y"), reported("J96.01", "Y"))
    found = batch(graded(stay, [right, wrong], facts, STAY))
    assert found.cc == Capture(captured=1, missed=1, unsupported=1)
    assert (found.drg.right, found.drg.of) == (2, 2)
    visit = a_key(keyed("d1", "E11.22"), keyed("d2", "I50.9"), hcc=("37", "226"))
    found = batch(graded(visit, [a_sheet("E11.22", "F33.1")], facts))
    assert found.hcc == Capture(captured=1, missed=1, unsupported=1)


def test_errors_that_need_a_query_are_told_apart(facts: CodeFacts) -> None:
    unclear = keyed("d2", "N17.9", evidence=(Passage("n1", "kidney injury, cause unclear"),))
    key = a_key(keyed("d1", "I10"), unclear)
    asking = replace(key, queries=(KeyQuery("q1", "n1", "cause unclear", "Which cause?"),))
    missed = [a_sheet("N39.0")]
    assert [(x.in_chart, x.needs_query) for x in (batch(graded(key, missed, facts)),)] == [(2, 0)]
    found = batch(graded(asking, missed, facts))
    assert (found.in_chart, found.needs_query) == (1, 1)

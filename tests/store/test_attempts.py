"""Drafts and attempts: kept, final, counted, and never doubled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coder_sim.errors import InputError
from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_feedback, a_grade, a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission

LATER = NOW + timedelta(minutes=5)


def test_a_draft_comes_back_as_it_was_saved(store: LearnerStore) -> None:
    assert store.draft(PACK, CASE) is None
    store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    store.save_draft(PACK, CASE, a_sheet("E119", "I10"), LATER)
    draft = store.draft(PACK, CASE)
    assert draft is not None
    assert (draft.sheet, draft.saved_at) == (a_sheet("E119", "I10"), LATER)
    assert store.shelf().entries[0].draft_saved_at == LATER


def test_a_discarded_draft_is_gone(store: LearnerStore) -> None:
    store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    store.discard_draft(PACK, CASE)
    assert store.draft(PACK, CASE) is None
    store.discard_draft(PACK, CASE)


def test_saves_of_a_case_are_counted_through_its_attempts(store: LearnerStore) -> None:
    assert store.save_draft(PACK, CASE, a_sheet(), NOW) == 1
    assert store.save_draft(PACK, CASE, a_sheet("I10"), NOW) == 2
    store.submit(a_submission(store, sequence=2))
    assert store.save_draft(PACK, CASE, a_sheet("I10"), NOW) == 3


def test_submitting_records_everything_and_takes_the_draft_away(store: LearnerStore) -> None:
    sequence = store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    given = a_submission(store, sequence=sequence)
    attempt = store.submit(given)
    assert store.draft(PACK, CASE) is None
    assert attempt == store.attempt("one")
    assert (attempt.sheet, attempt.grade, attempt.feedback) == (
        a_sheet("I10"),
        a_grade(),
        a_feedback(),
    )
    assert (attempt.case, attempt.editions) == (given.case, given.editions)
    assert (attempt.line.number, attempt.line.submitted_at) == (1, NOW)
    assert (attempt.line.learning_pct, attempt.line.code_over_code_pct) == (50.0, 50.0)


def test_the_same_sheet_from_the_same_draft_is_one_attempt(store: LearnerStore) -> None:
    first = store.submit(a_submission(store, "one"))
    again = store.submit(a_submission(store, "two"))
    assert again == first
    assert len(store.attempts(PACK, CASE)) == 1


def test_another_sheet_from_the_same_draft_is_an_attempt_of_its_own(store: LearnerStore) -> None:
    store.submit(a_submission(store, "one"))
    other = store.submit(a_submission(store, "two", a_sheet("E119")))
    assert (other.line.number, other.sheet) == (2, a_sheet("E119"))
    assert store.attempt("one").sheet == a_sheet("I10")


def test_attempts_are_numbered_and_listed_newest_first_even_if_the_clock_goes_back(
    store: LearnerStore,
) -> None:
    for number, at in enumerate((LATER, NOW, LATER), start=1):
        given = a_submission(store, f"a{number}", sequence=number)
        store.submit(replace(given, submitted_at=at, grade=a_grade(pct=40.0 + number)))
    listed = store.attempts(PACK, CASE)
    assert [line.id for line in listed] == ["a3", "a2", "a1"]
    assert [line.number for line in listed] == [3, 2, 1]
    entry = store.shelf().entries[0]
    assert (entry.attempts, entry.best, entry.last_attempt_at) == (3, 43.0, LATER)


def test_a_score_that_is_a_whole_number_is_read_back(store: LearnerStore) -> None:
    store.submit(replace(a_submission(store), grade=a_grade(pct=0)))
    assert store.attempts(PACK, CASE)[0].learning_pct == 0.0


def test_a_submission_that_fails_leaves_the_draft(store: LearnerStore) -> None:
    store.submit(a_submission(store, "taken"))
    sequence = store.save_draft(PACK, CASE, a_sheet("E119"), NOW)
    with pytest.raises(Exception, match="UNIQUE"):
        store.submit(a_submission(store, "taken", a_sheet("E119"), sequence))
    assert store.draft(PACK, CASE) is not None
    assert len(store.attempts(PACK, CASE)) == 1


def test_an_unknown_attempt_is_said_to_be_missing(store: LearnerStore) -> None:
    with pytest.raises(InputError, match="no such attempt"):
        store.attempt("absent")

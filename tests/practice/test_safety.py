"""At the desk nothing that was saved is lost: two windows, a failing disk, a wrong clock."""

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.code_set import Code, Edition, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.errors import InputError, StoreConflict, StoreFault
from coder_sim.library.lookup import Library
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.store import drafts
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import StoredAttempt, Submission
from tests.builders import a_sheet
from tests.practice.conftest import OFFICE, SECOND, Clock
from tests.store.test_survey import change


@pytest.fixture
def other(desk: LearnerDesk, store: LearnerStore, facts: Library, clock: Clock) -> LearnerDesk:
    """The desk of a second window on the same home."""
    return LearnerDesk(store, facts, clock)


def test_what_another_window_saved_is_not_overwritten(
    desk: LearnerDesk, other: LearnerDesk
) -> None:
    desk.open(OFFICE)
    other.open(OFFICE)
    desk.save_draft(OFFICE, a_sheet("I10"))
    for _ in range(2):
        with pytest.raises(StoreConflict, match="another window"):
            other.save_draft(OFFICE, a_sheet("E119"))
    desk.save_draft(OFFICE, a_sheet("I10", "E119"))
    assert other.open(OFFICE).sheet == a_sheet("I10", "E119")
    other.save_draft(OFFICE, a_sheet("E119"))
    with pytest.raises(StoreConflict):
        desk.save_draft(OFFICE, a_sheet())


def test_a_case_submitted_in_another_window_keeps_no_stale_draft(
    desk: LearnerDesk, other: LearnerDesk
) -> None:
    other.open(OFFICE)
    desk.open(OFFICE)
    desk.submit(OFFICE, a_sheet("I10"))
    with pytest.raises(StoreConflict):
        other.save_draft(OFFICE, a_sheet("E119"))
    assert other.open(OFFICE).sheet == AnswerSheet()


def test_two_windows_on_two_cases_do_not_disturb_each_other(
    desk: LearnerDesk, other: LearnerDesk
) -> None:
    desk.open(OFFICE)
    other.open(SECOND)
    for _ in range(3):
        desk.save_draft(OFFICE, a_sheet("I10"))
        other.save_draft(SECOND, a_sheet("E119"))
    assert desk.open(SECOND).sheet == a_sheet("E119")


@pytest.fixture
def doubtful(desk: LearnerDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the next save reach the disk and be reported as failed all the same."""
    real = drafts.save_draft
    first = iter([True])

    def save(self: LearnerStore, *words: object) -> int:
        with self._writing() as session:
            number = real(session, *words)  # type: ignore[arg-type]
        if next(first, False):
            raise StoreFault("The disk failed.")
        return number

    monkeypatch.setattr(LearnerStore, "save_draft", save)


def test_a_save_that_was_made_though_it_failed_is_not_taken_for_another_windows(
    desk: LearnerDesk, doubtful: None
) -> None:
    desk.open(OFFICE)
    with pytest.raises(StoreFault, match="disk failed"):
        desk.save_draft(OFFICE, a_sheet("I10"))
    desk.save_draft(OFFICE, a_sheet("I10", "E119"))
    assert desk.open(OFFICE).sheet == a_sheet("I10", "E119")


def test_a_submission_that_was_made_though_it_failed_is_one_attempt(
    desk: LearnerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = LearnerStore.submit
    first = iter([True])

    def submit(self: LearnerStore, new: Submission) -> StoredAttempt:
        attempt = real(self, new)
        if next(first, False):
            raise StoreFault("The disk failed.")
        return attempt

    monkeypatch.setattr(LearnerStore, "submit", submit)
    desk.open(OFFICE)
    desk.save_draft(OFFICE, a_sheet("I10"))
    with pytest.raises(StoreFault):
        desk.submit(OFFICE, a_sheet("I10"))
    # The window makes a draft of it again before the learner presses F9 a second time.
    desk.save_draft(OFFICE, a_sheet("I10"))
    assert desk.submit(OFFICE, a_sheet("I10")).number == 1
    assert len(desk.attempts(OFFICE)) == 1
    assert desk.open(OFFICE).sheet == AnswerSheet()


@pytest.mark.parametrize("minutes", [-1440, 10 * 365 * 1440, -25 * 365 * 1440, 81 * 365 * 1440])
def test_order_is_by_number_whatever_the_clock_says(
    desk: LearnerDesk, clock: Clock, minutes: float
) -> None:
    desk.submit(OFFICE, a_sheet("I10"))
    clock.move(minutes)
    desk.open(OFFICE)
    desk.save_draft(OFFICE, a_sheet("E119"))
    desk.submit(OFFICE, a_sheet("E119"))
    clock.move(1 - minutes)
    desk.open(OFFICE)
    desk.submit(OFFICE, a_sheet())
    listed = desk.attempts(OFFICE)
    assert [line.number for line in listed] == [3, 2, 1]
    assert any(line.clock_changed for line in listed)
    assert not listed[-1].clock_changed


def test_a_damaged_draft_is_kept_aside_and_the_case_opens_empty(
    desk: LearnerDesk, store: LearnerStore
) -> None:
    desk.open(OFFICE)
    desk.save_draft(OFFICE, a_sheet("I10"))
    change(store.path, "UPDATE draft SET sheet = '{}'")
    assert [entry.ref for entry in desk.worklist()] == [OFFICE, SECOND]
    assert desk.damage() == (
        "The draft of case office-visit in pack first-flights is damaged and cannot be shown.",
    )
    before = Path(store.path).read_bytes()
    assert desk.open(OFFICE).sheet == AnswerSheet()
    (kept,) = store.path.parent.glob("*.damaged-*")
    assert kept.read_bytes() == before
    desk.save_draft(OFFICE, a_sheet("E119"))
    assert desk.open(OFFICE).sheet == a_sheet("E119")


def test_beside_a_damaged_attempt_the_case_is_submitted_as_ever(
    desk: LearnerDesk, store: LearnerStore
) -> None:
    desk.open(OFFICE)
    desk.submit(OFFICE, a_sheet("I10"))
    change(store.path, "UPDATE attempt SET learning_pct = 100.0")
    desk.open(OFFICE)
    assert desk.submit(OFFICE, a_sheet("E119")).number == 2
    assert [line.number for line in desk.attempts(OFFICE)] == [2]
    assert [entry.attempts for entry in desk.worklist()] == [1, 0]
    assert "Attempt 1 at case office-visit" in desk.damage()[0]


class WithoutDiagnoses:
    """The code library after the diagnoses were removed from it."""

    def __init__(self, facts: Library) -> None:
        self._facts = facts

    def __getattr__(self, name: str) -> object:
        return getattr(self._facts, name)

    def ever(self, system: System, code: str) -> Code | None:
        return None if system is System.ICD10CM else self._facts.ever(system, code)

    def editions(self) -> tuple[Edition, ...]:
        return tuple(x for x in self._facts.editions() if x.system is not System.ICD10CM)


def test_old_attempts_are_shown_after_their_code_set_was_removed(
    desk: LearnerDesk, store: LearnerStore, facts: Library, clock: Clock
) -> None:
    desk.open(OFFICE)
    given = desk.submit(OFFICE, a_sheet("I10"))
    without = LearnerDesk(store, cast(CodeFacts, WithoutDiagnoses(facts)), clock)
    assert without.attempt(given.id) == given
    with pytest.raises(InputError, match="needs ICD-10-CM codes that are not loaded"):
        without.open(OFFICE)
    clock.time += timedelta(minutes=1)
    assert [entry.attempts for entry in without.worklist()] == [1, 0]

"""Drafts reach the disk by themselves, and no failure loses what was typed."""

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.ui.drafts import DraftKeeper
from coder_sim.ui.worker import Worker
from tests.ui.fake_desk import HEART, NOW, OFFICE, FakeDesk


def sheet(*codes: str) -> AnswerSheet:
    return AnswerSheet(tuple(CodedLine(System.ICD10CM, code) for code in codes))


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def worker(qtbot: QtBot) -> Worker:
    return Worker()


@pytest.fixture
def keeper(desk: FakeDesk, worker: Worker) -> DraftKeeper:
    return DraftKeeper(worker, desk.save_draft, lambda: NOW)


def test_a_change_is_saved_after_a_pause(qtbot: QtBot, desk: FakeDesk, keeper: DraftKeeper) -> None:
    keeper.changed(OFFICE, sheet("I10"))
    assert desk.drafts == {}
    with qtbot.waitSignal(keeper.saved) as told:
        keeper.changed(OFFICE, sheet("I10", "E119"))
    assert told.args == [NOW]
    assert desk.drafts == {OFFICE: sheet("I10", "E119")}
    assert keeper.unsaved == 0


def test_steady_typing_does_not_put_off_the_save(
    qtbot: QtBot, desk: FakeDesk, keeper: DraftKeeper
) -> None:
    saves: list[datetime] = []
    keeper.saved.connect(saves.append)

    def type_on() -> bool:
        keeper.changed(OFFICE, sheet("I10", f"E11{len(saves)}"))
        return bool(saves)

    # waitUntil asks every few milliseconds, far more often than the pause of the keeper.
    qtbot.waitUntil(type_on, timeout=10_000)
    assert OFFICE in desk.drafts


def test_both_cases_are_saved_when_the_learner_moves_on(
    desk: FakeDesk, keeper: DraftKeeper, worker: Worker
) -> None:
    keeper.changed(OFFICE, sheet("I10"))
    keeper.changed(HEART, sheet("I509"))
    keeper.flush()
    assert worker.drain()
    assert desk.drafts == {OFFICE: sheet("I10"), HEART: sheet("I509")}


def test_a_change_made_during_a_save_stays_unsaved(
    desk: FakeDesk, keeper: DraftKeeper, worker: Worker
) -> None:
    keeper.changed(OFFICE, sheet("I10"))
    keeper.flush()
    keeper.changed(OFFICE, sheet("I10", "E119"))
    worker.drain()
    assert desk.drafts == {OFFICE: sheet("I10")}
    assert keeper.unsaved == 1
    keeper.flush()
    worker.drain()
    assert (desk.drafts[OFFICE], keeper.unsaved) == (sheet("I10", "E119"), 0)


def test_a_failing_save_says_why_and_is_tried_again(
    qtbot: QtBot, desk: FakeDesk, keeper: DraftKeeper, worker: Worker
) -> None:
    desk.broken = "The disk is full."
    keeper.changed(OFFICE, sheet("I10"))
    with qtbot.waitSignal(keeper.failed) as told:
        keeper.flush()
        worker.drain()
    assert told.args == [
        "The draft is not saved: The disk is full. Free some space. "
        "It stays open here; saving is tried again."
    ]
    assert keeper.unsaved == 1
    desk.broken = ""
    with qtbot.waitSignal(keeper.saved, timeout=10_000):
        pass
    assert desk.drafts == {OFFICE: sheet("I10")}


def test_a_submitted_sheet_is_not_saved_again(
    desk: FakeDesk, keeper: DraftKeeper, worker: Worker
) -> None:
    keeper.changed(OFFICE, sheet("I10"))
    keeper.forget(OFFICE)
    keeper.flush()
    worker.drain()
    assert desk.drafts == {}
    assert keeper.unsaved == 0

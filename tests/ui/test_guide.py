"""The guided first case goes on when the user does what it says, and can be skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.ui.guide import GUIDED, HINTS, guided_case
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import HEART, OFFICE, FakeDesk, an_entry
from tests.ui.windows import a_window, press, type_text

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path, desk: FakeDesk) -> Iterator[MainWindow]:
    window = a_window(qtbot, look, tmp_path, desk)
    window.worklist.focus_list()
    yield window
    window.worker.drain()


def hint(window: MainWindow) -> str:
    return window.tour.bar.heading.text() if window.tour.bar.isVisible() else ""


def test_a_first_case_is_coded_by_doing_what_the_hints_say(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    titles = [title for title, _ in HINTS]
    assert hint(window) == titles[0]
    assert window.worklist.current_words().startswith("New, Office visit")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: hint(window) == titles[1])
    type_text("I1")
    assert hint(window) == titles[2]
    type_text("0")
    press(KEY.Key_Return)
    assert hint(window) == titles[3]
    type_text("E1122")
    press(KEY.Key_Return)
    assert hint(window) == titles[4]
    type_text("J189")
    press(KEY.Key_Return, HELD.ControlModifier)
    assert hint(window) == titles[5]
    press(KEY.Key_F9)
    qtbot.waitUntil(lambda: hint(window) == titles[6])
    press(KEY.Key_F8)
    assert hint(window) == titles[7]
    press(KEY.Key_Escape)
    assert hint(window) == ""
    assert WindowMemory(tmp_path / "window.ini").guided


def test_whoever_does_more_than_asked_skips_hints(qtbot: QtBot, window: MainWindow) -> None:
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: hint(window) == HINTS[1][0])
    type_text("I10")
    press(KEY.Key_Return)
    press(KEY.Key_F9)
    qtbot.waitUntil(lambda: hint(window) == HINTS[6][0])


def test_going_back_too_early_begins_again(qtbot: QtBot, window: MainWindow) -> None:
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: hint(window) == HINTS[1][0])
    press(KEY.Key_Left, HELD.AltModifier)
    assert hint(window) == HINTS[0][0]


def test_the_guide_is_skipped_for_good_and_comes_back_from_the_menu(
    qtbot: QtBot, window: MainWindow, look: Look, tmp_path: Path
) -> None:
    window.tour.bar.skip.click()
    assert hint(window) == ""
    window.close()
    later = a_window(qtbot, look, tmp_path, FakeDesk())
    later.worker.drain()
    assert hint(later) == ""
    later.worklist.search.setText("nothing like it")
    QTest.keyClick(later, KEY.Key_F1, HELD.ShiftModifier)
    assert hint(later) == HINTS[0][0]
    assert later.worklist.current_words().startswith("New, Office visit")
    later.worker.drain()


def test_whoever_has_coded_before_is_not_guided(
    qtbot: QtBot, look: Look, tmp_path: Path, desk: FakeDesk
) -> None:
    desk.submit(OFFICE, AnswerSheet((CodedLine(System.ICD10CM, "I10"),)))
    window = a_window(qtbot, look, tmp_path, desk)
    window.worker.drain()
    assert hint(window) == ""


def test_hints_name_the_keys_as_they_are_now(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.workspace
    assert workspace is not None
    submit = next(a for a in workspace.actions_for_menu() if a.text() == "Submit")
    window.commands.keymap.assign(submit, [QKeySequence("F11")])
    press(KEY.Key_Return)
    qtbot.waitUntil(workspace.isVisible)
    type_text("I10")
    press(KEY.Key_Return)
    type_text("E1122")
    press(KEY.Key_Return)
    press(KEY.Key_Return, HELD.ControlModifier)
    assert "F11 hands the sheet in" in window.tour.bar.words.text()


def test_the_case_of_the_examples_is_taken_else_the_easiest_visit() -> None:
    entries = FakeDesk().entries
    assert guided_case(entries) == OFFICE
    assert guided_case((*entries, an_entry(GUIDED))) == GUIDED
    assert guided_case([entry for entry in entries if entry.ref == HEART]) == HEART
    assert guided_case(()) is None

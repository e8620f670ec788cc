"""Keys can be changed: clashes are named, changes last, usual keys come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder_sim.ui.actions import keys_of
from coder_sim.ui.key_dialog import KeyDialog
from coder_sim.ui.keymap import MENU, NUMBERS, TEXT, TYPED, name_of
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import FakeDesk
from tests.ui.test_main_window import shared_keys
from tests.ui.windows import a_window, press

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    window = a_window(qtbot, look, tmp_path, FakeDesk())
    yield window
    window.worker.drain()


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> Iterator[KeyDialog]:
    dialog = window.commands.open_keys()
    qtbot.waitUntil(dialog.isVisible)
    yield dialog
    if isValid(dialog):
        dialog.close()


def action(window: MainWindow, text: str) -> QAction:
    actions = (each for group in window.action_groups() for each in group.actions)
    return next(each for each in actions if each.text() == text)


def record(dialog: KeyDialog, key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
    dialog.recorder.setFocus()
    QTest.keyClick(dialog.recorder, key, held)


def test_a_recorded_key_works_at_once_and_is_there_tomorrow(
    qtbot: QtBot, window: MainWindow, dialog: KeyDialog, look: Look, tmp_path: Path
) -> None:
    submit = action(window, "Submit")
    dialog.choose(submit)
    record(dialog, KEY.Key_F11)
    dialog.take.click()
    assert dialog.told.text() == '"Submit" is F11 now.'
    assert keys_of(submit) == "F11"
    assert submit.toolTip() == "Submit  (F11)"
    dialog.close()
    window.close()
    later = a_window(qtbot, look, tmp_path, FakeDesk())
    assert keys_of(action(later, "Submit")) == "F11"
    assert "F11" in later.commands.cheat_sheet().words()
    later.worker.drain()


def test_a_key_that_another_action_has_is_refused_by_name(
    window: MainWindow, dialog: KeyDialog
) -> None:
    dialog.choose(action(window, "Submit"))
    record(dialog, KEY.Key_K, HELD.ControlModifier)
    assert dialog.told.text() == 'Ctrl+K belongs to "Find a code". Give that another key first.'
    assert not dialog.take.isEnabled()
    assert keys_of(action(window, "Submit")) == "F9"


def test_the_same_key_may_serve_two_pages(window: MainWindow, dialog: KeyDialog) -> None:
    dialog.choose(action(window, "Try again"))
    record(dialog, KEY.Key_K, HELD.ControlModifier)
    dialog.take.click()
    assert keys_of(action(window, "Try again")) == keys_of(action(window, "Find a code"))
    assert shared_keys(window.action_groups()) == ()


@pytest.mark.parametrize(
    ("key", "held", "why"),
    [
        (KEY.Key_A, HELD.NoModifier, TYPED),
        (KEY.Key_A, HELD.ShiftModifier, TYPED),
        (KEY.Key_3, HELD.AltModifier, NUMBERS),
        (KEY.Key_C, HELD.ControlModifier, TEXT),
        (KEY.Key_V, HELD.AltModifier, MENU),
    ],
)
def test_keys_with_a_meaning_of_their_own_are_refused(
    dialog: KeyDialog, key: Qt.Key, held: Qt.KeyboardModifier, why: str
) -> None:
    record(dialog, key, held)
    assert dialog.told.text() == why
    assert not dialog.take.isEnabled()


def test_one_key_or_all_go_back_to_usual(window: MainWindow, dialog: KeyDialog) -> None:
    submit, find = action(window, "Submit"), action(window, "Find a code")
    for each, key in ((submit, KEY.Key_F11), (find, KEY.Key_F12)):
        dialog.choose(each)
        record(dialog, key)
        dialog.take.click()
    dialog.choose(submit)
    dialog.reset.click()
    assert (keys_of(submit), keys_of(find)) == ("F9", "F12")
    dialog.reset_all.click()
    assert keys_of(find) == "Ctrl+K"
    assert not any(map(window.commands.keymap.changed_by_user, (submit, find)))


def test_a_usual_key_that_was_given_away_is_not_taken_back_silently(
    window: MainWindow, dialog: KeyDialog
) -> None:
    submit, find = action(window, "Submit"), action(window, "Find a code")
    dialog.choose(find)
    dialog.bare.click()
    assert keys_of(find) == ""
    window.commands.keymap.assign(submit, [QKeySequence("Ctrl+K")])
    dialog.choose(find)
    dialog.reset.click()
    assert 'belongs to "Submit"' in dialog.told.text()
    assert (keys_of(find), keys_of(submit)) == ("", "Ctrl+K")


def test_kept_keys_that_clash_by_now_are_left_aside(
    qtbot: QtBot, window: MainWindow, look: Look, tmp_path: Path
) -> None:
    keymap = window.commands.keymap
    keymap.assign(action(window, "Submit"), [QKeySequence("F11")])
    keymap.assign(action(window, "Undo"), [QKeySequence("F11"), QKeySequence("F10")])
    window.close()
    later = a_window(qtbot, look, tmp_path, FakeDesk())
    assert shared_keys(later.action_groups()) == ()
    later.worker.drain()


def test_search_finds_commands_and_keys(dialog: KeyDialog) -> None:
    dialog.search.setText("f9")
    assert dialog.table.model().index(0, 0).data() == "Submit"
    dialog.search.setText("zzzz")
    assert dialog.table.rowCount() == 0
    assert not dialog.reset.isEnabled()


def test_every_action_has_a_name_of_its_own_to_be_kept_under(window: MainWindow) -> None:
    actions = {a for group in window.action_groups() for a in group.actions}
    names = [name_of(each) for each in actions]
    assert len(set(names)) == len(names)


def test_the_dialog_is_freed_when_it_closes(dialog: KeyDialog) -> None:
    QTest.keyClick(dialog, KEY.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)


def test_a_changed_key_of_the_workspace_is_not_swallowed_by_its_text_boxes(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.commands.keymap.assign(action(window, "Undo"), [QKeySequence("Ctrl+U")])
    window.worklist.focus_list()
    press(KEY.Key_Return)
    workspace = window.workspace
    assert workspace is not None
    qtbot.waitUntil(workspace.isVisible)
    QTest.keyClicks(workspace.finder.box, "I10")
    QTest.keyClick(workspace.finder.box, KEY.Key_Return)
    assert len(workspace.sheet().lines) == 1
    QTest.keyClick(workspace.finder.box, KEY.Key_U, HELD.ControlModifier)
    assert workspace.sheet().lines == ()


def test_what_is_told_names_the_keys_as_they_are_now(window: MainWindow) -> None:
    keymap = window.commands.keymap
    told = "Removed I10; Ctrl+Z brings it back, F9 hands in."
    assert keymap.in_words(told) == told
    keymap.assign(action(window, "Undo"), [QKeySequence("Ctrl+U")])
    keymap.assign(action(window, "Submit"), [])
    assert keymap.in_words(told) == 'Removed I10; Ctrl+U brings it back, "Submit" hands in.'
    assert keymap.in_words("Ctrl+Zebra, XF9") == "Ctrl+Zebra, XF9"
    assert window.workspace is not None
    keymap.assign(action(window, "Submit"), [QKeySequence("F11")])
    assert window.workspace.answer.submit_button.text() == "Submit (F11)"
    keymap.reset_all()
    assert window.workspace.answer.submit_button.text() == "Submit (F9)"

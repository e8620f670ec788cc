"""Every command is found by a few letters of its name, and works as its key does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder_sim.ui.command_palette import Command, CommandModel, CommandPalette, commands, ranked
from coder_sim.ui.fuzzy import penalty
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.theme import DARK, LIGHT, Look
from tests.ui.fake_desk import FakeDesk
from tests.ui.windows import a_window, press, type_text

KEY, HELD = Qt.Key, Qt.KeyboardModifier
COMMAND = HELD.ControlModifier | HELD.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    window = a_window(qtbot, look, tmp_path, FakeDesk())
    window.worklist.focus_list()
    yield window
    window.worker.drain()


def opened(window: MainWindow) -> CommandPalette:
    press(KEY.Key_P, COMMAND)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    assert palette.box.hasFocus()
    return palette


def named(palette: CommandPalette) -> list[str]:
    return [row.name for row in palette.model.rows]


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("", "Submit", True),
        ("sub", "Submit", True),
        ("code find", "Find a code", True),
        ("fac", "Find a code", True),
        ("sbt", "Submit", True),
        ("zz", "Submit", False),
        ("submit now", "Submit", False),
    ],
)
def test_words_parts_initials_and_letters_in_order_fit(typed: str, name: str, fits: bool) -> None:
    assert (penalty(typed, name) is not None) is fits


def test_the_start_of_a_word_fits_better_than_its_middle_and_than_scattered_letters() -> None:
    start, middle, scattered = (penalty("ver", name) for name in ("Verify", "Cover", "Very far"))
    assert start == scattered == 0
    assert middle is not None
    assert middle > 0
    apart = penalty("vfr", "Very far")
    assert apart is not None
    assert apart > middle


def test_every_action_of_the_window_is_in_the_palette(window: MainWindow) -> None:
    menus = {menu.menuAction() for menu in window.menuBar().findChildren(type(window.menus.case))}
    real = {a for a in window.findChildren(QAction) if a.text() and a not in menus}
    listed = {row.action for row in commands(window.action_groups(), ())}
    assert {action.text() for action in real - listed} == set()
    assert {action.text() for action in listed - real} == set()
    assert len(listed) > 30


def test_the_palette_lists_each_with_its_key(window: MainWindow) -> None:
    palette = opened(window)
    rows = {row.name: n for n, row in enumerate(palette.model.rows)}
    spoken = palette.model.index(rows["Submit"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Submit, F9, Workspace, not here"
    assert named(palette)[0] == "Open the case"


def test_a_few_letters_and_enter_do_what_the_key_does(window: MainWindow, look: Look) -> None:
    palette = opened(window)
    type_text("light dark sw")
    assert named(palette)[0] == "Switch light and dark"
    press(KEY.Key_Return)
    assert look.theme.name == DARK
    assert window.worklist.table.hasFocus()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(palette)


def test_what_was_used_last_stands_first_the_next_time(window: MainWindow, look: Look) -> None:
    opened(window)
    type_text("switch light")
    press(KEY.Key_Return)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert named(opened(window))[0] == "Switch light and dark"
    press(KEY.Key_Escape)
    look.choose(LIGHT)


def test_keys_typed_into_the_palette_never_reach_the_page_below(
    window: MainWindow, qtbot: QtBot
) -> None:
    opened(window)
    type_text("zzzz")
    press(KEY.Key_Return)
    press(KEY.Key_Tab)
    window.worker.drain()
    assert window.worklist.isVisible()
    assert window.worklist.search.text() == ""
    press(KEY.Key_Escape)
    assert window.worklist.table.hasFocus()
    assert window.worklist.isVisible()


def test_a_command_of_another_page_says_where_it_belongs(window: MainWindow) -> None:
    opened(window)
    type_text("submit")
    press(KEY.Key_Return)
    assert window.statusBar().currentMessage() == (
        '"Submit" cannot be used here: it belongs to Workspace.'
    )


def test_the_palette_goes_when_the_keyboard_does(window: MainWindow) -> None:
    palette = opened(window)
    window.worklist.search.setFocus()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(palette)


def test_arrows_move_and_a_click_chooses(window: MainWindow, look: Look, qtbot: QtBot) -> None:
    palette = opened(window)
    before = palette.list.currentIndex().row()
    press(KEY.Key_Down)
    assert palette.list.currentIndex().row() == before + 1
    type_text("switch light")
    place = palette.list.visualRect(palette.model.index(0)).center()
    with qtbot.waitSignal(look.changed):
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_commands_that_cannot_be_used_come_last(look: Look, window: MainWindow) -> None:
    here, there = (
        Command(QAction(text, window), "Here", usable)
        for text, usable in (("Submit later", True), ("Submit", False))
    )
    assert ranked([there, here], "submit", ()) == [here, there]


def test_the_list_of_commands_is_a_sound_model(
    qtmodeltester: ModelTester, window: MainWindow
) -> None:
    model = CommandModel()
    model.show_rows(commands(window.action_groups(), ()))
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]

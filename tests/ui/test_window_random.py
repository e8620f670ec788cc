"""Random keys over all pages: nothing breaks or is warned about, and no typed line is lost."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.services import Services
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import HEART, KNEE, NOW, OFFICE, FakeDesk
from tests.ui.fake_notebook import FakeNotebook
from tests.ui.tiny_library import TinyLibrary

KEYS = [
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Tab, Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F9),
    *(Qt.Key(ord(letter)) for letter in "DEHIKNRTVZ01"),
]
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
HELD = [PLAIN, PLAIN, PLAIN, PLAIN, CONTROL, SHIFT, ALT, CONTROL | SHIFT]
EVENTS = 2400


def press_one(window: MainWindow, dice: random.Random) -> None:
    """Press a random key where the keyboard is, as a person would: menus are left again."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    if popup is not None or QApplication.activeWindow() is None:
        window.activateWindow()
        QApplication.processEvents()
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, dice.choice(KEYS), dice.choice(HELD))
    QApplication.processEvents()


# Menus ask the platform for what a screen in memory cannot do.
@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_keys_never_break_the_window_or_lose_a_line(
    qtbot: QtBot, look: Look, tmp_path: Path, seed: int
) -> None:
    desk, library, dice = FakeDesk(), TinyLibrary(), random.Random(seed)
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"), lambda: NOW)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.start(Services(desk, FakeNotebook(), library, library))
    window.worker.drain()
    assert window.flow is not None
    assert window.workspace is not None
    for event in range(EVENTS):
        if event % 150 == 0:
            window.show_worklist()
            window.open_case(dice.choice([OFFICE, HEART, KNEE]))
            window.worker.drain()
        press_one(window, dice)
        if event % 10 == 0:
            window.worker.drain()
        opened = window.flow.opened
        if opened is not None and event % 50 == 0:
            assert window.flow.finish()
            assert desk.drafts.get(opened.ref, AnswerSheet()) == window.workspace.sheet()
    window.close()
    assert window.flow.unsaved == 0

"""Random keys over all pages: nothing breaks or is warned about, and no typed line is lost."""

import logging
import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import HEART, KNEE, OFFICE, FakeDesk
from tests.ui.fake_packs import FakePacks
from tests.ui.windows import a_window

KEYS = [
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Tab, Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F9),
    *(Qt.Key.Key_F2, Qt.Key.Key_F7, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space),
    *(Qt.Key(ord(letter)) for letter in "ABDEGHIJKLMNPRTVZ01239"),
]
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
HELD = [PLAIN, PLAIN, PLAIN, PLAIN, CONTROL, SHIFT, ALT, CONTROL | SHIFT]
EVENTS_A_CASE = 150


def press_one(window: MainWindow, dice: random.Random) -> None:
    """Press a random key where the keyboard is, as a person would: menus are left again."""
    popup = QApplication.activePopupWidget()
    modal = QApplication.activeModalWidget()
    if popup is not None:
        popup.close()
    # Dialogs get a few keys too before they are left.
    if modal is not None and dice.random() < 0.2:
        modal.close()
    if popup is not None or QApplication.activeWindow() is None:
        window.activateWindow()
        QApplication.processEvents()
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, dice.choice(KEYS), dice.choice(HELD))
    QApplication.processEvents()


# Menus ask the platform for what a screen in memory cannot do.
@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
@pytest.mark.parametrize(
    ("seed", "events"),
    [(1, 1000), *(pytest.param(seed, 5000, marks=pytest.mark.long) for seed in (2, 3, 4, 5))],
)
def test_random_keys_never_break_the_window_or_lose_a_line(
    qtbot: QtBot,
    look: Look,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    seed: int,
    events: int,
) -> None:
    desk, dice = FakeDesk(), random.Random(seed)
    window = a_window(qtbot, look, tmp_path, desk, FakePacks())
    window.worker.drain()
    # A menu of a button waits inside the key press for a choice that nobody makes.
    hand = QTimer()
    hand.timeout.connect(_leave_menus)
    hand.start(20)
    assert window.flow is not None
    assert window.workspace is not None
    for event in range(events):
        if event % EVENTS_A_CASE == 0:
            _leave_dialogs()
            window.show_worklist()
            window.open_case(dice.choice([OFFICE, HEART, KNEE]))
            window.worker.drain()
        press_one(window, dice)
        if not window.isVisible():
            # Ctrl+Q, which is an answer too.
            window.show()
        if event % 10 == 0:
            window.worker.drain()
        opened = window.flow.opened
        if opened is not None and event % 50 == 0:
            assert window.flow.finish()
            assert desk.drafts.get(opened.ref, AnswerSheet()) == window.workspace.sheet()
    hand.stop()
    _leave_dialogs()
    window.close()
    assert window.flow.unsaved == 0
    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []


def _leave_menus() -> None:
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def _leave_dialogs() -> None:
    while (modal := QApplication.activeModalWidget()) is not None:
        modal.close()
        QApplication.processEvents()

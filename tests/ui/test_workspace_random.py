"""Random keys in the workspace: nothing breaks or is warned about, and undo leads back."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import CaseBrief
from coder_sim.ui.theme import Look
from coder_sim.ui.workspace import Workspace
from tests.ui.desk_cases import CLINIC, STAY, opened
from tests.ui.tiny_library import TinyLibrary

KEYS = [
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Tab, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_PageDown, Qt.Key.Key_Space),
    *(Qt.Key(ord(letter)) for letter in "AEIHTNYUWKZQSVLF0125"),
]
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
HELD = [NONE, NONE, NONE, NONE, CONTROL, SHIFT, ALT, CONTROL | SHIFT]
TEXTS = ["i10", "i5023", "99214", "e1122", "s72001", "heart failure", "0sr9019"]
EVENTS = 1200


@pytest.fixture
def menus_closed(qapp: QApplication) -> Iterator[None]:
    """Leave each menu again: one that a button opens waits for a choice."""

    def close() -> None:
        if popup := QApplication.activePopupWidget():
            popup.close()

    timer = QTimer()
    timer.timeout.connect(close)
    timer.start(20)
    yield
    timer.stop()


# Menus ask the platform for what a screen in memory cannot do.
@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
@pytest.mark.usefixtures("menus_closed")
@pytest.mark.parametrize(("brief", "seed"), [(STAY, 1), (CLINIC, 2), (STAY, 3)])
def test_random_keys_never_break_the_workspace(
    qtbot: QtBot, look: Look, brief: CaseBrief, seed: int
) -> None:
    library = TinyLibrary()
    workspace = Workspace(library, library, look)
    qtbot.addWidget(workspace)
    workspace.resize(1366, 700)
    workspace.show_case(opened(brief))
    workspace.show()
    qtbot.waitExposed(workspace)
    workspace.activateWindow()
    workspace.focus_finder()
    qtbot.waitUntil(workspace.finder.box.hasFocus)
    dice = random.Random(seed)
    for _ in range(EVENTS):
        if dice.random() < 0.03:
            workspace.focus_finder()
            QTest.keyClicks(workspace.finder.box, dice.choice(TEXTS))
        target = QApplication.focusWidget() or workspace
        QTest.keyClick(target, dice.choice(KEYS), dice.choice(HELD))
        QApplication.processEvents()
    final = workspace.sheet()
    stack = workspace._desk.undo_stack
    while stack.canUndo():
        stack.undo()
    assert workspace.sheet() == AnswerSheet()
    while stack.canRedo():
        stack.redo()
    assert workspace.sheet() == final

"""A whole window over a desk in memory, for tests that walk through its pages."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim.practice.packs import PackShelf
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.services import Services
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import NOW, FakeDesk
from tests.ui.fake_notebook import FakeNotebook
from tests.ui.tiny_library import TinyLibrary


def a_window(
    qtbot: QtBot, look: Look, folder: Path, desk: FakeDesk, packs: PackShelf | None = None
) -> MainWindow:
    """Return a started window whose worklist is there; its memory is kept in ``folder``."""
    library = TinyLibrary()
    window = MainWindow(look, WindowMemory(folder / "window.ini"), lambda: NOW)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.start(Services(desk, FakeNotebook(), library, library, packs))
    qtbot.waitUntil(lambda: bool(window.worklist.entries()))
    return window


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key on whatever has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def type_text(text: str) -> None:
    """Type into whatever has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)

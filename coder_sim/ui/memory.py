"""What the window remembers from one day to the next: its place, its panes and its look."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from coder_sim.ui.theme import DARK, LIGHT, SYSTEM


class WindowMemory:
    """A small INI file in the home folder; an unreadable one is an empty one."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def look(self) -> str:
        """Return the chosen look: "light", "dark" or "system"."""
        choice = self._settings.value("window/look", SYSTEM, type=str)
        return str(choice) if choice in (LIGHT, DARK) else SYSTEM

    def keep_look(self, choice: str) -> None:
        """Remember the chosen look."""
        self._settings.setValue("window/look", choice)

    def keep_window(self, window: QWidget) -> None:
        """Remember where the window stands and how large it is."""
        self._settings.setValue("window/geometry", window.saveGeometry())
        self._settings.sync()

    def restore_window(self, window: QWidget) -> bool:
        """Put the window back; False where nothing is remembered."""
        return window.restoreGeometry(self._bytes("window/geometry"))

    def keep_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember the sizes of a splitter's panes."""
        self._settings.setValue(f"panes/{name}", splitter.saveState())

    def restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Give a splitter's panes their sizes back; False where nothing is remembered."""
        return splitter.restoreState(self._bytes(f"panes/{name}"))

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Remember the state a page describes by itself."""
        self._settings.setValue(f"panes/{name}", state)

    def state(self, name: str) -> QByteArray:
        """Return the state a page described; empty where nothing is remembered."""
        return self._bytes(f"panes/{name}")

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

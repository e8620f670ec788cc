"""What the window remembers from one day to the next: its place, its panes and its look."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from coder_sim.ui.theme import DARK, LIGHT, SYSTEM

KEYS_APART = " | "
RECENT = 8
"""How many actions the palette remembers."""


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

    def learner_name(self) -> str:
        """Return the name or pseudonym under which attempts were handed in last."""
        return str(self._settings.value("learner/name", ""))

    def keep_learner_name(self, name: str) -> None:
        """Remember the name or pseudonym for the next time."""
        self._settings.setValue("learner/name", name)

    def keys(self, name: str) -> list[str] | None:
        """Return the keys the user gave an action; None where they are its usual ones."""
        kept = self._settings.value(_key_entry(name))
        return None if kept is None else [key for key in str(kept).split(KEYS_APART) if key]

    def keep_keys(self, name: str, keys: Sequence[str] | None) -> None:
        """Remember the keys of an action; None for its usual ones."""
        if keys is None:
            self._settings.remove(_key_entry(name))
        else:
            self._settings.setValue(_key_entry(name), KEYS_APART.join(keys))
        self._settings.sync()

    def forget_keys(self) -> None:
        """Forget every key the user gave."""
        self._settings.remove("keys")
        self._settings.sync()

    @property
    def recent(self) -> tuple[str, ...]:
        """Return the names of the actions last chosen from the palette, newest first."""
        return tuple(name for name in str(self._settings.value("recent", "")).split("|") if name)

    def keep_recent(self, name: str) -> None:
        """Remember that an action was chosen from the palette."""
        others = [each for each in self.recent if each != name]
        self._settings.setValue("recent", "|".join([name, *others][:RECENT]))

    @property
    def guided(self) -> bool:
        """Tell whether the guided case was finished or skipped."""
        return bool(self._settings.value("guide/done", False, type=bool))

    def keep_guided(self) -> None:
        """Remember that the guided case need not be offered again."""
        self._settings.setValue("guide/done", True)

    def _bytes(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def _key_entry(name: str) -> str:
    # A slash would be another level of the file.
    return f"keys/{name.replace('/', ' ')}"

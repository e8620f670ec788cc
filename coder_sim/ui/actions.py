"""What the user can do, as actions with a key and an icon; and the window's own set of them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from coder_sim.ui.theme import Look


class Verb(QAction):
    """An action whose icon follows the look and whose tip names its keys."""

    def __init__(self, look: Look, text: str, keys: str, icon: str, parent: QObject) -> None:
        super().__init__(text, parent)
        self._look, self._icon = look, icon
        self.setShortcuts([QKeySequence(key) for key in keys.split(", ") if key])
        self._tint()
        look.changed.connect(self._tint)

    def _tint(self) -> None:
        if self._icon:
            self.setIcon(self._look.icon(self._icon))


@dataclass(frozen=True, slots=True)
class WindowActions:
    """The actions that belong to the window rather than to one of its pages."""

    back: QAction
    import_codes: QAction
    switch_look: QAction
    keys: QAction
    quit: QAction


def window_actions(look: Look, parent: QObject) -> WindowActions:
    """Make the window's actions; the window connects them."""
    return WindowActions(
        back=Verb(look, "Back to the worklist", "Esc, Alt+Left", "back", parent),
        import_codes=Verb(look, "Import code sets...", "Ctrl+Shift+I", "library", parent),
        switch_look=Verb(look, "Switch light and dark", "Ctrl+Shift+D", "theme", parent),
        keys=Verb(look, "Keyboard shortcuts", "F1", "keyboard", parent),
        quit=Verb(look, "Quit", "Ctrl+Q", "quit", parent),
    )


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys that a widget answers by itself, and what they do."""

    keys: str
    what: str


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that work in one place, with the name of that place."""

    place: str
    actions: tuple[QAction, ...]
    hints: tuple[Hint, ...] = ()


def keys_of(action: QAction) -> str:
    """Return the keys of an action as text for the screen, "" where it has none."""
    native = QKeySequence.SequenceFormat.NativeText
    # Qt tells the two Enter keys apart; people do not.
    names = (key.toString(native).replace("Return", "Enter") for key in action.shortcuts())
    return " or ".join(dict.fromkeys(names))


def on(action: QAction, slot: Callable[[], None]) -> QAction:
    """Connect an action to a bound method that takes nothing; return the action."""
    action.triggered.connect(slot)
    return action

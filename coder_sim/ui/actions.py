"""What the user can do, as actions with a key and an icon."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from coder_sim.ui.theme import Look


class Verb(QAction):
    """An action whose icon follows the look and whose tip names its keys."""

    def __init__(
        self, look: Look, text: str, keys: str, icon: str, parent: QObject, name: str = ""
    ) -> None:
        super().__init__(text, parent)
        self._look, self._icon = look, icon
        self.setObjectName(name)
        self.usual_keys = tuple(QKeySequence(key) for key in keys.split(", ") if key)
        """The keys it has until the user gives it others."""
        self.use_keys(self.usual_keys)
        self._tint()
        look.changed.connect(self._tint)

    def use_keys(self, keys: Sequence[QKeySequence]) -> None:
        """Answer these keys from now on; the tip names them."""
        self.setShortcuts(list(keys))
        text = self.text().replace("&", "")
        self.setToolTip(f"{text}  ({keys_of(self)})" if keys else text)

    def _tint(self) -> None:
        if self._icon:
            self.setIcon(self._look.icon(self._icon))


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


def on(action: QAction, slot: Callable[[], object]) -> QAction:
    """Connect an action to a bound method that takes nothing; return the action."""
    action.triggered.connect(slot)
    return action


def first_key(action: QAction) -> str:
    """Return the first key of an action as text for the screen, "" where it has none."""
    return keys_of(action).partition(" or ")[0]

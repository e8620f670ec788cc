"""The keys of all actions: usual ones, those the user gave, and which would clash."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from coder_sim.ui.actions import ActionGroup, Verb, first_key
from coder_sim.ui.memory import WindowMemory

EVERYWHERE = "Everywhere"
"""The place whose actions work in all others too."""
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
TYPED = "That key alone is for typing. Hold Ctrl or Alt with it, or take a function key."
NUMBERS = "Alt with a number adds a code of the list."
TEXT = "That key copies, cuts, pastes or selects text everywhere."
MENU = "That key opens a menu."
NATIVE = QKeySequence.SequenceFormat.NativeText
_EDITING = ("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A")


def name_of(action: QAction) -> str:
    """Return the name that the keys of an action are kept under, the same each day."""
    return action.objectName() or action.text().replace("&", "").strip(". ").lower()


class Keymap(QObject):
    """Gives actions the keys the user chose; whoever shows keys listens to ``changed``."""

    changed = Signal()

    def __init__(self, memory: WindowMemory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._groups: tuple[ActionGroup, ...] = ()

    @property
    def groups(self) -> tuple[ActionGroup, ...]:
        """Return the actions by place."""
        return self._groups

    def adopt(self, groups: Sequence[ActionGroup]) -> None:
        """Take the actions there are, and give each the keys that are kept for it.

        Kept keys that clash with another action's by now are left aside.
        """
        self._groups = tuple(groups)
        for verb in self._verbs():
            kept = self._memory.keys(name_of(verb))
            if kept is not None:
                verb.use_keys([])
        for verb in self._verbs():
            kept = self._memory.keys(name_of(verb))
            if kept is not None:
                keys = [QKeySequence(key) for key in kept]
                free = [key for key in keys if self.holder(verb, key) is None]
                verb.use_keys(free)

    def holder(self, action: QAction, key: QKeySequence) -> QAction | None:
        """Return the action that answers a key where ``action`` works; None where it is free."""
        rivals = (each for group in self._beside(action) for each in group.actions)
        return next(
            (each for each in rivals if each is not action and _answers(each, key)),
            None,
        )

    def objection(self, key: QKeySequence, menus: Sequence[str] = ()) -> str:
        """Return why no action may have a key, "" where it may; ``menus`` are their titles."""
        combination = key[0]  # type: ignore[index]  # Qt's annotations leave it out
        held, plain = combination.keyboardModifiers(), combination.key()
        function_key = Qt.Key.Key_F1 <= plain <= Qt.Key.Key_F35
        if not held & COMMANDS and not function_key:
            return TYPED
        if held == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= plain <= Qt.Key.Key_9:
            return NUMBERS
        if key.toString() in _EDITING:
            return TEXT
        letters = {f"Alt+{menu.partition('&')[2][:1].upper()}" for menu in menus if "&" in menu}
        return MENU if key.toString() in letters else ""

    def assign(self, action: QAction, keys: Sequence[QKeySequence]) -> None:
        """Give an action other keys and keep them; an empty sequence takes its keys away."""
        if isinstance(action, Verb):
            action.use_keys(keys)
            usual = tuple(keys) == action.usual_keys
            self._memory.keep_keys(
                name_of(action), None if usual else [key.toString() for key in keys]
            )
            self.changed.emit()

    def reset(self, action: QAction) -> QAction | None:
        """Give an action its usual keys again; returns who holds one of them, and then does not."""
        if not isinstance(action, Verb):
            return None
        held = (self.holder(action, key) for key in action.usual_keys)
        rival = next((each for each in held if each is not None), None)
        if rival is None:
            self.assign(action, action.usual_keys)
        return rival

    def reset_all(self) -> None:
        """Give every action its usual keys again."""
        for verb in self._verbs():
            verb.use_keys(verb.usual_keys)
        self._memory.forget_keys()
        self.changed.emit()

    def changed_by_user(self, action: QAction) -> bool:
        """Tell whether an action has other keys than its usual ones."""
        return isinstance(action, Verb) and tuple(action.shortcuts()) != action.usual_keys

    def first_keys(self) -> dict[str, str]:
        """Return the first key of each action by its name, without its place."""
        keys = ((name_of(verb).rpartition(".")[2], first_key(verb)) for verb in self._verbs())
        return {name: key for name, key in keys if key}

    def in_words(self, words: str) -> str:
        """Return a sentence with the keys it names as they are now, not as they usually are."""
        given = {
            verb.usual_keys[0].toString(NATIVE): first_key(verb) or f'"{verb.text()}"'
            for verb in self._verbs()
            if verb.usual_keys and self.changed_by_user(verb)
        }
        if not given:
            return words
        named = "|".join(map(re.escape, sorted(given, key=len, reverse=True)))
        return re.sub(rf"(?<![\w+])({named})(?!\w)", lambda found: given[found[1]], words)

    def _verbs(self) -> list[Verb]:
        found = [each for group in self._groups for each in group.actions]
        return [each for each in found if isinstance(each, Verb)]

    def _beside(self, action: QAction) -> list[ActionGroup]:
        """Return the places whose keys meet those of an action."""
        own = [group for group in self._groups if action in group.actions]
        if any(group.place == EVERYWHERE for group in own):
            return list(self._groups)
        return [*own, *(group for group in self._groups if group.place == EVERYWHERE)]


def _answers(action: QAction, key: QKeySequence) -> bool:
    return any(each == key for each in action.shortcuts())

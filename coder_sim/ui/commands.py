"""What the window knows of its own actions: palette, cheat sheet, and the dialog of keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from coder_sim.ui.actions import ActionGroup
from coder_sim.ui.cheat_sheet import CheatSheet
from coder_sim.ui.command_palette import Command, CommandPalette, commands
from coder_sim.ui.key_dialog import KeyDialog
from coder_sim.ui.keymap import Keymap, name_of
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import Look

Label = tuple[str, Callable[[str], None]]
"""Words that name usual keys, and what shows them."""


class Commands(QObject):
    """Opens palette, cheat sheet and key dialog over the actions there are at that moment."""

    told = Signal(str)
    """Why a chosen command does nothing here."""

    def __init__(
        self,
        groups: Callable[[], tuple[ActionGroup, ...]],
        memory: WindowMemory,
        look: Look,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._groups = groups
        self._memory, self._look, self._window = memory, look, window
        self.keymap = Keymap(memory, self)
        self._palette: CommandPalette | None = None
        self._labels: tuple[Label, ...] = ()
        self.keymap.changed.connect(self._on_keys_changed)

    def adopt(self) -> None:
        """Take note that there are other actions now."""
        self.keymap.adopt(self._groups())

    def follow_keys(self, labels: Sequence[Label]) -> None:
        """Keep words that name keys true whenever keys change; these take the place of others."""
        self._labels = tuple(labels)
        self._on_keys_changed()

    def _on_keys_changed(self) -> None:
        for words, show in self._labels:
            show(self.keymap.in_words(words))

    def open_palette(self) -> CommandPalette:
        """Show every action, those used last first."""
        if self._palette is None:
            rows = commands(self._groups(), _hidden(self._groups()))
            self._palette = CommandPalette(rows, self._memory.recent, self._look, self._window)
            self._palette.chosen.connect(self._on_chosen)
            self._palette.destroyed.connect(self._on_palette_gone)
        self._palette.open()
        return self._palette

    def cheat_sheet(self) -> CheatSheet:
        """Return a cheat sheet that is not open yet."""
        return CheatSheet(self._groups(), self._look, self._window)

    def key_dialog(self) -> KeyDialog:
        """Return a dialog that changes keys and is not open yet."""
        self.adopt()
        menus = [action.text() for action in self._window.menuBar().actions()]
        return KeyDialog(self.keymap, menus, self._look, self._window)

    def open_keys(self) -> KeyDialog:
        """Show the dialog that changes keys."""
        dialog = self.key_dialog()
        dialog.open()
        return dialog

    def _on_chosen(self, command: Command) -> None:
        self._memory.keep_recent(name_of(command.action))
        if command.here and command.action.isEnabled():
            command.action.trigger()
        else:
            self.told.emit(f'"{command.name}" cannot be used here: {_where(command.place)}.')

    def _on_palette_gone(self) -> None:
        self._palette = None


def _hidden(groups: Sequence[ActionGroup]) -> list[str]:
    """Return the places whose page is not in front."""
    return [
        group.place
        for group in groups
        if not any(_seen(action.parent()) for action in group.actions)
    ]


def _seen(owner: QObject | None) -> bool:
    return not isinstance(owner, QWidget) or owner.isVisible()


def _where(place: str) -> str:
    return "there is nothing for it yet" if place == "Everywhere" else f"it belongs to {place}"

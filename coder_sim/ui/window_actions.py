"""The actions that belong to the window rather than to one of its pages."""

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from coder_sim.ui.actions import Verb
from coder_sim.ui.theme import Look


@dataclass(frozen=True, slots=True)
class WindowActions:
    """What can be done on every page, in the order of the cheat sheet."""

    back: QAction
    palette: QAction
    keys: QAction
    change_keys: QAction
    guide: QAction
    load_pack: QAction
    hand_in: QAction
    import_codes: QAction
    switch_look: QAction
    system_look: QAction
    quit: QAction

    def all(self) -> tuple[QAction, ...]:
        """Return them in order."""
        return tuple(getattr(self, field.name) for field in fields(self))


def window_actions(look: Look, parent: QObject) -> WindowActions:
    """Make the window's actions; the window connects them."""

    def verb(name: str, text: str, keys: str, icon: str = "") -> Verb:
        return Verb(look, text, keys, icon, parent, f"window.{name}")

    return WindowActions(
        back=verb("back", "Back to the worklist", "Esc, Alt+Left", "back"),
        palette=verb("palette", "All commands", "Ctrl+Shift+P", "list"),
        keys=verb("keys", "Keyboard shortcuts", "F1", "keyboard"),
        change_keys=verb("change_keys", "Change keys...", "Ctrl+Shift+K", "keyboard"),
        guide=verb("guide", "Guided first case", "Shift+F1", "resume"),
        load_pack=verb("load_pack", "Load a case pack...", "Ctrl+O", "pack"),
        hand_in=verb("hand_in", "Write result file...", "Ctrl+Shift+R", "submit"),
        import_codes=verb("import_codes", "Import code sets...", "Ctrl+Shift+I", "library"),
        switch_look=verb("switch_look", "Switch light and dark", "Ctrl+Shift+D", "theme"),
        system_look=verb("system_look", "Follow the system's light or dark", "", "theme"),
        quit=verb("quit", "Quit", "Ctrl+Q", "quit"),
    )

"""Keeps the look the user chose, and the window's icon in its colours."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coder_sim.ui.actions import on
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import SYSTEM, Look
from coder_sim.ui.window_actions import WindowActions


class LookChoice(QObject):
    """Answers the actions that change the look."""

    def __init__(
        self, actions: WindowActions, look: Look, memory: WindowMemory, window: QWidget
    ) -> None:
        super().__init__(window)
        self._look, self._memory, self._window = look, memory, window
        on(actions.switch_look, self._on_switch)
        on(actions.system_look, self._on_system)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_switch(self) -> None:
        self._look.toggle()
        self._memory.keep_look(self._look.choice)

    def _on_system(self) -> None:
        self._look.choose(SYSTEM)
        self._memory.keep_look(self._look.choice)

    def _on_look_changed(self) -> None:
        self._window.setWindowIcon(self._look.icon("coder-sim", self._look.theme.accent))

"""The tabs of the code finder; the current one is told by its colour as well as its edge."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from coder_sim.ui.theme import Look


class BookTabs(QTabBar):
    """Takes no keyboard: each page has a key of its own."""

    def __init__(self, names: Sequence[str], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName("Code books")
        for name in names:
            self.addTab(name)
        self.currentChanged.connect(self._tint)
        look.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        theme = self._look.theme
        for number in range(self.count()):
            current = number == self.currentIndex()
            self.setTabTextColor(number, theme.link if current else theme.dim)

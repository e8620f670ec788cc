"""What narrows a search: billable codes only, one chapter; a button that says what is on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from coder_sim.domain.tabular import TabularNode
from coder_sim.ui.theme import Look

_ALL = "All chapters"


class FinderFilters(QToolButton):
    """A button with a menu; loading a case changes nothing here but the chapters on offer."""

    chosen = Signal()

    def __init__(self, look: Look, billable: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.billable = billable
        """Checkable: only codes that can be reported."""
        self.chapter: int | None = None
        """1 to 22, or None."""
        self._menu = QMenu(self)
        self._chapters = QActionGroup(self)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setMenu(self._menu)
        self.billable.toggled.connect(self._on_chosen)
        self._chapters.triggered.connect(self._on_chapter)
        self._say()

    def offer(self, chapters: tuple[TabularNode, ...]) -> None:
        """Offer these chapters, in order; none of them is chosen."""
        self.chapter = None
        for action in self._chapters.actions():
            self._chapters.removeAction(action)
            action.deleteLater()
        self._menu.clear()
        self._menu.addAction(self.billable)
        if chapters:
            self._menu.addSeparator()
        for number, name in enumerate([_ALL, *map(_words, chapters)] if chapters else []):
            action = QAction(name, self._chapters)
            action.setCheckable(True)
            action.setChecked(number == 0)
            action.setData(number)
            self._menu.addAction(action)
        self._say()

    def focus(self) -> None:
        """Put the keyboard on the button; Space opens its menu."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say(self) -> None:
        parts = ["Billable"] if self.billable.isChecked() else []
        parts += [f"Ch. {self.chapter}"] if self.chapter else []
        self.setText(", ".join(parts) or "Filter")
        self.setAccessibleName(f"Filter: {', '.join(parts) or 'none'}")

    def _on_chapter(self, action: QAction) -> None:
        self.chapter = action.data() or None
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._say()
        self.chosen.emit()


def _words(chapter: TabularNode) -> str:
    words = f"{chapter.name.removeprefix('Chapter ')}  {chapter.title}"
    return words.replace("&", "&&")

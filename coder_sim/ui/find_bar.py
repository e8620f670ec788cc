"""The bar that finds words in a chart."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from coder_sim.ui.theme import DIM, XS, Look, S


class FindBar(QWidget):
    """A box, the count of places found, and buttons to go from one to the next."""

    text_changed = Signal(str)
    step_requested = Signal(int)
    """1 for the next place, -1 for the one before."""
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.box = QLineEdit()
        self._count = QLabel()
        self._previous, self._next, self._close = QToolButton(), QToolButton(), QToolButton()
        self._build()
        self.box.textChanged.connect(self.text_changed)
        self._previous.clicked.connect(self._on_previous)
        self._next.clicked.connect(self._on_next)
        self._close.clicked.connect(self.closed)
        look.changed.connect(self._tint)

    def open(self) -> None:
        """Show the bar with its text selected, ready to type over."""
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def show_count(self, number: int, total: int) -> None:
        """Say which place of how many is shown."""
        if not self.box.text().strip():
            self._count.clear()
        elif total:
            self._count.setText(f"{number} of {total}")
        else:
            self._count.setText("Not found in this document")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(S, XS, S, XS)
        row.setSpacing(XS)
        self.box.setPlaceholderText("Find in this document")
        self.box.setAccessibleName("Find in this document")
        self._count.setForegroundRole(DIM)
        row.addWidget(self.box, 1)
        row.addWidget(self._count)
        for button, name in (
            (self._previous, "Previous place (Shift+Enter)"),
            (self._next, "Next place (Enter)"),
            (self._close, "Close the find bar (Esc)"),
        ):
            button.setAutoRaise(True)
            button.setAccessibleName(name)
            button.setToolTip(name)
            row.addWidget(button)
        self._tint()

    def _tint(self) -> None:
        self._previous.setIcon(self._look.icon("up"))
        self._next.setIcon(self._look.icon("down"))
        self._close.setIcon(self._look.icon("wrong"))

    def _on_previous(self) -> None:
        self.step_requested.emit(-1)

    def _on_next(self) -> None:
        self.step_requested.emit(1)

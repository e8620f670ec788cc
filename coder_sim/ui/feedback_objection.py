"""Where a learner objects to a line of the feedback: a box below the page, never in the way."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coder_sim.ui.theme import DIM, XS, L, Look, S

KEEP = "Keep   Ctrl+Enter"
_LINES = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ObjectionBar(QWidget):
    """Writes one objection; whatever way it is left, the text is kept."""

    kept = Signal(str, str)
    """Name of the line and the text, where it was changed; an empty text withdraws."""
    closed = Signal()
    """The keyboard goes back to the page."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row, self._before = "", ""
        self.text = QPlainTextEdit()
        self._about = QLabel()
        self._keep = QPushButton(KEEP)
        self._build(look)
        self._keep.clicked.connect(self.leave)
        self.hide()

    def open(self, row: str, about: str, text: str) -> None:
        """Open the box for a line that is called ``about`` on the screen."""
        self._store()
        self._row, self._before = row, text
        self._about.setText(f"Why do you see it otherwise?  {about}")
        self.text.setPlainText(text)
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def leave(self) -> None:
        """Keep the text and close; nothing where the box is closed already."""
        if self.isHidden():
            return
        self._store()
        self.hide()
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Ctrl+Enter for closing the box."""
        if isinstance(event, QKeyEvent) and self._closes(event):
            if event.type() is QEvent.Type.KeyPress:
                self.leave()
            event.accept()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._store()
        super().hideEvent(event)

    def _closes(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return event.key() == Qt.Key.Key_Escape or (bool(held) and event.key() in _ENTER)

    def _store(self) -> None:
        text = self.text.toPlainText().strip()
        if self._row and text != self._before:
            self._before = text
            self.kept.emit(self._row, text)

    def _build(self, look: Look) -> None:
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setFont(look.fonts.small)
        self._about.setForegroundRole(DIM)
        self._about.setWordWrap(True)
        self.text.setAccessibleName("Your objection")
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(
            "Your reasons, as you would put them to an auditor. They are kept with the attempt."
        )
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + S)
        self._keep.setAccessibleName("Keep the objection")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, S, L, S)
        column.setSpacing(XS)
        column.addWidget(self._about)
        column.addWidget(self.text)
        column.addLayout(row)

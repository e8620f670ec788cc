"""What the checks say of the sheet, in full, below it: prompts to look again, never verdicts."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from coder_sim.practice.checks import SheetPrompt
from coder_sim.ui.theme import DIM, XS, Look, S

MOST_LINES = 8
"""The panel grows to so many lines of text; the rest scrolls."""


class SheetPrompts(QScrollArea):
    """Shows the prompts about the current line, or how many there are at all."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title, self._text = QLabel(), QLabel()
        inside = QWidget()
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(S, XS, S, S)
        column.setSpacing(XS)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch(1)
        self._title.setFont(look.fonts.small)
        self._title.setForegroundRole(DIM)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Worth a look")
        self.hide()

    def show_prompts(self, here: Sequence[SheetPrompt], count: int) -> None:
        """Show the prompts of the current line; ``count`` is that of the whole sheet."""
        places = "1 place" if count == 1 else f"{count} places"
        self._title.setText(f"Worth a look: {places} on this sheet" if count else "")
        self._text.setText("\n".join(dict.fromkeys(prompt.text for prompt in here)))
        self._text.setVisible(bool(here))
        self.setVisible(bool(count))
        self.updateGeometry()

    def words(self) -> str:
        """Return the text shown."""
        return self._text.text()

    def sizeHint(self) -> QSize:
        """Ask for the text's own height, up to the most."""
        width = max(self.viewport().width(), 200)
        wanted = self._column.heightForWidth(width)
        most = MOST_LINES * self._text.fontMetrics().lineSpacing()
        return QSize(200, min(wanted, most))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), 3 * self._text.fontMetrics().lineSpacing()))

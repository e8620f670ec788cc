"""Feedback set as a page: read top to bottom, or stepped through line by line.

One text document, so that it wraps, scales, selects and copies like text.
"""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from coder_sim.domain.feedback import Feedback
from coder_sim.ui.feedback_writer import QUIET, FeedbackWriter, Place
from coder_sim.ui.theme import L, Look, M, S

BAR = 4
"""Width of the accent bar beside the current line."""
MEASURE = 104
"""Longest line, in widths of the letter n."""


class FeedbackPage(QTextEdit):
    """Shows the feedback; one of its lines is current."""

    row_changed = Signal(int)
    """The learner moved to another line."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._feedback: Feedback | None = None
        self._places: list[Place] = []
        self._current = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Feedback")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # The bar beside the current line tells where one is.
        self.setCursorWidth(0)
        look.changed.connect(self._on_look_changed)

    @property
    def current(self) -> int:
        """Return the number of the current line, from 0."""
        return self._current

    def show_feedback(self, feedback: Feedback) -> None:
        """Show feedback from its top, the first line that is not right being current."""
        self._feedback = feedback
        wrong = (i for i, row in enumerate(feedback.rows) if row.verdict not in QUIET)
        self._current = next(wrong, 0)
        self._write()
        # Qt keeps the cursor in view when the page gets its size: left at the end of what was
        # written, it would open the page at its end.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def go_to(self, row: int) -> None:
        """Make a line current, open its explanation and bring it into view."""
        rows = self._feedback.rows if self._feedback else ()
        if not rows:
            return
        row = max(0, min(row, len(rows) - 1))
        if row != self._current:
            # What opens and closes above must not move the line under the reader's eyes.
            before = self.area(row).top()
            self._current = row
            self._write()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(self.area(row).top() - before))
            self.row_changed.emit(row)
        self._reveal()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if steps and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if not self._read_on(steps):
                self.go_to(self._current + steps)
            return
        super().keyPressEvent(event)

    def _read_on(self, steps: int) -> bool:
        """Scroll towards the end of the current line; False when that end is in view."""
        if not self._places:
            return False
        area, height = self.area(self._current), self.viewport().height()
        bar, hidden = self.verticalScrollBar(), area.bottom() - height
        if steps < 0:
            hidden = -area.top()
        way = min(round(hidden), height * 3 // 4)
        before = bar.value()
        if way > 0:
            bar.setValue(before + steps * way)
        return bar.value() != before

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        block = self.cursorForPosition(event.position().toPoint()).blockNumber()
        for row, place in enumerate(self._places):
            if place.first <= block <= place.last:
                self.go_to(row)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._places:
            area = self.area(self._current)
            painter = QPainter(self.viewport())
            painter.fillRect(area, self._look.theme.window)
            painter.fillRect(QRectF(0, area.top(), BAR, area.height()), self._look.theme.accent)
            painter.end()
        super().paintEvent(event)

    def area(self, row: int) -> QRectF:
        """Return the part of the viewport that a line takes."""
        layout, text = self.document().documentLayout(), self.document()
        place = self._places[row]
        first = layout.blockBoundingRect(text.findBlockByNumber(place.first))
        last = layout.blockBoundingRect(text.findBlockByNumber(place.last))
        top = first.top() - self.verticalScrollBar().value()
        return QRectF(0, top - S, self.viewport().width(), last.bottom() - first.top() + 2 * S)

    def _reveal(self) -> None:
        if not self._places:
            return
        area, height = self.area(self._current), self.viewport().height()
        bar = self.verticalScrollBar()
        if area.top() < 0 or area.height() > height:
            bar.setValue(bar.value() + round(area.top()) - S)
        elif area.bottom() > height:
            bar.setValue(bar.value() + round(area.bottom()) - height + S)

    def _on_look_changed(self) -> None:
        top = self.verticalScrollBar().value()
        self._write()
        self.verticalScrollBar().setValue(top)

    def _write(self) -> None:
        if self._feedback is None:
            return
        writer = FeedbackWriter(self.document(), self._look, self.devicePixelRatioF())
        self._places = writer.write(self._feedback, self._current)
        if self._places:
            line = self.document().findBlockByNumber(self._places[self._current].first)
            self.setTextCursor(QTextCursor(line))
        self._fit_measure()

    def _fit_measure(self) -> None:
        """Keep lines readable in a wide pane: the rest of the width becomes margin."""
        measure = self.fontMetrics().horizontalAdvance("n") * MEASURE
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(L)
        form.setTopMargin(M)
        form.setBottomMargin(L)
        form.setRightMargin(max(L, self.viewport().width() - measure - L))
        frame.setFrameFormat(form)

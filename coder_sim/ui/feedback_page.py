"""Feedback set as a page: read top to bottom, or stepped through line by line.

One text document, so that it wraps, scales, selects and copies like text.
"""

from collections.abc import Mapping
from dataclasses import replace

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
from coder_sim.ui.actions import Hint
from coder_sim.ui.feedback_outline import QUIET, Reading, outline
from coder_sim.ui.feedback_writer import FeedbackWriter, Place
from coder_sim.ui.theme import L, Look, M, S

BAR = 4
"""Width of the accent bar beside the current line."""
MEASURE = 104
"""Longest line, in widths of the letter n."""

FEEDBACK_HINTS = (
    Hint("Down, Up", "Read on: open the line, then go to the next"),
    Hint("Enter", "Open or close the line"),
)
"""Keys of the page that are no actions."""


class FeedbackPage(QTextEdit):
    """Shows the feedback; one of its lines is current."""

    row_changed = Signal(int)
    """The learner moved to another line."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._feedback: Feedback | None = None
        self._places: dict[int, Place] = {}
        self._reading = Reading()
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
        return self._reading.current

    @property
    def reading(self) -> Reading:
        """Return where the learner stands, and what is opened."""
        return self._reading

    def show_feedback(
        self,
        feedback: Feedback,
        objections: Mapping[str, str] | None = None,
        before: Feedback | None = None,
        before_number: int = 0,
    ) -> None:
        """Show feedback from its top, the first line that is not right being current.

        ``objections`` are the learner's own, by the name of the line; ``before`` is the feedback
        on the attempt before, to compare with.
        """
        self._feedback = feedback
        wrong = (i for i, row in enumerate(feedback.rows) if row.verdict not in QUIET)
        self._reading = Reading(
            next(wrong, 0),
            objections=objections or {},
            before=before,
            before_number=before_number,
        )
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
        moved = row != self.current
        if moved or not self._reading.opened:
            self._read(replace(self._reading, current=row, opened=True))
        if moved:
            self.row_changed.emit(row)
        self._reveal()
        self.viewport().update()

    def step(self, steps: int) -> None:
        """Go to the next or the previous line in reading order."""
        order = self.order()
        if self.current in order:
            place = order.index(self.current) + steps
            self.go_to(order[max(0, min(place, len(order) - 1))])

    def order(self) -> tuple[int, ...]:
        """Return the numbers of the lines in reading order."""
        return outline(self._feedback, self._reading).order if self._feedback else ()

    def toggle(self) -> None:
        """Open or close the explanation of the current line."""
        if self._places:
            self._read(replace(self._reading, opened=not self._reading.opened))
            self._reveal()

    def toggle_all(self) -> None:
        """Open every explanation, the checks and what the scores tell; or close them again."""
        if self._feedback is not None:
            self._read(replace(self._reading, everything=not self._reading.everything))
            self._reveal()

    def object(self, name: str, text: str) -> None:
        """Show an objection at the line of that name; an empty one is none."""
        kept = {key: told for key, told in self._reading.objections.items() if key != name}
        self._read(replace(self._reading, objections={**kept, name: text} if text else kept))

    def _read(self, reading: Reading) -> None:
        """Lay out anew; the line that will be current stays under the reader's eyes."""
        before = self.area(reading.current).top() if self._places else 0
        self._reading = reading
        self._write()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(self.area(reading.current).top() - before))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if plain and steps:
            if steps > 0 and not self._opens():
                self.go_to(self.current)
            elif not self._read_on(steps):
                self.step(steps)
            return
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle()
            return
        super().keyPressEvent(event)

    def _opens(self) -> bool:
        return self._reading.opens(self.current)

    def _read_on(self, steps: int) -> bool:
        """Scroll towards the end of the current line; False when that end is in view."""
        if not self._places:
            return False
        area, height = self.area(self.current), self.viewport().height()
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
        for row, place in self._places.items():
            if place.first <= block <= place.last:
                self.go_to(row)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._places:
            area = self.area(self.current)
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
        area, height = self.area(self.current), self.viewport().height()
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
        self._places = writer.write(self._feedback, self._reading)
        if self._places:
            line = self.document().findBlockByNumber(self._places[self.current].first)
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

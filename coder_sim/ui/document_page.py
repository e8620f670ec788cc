"""One document of a chart on screen: plain text, set for reading, with passages marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from coder_sim.domain.answer import Passage
from coder_sim.domain.encounter import Document
from coder_sim.domain.feedback import Span
from coder_sim.ui.document_text import is_heading, occurrences, passage_at
from coder_sim.ui.theme import L, Look, M

MEASURE = 84
"""Longest line, in widths of the letter n."""
LINE_HEIGHT = 128
"""Per cent of the font's own."""


@dataclass(frozen=True, slots=True)
class OwnMark:
    """A passage that the learner highlighted; with a note it is underlined too."""

    span: Span
    noted: bool


class DocumentPage(QTextEdit):
    """Shows a document read-only; the keyboard scrolls, selects and copies.

    Never rich text: offsets must stay those of the pack, and pack text is not trusted.
    """

    selection_made = Signal(bool)
    """Text is selected, or no longer."""

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = document
        self._look = look
        self._evidence: tuple[Span, ...] = ()
        self._current: Span | None = None
        self._linked: tuple[Span, ...] = ()
        self._own: tuple[OwnMark, ...] = ()
        self._found: tuple[tuple[int, int], ...] = ()
        self._found_at = -1
        self._build()
        self.copyAvailable.connect(self.selection_made)
        look.changed.connect(self._on_look_changed)

    def highlight(self, spans: Sequence[Span], current: Span | None) -> None:
        """Mark evidence; the current passage stands out and comes into view."""
        self._evidence = tuple(span for span in spans if span.doc == self.source.id)
        self._current = current if current and current.doc == self.source.id else None
        self._mark()
        if self._current is not None:
            self._reveal(self._current.start)

    def mark_linked(self, spans: Sequence[Span]) -> None:
        """Underline what is linked to other lines than the current one."""
        self._linked = tuple(span for span in spans if span.doc == self.source.id)
        self._mark()

    def mark_own(self, marks: Sequence[OwnMark]) -> None:
        """Mark what the learner highlighted."""
        self._own = tuple(mark for mark in marks if mark.span.doc == self.source.id)
        self._mark()

    def go_to(self, span: Span) -> None:
        """Select a passage and bring it into view."""
        self._reveal(span.start)
        cursor = self.textCursor()
        last = len(self.source.text)
        cursor.setPosition(min(span.end, last))
        cursor.setPosition(min(span.start, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def caret_span(self) -> Span:
        """Return the selected text as it is, or the empty span where the caret stands."""
        cursor = self.textCursor()
        return Span(self.source.id, cursor.selectionStart(), cursor.selectionEnd())

    def find_text(self, wanted: str) -> int:
        """Mark every place where the words occur; return how many there are."""
        self._found = occurrences(self.source.text, wanted)
        position = self.textCursor().selectionStart()
        self._found_at = next(
            (i for i, (start, _) in enumerate(self._found) if start >= position),
            0 if self._found else -1,
        )
        self._show_found()
        return len(self._found)

    def find_step(self, steps: int) -> int:
        """Go to another place found; return its number from 1, 0 where there is none."""
        if self._found:
            self._found_at = (self._found_at + steps) % len(self._found)
            self._show_found()
        return self._found_at + 1

    @property
    def found_number(self) -> int:
        """Return the number of the place found that is shown, from 1; 0 for none."""
        return self._found_at + 1

    @property
    def find_total(self) -> int:
        """Return the number of places found."""
        return len(self._found)

    def selected_passage(self) -> Passage | None:
        """Return the selected text as a passage of this document."""
        cursor = self.textCursor()
        return passage_at(
            self.source.id, self.source.text, cursor.selectionStart(), cursor.selectionEnd()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_measure()
        if self._current is not None:
            # A page is often told what to show before it is told how large it is.
            self._scroll_to(self._current.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.actions():
            menu.addSeparator()
            menu.addActions(self.actions())
        menu.popup(event.globalPos())

    def _build(self) -> None:
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(f"{self.source.type}, written by: {self.source.author_role}")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDefaultFont(self._look.fonts.body)
        self.setPlainText(self.source.text)
        self._set_type()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _set_type(self) -> None:
        """Give the text its line height, and the lines in capitals their weight."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block_format = QTextBlockFormat()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        block_format.setLineHeight(LINE_HEIGHT, proportional)
        cursor.mergeBlockFormat(block_format)
        heading, spaced = QTextCharFormat(), QTextBlockFormat()
        heading.setFont(self._look.fonts.strong)
        spaced.setTopMargin(M)
        block = self.document().begin()
        while block.isValid():
            if is_heading(block.text()):
                cursor.setPosition(block.position())
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.mergeCharFormat(heading)
                before = block.previous()
                if before.isValid() and before.text().strip():
                    cursor.mergeBlockFormat(spaced)
            block = block.next()

    def _fit_measure(self) -> None:
        """Keep lines readable in a wide pane: the rest of the width becomes margin."""
        measure = self.fontMetrics().horizontalAdvance("n") * MEASURE
        side = max(L, (self.viewport().width() - measure) // 2)
        frame = self.document().rootFrame()
        frame_format = frame.frameFormat()
        if frame_format.leftMargin() != side:
            frame_format.setLeftMargin(side)
            frame_format.setRightMargin(side)
            frame_format.setTopMargin(M)
            frame_format.setBottomMargin(L)
            frame.setFrameFormat(frame_format)

    def _mark(self) -> None:
        theme = self._look.theme
        # Later marks are painted over earlier ones: the current passage comes last.
        marks = [self._marked(x.span, theme.marker, underlined=x.noted) for x in self._own]
        marks += [self._marked(span, None) for span in self._linked]
        marks += [self._marked(span, theme.evidence) for span in self._evidence]
        found = [Span(self.source.id, *place) for place in self._found]
        marks += [self._marked(span, theme.selection, underlined=False) for span in found]
        if self._current is not None:
            marks.append(self._marked(self._current, theme.evidence_current))
        if 0 <= self._found_at < len(found):
            here = found[self._found_at]
            marks.append(self._marked(here, theme.evidence_current, underlined=False))
        self.setExtraSelections(marks)

    def _marked(
        self, span: Span, background: QColor | None, *, underlined: bool = True
    ) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = len(self.source.text)
        cursor.setPosition(min(span.start, last))
        cursor.setPosition(min(span.end, last), QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        if background is not None:
            style.setBackground(background)
        if underlined:
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            style.setUnderlineColor(self._look.theme.evidence_underline)
        style.setProperty(QTextFormat.Property.FullWidthSelection, False)
        mark.cursor = cursor
        mark.format = style
        return mark

    def _show_found(self) -> None:
        self._mark()
        if self._found_at >= 0:
            self._reveal(self._found[self._found_at][0])

    def _reveal(self, position: int) -> None:
        """Bring a place into the upper part of the page, and put the caret there."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, len(self.source.text)))
        self.setTextCursor(cursor)
        self._scroll_to(position)

    def _scroll_to(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, len(self.source.text)))
        place, height = self.cursorRect(cursor), self.viewport().height()
        if place.top() < M or place.bottom() > height * 3 // 4:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)

    def _on_look_changed(self) -> None:
        self._mark()

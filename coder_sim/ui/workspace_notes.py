"""Taking notes in the chart: keys make highlights and notes, the list below shows them."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QUndoStack

from coder_sim.domain.feedback import Span
from coder_sim.domain.notebook import Annotation
from coder_sim.practice.views import OpenedCase
from coder_sim.ui.chart_view import ChartView
from coder_sim.ui.document_note_list import NoteList
from coder_sim.ui.document_notes import ChartNotes
from coder_sim.ui.theme import Look

SELECT_FIRST = "Select text in the chart first, or stand in a highlight."


class NoteTaking(QObject):
    """Binds the chart, the learner's highlights in it and their list."""

    told = Signal(str)

    def __init__(self, chart: ChartView, stack: QUndoStack, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._chart = chart
        self.notes = ChartNotes(stack, self)
        self.list = NoteList(self.notes, look)
        chart.add_below(self.list)
        self.list.hide()
        self.notes.notes_changed.connect(self._on_notes_changed)
        self.list.mark_chosen.connect(self._on_mark_chosen)
        self.list.left.connect(chart.focus_document)

    def load(self, opened: OpenedCase) -> None:
        """Show the highlights of a case whose documents the chart shows already."""
        self.notes.load(opened.brief.documents, opened.annotations)
        self.list.setVisible(any(mark.note for mark in opened.annotations))

    def highlight(self) -> None:
        """Highlight the selected text; where it is highlighted, take that away."""
        span = self._chart.selected_span()
        mark = self.notes.at(span) if span else None
        if mark is not None:
            self.notes.remove(mark.id)
            self.told.emit("Highlight removed; Ctrl+Z brings it back.")
        elif span is not None and (made := self._made(span)):
            self.told.emit(f"Highlighted {len(made.quote.split())} words.")
        else:
            self.told.emit(SELECT_FIRST)

    def write_note(self) -> None:
        """Open the note of the selected text for writing, in the list."""
        span = self._chart.selected_span()
        mark = span and (self.notes.at(span) or self._made(span))
        if not mark:
            self.told.emit(SELECT_FIRST)
            return
        self.list.show()
        self.list.write_note(mark.id)

    def toggle_list(self) -> None:
        """Show the list with the keyboard in it, or hide it."""
        shown = self.list.isHidden()
        self.list.setVisible(shown)
        if shown:
            self.list.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._chart.focus_document()

    def _made(self, span: Span) -> Annotation | None:
        page = self._chart.current_page()
        quote = page.source.text[span.start : span.end] if page else ""
        return self.notes.highlight(span, quote) if quote.strip() else None

    def _on_notes_changed(self) -> None:
        self._chart.mark_own(self.notes.marks())

    def _on_mark_chosen(self, mark: Annotation) -> None:
        self._chart.go_to(Span(mark.doc, mark.start, mark.end))

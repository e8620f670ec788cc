"""The learner's own highlights and notes in the chart of one case; every change is undoable."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from coder_sim.domain.encounter import Document
from coder_sim.domain.feedback import Span
from coder_sim.domain.notebook import Annotation, AnnotationId


class _NoteChange(QUndoCommand):
    """One highlight before and after; None where there is none."""

    def __init__(
        self, notes: "ChartNotes", before: Annotation | None, after: Annotation | None, text: str
    ) -> None:
        super().__init__(text)
        self._notes, self._before, self._after = notes, before, after

    def redo(self) -> None:
        self._notes.take(self._before, self._after)

    def undo(self) -> None:
        self._notes.take(self._after, self._before)


class ChartNotes(QObject):
    """Holds the highlights of the open case; what is to be stored goes out as signals."""

    notes_changed = Signal()
    kept = Signal(object)
    """An Annotation to be kept."""
    dropped = Signal(object)
    """The AnnotationId of a highlight to be forgotten."""

    def __init__(
        self,
        stack: QUndoStack,
        parent: QObject | None = None,
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        super().__init__(parent)
        self._stack, self._new_id = stack, new_id
        self._order: dict[str, int] = {}
        self._marks: dict[AnnotationId, Annotation] = {}

    def load(self, documents: Sequence[Document], marks: Sequence[Annotation]) -> None:
        """Put up the highlights of a case; those whose text has changed stay in the store unseen.

        Nothing is stored.
        """
        texts = {document.id: document.text for document in documents}
        self._order = {id: place for place, id in enumerate(texts)}
        self._marks = {
            mark.id: mark
            for mark in marks
            if texts.get(mark.doc, "")[mark.start : mark.end] == mark.quote
        }
        self.notes_changed.emit()

    def marks(self) -> tuple[Annotation, ...]:
        """Return the highlights in the order of the chart."""
        place = self._order
        return tuple(
            sorted(self._marks.values(), key=lambda x: (place[x.doc], x.start, x.end, x.id))
        )

    def at(self, span: Span) -> Annotation | None:
        """Return the shortest highlight that holds a passage, or a place in the text."""
        holding = [
            mark
            for mark in self._marks.values()
            if mark.doc == span.doc and mark.start <= span.start and span.end <= mark.end
        ]
        return min(holding, key=lambda mark: (mark.end - mark.start, mark.id), default=None)

    def highlight(self, span: Span, quote: str) -> Annotation:
        """Highlight a passage."""
        mark = Annotation(AnnotationId(self._new_id()), span.doc, span.start, span.end, quote)
        self._stack.push(_NoteChange(self, None, mark, "highlight"))
        return mark

    def write(self, id: AnnotationId, note: str) -> None:
        """Set the note of a highlight; an equal one changes nothing."""
        old = self._marks.get(id)
        if old is not None and old.note != note.strip():
            new = replace(old, note=note.strip())
            self._stack.push(_NoteChange(self, old, new, "write a note"))

    def remove(self, id: AnnotationId) -> None:
        """Take a highlight away, with its note."""
        if old := self._marks.get(id):
            self._stack.push(_NoteChange(self, old, None, "remove a highlight"))

    def take(self, old: Annotation | None, new: Annotation | None) -> None:
        """Put one state in place of another. For the undo stack only."""
        if new is not None:
            self._marks[new.id] = new
            self.kept.emit(new)
        elif old is not None:
            self._marks.pop(old.id, None)
            self.dropped.emit(old.id)
        self.notes_changed.emit()

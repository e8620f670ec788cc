"""The list of the learner's highlights and notes, below the chart."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from coder_sim.domain.notebook import Annotation, AnnotationId
from coder_sim.ui.actions import Hint
from coder_sim.ui.document_notes import ChartNotes
from coder_sim.ui.document_text import quoted
from coder_sim.ui.theme import DIM, XS, Look, S

_Index = QModelIndex | QPersistentModelIndex
NOTE_HINTS = (
    Hint("Enter", "Show the passage in the chart"),
    Hint("F2", "Write the note"),
    Hint("Del", "Remove the highlight"),
)
"""Keys of the list that are no actions."""


class NotesModel(QAbstractListModel):
    """One row a highlight: its note, and the words it stands at."""

    def __init__(self, notes: ChartNotes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self._marks: tuple[Annotation, ...] = ()
        notes.notes_changed.connect(self._on_notes_changed)

    def mark_at(self, index: _Index) -> Annotation | None:
        """Return the highlight of a row."""
        return self._marks[index.row()] if index.isValid() else None

    def index_of(self, id: AnnotationId) -> QModelIndex:
        """Return the row of a highlight; an invalid index where there is none."""
        row = next((n for n, mark in enumerate(self._marks) if mark.id == id), -1)
        return self.index(row)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._marks)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        mark = self.mark_at(index)
        if mark is None:
            return None
        if role == Qt.ItemDataRole.EditRole:
            return mark.note
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{mark.note}\n{quoted(mark.quote)}" if mark.note else quoted(mark.quote)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Note {mark.note} at {mark.quote}" if mark.note else f"Highlight {mark.quote}"
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        mark = self.mark_at(index)
        if mark is None or role != Qt.ItemDataRole.EditRole:
            return False
        self._notes.write(mark.id, str(value))
        return True

    def _on_notes_changed(self) -> None:
        new = self._notes.marks()
        if [mark.id for mark in new] == [mark.id for mark in self._marks]:
            self._marks = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._marks = new
        self.endResetModel()


class NoteList(QWidget):
    """Lists the highlights; Enter shows one in the chart, F2 writes its note, Del removes it."""

    mark_chosen = Signal(object)
    """An Annotation to be shown in the chart."""
    left = Signal()
    """The keyboard wants back to the text."""

    def __init__(self, notes: ChartNotes, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = notes
        self.model = NotesModel(notes, self)
        self.list = _List()
        self._title = QLabel("Your highlights and notes")
        self._title.setFont(look.fonts.small)
        self._title.setForegroundRole(DIM)
        self._title.setContentsMargins(S, XS, S, XS)
        self.list.setModel(self.model)
        self.list.setAccessibleName("Your highlights and notes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        self.list.activated.connect(self._on_activated)
        self.list.removed.connect(self._on_removed)
        self.list.left.connect(self.left)

    def write_note(self, id: AnnotationId) -> None:
        """Open the note of a highlight for writing."""
        index = self.model.index_of(id)
        if index.isValid():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.setCurrentIndex(index)
            self.list.edit(index)

    def _on_activated(self, index: QModelIndex) -> None:
        if mark := self.model.mark_at(index):
            self.mark_chosen.emit(mark)

    def _on_removed(self, index: QModelIndex) -> None:
        if mark := self.model.mark_at(index):
            self._notes.remove(mark.id)


class _List(QListView):
    """A list of wrapped texts with a key to remove one."""

    removed = Signal(QModelIndex)
    left = Signal()
    """Esc: back to the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(XS)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.EditKeyPressed)
        self.setTabKeyNavigation(False)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for going back to the text."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.removed.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

"""The terms of an index book as a tree: subterms are read when their term is opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.books import IndexEntry
from coder_sim.domain.facts import IndexBooks
from coder_sim.ui.index_terms import codes_of

_Index = QModelIndex | QPersistentModelIndex
_ROOT = 0


class IndexRole(IntEnum):
    """What the delegate asks of a row."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(slots=True)
class _Place:
    """An entry that has been read, and where it stands; the number of a place is its Qt id."""

    entry: IndexEntry | None
    parent: int
    row: int
    below: list[int] | None = None


class IndexModel(QAbstractItemModel):
    """Terms of one book, and what stands below them."""

    def __init__(self, books: IndexBooks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._books = books
        self._places: list[_Place] = []
        self.show_terms(())

    def show_terms(self, terms: Sequence[IndexEntry]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._places = [_Place(None, _ROOT, 0)]
        self._add(_ROOT, terms)
        self.endResetModel()

    def entry_at(self, index: _Index) -> IndexEntry | None:
        """Return the entry of a row."""
        return self._places[index.internalId()].entry if index.isValid() else None

    def index_of(self, entry: IndexEntry) -> QModelIndex:
        """Return where an entry stands; invalid where none of the terms shown leads to it."""
        at = _ROOT
        for wanted in (*(above.id for above in self._books.above(entry.id)), entry.id):
            known = [(self._places[id].entry, id) for id in self._below(at)]
            found = next((id for each, id in known if each and each.id == wanted), None)
            if found is not None:
                at = found
            elif at != _ROOT:
                return QModelIndex()
        return self._index(at)

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self._below(self._id(parent))
        if column or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row])

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # Qt's other parent()
        if not index.isValid():
            return QModelIndex()
        return self._index(self._places[index.internalId()].parent)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._below(self._id(parent)))

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008
        if not parent.isValid():
            return self.rowCount() > 0
        place = self._places[parent.internalId()]
        if place.below is not None:
            return bool(place.below)
        return place.entry is not None and place.entry.has_below

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role == IndexRole.ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(entry)
        return None

    @staticmethod
    def _id(index: _Index) -> int:
        return index.internalId() if index.isValid() else _ROOT

    def _index(self, id: int) -> QModelIndex:
        return QModelIndex() if id == _ROOT else self.createIndex(self._places[id].row, 0, id)

    def _below(self, id: int) -> Sequence[int]:
        place = self._places[id]
        if place.below is None:
            entry = place.entry
            self._add(id, self._books.below(entry.id) if entry and entry.has_below else ())
        return place.below or ()

    def _add(self, id: int, entries: Sequence[IndexEntry]) -> None:
        first = len(self._places)
        self._places += [_Place(entry, id, row) for row, entry in enumerate(entries)]
        self._places[id].below = list(range(first, len(self._places)))


def spoken(entry: IndexEntry) -> str:
    """Return an entry as one reads it aloud: term, codes, references."""
    parts = [entry.printed or entry.title, *codes_of(entry)]
    parts += [f"see {entry.see}"] if entry.see else []
    parts += [f"see also {entry.see_also}"] if entry.see_also else []
    return ", ".join(filter(None, parts))

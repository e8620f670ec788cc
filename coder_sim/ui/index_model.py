"""The terms of an index book as a tree: subterms are read when their term is opened."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.books import IndexEntry
from coder_sim.domain.facts import IndexBooks
from coder_sim.ui.index_terms import codes_of
from coder_sim.ui.lazy_tree import ROOT, LazyTreeModel

_Index = QModelIndex | QPersistentModelIndex


class IndexRole(IntEnum):
    """What the delegate asks of a row."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class IndexModel(LazyTreeModel[IndexEntry]):
    """Terms of one book, and what stands below them."""

    def __init__(self, books: IndexBooks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._books = books
        self._terms: Sequence[IndexEntry] = ()

    def show_terms(self, terms: Sequence[IndexEntry]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._terms = terms
        self.forget()
        self.endResetModel()

    def index_of(self, entry: IndexEntry) -> QModelIndex:
        """Return where an entry stands; invalid where none of the terms shown leads to it."""
        at = ROOT
        for wanted in (*(above.id for above in self._books.above(entry.id)), entry.id):
            found = next((place for each, place in self.below(at) if each.id == wanted), None)
            if found is not None:
                at = found
            elif at != ROOT:
                return QModelIndex()
        return self.index_at(at)

    def read_below(self, node: IndexEntry | None) -> Sequence[IndexEntry]:
        return self._terms if node is None else self._books.below(node.id)

    def may_have_below(self, node: IndexEntry) -> bool:
        return node.has_below

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.node_at(index)
        if entry is None:
            return None
        if role == IndexRole.ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(entry)
        return None


def spoken(entry: IndexEntry) -> str:
    """Return an entry as one reads it aloud: term, codes, references."""
    parts = [entry.printed or entry.title, *codes_of(entry)]
    parts += [f"see {entry.see}"] if entry.see else []
    parts += [f"see also {entry.see_also}"] if entry.see_also else []
    return ", ".join(filter(None, parts))

"""A tree whose levels are read when they are first opened, as Qt wants it."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

Node = TypeVar("Node")
_Index = QModelIndex | QPersistentModelIndex
ROOT = 0
"""Number of the place above all rows."""


@dataclass(slots=True)
class _Place(Generic[Node]):
    """A node that has been read, and where it stands; the number of a place is its Qt id."""

    node: Node | None
    parent: int
    row: int
    below: list[int] | None = None


class LazyTreeModel(QAbstractItemModel, Generic[Node]):
    """Rows of one column; who inherits says what stands below a node."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[_Place[Node]] = [_Place(None, ROOT, 0)]

    @abstractmethod
    def read_below(self, node: Node | None) -> Sequence[Node]:
        """Return the nodes below one, or the topmost for None."""

    @abstractmethod
    def may_have_below(self, node: Node) -> bool:
        """Tell, without reading, whether something may stand below a node."""

    def forget(self) -> None:
        """Drop what was read; call between ``beginResetModel`` and ``endResetModel``."""
        self._places = [_Place(None, ROOT, 0)]

    def node_at(self, index: _Index) -> Node | None:
        """Return the node of a row."""
        return self._places[index.internalId()].node if index.isValid() else None

    def below(self, place: int) -> list[tuple[Node, int]]:
        """Return the nodes below a place with their own places, reading them at first."""
        found = ((self._places[id].node, id) for id in self._below(place))
        return [(node, id) for node, id in found if node is not None]

    def index_at(self, place: int) -> QModelIndex:
        """Return the index of a place; invalid for ROOT."""
        if place == ROOT:
            return QModelIndex()
        return self.createIndex(self._places[place].row, 0, place)

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self._below(_id(parent))
        if column or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row])

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]  # Qt's other parent()
        if not index.isValid():
            return QModelIndex()
        return self.index_at(self._places[index.internalId()].parent)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._below(_id(parent)))

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def hasChildren(self, parent: _Index = QModelIndex()) -> bool:  # noqa: B008
        if not parent.isValid():
            return self.rowCount() > 0
        place = self._places[parent.internalId()]
        if place.below is not None:
            return bool(place.below)
        return place.node is not None and self.may_have_below(place.node)

    def _below(self, id: int) -> Sequence[int]:
        place = self._places[id]
        if place.below is None:
            node = place.node
            closed = node is not None and not self.may_have_below(node)
            nodes = () if closed else self.read_below(node)
            first = len(self._places)
            self._places += [_Place(each, id, row) for row, each in enumerate(nodes)]
            place.below = list(range(first, len(self._places)))
        return place.below


def _id(index: _Index) -> int:
    return index.internalId() if index.isValid() else ROOT

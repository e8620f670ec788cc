"""The tree of the Tabular List as Qt wants it: a level is read when it is first opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.facts import TabularTree
from coder_sim.domain.tabular import TabularNode

_Index = QModelIndex | QPersistentModelIndex
_ROOT = 0
_SHARED = 3


class TabularRole(IntEnum):
    """What the delegate asks of a row."""

    NAME = Qt.ItemDataRole.UserRole + 1
    TAIL = Qt.ItemDataRole.UserRole + 2
    """The title, less what it shares with the heading above."""
    BILLABLE = Qt.ItemDataRole.UserRole + 3


@dataclass(slots=True)
class _Place:
    """A node that has been read, and where it stands; the number of a place is its Qt id."""

    node: TabularNode | None
    parent: int
    row: int
    below: list[int] | None = None


class TabularModel(QAbstractItemModel):
    """Chapters, sections, headings and codes of one code set on one day."""

    def __init__(self, tree: TabularTree, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._system = System.ICD10CM
        self._day = date.max
        self._places: list[_Place] = []
        self.show_system(System.ICD10CM, date.max)

    def show_system(self, system: System, day: date) -> None:
        """Show another code set or day; nothing happens where they are shown already."""
        if self._places and (system, day) == (self._system, self._day):
            return
        self.beginResetModel()
        self._system, self._day = system, day
        self._places = [_Place(None, _ROOT, 0)]
        self.endResetModel()

    def index_of(self, code: Code) -> QModelIndex:
        """Return where a code stands, reading what leads there; invalid for an unknown one."""
        at = _ROOT
        for step in self._tree.path(code.system, code.code, self._day):
            names = [(self._places[id].node, id) for id in self._below(at)]
            at = next((id for node, id in names if node and _same(node, step)), -1)
            if at < 0:
                return QModelIndex()
        return self._index(at)

    def node_at(self, index: _Index) -> TabularNode | None:
        """Return the node of a row."""
        return self._places[index.internalId()].node if index.isValid() else None

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
        # A heading whose codes have all ended is found out when it is opened.
        return place.node is not None and place.node.has_below

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node_at(index)
        if node is None:
            return None
        if role == TabularRole.TAIL:
            return tail(self._above(index), node.title)
        if role == TabularRole.BILLABLE:
            return node.code is not None and node.code.billable
        if role == TabularRole.NAME:
            return node.name
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return f"{node.name}  {node.title}"
        return None

    def _above(self, index: _Index) -> str:
        above = self.node_at(index.parent())
        return above.title if above is not None else ""

    @staticmethod
    def _id(index: _Index) -> int:
        return index.internalId() if index.isValid() else _ROOT

    def _index(self, id: int) -> QModelIndex:
        return QModelIndex() if id == _ROOT else self.createIndex(self._places[id].row, 0, id)

    def _below(self, id: int) -> Sequence[int]:
        place = self._places[id]
        if place.below is None:
            nodes: tuple[TabularNode, ...] = ()
            if place.node is None:
                nodes = self._tree.top(self._system, self._day)
            elif place.node.has_below:
                nodes = self._tree.below(place.node, self._day)
            first = len(self._places)
            self._places += [_Place(node, id, row) for row, node in enumerate(nodes)]
            place.below = list(range(first, len(self._places)))
        return place.below


def _same(one: TabularNode, other: TabularNode) -> bool:
    # A section may bear the name of its only category: B20.
    return (one.name, one.code is None) == (other.name, other.code is None)


def tail(above: str, title: str) -> str:
    """Return a title without the words it begins with as the heading above does.

    A word or two in common say too little to be left out.
    """
    words = title.split()
    shared = 0
    for one, other in zip(words, above.replace(",", "").split(), strict=False):
        if one.strip(",") != other:
            break
        shared += 1
    if not shared or shared < min(_SHARED, len(above.split())) or shared == len(words):
        return title
    return f"\u2026 {' '.join(words[shared:])}"

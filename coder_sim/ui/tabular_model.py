"""The tree of the Tabular List as Qt wants it: a level is read when it is first opened."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.facts import TabularTree
from coder_sim.domain.tabular import TabularNode
from coder_sim.ui.lazy_tree import ROOT, LazyTreeModel

_Index = QModelIndex | QPersistentModelIndex
_SHARED = 3


class TabularRole(IntEnum):
    """What the delegate asks of a row."""

    NAME = Qt.ItemDataRole.UserRole + 1
    TAIL = Qt.ItemDataRole.UserRole + 2
    """The title, less what it shares with the heading above."""
    BILLABLE = Qt.ItemDataRole.UserRole + 3


class TabularModel(LazyTreeModel[TabularNode]):
    """Chapters, sections, headings and codes of one code set on one day."""

    def __init__(self, tree: TabularTree, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._system = System.ICD10CM
        self._day = date.max

    def show_system(self, system: System, day: date) -> None:
        """Show another code set or day; nothing happens where they are shown already."""
        if (system, day) == (self._system, self._day):
            return
        self.beginResetModel()
        self._system, self._day = system, day
        self.forget()
        self.endResetModel()

    def index_of(self, code: Code) -> QModelIndex:
        """Return where a code stands, reading what leads there; invalid for an unknown one."""
        at = ROOT
        for step in self._tree.path(code.system, code.code, self._day):
            at = next((place for node, place in self.below(at) if _same(node, step)), -1)
            if at < 0:
                return QModelIndex()
        return self.index_at(at)

    def read_below(self, node: TabularNode | None) -> Sequence[TabularNode]:
        if node is None:
            return self._tree.top(self._system, self._day)
        return self._tree.below(node, self._day)

    def may_have_below(self, node: TabularNode) -> bool:
        # A heading whose codes have all ended is found out when it is opened.
        return node.has_below

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

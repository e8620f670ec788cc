"""The rows of the code finder: what was found, or what stands below a heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.code_set import Code

_Index = QModelIndex | QPersistentModelIndex


class FinderRole(IntEnum):
    """What the delegate asks of a row."""

    CODE = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    DETAIL = Qt.ItemDataRole.UserRole + 3
    BILLABLE = Qt.ItemDataRole.UserRole + 4
    NUMBER = Qt.ItemDataRole.UserRole + 5
    """1 to 9, the accelerator; 0 for later rows."""


@dataclass(frozen=True, slots=True)
class FinderRow:
    """One code or heading, why it is listed, and what to do about it ("" = take it)."""

    code: Code
    why: str
    todo: str = ""
    note: str = ""
    """The learner's own note on the code."""
    favourite: bool = False

    @property
    def detail(self) -> str:
        """Return the second line: what it lacks, why it matched, its code set, the own note."""
        star = "favourite" if self.favourite and self.why != "favourite" else ""
        note = f"your note: {' '.join(self.note.split())}" if self.note else ""
        parts = (self.todo, self.why, star, self.code.system, note)
        return "  ·  ".join(part for part in parts if part)


class FinderModel(QAbstractListModel):
    """Lists finder rows; replaced as a whole at each key stroke."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FinderRow, ...] = ()

    def show_rows(self, rows: Sequence[FinderRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, number: int) -> FinderRow | None:
        """Return a row by its number from 0; None beyond the list."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: f"{row.code.display}  {row.code.title}",
            Qt.ItemDataRole.AccessibleTextRole: _spoken(row),
            FinderRole.CODE: row.code.display,
            FinderRole.TITLE: row.code.title or "Title not loaded",
            FinderRole.DETAIL: row.detail,
            FinderRole.BILLABLE: row.code.billable,
            FinderRole.NUMBER: index.row() + 1 if index.row() < 9 else 0,
        }
        return values.get(role)


def _spoken(row: FinderRow) -> str:
    return ", ".join(part for part in (row.code.display, row.code.title, row.detail) if part)

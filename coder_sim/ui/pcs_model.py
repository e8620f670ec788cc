"""The values that the next character of an ICD-10-PCS code may take, as rows of a list."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.books import Axis, AxisValue
from coder_sim.ui.value_delegate import CHARACTER, MEANING

_UNKNOWN = "label not known"
_Index = QModelIndex | QPersistentModelIndex


class AxisModel(QAbstractListModel):
    """Lists the values of one axis."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[AxisValue, ...] = ()

    def show_axis(self, axis: Axis | None) -> None:
        """Replace all rows; None leaves none."""
        self.beginResetModel()
        self._values = axis.values if axis is not None else ()
        self.endResetModel()

    def value_at(self, number: int) -> AxisValue | None:
        """Return a row by its number from 0; None beyond the list."""
        return self._values[number] if 0 <= number < len(self._values) else None

    def row_of(self, character: str) -> int:
        """Return the row of a character as it was typed, in either case; -1 if none has it."""
        values = [each.value for each in self._values]
        wanted = character.upper()
        return values.index(wanted) if wanted in values else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._values)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        value = self.value_at(index.row()) if index.isValid() else None
        if value is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{value.value}   {value.label or _UNKNOWN}"
        if role == CHARACTER:
            return value.value
        if role == MEANING:
            return value.label or _UNKNOWN
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (value.value, value.label, value.definition) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return value.definition or None
        return None

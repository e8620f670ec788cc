"""The heads of a table's six columns, with the number that opens each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from coder_sim.ui.index_delegate import CodeGrid
from coder_sim.ui.theme import XS, Look

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_SHORT = {
    "Malignant primary": "prim.",
    "Malignant secondary": "sec.",
    "In situ": "in situ",
    "Benign": "benign",
    "Uncertain behavior": "unc.",
    "Unspecified behavior": "unsp.",
    "Poisoning, accidental": "accid.",
    "Poisoning, self-harm": "self",
    "Poisoning, assault": "assault",
    "Poisoning, undetermined": "undet.",
    "Adverse effect": "adv.",
    "Underdosing": "under",
}
"""What fits above a code; the card has the whole names."""


class ColumnNames(QWidget):
    """Stands above the codes it names; hidden for a book without columns."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._grid = CodeGrid(look)
        self._columns: tuple[str, ...] = ()
        self.setVisible(False)

    def show_columns(self, names: Sequence[str]) -> None:
        """Name these columns; none hides the heads."""
        self._columns = tuple(names)
        self.setVisible(bool(names))
        self.setAccessibleName(
            ", ".join(f"{number} {name}" for number, name in enumerate(names, start=1))
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._grid.lines(self.width()) * self._grid.line + XS)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.fonts.small)
        painter.setPen(self._look.theme.dim)
        for number, name in enumerate(self._columns):
            box = self._grid.cell(self.width(), number)
            painter.drawText(box, _LEFT, f"{number + 1} {_SHORT.get(name, name)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

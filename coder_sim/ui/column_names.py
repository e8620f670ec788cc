"""The heads of a table's six columns, with the number that opens each."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coder_sim.ui.index_delegate import column_box
from coder_sim.ui.theme import XS, Look

_LINES = 2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
_SHORT = {
    "Malignant primary": "primary",
    "Malignant secondary": "second.",
    "In situ": "in situ",
    "Benign": "benign",
    "Uncertain behavior": "uncert.",
    "Unspecified behavior": "unspec.",
    "Poisoning, accidental": "accid.",
    "Poisoning, self-harm": "self-h.",
    "Poisoning, assault": "assault",
    "Poisoning, undetermined": "undet.",
    "Adverse effect": "adverse",
    "Underdosing": "underd.",
}
"""What fits above a code; the card has the whole names."""


class ColumnNames(QWidget):
    """Stands above the codes it names; hidden for a book without columns."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
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
        line = QFontMetrics(self._look.fonts.small).height()
        return QSize(0, _LINES * line + XS)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.fonts.small)
        painter.setPen(self._look.theme.dim)
        for number, name in enumerate(self._columns):
            left, width = column_box(self.width(), number)
            box = QRect(left, 0, width - XS, self.height())
            painter.drawText(box, _WRAP, f"{number + 1}\n{_SHORT.get(name, name)}")

"""How a case looks in the worklist: two lines of words, a status icon, dots of difficulty."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coder_sim.practice.views import CaseStatus, WorklistEntry
from coder_sim.ui.theme import XS, Look, M, S
from coder_sim.ui.worklist_model import Column, case_line

BAR = 3
"""Width of the accent bar that marks the current row."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Pen:
    """A painter with the fonts and colours now in force."""

    painter: QPainter
    look: Look

    def line(self, area: QRect, text: str, font: QFont, colour: QColor) -> None:
        """Write one line, cut with an ellipsis where the area ends."""
        self.painter.setFont(font)
        self.painter.setPen(colour)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self.painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


class WorklistDelegate(QStyledItemDelegate):
    """Paints the rows of the worklist."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._icons: dict[CaseStatus, QIcon] = {}
        self.tint()

    def tint(self) -> None:
        """Take the icons in the colours now in force."""
        theme = self._look.theme
        self._icons = {
            CaseStatus.NEW: self._look.icon("new", theme.dim),
            CaseStatus.DRAFT: self._look.icon("draft", theme.warn),
            CaseStatus.DONE: self._look.icon("done", theme.ok),
        }

    def row_height(self) -> int:
        """Return the height of a row: two lines and room around them."""
        fonts = self._look.fonts
        return (
            QFontMetrics(fonts.strong).height()
            + QFontMetrics(fonts.small).height()
            + 2 * S
            + XS // 2
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._look.theme, QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(area, theme.selection)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.line)
        entry, column = index.data(Qt.ItemDataRole.UserRole), Column(index.column())
        if isinstance(entry, WorklistEntry):
            self._paint_cell(_Pen(painter, self._look), area, entry, column, index)
        if selected and column is Column.STATUS:
            painter.fillRect(QRect(area.left(), area.top(), BAR, area.height()), theme.accent)
        painter.restore()

    def _paint_cell(
        self, pen: _Pen, area: QRect, entry: WorklistEntry, column: Column, index: Index
    ) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        inner = area.adjusted(M, 0, -S, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        match column:
            case Column.STATUS:
                side = self._look.icon_side
                spot = QRect(inner.left(), inner.center().y() - side // 2, side, side)
                self._icons[entry.status].paint(pen.painter, spot)
                pen.line(inner.adjusted(side + S, 0, 0, 0), words, fonts.body, theme.text)
            case Column.CASE:
                first = QFontMetrics(fonts.strong).height()
                upper = QRect(inner.left(), inner.top() + S, inner.width(), first)
                lower = QRect(upper.left(), upper.bottom() + XS // 2, upper.width(), 0)
                lower.setBottom(inner.bottom() - S)
                pen.line(upper, words, fonts.strong, theme.text)
                pen.line(lower, case_line(entry), fonts.small, theme.dim)
            case Column.DIFFICULTY:
                pen.line(inner, words, fonts.body, theme.dim)
            case _:
                pen.line(inner, words, fonts.body, theme.text)

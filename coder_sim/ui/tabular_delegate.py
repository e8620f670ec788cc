"""Paints a row of the Tabular List: its name, and the part of its title that differs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from coder_sim.ui.tabular_model import TabularRole
from coder_sim.ui.theme import XS, Look, S

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class TabularDelegate(QStyledItemDelegate):
    """One line a row, all of one height: what does not fit is left out in the middle."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._strong = QFont(look.fonts.strong)
        self._names = QFontMetrics(self._strong)
        self._body = QFontMetrics(look.fonts.body)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._body.height() + S)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._look.theme
        box: QRect = option.rect
        selected = self._view.currentIndex() == index
        painter.save()
        if selected:
            painter.fillRect(box, theme.selection)
        ink = theme.selection_text if selected else theme.text
        quiet = theme.selection_text if selected else theme.dim
        name = index.data(TabularRole.NAME)
        painter.setFont(self._strong)
        painter.setPen(ink if index.data(TabularRole.BILLABLE) else quiet)
        painter.drawText(box.adjusted(XS, 0, 0, 0), _MIDDLE, name)
        left = XS + self._names.horizontalAdvance(name) + S
        room = box.adjusted(left, 0, -XS, 0)
        title = self._body.elidedText(
            index.data(TabularRole.TAIL), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.setFont(self._look.fonts.body)
        painter.setPen(ink)
        painter.drawText(room, _MIDDLE, title)
        painter.restore()

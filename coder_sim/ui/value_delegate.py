"""Paints a row that is one character and what it means, the meaning wrapped."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from coder_sim.ui.theme import XS, Look, S

CHARACTER = Qt.ItemDataRole.UserRole + 1
MEANING = Qt.ItemDataRole.UserRole + 2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_TALL = 10_000


class ValueDelegate(QStyledItemDelegate):
    """For 7th characters and for the values of an ICD-10-PCS axis."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._strong = QFont(look.fonts.strong)
        self._body = QFontMetrics(look.fonts.body)
        self._left = S + QFontMetrics(self._strong).horizontalAdvance("M") + S

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        bar = self._view.verticalScrollBar().sizeHint().width()
        # Heights are asked for before the view knows whether it will scroll.
        width = min(self._view.viewport().width(), self._view.width() - bar)
        room = max(width - self._left - S, 60)
        text = self._body.boundingRect(0, 0, room, _TALL, _WRAP, index.data(MEANING))
        return QSize(width, text.height() + XS)

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
        painter.setPen(theme.selection_text if selected else theme.text)
        painter.setFont(self._strong)
        inner = box.adjusted(S, XS // 2, -S, 0)
        painter.drawText(inner, _WRAP, index.data(CHARACTER))
        painter.setFont(self._look.fonts.body)
        inner.setLeft(box.left() + self._left)
        painter.drawText(inner, _WRAP, index.data(MEANING))
        painter.restore()

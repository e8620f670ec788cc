"""Paints a row of the code finder: code and whole title, and below it why it is there."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from coder_sim.ui.finder_model import FinderRole
from coder_sim.ui.theme import XS, Look, S

_CODE_WIDTH = 9
"""Characters that fit in the code column: seven, a dot and air."""
_KEPT = 4096
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TOP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


class FinderDelegate(QStyledItemDelegate):
    """Rows are as tall as their wrapped title needs, so that its differing tail is read."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        # Copies live as long as the delegate: metrics of a temporary font are costly per row.
        self._code_font = QFont(look.fonts.code)
        self._code_font.setWeight(QFont.Weight.DemiBold)
        self._code = QFontMetrics(self._code_font)
        self._body = QFontMetrics(look.fonts.body)
        self._small = QFontMetrics(look.fonts.small)
        self._heights = lru_cache(_KEPT)(self._measure)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        width = self._room()
        title = self._title_height(index, width - self._title_left() - S)
        detail = self._wrapped(self._small, width - self._title_left() - S, _unbroken(index))
        return QSize(width, title + detail + XS // 2 + 2 * S - XS)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._look.theme
        box: QRect = option.rect
        selected = self._view.currentIndex().row() == index.row()
        painter.save()
        if selected:
            painter.fillRect(box, theme.selection)
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.accent)
        ink = theme.selection_text if selected else theme.text
        quiet = theme.selection_text if selected else theme.dim
        top, left = box.top() + S - XS // 2, box.left() + self._title_left()
        number = index.data(FinderRole.NUMBER)
        if number:
            painter.setFont(self._look.fonts.small)
            painter.setPen(quiet)
            place = QRect(box.left() + S, top, self._number_width(), self._body.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), str(number))
        billable = index.data(FinderRole.BILLABLE)
        painter.setPen(ink)
        painter.setFont(self._code_font if billable else self._look.fonts.code)
        code_left = box.left() + S + self._number_width()
        painter.drawText(
            QRect(code_left, top, left - code_left, self._body.height()),
            int(Qt.AlignmentFlag.AlignVCenter),
            index.data(FinderRole.CODE),
        )
        width = self._room() - self._title_left() - S
        height = self._title_height(index, width)
        painter.setFont(self._look.fonts.body)
        painter.drawText(
            QRect(left, top, width, height), _WRAP | _TOP, index.data(FinderRole.TITLE)
        )
        painter.setFont(self._look.fonts.small)
        painter.setPen(quiet)
        below = QRect(left, top + height + XS // 2, width, box.bottom() - top - height)
        painter.drawText(below, _WRAP | _TOP, _unbroken(index))
        painter.setPen(theme.line)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _room(self) -> int:
        """Return the width of a row beside the scroll bar, be it there or not.

        Heights are asked for before the view knows whether it will scroll.
        """
        bar = self._view.verticalScrollBar().sizeHint().width()
        return min(self._view.viewport().width(), self._view.width() - bar)

    def _number_width(self) -> int:
        return self._small.horizontalAdvance("9") + S

    def _title_left(self) -> int:
        return S + self._number_width() + self._code.horizontalAdvance("0" * _CODE_WIDTH)

    def _title_height(self, index: QModelIndex | QPersistentModelIndex, width: int) -> int:
        return self._wrapped(self._body, width, index.data(FinderRole.TITLE))

    def _wrapped(self, metrics: QFontMetrics, width: int, text: str) -> int:
        """Return how tall a text is; most rows were there at the key stroke before."""
        return self._heights(metrics is self._body, width, text)

    def _measure(self, body: bool, width: int, text: str) -> int:
        metrics = self._body if body else self._small
        return metrics.boundingRect(0, 0, max(width, 60), 10_000, _WRAP | _TOP, text).height()


def _unbroken(index: QModelIndex | QPersistentModelIndex) -> str:
    """Return a row's second line; the hyphens in the name of a code set end no line."""
    return str(index.data(FinderRole.DETAIL)).replace("ICD-10-", "ICD\u201110\u2011")

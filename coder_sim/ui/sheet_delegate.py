"""Paints a row of the answer sheet: number and code, wrapped title, what is amiss in words."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coder_sim.ui.line_state import Level
from coder_sim.ui.sheet_choices import ChoiceEditor
from coder_sim.ui.sheet_model import SheetModel, SheetRole
from coder_sim.ui.sheet_rows import Column, RowKind
from coder_sim.ui.theme import XS, Look, S

_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TOP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_CENTRE = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_DISPLAY, _EDIT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole
_PAD = S - XS // 2
"""Space left of a title."""


class _Small(NamedTuple):
    """A small line below a title, in quiet ink unless told otherwise."""

    text: str
    icon: str
    ink: QColor | None = None


class SheetDelegate(QStyledItemDelegate):
    """Rows are as tall as their title and remarks need."""

    def __init__(self, look: Look, view: QTableView, sheet: SheetModel) -> None:
        super().__init__(view)
        self._sheet = sheet
        self._look = look
        self._view = view
        self._code_font = QFont(look.fonts.code)
        self._code_font.setWeight(QFont.Weight.DemiBold)
        self._body = QFontMetrics(look.fonts.body)
        self._small = QFontMetrics(look.fonts.small)
        self._badge = max(14, self._small.ascent())

    @property
    def code_width(self) -> int:
        """Return the width of the code column: number, seven characters and the dot."""
        code = QFontMetrics(self._code_font).horizontalAdvance("0" * 8)
        label = QFontMetrics(self._look.fonts.small).horizontalAdvance("First-listed")
        return S + self._number_width() + max(code, label) + S

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        kind = index.data(SheetRole.KIND)
        if kind is RowKind.HEAD:
            return QSize(0, self._small.height() + S + XS)
        least = self._body.height() + 2 * S - XS
        if index.column() == Column.CODE and index.data(SheetRole.LABEL):
            return QSize(0, least + self._small.height())
        if index.column() != Column.TITLE or kind is RowKind.ENTRY:
            return QSize(0, least)
        # The view's own width hint knows nothing of spans.
        width = self._view.visualRect(self._plain(index)).width() - _PAD - XS
        height = self._wrapped(self._body, width, index.data(_DISPLAY))
        for small in self._small_lines(index):
            height += self._wrapped(self._small, width - self._badge - XS, small.text)
        return QSize(0, height + 2 * S - XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = self._look.theme
        kind = index.data(SheetRole.KIND)
        selected = bool(state & QStyle.StateFlag.State_Selected) and kind is not RowKind.HEAD
        painter.save()
        painter.setClipRect(box)
        if kind is RowKind.HEAD:
            self._paint_head(painter, box, index)
        else:
            if selected:
                painter.fillRect(box, theme.selection if self._view.hasFocus() else theme.raised)
                if index.column() == Column.CODE:
                    painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.accent)
            self._paint_cell(painter, box, index, selected)
            painter.setPen(theme.line)
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(theme.accent)
                painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        choices = self._sheet.choices(index)
        many = index.column() != Column.POA
        editor = (
            ChoiceEditor(parent, self._view, choices, self._look, many=many)
            if choices
            else QLineEdit(parent)
        )
        header = self._view.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(header))
        editor.setFrame(False)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take what is chosen in the list of a cell before its text is."""
        if isinstance(editor, ChoiceEditor) and isinstance(event, QKeyEvent):
            done = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
            if done and event.type() is QEvent.Type.KeyPress:
                editor.take()
        return super().eventFilter(editor, event)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        box: QRect = option.rect
        height = min(box.height(), self._body.height() + S + XS)
        left = S + self._number_width() - XS if index.column() == Column.CODE else 0
        if index.data(SheetRole.KIND) is RowKind.ENTRY:
            left = 0
        editor.setGeometry(box.left() + left, box.top() + 1, box.width() - left - 1, height)

    def _paint_head(self, painter: QPainter, box: QRect, index: _Index) -> None:
        painter.fillRect(box, self._look.theme.window)
        painter.setFont(self._look.fonts.small)
        painter.setPen(self._look.theme.dim)
        if index.column() == Column.CODE:
            painter.drawText(box.adjusted(S, 0, 0, 0), _MIDDLE, index.data(_DISPLAY))

    def _paint_cell(self, painter: QPainter, box: QRect, index: _Index, selected: bool) -> None:
        theme = self._look.theme
        ink = theme.selection_text if selected else theme.text
        quiet = theme.selection_text if selected else theme.dim
        top = box.top() + S - XS // 2
        kind = index.data(SheetRole.KIND)
        if kind is RowKind.ENTRY:
            painter.setPen(quiet)
            painter.drawText(box.adjusted(S, 0, 0, 0), _MIDDLE, index.data(_DISPLAY) or "")
        elif index.column() == Column.CODE:
            self._paint_code(painter, box, index, ink, quiet)
        elif index.column() == Column.TITLE:
            self._paint_title(painter, box, index, ink, quiet)
        else:
            text = index.data(_DISPLAY) or ""
            exempt = text == "exempt"
            painter.setFont(self._look.fonts.small if exempt else self._look.fonts.code)
            painter.setPen(quiet if exempt else ink)
            place = QRect(box.left() + 2, top, box.width() - 4, box.height() - S)
            painter.drawText(place, _CENTRE | _WRAP, text)

    def _paint_code(
        self, painter: QPainter, box: QRect, index: _Index, ink: QColor, quiet: QColor
    ) -> None:
        top, left = box.top() + S - XS // 2, box.left() + S
        line = self._body.height()
        painter.setFont(self._look.fonts.small)
        painter.setPen(quiet)
        painter.drawText(
            QRect(left, top, self._number_width(), line), _MIDDLE, str(index.data(SheetRole.NUMBER))
        )
        left += self._number_width()
        painter.setFont(self._code_font)
        painter.setPen(ink)
        painter.drawText(QRect(left, top, box.right() - left, line), _MIDDLE, index.data(_DISPLAY))
        if label := index.data(SheetRole.LABEL):
            painter.setFont(self._look.fonts.small)
            painter.setPen(self._look.theme.accent if ink != quiet else quiet)
            place = QRect(left, top + line, box.right() - left, self._small.height())
            painter.drawText(place, _MIDDLE, label)

    def _paint_title(
        self, painter: QPainter, box: QRect, index: _Index, ink: QColor, quiet: QColor
    ) -> None:
        top, width = box.top() + S - XS // 2, box.width() - _PAD - XS
        box = box.adjusted(_PAD, 0, 0, 0)
        text = index.data(_DISPLAY)
        height = self._wrapped(self._body, width, text)
        painter.setFont(self._look.fonts.body)
        hint = index.data(SheetRole.KIND) is RowKind.QUERY and not index.data(_EDIT)
        painter.setPen(quiet if hint else ink)
        painter.drawText(QRect(box.left(), top, width, height), _WRAP | _TOP, text)
        top += height
        painter.setFont(self._look.fonts.small)
        for small in self._small_lines(index):
            left = box.left()
            if small.icon:
                icon = self._look.icon(small.icon, small.ink or quiet)
                icon.paint(painter, QRect(left, top, self._badge, self._badge))
                left += self._badge + XS
            height = self._wrapped(self._small, width - self._badge - XS, small.text)
            painter.setPen(small.ink or quiet)
            place = QRect(left, top, width - self._badge - XS, height)
            painter.drawText(place, _WRAP | _TOP, small.text)
            top += height

    def _remark_ink(self, index: _Index) -> QColor:
        theme = self._look.theme
        return theme.bad if index.data(SheetRole.LEVEL) is Level.FAULT else theme.warn

    def _small_lines(self, index: _Index) -> list[_Small]:
        """Return what stands below a title: what is amiss, what to look at, what is linked."""
        evidence = index.data(SheetRole.LABEL)
        query = index.data(SheetRole.KIND) is RowKind.QUERY
        lines = (
            _Small(index.data(SheetRole.REMARK), "warning", self._remark_ink(index)),
            _Small(index.data(SheetRole.PROMPT), "note", self._look.theme.info),
            _Small(evidence, "query" if query else "link"),
        )
        return [line for line in lines if line.text]

    def _number_width(self) -> int:
        return self._small.horizontalAdvance("00") + XS

    def _plain(self, index: _Index) -> QModelIndex:
        return self._view.model().index(index.row(), index.column())

    @staticmethod
    def _wrapped(metrics: QFontMetrics, width: int, text: str) -> int:
        return metrics.boundingRect(0, 0, max(width, 60), 10_000, _WRAP | _TOP, text).height()

"""Paints a row of an index book: term and code; of a table, its six codes below the term."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from coder_sim.domain.books import IndexEntry
from coder_sim.ui.index_model import IndexRole
from coder_sim.ui.theme import XS, Look, M, S

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
COLUMNS = 6
_ARROW = M + XS
"""Room for the mark that opens a term."""


_WIDEST = "T00.00XA "
"""As wide as any code of a table, with air after it."""


class CodeGrid:
    """Where the six codes of a table's row stand: in one line, or in two where that is narrow."""

    def __init__(self, look: Look) -> None:
        self._small = QFontMetrics(look.fonts.small)

    @property
    def line(self) -> int:
        """Return the height of a line of codes."""
        return self._small.height()

    def lines(self, width: int) -> int:
        """Return how many lines six codes take in a view of that width."""
        needed = COLUMNS * self._small.horizontalAdvance(_WIDEST)
        return 1 if width - _ARROW - XS >= needed else 2

    def cell(self, width: int, number: int) -> QRect:
        """Return the place of a code, counted from 0, below the first line's top."""
        each_line = COLUMNS // self.lines(width)
        each = (width - _ARROW - XS) // each_line
        row, column = divmod(number, each_line)
        return QRect(_ARROW + column * each, row * self.line, each, self.line)


class IndexDelegate(QStyledItemDelegate):
    """Rows of one book are all of one height."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self.cells = False
        """Whether the book is a table with columns of codes."""
        self._grid = CodeGrid(look)
        self._strong = QFontMetrics(look.fonts.strong)
        self._body = QFontMetrics(look.fonts.body)
        self._small = QFontMetrics(look.fonts.small)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        lines = self._grid.lines(self._view.viewport().width()) if self.cells else 0
        below = lines * self._grid.line + XS if lines else 0
        return QSize(0, self._body.height() + S + below)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme = self._look.theme
        entry: IndexEntry = index.data(IndexRole.ENTRY)
        box: QRect = option.rect
        selected = self._view.currentIndex() == index
        painter.save()
        if selected:
            painter.fillRect(box, theme.selection)
        ink = theme.selection_text if selected else theme.text
        quiet = theme.selection_text if selected else theme.dim
        line = QRect(box.left() + XS, box.top(), box.width() - S, self._body.height() + S)
        code = " ".join(filter(None, (entry.code, entry.manifestation)))
        if code:
            painter.setFont(self._look.fonts.strong)
            painter.setPen(ink)
            painter.drawText(line, _RIGHT, code)
            line.setRight(line.right() - self._strong.horizontalAdvance(code) - S)
        self._term(painter, line, entry, (ink, quiet))
        if self.cells and any(entry.cells):
            self._cells(painter, box, entry, quiet)
        painter.restore()

    def _term(
        self, painter: QPainter, line: QRect, entry: IndexEntry, inks: tuple[QColor, QColor]
    ) -> None:
        ink, quiet = inks
        middle = Qt.TextElideMode.ElideMiddle
        painter.setFont(self._look.fonts.body)
        painter.setPen(ink)
        title = self._body.elidedText(entry.title, middle, line.width())
        painter.drawText(line, _LEFT, title)
        line.setLeft(line.left() + self._body.horizontalAdvance(f"{title}  "))
        words = [entry.modifiers]
        words += [f"see {entry.see}"] if entry.see else []
        words += [f"see also {entry.see_also}"] if entry.see_also else []
        painter.setFont(self._look.fonts.small)
        painter.setPen(quiet)
        rest = "  ".join(filter(None, words))
        painter.drawText(line, _LEFT, self._small.elidedText(rest, middle, line.width()))

    def _cells(self, painter: QPainter, box: QRect, entry: IndexEntry, ink: QColor) -> None:
        painter.setFont(self._look.fonts.small)
        painter.setPen(ink)
        width = self._view.viewport().width()
        lines = self._grid.lines(width)
        top = box.bottom() - lines * self._grid.line - XS // 2
        for number, cell in enumerate(entry.cells):
            place = self._grid.cell(width, number).translated(0, top)
            painter.drawText(place, _LEFT, cell or "\u2013")

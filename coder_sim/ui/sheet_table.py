"""The table of the answer sheet: moves by keys, sets POA with one key, takes pasted codes."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from coder_sim.domain.code_set import Kind
from coder_sim.ui.actions import Hint
from coder_sim.ui.sheet_commands import NOWHERE
from coder_sim.ui.sheet_delegate import SheetDelegate
from coder_sim.ui.sheet_entry import POA_VALUES
from coder_sim.ui.sheet_model import SheetModel
from coder_sim.ui.sheet_rows import Column, RowKind
from coder_sim.ui.theme import Look, S

_LEAST_TITLE = 15
"""Narrowest column of descriptions, in widths of the letter n."""
_BLANK_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Backspace)
_WIDTHS = {
    Column.POA: "exempt",
    Column.MODIFIERS: "25 RT",
    Column.UNITS: "Units",
    Column.POINTERS: "1,2,3,4",
}

SHEET_HINTS = (
    Hint("Y, N, U, W", "Set POA, in its column"),
    Hint("Enter or F2", "Type in the cell, such as 25 LT or 1,2"),
    Hint("Enter", "On a description, or a code that cannot be reported: look it up"),
    Hint("Ctrl+C, Ctrl+V", "Copy codes, paste codes"),
)
"""Keys of the table that are no actions."""


class SheetTable(QTableView):
    """Shows the sheet; a letter in a POA cell sets it, Enter edits a cell or looks a code up."""

    pasted = Signal(str)
    """Text to be read as a list of codes."""
    lookup_requested = Signal(int)
    """Enter on the description of a line, named by its index on the sheet."""

    def __init__(self, model: SheetModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet_model = model
        self._look = look
        self._delegate = SheetDelegate(look, self, model)
        self._build()
        look.changed.connect(self._on_look_changed)

    def fit(self) -> None:
        """Show the columns the setting asks for; give titles the width, rows their height."""
        inpatient = self._sheet_model.inpatient
        shown = {Column.POA} if inpatient else {Column.MODIFIERS, Column.UNITS, Column.POINTERS}
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in shown)
        fixed = sum(self.columnWidth(column) for column in (Column.CODE, *shown))
        title = QFontMetrics(self._look.fonts.body).horizontalAdvance("n") * _LEAST_TITLE
        self.setMinimumWidth(fixed + title + self.verticalScrollBar().sizeHint().width())
        self._span()
        self._fit_rows()

    def go_to(self, index: QModelIndex) -> None:
        """Make a cell current and show it; an invalid index changes nothing."""
        if index.isValid():
            choose = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, choose.ClearAndSelect | choose.Rows)
            self.scrollTo(index)

    def open_editor(self, index: QModelIndex) -> None:
        """Open a cell for typing; whatever was being typed elsewhere is kept first."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.go_to(index)
        free = self.state() is QAbstractItemView.State.NoState
        if free and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def selected_rows(self) -> list[QModelIndex]:
        """Return the first cell of each selected row."""
        return self.selectionModel().selectedRows(Column.CODE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            codes = [str(index.data()) for index in self.selected_rows()]
            QGuiApplication.clipboard().setText("\n".join(codes))
        elif not self._set_poa(event) and not self._open_editor(event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing edits; it never jumps to another line."""

    def _set_poa(self, event: QKeyEvent) -> bool:
        """Set POA from one key in a POA cell, and go on to the next diagnosis."""
        index = self.currentIndex()
        row = self._sheet_model.row_of(index)
        typed = event.text().upper()
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if row is None or row.kind is not RowKind.LINE or row.group != Kind.DIAGNOSIS:
            return False
        if index.column() != Column.POA or held:
            return False
        blank = event.key() in _BLANK_KEYS
        if not blank and typed not in POA_VALUES:
            return len(typed) == 1 and typed.isprintable()
        self._sheet_model.setData(index, "" if blank else typed)
        below = self._sheet_model.row_of(index.siblingAtRow(index.row() + 1))
        if below is not None and below.group == Kind.DIAGNOSIS:
            self.go_to(index.siblingAtRow(index.row() + 1))
        else:
            self.go_to(index)
        return True

    def _open_editor(self, event: QKeyEvent) -> bool:
        index = self.currentIndex()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers():
            return False
        if self.state() is QAbstractItemView.State.EditingState:
            return False
        line = self._sheet_model.line_at(index)
        # A code that cannot be reported is looked up from either cell; F2 edits it.
        faulty = any(line == number for number, _ in self._sheet_model.faults())
        on_code = index.column() == Column.CODE and faulty
        if line != NOWHERE and (index.column() == Column.TITLE or on_code):
            self.lookup_requested.emit(line)
        else:
            self.open_editor(index)
        return True

    def _build(self) -> None:
        self.setModel(self._sheet_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Answer sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(24)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        # The header tells of a new width before it holds it.
        header.sectionResized.connect(self._on_section_resized, Qt.ConnectionType.QueuedConnection)
        metrics = QFontMetrics(self._look.fonts.code)
        self.setColumnWidth(Column.CODE, self._delegate.code_width)
        for column, sample in _WIDTHS.items():
            self.setColumnWidth(column, metrics.horizontalAdvance(sample) + S)

    def _span(self) -> None:
        """Let titles use the columns that their kind of line has no use for."""
        self.clearSpans()
        last = len(Column)
        wide = {Kind.PROCEDURE} if self._sheet_model.inpatient else {Kind.PROCEDURE, Kind.DIAGNOSIS}
        for number, row in enumerate(self._sheet_model.rows()):
            if row.kind in (RowKind.HEAD, RowKind.ENTRY):
                self.setSpan(number, Column.CODE, 1, last)
            elif row.kind is RowKind.QUERY or row.group in wide:
                self.setSpan(number, Column.TITLE, 1, last - 1)

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()

    def _on_section_resized(self, section: int) -> None:
        if section == Column.TITLE:
            self._fit_rows()

    def _on_look_changed(self) -> None:
        self.viewport().update()

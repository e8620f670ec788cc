"""The worklist: every case on the shelf, found by typing, opened with Enter."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coder_sim.practice.views import CaseRef, CaseStatus, WorklistEntry
from coder_sim.ui.actions import Verb, on
from coder_sim.ui.header import PageHeader
from coder_sim.ui.theme import DIM, L, Look, M, S
from coder_sim.ui.worklist_delegate import WorklistDelegate
from coder_sim.ui.worklist_filters import WorklistFilters
from coder_sim.ui.worklist_model import (
    HEADINGS,
    Column,
    WorklistModel,
    day_words,
    samples,
)

SHELF_EMPTY = (
    "There are no cases on the shelf yet. Cases come in packs; "
    '"coder-sim pack import FILE" puts one here.'
)
NOTHING_FITS = "No case fits what you asked for."
TITLE_LETTERS, SHORTEST_TITLE = 96, 200
"""Widest title column in letters, narrowest in pixels."""
DAMAGE_SHOWN = 3
"""Damaged entries that are named one by one; the others stand in the tip."""
ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Worklist(QWidget):
    """Shows the cases and says which one the learner wants."""

    case_chosen = Signal(object)
    """A CaseRef, to be coded."""
    attempt_chosen = Signal(object)
    """A CaseRef whose last attempt is to be shown."""

    def __init__(
        self, look: Look, today: Callable[[], date] = date.today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._today = look, today
        self._entries: tuple[WorklistEntry, ...] = ()
        self._model = WorklistModel(today, self)
        self._widths: dict[Column, int] = {}
        self._build()
        self._connect()

    def show_entries(self, entries: Sequence[WorklistEntry]) -> None:
        """Show a worklist; the case that was current stays so."""
        before = self._current()
        self._entries = tuple(entries)
        self.filters.offer(entries)
        self._model.set_entries(entries)
        self._set_widths()
        self._select(self._model.row_of(before) if before else 0)
        self._show_drafts()
        self._show_count()

    def show_damage(self, damage: Sequence[str]) -> None:
        """Name what is missing from the list because it is damaged."""
        more = len(damage) - DAMAGE_SHOWN
        rest = [f"And {more} more."] if more > 0 else []
        self.damage.setText("\n".join([*damage[:DAMAGE_SHOWN], *rest]))
        self.damage.setToolTip("\n".join(damage))
        self.damage.setVisible(bool(damage))

    def entries(self) -> tuple[WorklistEntry, ...]:
        """Return all cases, shown or not, in the order of the packs."""
        return self._entries

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done here."""
        return [self._open, self._continue, self._look_back, self._search]

    def current_words(self) -> str:
        """Return the current row as words: "Draft, Office visit, ..."."""
        row = self.table.currentIndex().row()
        cells = (self._model.index(row, column).data() for column in Column)
        return ", ".join(str(cell) for cell in cells if cell)

    def empty_words(self) -> str:
        """Return what stands in place of the list, "" while cases are shown."""
        return "" if self._model.shown else self._empty_words.text()

    def choose(self, ref: CaseRef) -> None:
        """Make a case the current one, whatever was asked for before."""
        entry = next((each for each in self._entries if each.ref == ref), None)
        if entry is not None:
            if self._model.row_of(entry) < 0:
                self._on_clear()
            self._select(self._model.row_of(entry))

    def focus_list(self) -> None:
        """Put the keyboard on the cases."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move the list while one types, and typing search while one moves."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.search and event.key() in MOVES:
            self.table.keyPressEvent(event)
            return True
        if watched is self.search and event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if watched is self.table and event.key() in ENDS and not event.modifiers():
            # A table would go to the ends of the row; people mean those of the list.
            self.table.selectRow(0 if event.key() == Qt.Key.Key_Home else self._last_row())
            return True
        if watched is self.table and event.text().strip() and not _with_command(event):
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.insert(event.text())
            return True
        return super().eventFilter(watched, event)

    def _last_row(self) -> int:
        return len(self._model.shown) - 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_case_column()

    def _build(self) -> None:
        self._make_actions()
        self.filters = WorklistFilters()
        self.search = self.filters.search
        self.search.installEventFilter(self)
        self._build_table()
        self.count = QLabel()
        self.count.setForegroundRole(DIM)
        self.damage = QLabel()
        self.damage.setTextFormat(Qt.TextFormat.PlainText)
        self.damage.setWordWrap(True)
        self.damage.setContentsMargins(L, 0, L, M)
        self.damage.hide()
        header = PageHeader(self._look)
        header.show_words("Worklist", "Choose a case, read its chart, code it.")
        self._continue_button = header.add_action(self._continue, primary=True)
        header.add_widget(self.count)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(header)
        page.addWidget(self.filters)
        page.addWidget(self.damage)
        page.addWidget(self._build_stack(), 1)

    def _make_actions(self) -> None:
        def verb(name: str, text: str, keys: str, icon: str) -> Verb:
            return Verb(self._look, text, keys, icon, self, f"worklist.{name}")

        self._open = on(
            verb("open", "Open the case", "Return, Enter", "chart"),
            self._on_open,
        )
        self._continue = on(
            verb("continue", "Continue the last draft", "Ctrl+Return", "resume"),
            self._on_continue,
        )
        self._look_back = on(
            verb("look_back", "Look at the last attempt", "Shift+Return", "done"),
            self._on_look_back,
        )
        self._search = on(
            verb("search", "Search the worklist", "Ctrl+F", "search"),
            self._on_find,
        )
        self.addActions(self.actions_for_menu())

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setModel(self._model)
        self._delegate = WorklistDelegate(self._look, self.table)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName("Worklist")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.table.verticalHeader(), self.table.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._delegate.row_height())
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.installEventFilter(self)

    def _build_stack(self) -> QWidget:
        self._empty_words = QLabel()
        self._empty_words.setTextFormat(Qt.TextFormat.PlainText)
        self._empty_words.setWordWrap(True)
        self._empty_words.setForegroundRole(DIM)
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.clear = QPushButton("Show all cases")
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(M)
        column.addStretch(1)
        column.addWidget(self._empty_words)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        return self._stack

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.table.doubleClicked.connect(self._on_open)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort_changed)
        self.clear.clicked.connect(self._on_clear)
        self._look.changed.connect(self._delegate.tint)

    def _current(self) -> WorklistEntry | None:
        row = self.table.currentIndex().row()
        return self._model.shown[row] if 0 <= row < len(self._model.shown) else None

    def _select(self, row: int) -> None:
        if self._model.shown:
            self.table.selectRow(max(0, row))
        self._on_row_changed()

    def _set_widths(self) -> None:
        """Give each column but the case the width of its widest words."""
        metrics = self.table.fontMetrics()
        words_of = samples(self._entries)
        for column, words in words_of.items():
            widest = max(map(metrics.horizontalAdvance, (*words, HEADINGS[column] + "mm")))
            icon = self._look.icon_side + S if column is Column.STATUS else 0
            self._widths[column] = widest + icon + M + L
            self.table.setColumnWidth(column, self._widths[column])
        self._fit_case_column()

    def _fit_case_column(self) -> None:
        """Give titles the room that is left, but not so much that their row falls apart."""
        room = self.table.viewport().width() - sum(self._widths.values())
        longest = self.table.fontMetrics().horizontalAdvance("n") * TITLE_LETTERS
        self.table.setColumnWidth(Column.CASE, min(max(room, SHORTEST_TITLE), longest))

    def _drafts(self) -> list[WorklistEntry]:
        return [entry for entry in self._entries if entry.status is CaseStatus.DRAFT]

    def _show_drafts(self) -> None:
        drafts = self._drafts()
        self._continue.setEnabled(bool(drafts))
        self._continue_button.setVisible(bool(drafts))
        if drafts:
            last = max(drafts, key=_last)
            since = day_words(last.last_at, self._today())
            self._continue_button.setToolTip(f"{last.title}, saved {since}")

    def _show_count(self) -> None:
        shown, total = len(self._model.shown), self._model.total
        self.count.setText(f"{shown} of {total} cases" if shown != total else f"{total} cases")
        self._stack.setCurrentIndex(0 if shown else 1)
        self._empty_words.setText(NOTHING_FITS if total else SHELF_EMPTY)
        self.clear.setVisible(total > 0)

    def _on_filter_changed(self) -> None:
        before = self._current()
        self._model.set_filter(self.filters.wanted())
        self._select(self._model.row_of(before) if before else 0)
        self._show_count()

    def _on_sort_changed(self, column: int, order: Qt.SortOrder) -> None:
        before = self._current()
        self._model.sort(column, order)
        self._select(self._model.row_of(before) if before else 0)

    def _on_row_changed(self) -> None:
        entry = self._current()
        self._open.setEnabled(entry is not None)
        self._look_back.setEnabled(entry is not None and entry.attempts > 0)

    def _on_open(self) -> None:
        if entry := self._current():
            self.case_chosen.emit(entry.ref)

    def _on_continue(self) -> None:
        if drafts := self._drafts():
            self.case_chosen.emit(max(drafts, key=_last).ref)

    def _on_look_back(self) -> None:
        if entry := self._current():
            self.attempt_chosen.emit(entry.ref)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_clear(self) -> None:
        self.filters.clear()
        self.focus_list()


def _last(entry: WorklistEntry) -> float:
    return entry.last_at.timestamp() if isinstance(entry.last_at, datetime) else 0.0


def _with_command(event: QKeyEvent) -> bool:
    """Tell whether a key press is a command rather than typing."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & held)

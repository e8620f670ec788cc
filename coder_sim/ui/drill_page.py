"""The drill page: kinds of drill, what each teaches, and the next chart of the current one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coder_sim.practice.drills import DrillFamily, Drills
from coder_sim.practice.views import CaseRef
from coder_sim.ui.actions import Verb, on
from coder_sim.ui.header import PageHeader
from coder_sim.ui.roomy_delegate import RoomyDelegate
from coder_sim.ui.theme import L, Look, M, S
from coder_sim.ui.worker import Failure, Worker

HEADINGS = ("Drill", "Difficulty", "Charts met")
ABOUT = "Charts without end. Each is generated from its number, and so is its answer key."
MAKING = "Writing the chart"
MOST_SEED = 999_999_999


class DrillPage(QWidget):
    """Lists the drills and asks for charts; a chart that is made is opened like any case."""

    chart_made = Signal(object)
    """A CaseRef on the shelf, to be opened."""
    told = Signal(str)
    """What is going on, or what failed and what can be done."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._drills: Drills | None = None
        self._worker: Worker | None = None
        self._making = False
        self._rows: tuple[DrillFamily, ...] = ()
        self.table = QTableView()
        self._model = QStandardItemModel(self)
        self.teaches = QLabel()
        self.seed = QSpinBox()
        self.next = on(
            Verb(look, "Next chart", "Ctrl+Return", "resume", self, "drills.next"), self._on_next
        )
        self.addAction(self.next)
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.doubleClicked.connect(self._on_double_clicked)

    def attach(self, drills: Drills | None, worker: Worker) -> None:
        """Take what the charts come from; None where there are no drills."""
        self._drills, self._worker, self._making = drills, worker, False
        self.next.setEnabled(drills is not None)

    def detach(self) -> None:
        """Let go of what the charts come from."""
        self._drills = None
        self.next.setEnabled(False)

    def arrive(self) -> None:
        """Read the list anew and put the keyboard on it."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._drills is not None and self._worker is not None:
            self._worker.ask(self._drills.families, self._on_families)

    def show_families(self, rows: Sequence[DrillFamily]) -> None:
        """Show the drills; the one that was current stays so."""
        before = self.current()
        self._rows = tuple(rows)
        self._model.setRowCount(0)
        for row in rows:
            self._model.appendRow(_items(row))
        ids = [row.id for row in rows]
        if rows:
            self.table.selectRow(ids.index(before.id) if before and before.id in ids else 0)
        self._on_row_changed()

    def current(self) -> DrillFamily | None:
        """Return the current drill."""
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done here."""
        return [self.next]

    def _build(self) -> None:
        header = PageHeader(self._look)
        header.show_words("Drills", ABOUT)
        header.add_action(self.next, primary=True)
        self._build_table()
        self.teaches.setTextFormat(Qt.TextFormat.PlainText)
        self.teaches.setWordWrap(True)
        self.seed.setRange(0, MOST_SEED)
        self.seed.setAccessibleName("Chart number")
        label = QLabel("Chart &number")
        label.setBuddy(self.seed)
        row = QHBoxLayout()
        row.setContentsMargins(L, S, L, L)
        row.setSpacing(M)
        row.addWidget(self.teaches, 1)
        row.addWidget(label)
        row.addWidget(self.seed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def _build_table(self) -> None:
        self._model.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.setModel(self._model)
        self.table.setItemDelegate(RoomyDelegate(self.table))
        self.table.setAccessibleName("Drills")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        sizes = self.table.horizontalHeader()
        sizes.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _on_families(self, result: tuple[DrillFamily, ...] | Failure) -> None:
        if isinstance(result, Failure):
            self.told.emit(f"{result.what} {result.todo}".strip())
        else:
            self.show_families(result)

    def _on_row_changed(self) -> None:
        row = self.current()
        self.teaches.setText(row.teaches if row else "")
        if row is not None:
            self.seed.setValue(row.next_seed)

    def _on_double_clicked(self, _: QModelIndex) -> None:
        self._on_next()

    def _on_next(self) -> None:
        row = self.current()
        if row is None or self._drills is None or self._worker is None or self._making:
            return
        self._making = True
        self.told.emit(MAKING)
        self._worker.ask(partial(self._drills.make, row.id, self.seed.value()), self._on_made)

    def _on_made(self, made: CaseRef | Failure) -> None:
        self._making = False
        if isinstance(made, Failure):
            self.told.emit(f"{made.what} {made.todo}".strip())
            return
        self.told.emit("")
        self.chart_made.emit(made)


def _items(row: DrillFamily) -> list[QStandardItem]:
    return [QStandardItem(text) for text in (row.title, row.difficulty, str(row.met))]

"""The packs page: which case packs are on the shelf and in the bin, and what one contains."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QMessageBox,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coder_sim.practice.packs import PackFacts, PackRow
from coder_sim.ui.actions import Verb, on
from coder_sim.ui.header import ActionButton, PageHeader
from coder_sim.ui.roomy_delegate import RoomyDelegate
from coder_sim.ui.theme import DIM, XL, L, Look, M, S

HEADINGS = ("Pack", "Version", "Cases", "Publisher", "Where")
ABOUT = "Load a pack from a file, or drop it here."
EMPTY = "There are no packs yet. Load one from a file or folder, or drop it on this window."
ENDING = ".casepack"
ASK_REMOVE = "Put the pack in the bin?"
STAYS = (
    "Its cases leave the worklist. Your attempts at them, with feedback, and your drafts stay, "
    "and they are there again when you bring the pack back."
)

PRACTICE_KEYS = "practice: hidden until you submit, which is no lock"
SEALED_KEYS = "sealed: scored once the passphrase or the class key opens them"


class PacksPage(QWidget):
    """Shows packs and says what the user wants done with one."""

    export_requested = Signal(object, object)
    """A pack id and a Path."""
    remove_requested = Signal(object)
    """A pack id, after the user confirmed."""
    restore_requested = Signal(object)
    """A pack id."""

    def __init__(self, look: Look, load: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[PackRow, ...] = ()
        self.table = QTableView()
        self._model = QStandardItemModel(self)
        self.details = QLabel()
        self._empty = QLabel(EMPTY)
        self._make_actions()
        self._build(load)
        self._connect()

    def show_rows(self, rows: Sequence[PackRow]) -> None:
        """Show packs; the one that was current stays so."""
        before = self.current()
        self._rows = tuple(rows)
        self._model.setRowCount(0)
        for row in rows:
            self._model.appendRow(_items(row))
        self._set_widths()
        ids = [row.facts.id for row in rows]
        known = before is not None and before.facts.id in ids
        if rows:
            self.table.selectRow(ids.index(before.facts.id) if before and known else 0)
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._on_row_changed()

    def _set_widths(self) -> None:
        """Give each column but the title the width of its widest words, within reason."""
        metrics, most = self.fontMetrics(), self.fontMetrics().horizontalAdvance("n" * 24)
        for column in range(1, len(HEADINGS)):
            words = [HEADINGS[column] + "mm"]
            words += [self._model.item(row, column).text() for row in range(self._model.rowCount())]
            width = min(max(map(metrics.horizontalAdvance, words)), most)
            self.table.setColumnWidth(column, width + 2 * L)

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done here."""
        return [self.export, self.remove, self.restore]

    def current(self) -> PackRow | None:
        """Return the current pack."""
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def focus_list(self) -> None:
        """Put the keyboard on the packs."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_actions(self) -> None:
        look = self._look
        self.export = on(
            Verb(look, "Export the pack...", "Ctrl+Shift+E", "export", self, "packs.export"),
            self._on_export,
        )
        self.remove = on(
            Verb(look, "Put the pack in the bin", "Del", "delete", self, "packs.remove"),
            self._on_remove,
        )
        self.restore = on(
            Verb(look, "Bring the pack back", "Ctrl+B", "undo", self, "packs.restore"),
            self._on_restore,
        )
        self.addActions(self.actions_for_menu())

    def _build(self, load: QAction) -> None:
        header = PageHeader(self._look)
        header.show_words("Packs", ABOUT)
        header.add_action(load, primary=True)
        self._build_table()
        for label in (self.details, self._empty):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setContentsMargins(L, S, L, L)
        self._empty.setForegroundRole(DIM)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(XL, XL, XL, XL)
        about = QScrollArea()
        about.setWidget(self.details)
        about.setWidgetResizable(True)
        about.setFrameShape(QFrame.Shape.NoFrame)
        about.setAccessibleName("About the pack")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self._beside(about))
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([800, 440])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(header)
        page.addWidget(self._empty)
        page.addWidget(self.splitter, 1)

    def _beside(self, about: QWidget) -> QWidget:
        """Return what stands beside the table: about the pack, and what can be done with it."""
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, L, L)
        column.setSpacing(S)
        column.addWidget(about, 1)
        for action in self.actions_for_menu():
            column.addWidget(ActionButton(action, self._look))
        return side

    def _build_table(self) -> None:
        self._model.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.setModel(self._model)
        self.table.setAccessibleName("Packs")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        rows, columns = self.table.verticalHeader(), self.table.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + M)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setItemDelegate(RoomyDelegate(self.table))

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self._on_row_changed()

    def _on_row_changed(self) -> None:
        row = self.current()
        self.details.setText(about_words(row.facts, row.imported_at) if row else "")
        shelved = row is not None and not row.removed
        self.export.setEnabled(shelved)
        self.remove.setEnabled(shelved)
        self.restore.setEnabled(row is not None and not shelved)

    def _on_export(self) -> None:
        if row := self.current():
            dialog = QFileDialog(self, "Export the pack")
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(f"Case packs (*{ENDING})")
            dialog.setDefaultSuffix(ENDING.removeprefix("."))
            dialog.selectFile(f"{row.facts.id}-{row.facts.version}{ENDING}")
            dialog.fileSelected.connect(self._on_export_chosen)
            dialog.open()

    def _on_export_chosen(self, name: str) -> None:
        if row := self.current():
            self.export_requested.emit(row.facts.id, Path(name))

    def _on_remove(self) -> None:
        if row := self.current():
            box = QMessageBox(self)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setText(ASK_REMOVE)
            box.setInformativeText(f"{row.facts.title}, {case_count(row.facts)}.\n\n{STAYS}")
            box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
            remove = box.addButton("Put it in the bin", QMessageBox.ButtonRole.AcceptRole)
            box.setDefaultButton(remove)
            box.accepted.connect(self._on_remove_confirmed)
            box.open()

    def _on_remove_confirmed(self) -> None:
        if row := self.current():
            self.remove_requested.emit(row.facts.id)

    def _on_restore(self) -> None:
        if row := self.current():
            self.restore_requested.emit(row.facts.id)


def case_count(facts: PackFacts) -> str:
    """Return how many cases a pack has: "1 case", "12 cases"."""
    return "1 case" if len(facts.cases) == 1 else f"{len(facts.cases):,} cases"


def about_words(facts: PackFacts, imported_at: datetime | None = None) -> str:
    """Return what a pack says of itself, as lines for reading."""
    stored = imported_at.astimezone() if imported_at else None
    lines = [
        f"{facts.title} {facts.version}",
        "",
        facts.description,
        "",
        f"Publisher: {facts.publisher}",
        f"Licence: {facts.licence}",
        f"Tracks: {', '.join(facts.tracks)}",
        f"Code sets: {', '.join(facts.code_sets)}",
        f"Guidelines: {facts.guideline_year}",
        f"Answer keys: {SEALED_KEYS if facts.sealed else PRACTICE_KEYS}",
        *([f"Loaded: {stored.day} {stored:%b %Y, %H:%M}"] if stored else []),
        f"Id: {facts.id}",
        f"SHA-256: {' '.join(_parts(facts.content_hash))}",
        "",
        f"{case_count(facts)}:",
        *(f"{number}. {title}" for number, title in enumerate(facts.cases, start=1)),
    ]
    return "\n".join(lines)


def _parts(digest: str) -> list[str]:
    """Cut a hash into parts a person can compare."""
    return [digest[start : start + 8] for start in range(0, len(digest), 8)]


def _items(row: PackRow) -> list[QStandardItem]:
    facts = row.facts
    where = "In the bin" if row.removed else "On the shelf"
    words = (facts.title, facts.version, str(len(facts.cases)), facts.publisher, where)
    items = [QStandardItem(each) for each in words]
    spoken = f"{facts.title}, version {facts.version}, {case_count(facts)}, {where}"
    items[0].setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    return items

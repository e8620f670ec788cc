"""Changes keys: search an action, press its new key; a clash is named before anything changes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coder_sim.ui.actions import keys_of
from coder_sim.ui.fuzzy import penalty
from coder_sim.ui.keymap import Keymap
from coder_sim.ui.roomy_delegate import RoomyDelegate
from coder_sim.ui.theme import DIM, L, Look, M, S

SIZE = (720, 560)
ABOUT = "Choose a command, press its new key. Changes work at once and are kept."
ACTION_COLUMN, PLACE_COLUMN, KEYS_COLUMN = range(3)


class KeyDialog(QDialog):
    """Lists every action with its keys; freed when it is closed."""

    def __init__(
        self, keymap: Keymap, menus: Sequence[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Change keys")
        self._keymap, self._menus = keymap, tuple(menus)
        self._rows: list[tuple[QAction, str]] = []
        self.search = QLineEdit()
        self.table = QTableWidget(0, 3)
        self.recorder = QKeySequenceEdit()
        self.take = QPushButton("&Use this key")
        self.bare = QPushButton("&No key")
        self.reset = QPushButton("Usual &key")
        self.reset_all = QPushButton("&All usual keys")
        self.close_button = QPushButton("Close")
        self.told = QLabel()
        self._build(look)
        self._connect()
        self._fill()
        self.resize(*SIZE)

    def choose(self, action: QAction) -> None:
        """Make an action the current one."""
        numbers = [n for n, (each, _) in enumerate(self._rows) if each is action]
        if numbers:
            self.table.selectRow(numbers[0])

    def _build(self, look: Look) -> None:
        about = QLabel(ABOUT)
        about.setForegroundRole(DIM)
        about.setWordWrap(True)
        self.search.setPlaceholderText("Search commands and keys")
        self.search.setAccessibleName("Search commands and keys")
        self.search.setClearButtonEnabled(True)
        self.table.setAccessibleName("Commands and their keys")
        self.table.setHorizontalHeaderLabels(["Command", "Where", "Keys"])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        stretch = QHeaderView.ResizeMode
        for column, mode in ((ACTION_COLUMN, stretch.Stretch), (KEYS_COLUMN, stretch.Interactive)):
            self.table.horizontalHeader().setSectionResizeMode(column, mode)
        self.table.setColumnWidth(KEYS_COLUMN, 230)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setItemDelegate(RoomyDelegate(self.table))
        self.recorder.setMaximumSequenceLength(1)
        self.recorder.setAccessibleName("Press the new key")
        self.recorder.findChildren(QLineEdit)[0].setAccessibleName("Press the new key")
        self.recorder.findChildren(QLineEdit)[0].setPlaceholderText("Press the new key here")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setFont(look.fonts.strong)
        recording = QHBoxLayout()
        recording.setSpacing(S)
        recording.addWidget(self.recorder, 1)
        for button in (self.take, self.bare, self.reset):
            recording.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(L, L, L, L)
        page.setSpacing(M)
        for part in (about, self.search, self.table):
            page.addWidget(part)
        page.addLayout(recording)
        page.addWidget(self.told)
        page.addLayout(foot)
        for button in self.findChildren(QPushButton):
            # Enter belongs to the search and the list, not to whatever button is first.
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.take.clicked.connect(self._on_take)
        self.bare.clicked.connect(self._on_bare)
        self.reset.clicked.connect(self._on_reset)
        self.reset_all.clicked.connect(self._on_reset_all)
        self.close_button.clicked.connect(self.close)
        self.recorder.keySequenceChanged.connect(self._on_recorded)
        self.table.currentCellChanged.connect(self._on_row_changed)

    def _current(self) -> QAction | None:
        row = self.table.currentRow()
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def _fill(self) -> None:
        """List the actions that fit the search; the current one stays so."""
        before = self._current()
        typed = self.search.text()
        self._rows = [
            (action, group.place)
            for group in self._keymap.groups
            for action in group.actions
            if penalty(typed, f"{_name(action)} {group.place} {keys_of(action)}") is not None
        ]
        self.table.setRowCount(len(self._rows))
        for row, (action, place) in enumerate(self._rows):
            mark = "  (changed)" if self._keymap.changed_by_user(action) else ""
            for column, words in enumerate((_name(action), place, keys_of(action) + mark)):
                self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.resizeColumnToContents(PLACE_COLUMN)
        rows = [row for row, (action, _) in enumerate(self._rows) if action is before]
        if self._rows:
            self.table.selectRow(rows[0] if rows else 0)
        self._on_row_changed()

    def _on_search(self) -> None:
        self._fill()

    def _on_row_changed(self) -> None:
        action = self._current()
        for part in (self.recorder, self.bare, self.reset):
            part.setEnabled(action is not None)
        self.recorder.clear()
        self._on_recorded()

    def _on_recorded(self) -> None:
        """Say what stands in the way of the key that was pressed."""
        action, key = self._current(), self.recorder.keySequence()
        words = ""
        if action is not None and not key.isEmpty():
            words = self._keymap.objection(key, self._menus)
            rival = self._keymap.holder(action, key)
            if not words and rival is not None:
                shown = key.toString(QKeySequence.SequenceFormat.NativeText)
                words = f'{shown} belongs to "{_name(rival)}". Give that another key first.'
        self.told.setText(words)
        self.take.setEnabled(action is not None and not key.isEmpty() and not words)

    def _on_take(self) -> None:
        action, key = self._current(), self.recorder.keySequence()
        if action is not None and not key.isEmpty():
            self._keymap.assign(action, [key])
            self._fill()
            self.told.setText(f'"{_name(action)}" is {keys_of(action)} now.')

    def _on_bare(self) -> None:
        if action := self._current():
            self._keymap.assign(action, [])
            self._fill()
            self.told.setText(f'"{_name(action)}" has no key now.')

    def _on_reset(self) -> None:
        if action := self._current():
            rival = self._keymap.reset(action)
            self._fill()
            self.told.setText(
                f'"{_name(action)}" is {keys_of(action) or "without a key"} again.'
                if rival is None
                else f'Its usual key belongs to "{_name(rival)}". Give that another key first.'
            )

    def _on_reset_all(self) -> None:
        self._keymap.reset_all()
        self._fill()
        self.told.setText("Every command has its usual key.")


def _name(action: QAction) -> str:
    return action.text().replace("&", "")

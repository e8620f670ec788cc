"""The Tabular List: a code's place in its category, and the picker of its 7th character."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.facts import CodeReference
from coder_sim.domain.tabular import TabularNode
from coder_sim.ui.actions import Hint
from coder_sim.ui.code_trail import CodeTrail
from coder_sim.ui.seventh_character import BASE, SeventhModel, choices
from coder_sim.ui.tabular_delegate import TabularDelegate
from coder_sim.ui.tabular_model import TabularModel
from coder_sim.ui.theme import XS, Look, M, S
from coder_sim.ui.value_delegate import ValueDelegate

TABULAR_HINTS = (
    Hint("Left, Right", "Close or open a heading"),
    Hint("A letter or digit", "Choose that 7th character"),
)
_CHOICES_SHOWN = 4
_SHARE = 0.4


class TabularView(QWidget):
    """Shows one code among its neighbours. Enter adds a code and opens a heading."""

    node_shown = Signal(object)
    """The ``TabularNode`` the keyboard stands on."""
    code_chosen = Signal(object, bool)
    """A billable ``Code``, and whether to put it first."""

    def __init__(self, facts: CodeReference, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts, self._look = facts, look
        self._day = date.max
        self._trail = CodeTrail()
        self.model = TabularModel(facts.tabular, self)
        self.tree = QTreeView()
        self.characters = QListView()
        self.seventh = SeventhModel(self)
        self._seventh_title = QLabel()
        self._build()
        self._connect()

    def start(self, day: date) -> None:
        """Begin a case: its day, and nothing looked at yet."""
        self._day = day
        self._trail.clear()

    def open(self, code: Code, *, visit: bool = True) -> bool:
        """Show a code in its place; False where the Tabular List does not have it."""
        self.model.show_system(code.system, self._day)
        place = self.model.index_of(code)
        if not place.isValid():
            return False
        if visit:
            self._trail.visit(code)
        self.tree.setCurrentIndex(place)
        self.tree.expand(place)
        # The picker may have come or gone: the tree is given its height before it scrolls.
        if layout := self.layout():
            layout.activate()
        self.tree.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def show_top(self, systems: Sequence[System]) -> None:
        """Show the tree as it stands, or the first code set that has one, from the top."""
        if not self.tree.currentIndex().isValid():
            system = next(
                (each for each in systems if self._facts.tabular.top(each, self._day)),
                System.ICD10CM,
            )
            self.model.show_system(system, self._day)
            self.tree.setCurrentIndex(self.model.index(0, 0))
        elif node := self.current():
            self.node_shown.emit(node)

    def step(self, steps: int) -> bool:
        """Go back (-1) or forward (1) among the codes opened; False where there is none."""
        code = self._trail.step(steps)
        return code is not None and self.open(code, visit=False)

    def current(self) -> TabularNode | None:
        """Return the node the keyboard stands on."""
        return self.model.node_at(self.tree.currentIndex())

    def focus(self) -> None:
        """Put the keyboard in the tree."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, *, first: bool = False) -> None:
        """Add the current code; open a heading, or go to its 7th characters."""
        node = self.current()
        if node is None:
            return
        if node.code is not None and node.code.billable:
            self.code_chosen.emit(node.code, first)
        elif self.seventh.rowCount():
            self.characters.setFocus(Qt.FocusReason.OtherFocusReason)
            self.characters.setCurrentIndex(self.seventh.index(0))
        else:
            index = self.tree.currentIndex()
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and the letters of 7th characters in the tree and in their list."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event, in_list=watched is self.characters)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(TabularDelegate(self._look, self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(M)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName("Tabular List")
        self.characters.setModel(self.seventh)
        self.characters.setAccessibleName("7th characters")
        self.characters.setItemDelegate(ValueDelegate(self._look, self.characters))
        self.characters.setResizeMode(QListView.ResizeMode.Adjust)
        self.characters.setFrameShape(QFrame.Shape.NoFrame)
        self.characters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._seventh_title.setFont(self._look.fonts.small)
        self._seventh_title.setContentsMargins(S, XS, S, XS)
        self._seventh_title.setTextFormat(Qt.TextFormat.PlainText)
        self._seventh_title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(self._seventh_title)
        column.addWidget(self.characters)
        self._show_choices(None)

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.doubleClicked.connect(self._on_double_click)
        self.characters.clicked.connect(self._on_character_clicked)
        self.characters.doubleClicked.connect(self._on_character_taken)
        for view in (self.tree, self.characters):
            view.installEventFilter(self)

    def _show_choices(self, code: Code | None) -> None:
        found = choices(code, self._facts, self._day) if code is not None else ()
        self.seventh.show_choices(found)
        for part in (self._seventh_title, self.characters):
            part.setVisible(bool(found))
        if not found or code is None:
            return
        padded = found[0].code.display[:-1]
        filled = f", X fills in: {padded}" if len(code.code) < BASE else ""
        self._seventh_title.setText(f"7th character of {padded}{filled}")
        self._fit_choices()
        row = self.seventh.row_of(code)
        self.characters.setCurrentIndex(self.seventh.index(row) if row >= 0 else QModelIndex())

    def _fit_choices(self) -> None:
        """Give the list of 7th characters the height of its first rows, the tree the rest."""
        rows = range(min(self.seventh.rowCount(), _CHOICES_SHOWN))
        height = sum(self.characters.sizeHintForRow(row) for row in rows)
        self.characters.setFixedHeight(min(height + XS, round(self.height() * _SHARE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_choices()

    def _on_key(self, event: QKeyEvent, *, in_list: bool) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & ~Qt.KeyboardModifier.ControlModifier:
                return False
            first = held == Qt.KeyboardModifier.ControlModifier
            if in_list:
                self._take_character(self.characters.currentIndex().row(), first=first)
            else:
                self.take(first=first)
            return True
        if held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            choice = self.seventh.choice_of(event.text()) if event.text() else None
            if choice is not None:
                self.open(choice.code)
                self.focus()
                return True
        return False

    def _take_character(self, row: int, *, first: bool = False) -> None:
        choice = self.seventh.choice_at(row)
        if choice is not None:
            self.code_chosen.emit(choice.code, first)

    def _on_current_changed(self, current: QModelIndex) -> None:
        node = self.model.node_at(current)
        if node is not None:
            self._show_choices(node.code)
            self.node_shown.emit(node)

    def _on_double_click(self, index: QModelIndex) -> None:
        node = self.model.node_at(index)
        if node is not None and node.code is not None and node.code.billable:
            self.code_chosen.emit(node.code, False)

    def _on_character_clicked(self, index: QModelIndex) -> None:
        choice = self.seventh.choice_at(index.row())
        if choice is not None:
            self.open(choice.code)

    def _on_character_taken(self, index: QModelIndex) -> None:
        self._take_character(index.row())

"""Builds an ICD-10-PCS code from its table: a letter for each column, Backspace goes back."""

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coder_sim.domain.books import Axis
from coder_sim.domain.code_set import Code, System, normal
from coder_sim.domain.facts import CodeReference
from coder_sim.ui.actions import Hint
from coder_sim.ui.pcs_model import AxisModel
from coder_sim.ui.theme import DIM, XS, Look, S
from coder_sim.ui.value_delegate import ValueDelegate

LENGTH = 7
BUILDER_HINTS = (
    Hint("A letter or digit", "Choose that value and go to the next character"),
    Hint("Backspace", "Take the last character back"),
)
_COMPLETE = "Complete: Enter adds it, Backspace goes back."
_DERIVED = "Values worked out from the titles of codes: the official tables are not loaded."


class PcsBuilder(QWidget):
    """Seven characters, chosen one by one; only what can still become a code is offered."""

    code_chosen = Signal(object, bool)
    """A complete ``Code`` in force, and whether to put it first."""
    built = Signal()
    """The characters changed; see ``characters``."""

    def __init__(self, facts: CodeReference, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts, self._look = facts, look
        self._day = date.max
        self.characters = ""
        self._axis: Axis | None = None
        self.model = AxisModel(self)
        self.values = QListView()
        self._slots = tuple(QToolButton() for _ in range(LENGTH))
        self._title, self._word = QLabel(), QLabel()
        self._build()
        self._connect()

    def start(self, day: date) -> None:
        """Begin a case: its day, and no characters."""
        self._day = day
        self.characters, self._axis = "", None

    def open(self, characters: str = "") -> None:
        """Go on from these characters, as far as the tables have them."""
        self.characters = ""
        for character in normal(characters)[:LENGTH]:
            if not self._append(character):
                break
        self._refresh()

    def axis(self) -> Axis | None:
        """Return the axis to choose from; None when the code is complete."""
        return self._axis

    def preview(self) -> str:
        """Return the characters chosen, and the one that Enter would add."""
        value = self.model.value_at(self.values.currentIndex().row())
        return self.characters + (value.value if value is not None else "")

    def code(self) -> Code | None:
        """Return the complete code; None before, or where it is not in force."""
        if not self._facts.procedures.builds(self.characters, self._day):
            return None
        known = self._facts.code(System.ICD10PCS, self.characters, self._day)
        if known is not None:
            return known
        labels = (self._label(position) for position in range(3, LENGTH + 1))
        title = ", ".join(label for label in labels if label)
        return Code(System.ICD10PCS, self.characters, title, True, self._day, date.max)

    def focus(self) -> None:
        """Put the keyboard in the list of values."""
        self.values.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, *, first: bool = False) -> None:
        """Choose the current value; add the code once it is complete."""
        code = self.code()
        if code is not None:
            self.code_chosen.emit(code, first)
            return
        value = self.model.value_at(self.values.currentIndex().row())
        if value is not None:
            self.type(value.value)

    def type(self, character: str) -> None:
        """Choose a value by its character; say so where the table has no such value."""
        if self._axis is None:
            return
        if self._append(character):
            self._refresh()
        else:
            offered = ", ".join(each.value for each in self._axis.values)
            self._word.setText(f"{character.upper()} is no value here; it takes {offered}.")
            self._word.setVisible(True)

    def back(self) -> None:
        """Take the last character back."""
        self.characters = self.characters[:-1]
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take letters, Backspace and Enter."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(XS // 2)
        row.setContentsMargins(S, XS, S, 0)
        for slot in self._slots:
            slot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            slot.setFont(self._look.fonts.code)
            row.addWidget(slot, 1)
        for label in (self._title, self._word):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(S, 0, S, 0)
        self._title.setFont(self._look.fonts.strong)
        self._word.setFont(self._look.fonts.small)
        self._word.setForegroundRole(DIM)
        self.values.setModel(self.model)
        self.values.setAccessibleName("Values of the next character")
        self.values.setItemDelegate(ValueDelegate(self._look, self.values))
        self.values.setResizeMode(QListView.ResizeMode.Adjust)
        self.values.setFrameShape(QFrame.Shape.NoFrame)
        self.values.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(row)
        column.addWidget(self._title)
        column.addWidget(self._word)
        column.addWidget(self.values, 1)

    def _connect(self) -> None:
        self.values.installEventFilter(self)
        self.values.clicked.connect(self._on_clicked)
        self.values.selectionModel().currentChanged.connect(self._on_current_changed)
        for slot in self._slots:
            slot.clicked.connect(self._on_slot)

    def _append(self, character: str) -> bool:
        axis = self._facts.procedures.next_axis(self.characters, self._day)
        wanted = character.upper()
        if axis is None or wanted not in [each.value for each in axis.values]:
            return False
        self.characters += wanted
        return True

    def _refresh(self) -> None:
        self._axis = None
        if len(self.characters) < LENGTH:
            self._axis = self._facts.procedures.next_axis(self.characters, self._day)
        self.model.show_axis(self._axis)
        self.values.setCurrentIndex(self.model.index(0))
        for number, slot in enumerate(self._slots):
            self._show_slot(slot, number)
        if self._axis is not None:
            self._title.setText(f"{self._axis.position}  {self._axis.name}")
            self._word.setText("" if self._axis.exact else _DERIVED)
        else:
            code = self.code()
            self._title.setText(code.title if code else "")
            self._word.setText(_COMPLETE if code else "No code in force has these characters.")
        self._word.setVisible(bool(self._word.text()))
        self.built.emit()

    def _show_slot(self, slot: QToolButton, number: int) -> None:
        chosen = self.characters[number : number + 1]
        label = self._label(number + 1) if chosen else ""
        slot.setText(chosen or "\u2013")
        slot.setEnabled(bool(chosen))
        slot.setToolTip(f"{label}: go back to this character" if chosen else "")
        slot.setAccessibleName(f"Character {number + 1}: {chosen or 'not chosen'} {label}".strip())

    def _label(self, position: int) -> str:
        return self._facts.procedures.label(self.characters, position, self._day)

    def _on_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & ~Qt.KeyboardModifier.ControlModifier:
                return False
            self.take(first=held == Qt.KeyboardModifier.ControlModifier)
            return True
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self.back()
            return True
        if event.text().isalnum():
            self.type(event.text())
            return True
        return False

    def _on_clicked(self, index: QModelIndex) -> None:
        value = self.model.value_at(index.row())
        if value is not None:
            self.type(value.value)

    def _on_current_changed(self) -> None:
        if self._axis is not None:
            self.built.emit()

    def _on_slot(self) -> None:
        slot = self.sender()
        if isinstance(slot, QToolButton):
            self.characters = self.characters[: self._slots.index(slot)]
            self._refresh()

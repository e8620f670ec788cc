"""A cell editor that lists what may be typed, with its meaning: modifiers, POA, pointers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from coder_sim.ui.theme import XL, Look

_Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS = 8
_LEAST_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a cell, and what it means."""

    value: str
    meaning: str


class ChoicesModel(QAbstractListModel):
    """The choices that fit what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Show these choices and no others."""
        self.beginResetModel()
        self._choices = choices
        self.endResetModel()

    def choice_at(self, index: _Index) -> Choice | None:
        """Return the choice of a row."""
        return self._choices[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choice_at(index)
        if choice is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        return f"{choice.value or 'blank'}   {choice.meaning}"


def fitting(choices: Sequence[Choice], typed: str) -> tuple[Choice, ...]:
    """Return the choices whose value begins with what is typed, then those its words describe."""
    wanted = typed.casefold().split()
    begins = [x for x in choices if typed and x.value.casefold().startswith(typed.casefold())]
    means = [
        x for x in choices if x not in begins and _describes(x.meaning.casefold().split(), wanted)
    ]
    return (*begins, *means)


def _describes(meaning: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether each word wanted begins a word of the meaning."""
    return all(any(word.strip("(").startswith(x) for word in meaning) for x in wanted)


def split_typed(text: str, values: frozenset[str]) -> tuple[list[str], str]:
    """Split text into the values that stand at its start and what is being typed after them.

    "25 left" is 25 and "left"; a value is finished once something stands after it.
    """
    kept: list[str] = []
    words = text.upper().replace(",", " ").split()
    while words and words[0] in values and (len(words) > 1 or text[-1:] in (" ", ",")):
        kept.append(words.pop(0))
    return kept, " ".join(words)


class ChoiceEditor(QLineEdit):
    """A text box with a list below it; the keyboard stays in the box.

    Up and Down choose, Enter takes what is chosen; without a choice Enter keeps what is typed.
    """

    def __init__(
        self, parent: QWidget, host: QWidget, choices: Sequence[Choice], look: Look, *, many: bool
    ) -> None:
        """``host`` is what the list lies over; with ``many`` a taken value is added to others."""
        super().__init__(parent)
        self._choices = tuple(choices)
        self._values = frozenset(choice.value for choice in choices if choice.value)
        self._many, self._host = many, host
        self.popup = QListView(host)
        # The list outlives the box by a moment, and its model with it.
        self.model = ChoicesModel(self.popup)
        self.popup.setModel(self.model)
        self.popup.setAccessibleName("Possible values")
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.setFrameStyle(QFrame.Shape.Box.value | QFrame.Shadow.Plain.value)
        self.popup.setForegroundRole(QPalette.ColorRole.Dark)
        self.popup.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.popup.setFont(look.fonts.body)
        self.popup.setUniformItemSizes(True)
        self.popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.popup.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.popup.hide()
        self.popup.clicked.connect(self._on_clicked)
        self.destroyed.connect(self.popup.deleteLater)
        self.textEdited.connect(self._on_text_edited)

    def take(self) -> bool:
        """Put the chosen value into the text; False where none is chosen."""
        choice = self.model.choice_at(self.popup.currentIndex())
        if choice is None or self.popup.isHidden():
            return False
        kept = split_typed(self.text(), self._values)[0] if self._many else []
        self.setText(" ".join(dict.fromkeys([*kept, choice.value])).strip())
        self.popup.hide()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer(choose=False)

    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.hide()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if steps and self.popup.isVisible():
            row = min(self.popup.currentIndex().row() + steps, self.model.rowCount() - 1)
            self.popup.setCurrentIndex(self.model.index(max(0, row)))
            return
        super().keyPressEvent(event)

    def _on_text_edited(self) -> None:
        self._offer(choose=True)

    def _on_clicked(self) -> None:
        self.take()

    def _offer(self, *, choose: bool) -> None:
        """List what fits; the first is chosen once letters were typed that are no value yet."""
        typed = split_typed(self.text(), self._values)[1] if self._many else self.text().strip()
        whole = typed.upper() in self._values or not typed
        found = self._choices if whole and not choose else fitting(self._choices, typed)
        self.model.show_choices(found)
        chosen = choose and found and not whole
        self.popup.setCurrentIndex(self.model.index(0) if chosen else QModelIndex())
        self.popup.setVisible(bool(found))
        self._place()

    def _place(self) -> None:
        """Lie below the box, or above it where there is more room."""
        host = self._host
        rows = min(self.model.rowCount(), _MOST_ROWS)
        height = rows * max(self.popup.sizeHintForRow(0), 1) + 2 * self.popup.frameWidth()
        metrics = QFontMetrics(self.popup.font())
        texts = (str(self.model.index(row).data()) for row in range(self.model.rowCount()))
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 2 * XL
        width = min(max(widest, _LEAST_WIDTH), host.width())
        below = self.mapTo(host, self.rect().bottomLeft())
        top = below.y() + 1
        if top + height > host.height():
            top = max(0, self.mapTo(host, self.rect().topLeft()).y() - height)
        left = max(0, min(below.x(), host.width() - width))
        self.popup.setGeometry(left, top, width, min(height, host.height()))
        self.popup.raise_()

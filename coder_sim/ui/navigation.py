"""The rail on the left: the places of the window, one key each; hidden while a case is open."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from coder_sim.ui.actions import Verb, keys_of
from coder_sim.ui.theme import XS, Look, M, S


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to at any time."""

    title: str
    page: QWidget
    action: QAction
    arrive: Callable[[], None]
    """Called when it comes to the front: reads what it shows, takes the keyboard."""


class PlaceRail(QFrame):
    """One button a place, the current one marked."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: dict[QWidget, QToolButton] = {}
        self.setAccessibleName("Places")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(XS, M, XS, M)
        self._column.setSpacing(XS)
        self._column.addStretch(1)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.VLine)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._column)
        row.addWidget(line)

    def add(self, place: Place) -> None:
        """Show a place below the others."""
        button = QToolButton()
        button.setDefaultAction(place.action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setText(place.title)
        button.setAutoRaise(True)
        button.setCheckable(True)
        button.setFont(self._look.fonts.small)
        side = self._look.icon_side + S
        button.setIconSize(QSize(side, side))
        button.setMinimumWidth(self.fontMetrics().horizontalAdvance("Worklist") + 2 * M)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(place.title)
        button.setAccessibleDescription(keys_of(place.action))
        self._column.insertWidget(self._column.count() - 1, button)
        self._buttons[place.page] = button
        place.action.changed.connect(self._on_action_changed)

    def mark(self, page: QWidget) -> None:
        """Mark the place that is in front."""
        for each, button in self._buttons.items():
            action = button.defaultAction()
            action.setChecked(each is page)

    def _on_action_changed(self) -> None:
        for button in self._buttons.values():
            # A tool button takes over the text of its action at each change of it.
            button.setText(button.accessibleName())


def place_action(look: Look, title: str, icon: str, number: int, parent: QWidget) -> Verb:
    """Make the action that goes to a place; the first nine have a number as their key."""
    keys = f"Ctrl+{number}" if number <= 9 else ""
    action = Verb(look, f"Go to {title.lower()}", keys, icon, parent, f"place.{title.lower()}")
    action.setCheckable(True)
    return action

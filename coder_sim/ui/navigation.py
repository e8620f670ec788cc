"""The rail on the left: the places of the window, one key each; hidden while a case is open."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

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
        self._buttons: list[QToolButton] = []
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
        self._buttons.append(button)
        place.action.changed.connect(self._on_action_changed)

    def _on_action_changed(self) -> None:
        for button in self._buttons:
            # A tool button takes over the text of its action at each change of it.
            button.setText(button.accessibleName())


class Navigator(QWidget):
    """The rail beside the pages; one page is in front."""

    place_requested = Signal(object)
    """The page of a place the user wants to go to."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.places: list[Place] = []
        self._pages = QStackedWidget()
        self._rail = PlaceRail(look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._pages, 1)

    @property
    def page(self) -> QWidget:
        """Return the page in front."""
        # Qt's annotations allow for no page at all, which there never is here.
        return self._pages.currentWidget() or self

    def add_page(self, page: QWidget) -> None:
        """Take a page that is no place, such as an open case."""
        self._pages.addWidget(page)

    def remove_page(self, page: QWidget) -> None:
        """Let go of a page."""
        self._pages.removeWidget(page)

    def add_place(self, title: str, icon: str, page: QWidget, arrive: Callable[[], None]) -> Place:
        """Take a page with a button on the rail and a key of its own."""
        action = place_action(self._look, title, icon, len(self.places) + 1, self)
        action.triggered.connect(self._on_triggered)
        place = Place(title, page, action, arrive)
        self.places.append(place)
        self._rail.add(place)
        self._pages.addWidget(page)
        return place

    def actions_for_menu(self) -> list[QAction]:
        """Return the way to each place."""
        return [place.action for place in self.places]

    def bring(self, page: QWidget, *, rail: bool, usable: bool) -> None:
        """Bring a page to the front, with the rail or without; places are ``usable`` or not."""
        self._pages.setCurrentWidget(page)
        self._rail.setVisible(rail)
        for place in self.places:
            place.action.setEnabled(usable)
            place.action.setChecked(place.page is page)

    def arrive(self) -> None:
        """Let the place in front read what it shows."""
        next(place for place in self.places if place.page is self.page).arrive()

    def _on_triggered(self) -> None:
        action = self.sender()
        self.place_requested.emit(next(p for p in self.places if p.action is action).page)


def place_action(look: Look, title: str, icon: str, number: int, parent: QWidget) -> Verb:
    """Make the action that goes to a place; the first nine have a number as their key."""
    keys = f"Ctrl+{number}" if number <= 9 else ""
    action = Verb(look, f"Go to {title.lower()}", keys, icon, parent, f"place.{title.lower()}")
    action.setCheckable(True)
    return action

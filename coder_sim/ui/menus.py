"""The menu bar: a menu for each page beside those that are always there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from coder_sim.ui.header import ActionButton
from coder_sim.ui.theme import Look
from coder_sim.ui.window_actions import WindowActions


class Menus:
    """Fills the menu bar of the window and shows what belongs to the page in front."""

    def __init__(self, bar: QMenuBar, actions: WindowActions, look: Look) -> None:
        self._bar = bar
        self._pages: list[tuple[QMenu, QWidget | None]] = []
        always = (actions.load_pack, actions.hand_in, actions.import_codes, actions.quit)
        self.case = self._menu("&Case", (actions.back, *always))
        self._end = self._menu("&View", (actions.switch_look, actions.system_look)).menuAction()
        self._menu("&Help", (actions.keys, actions.palette, actions.change_keys, actions.guide))
        self.back = ActionButton(actions.back, look)
        self.back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.back.setFlat(True)
        self.back.setMaximumHeight(bar.sizeHint().height())
        bar.setCornerWidget(self.back)

    def add_page(self, title: str, page: QWidget | None, actions: Sequence[QAction]) -> int:
        """Add a menu that is there while ``page`` is in front; returns its number."""
        menu = self._menu(title, actions)
        self._bar.insertAction(self._end, menu.menuAction())
        self._pages.append((menu, page))
        return len(self._pages) - 1

    def fill_page(self, number: int, page: QWidget | None, actions: Sequence[QAction]) -> None:
        """Give a page's menu another page and other actions."""
        menu, _ = self._pages[number]
        menu.clear()
        menu.addActions(list(actions))
        self._pages[number] = (menu, page)

    def show_page(self, page: QWidget, *, inside: bool) -> None:
        """Show the menu of a page, and the way back where it is ``inside`` a case."""
        self.back.setVisible(inside)
        for menu, own in self._pages:
            menu.menuAction().setVisible(own is page)

    def _menu(self, title: str, actions: Sequence[QAction]) -> QMenu:
        menu = self._bar.addMenu(title)
        menu.addActions(list(actions))
        return menu

"""The parts of the code finder and where they stand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coder_sim.domain.code_set import Code, Edition, System
from coder_sim.domain.facts import CodeReference
from coder_sim.ui.book_tabs import BookTabs
from coder_sim.ui.code_card import CodeCard
from coder_sim.ui.code_set_chips import CodeSetChips
from coder_sim.ui.finder_filters import FinderFilters
from coder_sim.ui.finder_model import FinderRow
from coder_sim.ui.finder_verbs import FinderVerbs
from coder_sim.ui.found_list import FoundList
from coder_sim.ui.index_book import IndexBook
from coder_sim.ui.pcs_builder import PcsBuilder
from coder_sim.ui.tabular_view import TabularView
from coder_sim.ui.theme import DIM, XS, Look, S

TABS = ("Found", "Tabular", "Index", "PCS")


class FinderParts:
    """Box, filters, the four pages and the card; ``FinderPane`` connects them."""

    def __init__(
        self,
        facts: CodeReference,
        look: Look,
        verbs: FinderVerbs,
        below: Callable[[Code], list[FinderRow]],
    ) -> None:
        self.box = QLineEdit()
        self.chips = CodeSetChips(look)
        self.filters = FinderFilters(look, verbs.billable)
        self.found = FoundList(below, look)
        self.tabular = TabularView(facts, look)
        self.index = IndexBook(facts, look)
        self.builder = PcsBuilder(facts, look)
        self.card = CodeCard(facts, look)
        self.status = QLabel()
        self.tabs = BookTabs(TABS, look)
        self.pages = QStackedWidget()
        self.panes = QSplitter(Qt.Orientation.Vertical)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, its tab with it."""
        self.pages.setCurrentWidget(page)
        self.tabs.setCurrentIndex(self.pages.indexOf(page))

    def shows(self, page: QWidget) -> bool:
        """Tell whether a page is in front."""
        return self.pages.currentWidget() is page

    def show_editions(self, editions: Sequence[Edition], systems: Sequence[System]) -> None:
        """Tell, on the buttons of the code sets, which editions are loaded."""
        self.chips.tell({each.system: each.name for each in editions if each.system in systems})


def lay_out(pane: QWidget, parts: FinderParts, look: Look) -> None:
    """Put the parts in their places in a pane."""
    parts.box.setPlaceholderText("Find a code: words, abbreviation or code   (Ctrl+K)")
    parts.box.setAccessibleName("Find a code")
    parts.box.setClearButtonEnabled(True)
    parts.status.setForegroundRole(DIM)
    parts.status.setFont(look.fonts.small)
    parts.status.setWordWrap(True)
    parts.status.setTextFormat(Qt.TextFormat.PlainText)
    parts.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for page in (parts.found, parts.tabular, parts.index, parts.builder):
        parts.pages.addWidget(page)
    parts.panes.addWidget(parts.pages)
    parts.panes.addWidget(parts.card)
    parts.panes.setChildrenCollapsible(False)
    parts.panes.setSizes([380, 240])
    parts.pages.setMinimumHeight(96)
    parts.card.setMinimumHeight(80)
    top = QVBoxLayout()
    top.setContentsMargins(S, S, S, 0)
    top.setSpacing(XS)
    ask = QHBoxLayout()
    ask.setSpacing(XS)
    ask.addWidget(parts.box, 1)
    ask.addWidget(parts.filters)
    top.addLayout(ask)
    said = QHBoxLayout()
    said.setSpacing(S)
    said.addWidget(parts.chips)
    said.addWidget(parts.status, 1)
    top.addLayout(said)
    top.addWidget(parts.tabs)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(top)
    column.addWidget(parts.panes, 1)

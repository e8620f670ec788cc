"""Leads through the code books of the finder: Tabular List, index, ICD-10-PCS tables, and back."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from coder_sim.domain.books import IndexEntry
from coder_sim.domain.code_set import Code, System, dotted
from coder_sim.domain.facts import CodeReference
from coder_sim.domain.tabular import TabularNode
from coder_sim.ui.finder_layout import FinderParts


class CodeBooks(QObject):
    """Brings the right book to the front, opened at the right place; the card follows it."""

    told = Signal(str)

    def __init__(self, facts: CodeReference, parts: FinderParts, parent: QObject) -> None:
        super().__init__(parent)
        self._facts, self._parts = facts, parts
        self._day = date.max
        parts.tabular.node_shown.connect(self._on_node_shown)
        parts.builder.built.connect(self._on_built)
        parts.index.entry_shown.connect(self._on_entry_shown)
        parts.index.told.connect(self.told)
        for source in (parts.card, parts.index):
            source.code_followed.connect(self.open_code)

    def start(self, day: date) -> None:
        """Begin a case: its day, and nothing looked at yet."""
        self._day = day
        for page in (self._parts.tabular, self._parts.builder, self._parts.index):
            page.start(day)

    def open_code(self, system: System, code: str) -> None:
        """Show a code or heading in the Tabular List, or a procedure in its table."""
        if system is System.ICD10PCS:
            self.open_builder(code)
            return
        known = self._facts.code(system, code, self._day) or self._facts.ever(system, code)
        if known is None or not self._parts.tabular.open(known):
            self.told.emit(f"{dotted(system, code)} is not in the {system} code set loaded here.")
            return
        self._parts.show_page(self._parts.tabular)
        self._parts.tabular.focus()
        self.show_current()

    def open_builder(self, characters: str = "") -> None:
        """Go on with a procedure from these characters."""
        self._parts.builder.open(characters)
        self._parts.show_page(self._parts.builder)
        self._parts.builder.focus()

    def open_tabular(self, code: Code | None, systems: Sequence[System]) -> None:
        """Show the Tabular List at a code, or where it was left."""
        if code is not None and code.system is not System.ICD10PCS:
            self.open_code(code.system, code.code)
            return
        self._parts.show_page(self._parts.tabular)
        self._parts.tabular.show_top(systems)
        self._parts.tabular.focus()
        self.show_current()

    def open_index(self) -> None:
        """Show the index books where they were left."""
        self._parts.show_page(self._parts.index)
        self._parts.index.open()
        self._parts.index.focus()

    def step(self, steps: int) -> None:
        """Go back (-1) or forward (1) among what was looked at."""
        if self._parts.shows(self._parts.index) and steps < 0 and self._parts.index.back():
            return
        if self._parts.tabular.step(steps):
            self._parts.show_page(self._parts.tabular)
            self._parts.tabular.focus()
            self.show_current()
        else:
            self.told.emit("Nothing further back." if steps < 0 else "Nothing further on.")

    def show_current(self) -> None:
        """Let the card tell what the Tabular List stands on."""
        if node := self._parts.tabular.current():
            self._on_node_shown(node)

    def _on_node_shown(self, node: TabularNode) -> None:
        self._parts.card.show_node(node, self._day)

    def _on_built(self) -> None:
        code = self._parts.builder.code()
        if code is not None:
            self._parts.card.show_code(code, self._day)
        else:
            self._parts.card.show_characters(self._parts.builder.preview(), self._day)

    def _on_entry_shown(self, entry: IndexEntry | None) -> None:
        if entry is not None:
            self._parts.card.show_entry(entry, self._day)
        else:
            self._parts.card.show_code(None, self._day)

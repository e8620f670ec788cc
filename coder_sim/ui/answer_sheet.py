"""The answer sheet pane: lines in sequence, changed by keys, every change undoable."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from coder_sim.domain.answer import CodedLine, Passage, ProviderQuery
from coder_sim.domain.code_set import Code, Kind, dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.practice.checks import SheetPrompt
from coder_sim.ui import sheet_edits
from coder_sim.ui.actions import Verb, on
from coder_sim.ui.sheet_commands import NOWHERE, SheetDesk
from coder_sim.ui.sheet_entry import line_of
from coder_sim.ui.sheet_model import SheetModel
from coder_sim.ui.sheet_paste import PastedCode, read_pasted
from coder_sim.ui.sheet_prompts import SheetPrompts
from coder_sim.ui.sheet_rows import Column, RowKind
from coder_sim.ui.sheet_table import SheetTable
from coder_sim.ui.theme import XS, Look, S

_NAMED = 3
"""How many pieces of a pasted list are named that were not understood."""


class AnswerSheetPane(QWidget):
    """Shows and changes the sheet of a ``SheetDesk``."""

    submit_requested = Signal()
    line_selected = Signal(int)
    """Another line of the sheet is current; NOWHERE for rows that are no lines."""
    lookup_requested = Signal(object)
    """A ``CodedLine`` to be shown in the code finder."""
    told = Signal(str)
    """What became of a change, in words."""

    def __init__(
        self, desk: SheetDesk, facts: CodeFacts, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._facts = facts
        self._look = look
        self._encounter: Encounter | None = None
        self.model = SheetModel(desk, facts, self)
        self.table = SheetTable(self.model, look)
        self._prompts = SheetPrompts(look)
        self.submit_button = QPushButton("Submit (F9)")
        self.remove = self._make_remove()
        self._title = QLabel("Answer sheet")
        self._tools = QHBoxLayout()
        self._build()
        self._connect()

    def start(self, encounter: Encounter) -> None:
        """Get ready for a case; its sheet is loaded into the desk afterwards."""
        self._encounter = encounter
        self.model.start(encounter)

    def show_prompts(self, prompts: tuple[SheetPrompt, ...]) -> None:
        """Show what the checks say of the sheet as it stands."""
        self.model.show_prompts(prompts)
        self.table.fit()
        self._show_prompts_here()

    def add_tools(self, actions: Sequence[QAction]) -> None:
        """Show actions as buttons beside the title."""
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(action.text())
            self._tools.addWidget(button)

    @property
    def current_line(self) -> int:
        """Return the index of the current line on the sheet; NOWHERE without one."""
        return self.model.line_at(self.table.currentIndex())

    @property
    def current_query(self) -> int:
        """Return the index of the current query on the sheet; NOWHERE without one."""
        row = self.model.row_of(self.table.currentIndex())
        return row.index if row and row.kind is RowKind.QUERY else NOWHERE

    def focus(self) -> None:
        """Put the keyboard on the current line, or on the first row there is."""
        if not self.table.currentIndex().isValid():
            self.table.go_to(self._resting_place())
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_code(self, code: Code, *, first: bool) -> None:
        """Put a code at the end of its group, or first; a diagnosis stands there once."""
        if self._completes_current(code):
            self._complete_current(code)
            return
        sheet = self._desk.sheet
        standing = next(
            (
                i
                for i, line in enumerate(sheet.lines)
                if line.kind is Kind.DIAGNOSIS
                and (line.system, line.code) == (code.system, code.code)
            ),
            None,
        )
        if standing is None:
            after, focus = sheet_edits.inserted(
                sheet, CodedLine(code.system, code.code), first=first
            )
            self._desk.change(after, f"add {code.display}", focus, self.current_line)
            self.told.emit(f"Added {code.display}{self._as_first(first)}.")
        elif first and sheet_edits.group(sheet, Kind.DIAGNOSIS)[0] != standing:
            self._put_first(standing)
            self.told.emit(f"{code.display} is now{self._as_first(True).removeprefix(' as')}.")
        else:
            self.table.go_to(self.model.index_of(standing))
            self.told.emit(f"{code.display} is already on the sheet.")

    def add_codes(self, text: str) -> None:
        """Put a pasted list of codes on the sheet, as one change; say what was not understood."""
        pasted = read_pasted(text)
        left_out = _left_out_words(pasted.strange)
        if self._encounter is None or not pasted.codes:
            self.told.emit(f"There is no list of codes to paste. {left_out}".strip())
            return
        sheet, focus = self._desk.sheet, NOWHERE
        setting, day = self._encounter.setting, self._encounter.service_date
        for code in pasted.codes:
            if line := line_of(code.code, setting, self._facts, day):
                sheet, focus = sheet_edits.inserted(sheet, _with_particulars(line, code))
        count = f"{len(pasted.codes)} codes" if len(pasted.codes) > 1 else "1 code"
        self._desk.change(sheet, f"paste {count}", focus, self.current_line)
        self.told.emit(f"Pasted {count}. {left_out}".strip())

    def remove_selected(self) -> None:
        """Take the selected lines and queries off the sheet."""
        rows = [self.model.row_of(index) for index in self.table.selected_rows()]
        lines = [row.index for row in rows if row and row.kind is RowKind.LINE]
        queries = [row.index for row in rows if row and row.kind is RowKind.QUERY]
        sheet = sheet_edits.queries_removed(self._desk.sheet, queries)
        sheet = sheet_edits.removed(sheet, lines)
        left = min(lines, default=NOWHERE)
        focus = min(left, len(sheet.lines) - 1) if lines else NOWHERE
        if lines or queries:
            what = self._named(lines, queries)
            self._desk.change(sheet, f"remove {what}", focus, left)
            self.told.emit(f"Removed {what}; Ctrl+Z brings it back.")

    def move_current(self, steps: int) -> None:
        """Move the current line within its group."""
        line = self.current_line
        if line != NOWHERE:
            after, focus = sheet_edits.moved(self._desk.sheet, line, steps)
            self._desk.change(after, "move a line", focus, line)

    def make_first(self) -> None:
        """Make the current line the first of its group."""
        if self.current_line != NOWHERE:
            self._put_first(self.current_line)

    def first_fault(self) -> str:
        """Go to the first line that cannot be reported; say which and why, or "" if all can."""
        faults = self.model.faults()
        if not faults:
            return ""
        line, remark = faults[0]
        self.table.go_to(self.model.index_of(line))
        coded = self._desk.sheet.lines[line]
        more = len(faults) - 1
        others = f", and {more} more" if more else ""
        return f"{dotted(coded.system, coded.code)} {remark}{others}."

    def link_evidence(self, passage: Passage) -> bool:
        """Bind a passage of the chart to the current line; False without a line."""
        line = self.current_line
        if line == NOWHERE:
            return False
        after = sheet_edits.evidence_added(self._desk.sheet, line, passage)
        self._desk.change(after, "link evidence", line, line)
        return True

    def unlink_evidence(self, passages: Sequence[Passage]) -> None:
        """Let go of passages of the current line."""
        line = self.current_line
        if line != NOWHERE:
            after = sheet_edits.evidence_removed(self._desk.sheet, line, passages)
            self._desk.change(after, "unlink evidence", line, line)

    def add_query(self, passage: Passage) -> None:
        """Put a query about a passage on the sheet and open its question for writing."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        query = ProviderQuery(passage.doc, passage.quote, nth=passage.nth)
        self._desk.change(sheet_edits.query_added(self._desk.sheet, query), "add a query")
        row = self.model.rowCount() - 2
        self.table.open_editor(self.model.index(row, Column.TITLE))

    def _completes_current(self, code: Code) -> bool:
        """Tell whether the current line is a heading that the code lies below."""
        if self.current_line == NOWHERE or self._encounter is None:
            return False
        line, day = self._desk.sheet.lines[self.current_line], self._encounter.service_date
        heading = self._facts.code(line.system, line.code, day)
        if heading is None or heading.billable or line.system is not code.system:
            return False
        return code.code.startswith(line.code)

    def _complete_current(self, code: Code) -> None:
        index = self.current_line
        line = self._desk.sheet.lines[index]
        after, focus = sheet_edits.changed(self._desk.sheet, index, replace(line, code=code.code))
        self._desk.change(after, f"complete {code.display}", focus, index)
        self.told.emit(f"{dotted(line.system, line.code)} is now {code.display}.")

    def _show_prompts_here(self) -> None:
        line = self.current_line
        here = self.model.prompts(line) if line != NOWHERE else ()
        self._prompts.show_prompts(here, len(self.model.prompts()))

    def _resting_place(self) -> QModelIndex:
        """Return the first line, or the row to type in."""
        first = next(
            (n for n, row in enumerate(self.model.rows()) if row.kind is RowKind.LINE), None
        )
        return self.model.index(self.model.rowCount() - 1 if first is None else first, Column.CODE)

    def _make_remove(self) -> QAction:
        # Its key belongs to the table alone: elsewhere it edits text.
        remove = on(
            Verb(self._look, "Remove line", "Del", "delete", self, "sheet.remove"),
            self.remove_selected,
        )
        remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(remove)
        return remove

    def _named(self, lines: Sequence[int], queries: Sequence[int]) -> str:
        if len(lines) + len(queries) > 1:
            return f"{len(lines) + len(queries)} lines"
        if queries:
            return "the query"
        line = self._desk.sheet.lines[lines[0]]
        return dotted(line.system, line.code)

    def _put_first(self, line: int) -> None:
        after, focus = sheet_edits.put_first(self._desk.sheet, line)
        self._desk.change(after, "make it first", focus, line)

    def _as_first(self, first: bool) -> str:
        if not first:
            return ""
        return " as principal" if self.model.inpatient else " as first-listed"

    def _build(self) -> None:
        self._title.setFont(self._look.fonts.strong)
        self._tools.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(S, XS, XS, XS)
        head.addWidget(self._title, 1)
        head.addLayout(self._tools)
        self.submit_button.setAccessibleName("Submit the answer sheet (F9)")
        self.submit_button.setFont(self._look.fonts.strong)
        foot = QHBoxLayout()
        foot.setContentsMargins(S, S, S, S)
        foot.addStretch(1)
        foot.addWidget(self.submit_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._prompts)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._desk.sheet_changed.connect(self._on_sheet_changed)
        self._desk.sheet_loaded.connect(self._on_sheet_loaded)
        self.table.lookup_requested.connect(self._on_lookup_requested)
        self.table.pasted.connect(self.add_codes)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.submit_button.clicked.connect(self._on_submit)

    def _on_sheet_changed(self, focus: int) -> None:
        self.table.fit()
        column = Column(max(self.table.currentIndex().column(), 0))
        if focus == NOWHERE:
            self.table.scrollTo(self.table.currentIndex())
        self.table.go_to(self.model.index_of(focus, column))
        row = self.model.row_of(self.table.currentIndex())
        if row is not None and row.kind is RowKind.HEAD:
            self.table.go_to(self._resting_place())
        self._show_prompts_here()

    def _on_sheet_loaded(self) -> None:
        self.table.fit()
        self._show_prompts_here()

    def _on_row_changed(self, current: QModelIndex) -> None:
        self.line_selected.emit(self.model.line_at(current))
        self._show_prompts_here()

    def _on_lookup_requested(self, line: int) -> None:
        self.lookup_requested.emit(self._desk.sheet.lines[line])

    def _on_submit(self) -> None:
        self.submit_requested.emit()


def _with_particulars(line: CodedLine, pasted: PastedCode) -> CodedLine:
    """Return a pasted line with what its kind of code can carry of what stood beside it."""
    if line.kind is Kind.SERVICE:
        return replace(line, modifiers=pasted.modifiers, units=pasted.units)
    return replace(line, poa=pasted.poa) if line.kind is Kind.DIAGNOSIS else line


def _left_out_words(strange: Sequence[str]) -> str:
    if not strange:
        return ""
    named = "; ".join(strange[:_NAMED])
    more = f"; and {len(strange) - _NAMED} more" if len(strange) > _NAMED else ""
    return f"Not understood: {named}{more}."

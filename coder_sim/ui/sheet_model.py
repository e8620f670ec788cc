"""The answer sheet as a Qt table. The truth stays in ``SheetDesk``; this adapts it."""

from dataclasses import replace
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.answer import CodedLine, ProviderQuery
from coder_sim.domain.code_set import Kind, System, dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.practice.checks import SheetPrompt
from coder_sim.ui import sheet_edits
from coder_sim.ui.line_state import Level, LineState, modifier_words, state_of
from coder_sim.ui.sheet_cells import choices_of, edit_text, evidence_words, with_facet
from coder_sim.ui.sheet_choices import Choice
from coder_sim.ui.sheet_commands import NOWHERE, SheetDesk
from coder_sim.ui.sheet_entry import line_of
from coder_sim.ui.sheet_rows import (
    GROUP_TITLES,
    HEADER_TIPS,
    HEADERS,
    Column,
    RowKind,
    SheetRow,
    rows_of,
    shared_ends,
)

_Index = QModelIndex | QPersistentModelIndex
_Flag = Qt.ItemFlag
_SERVICE_CELLS = (Column.MODIFIERS, Column.UNITS, Column.POINTERS)


class SheetRole(IntEnum):
    """What the delegate asks of a cell beside its text."""

    KIND = Qt.ItemDataRole.UserRole + 1
    REMARK = Qt.ItemDataRole.UserRole + 2
    LEVEL = Qt.ItemDataRole.UserRole + 3
    LABEL = Qt.ItemDataRole.UserRole + 4
    """Small words below the code or the title."""
    NUMBER = Qt.ItemDataRole.UserRole + 5
    PROMPT = Qt.ItemDataRole.UserRole + 6
    """What a check asks to look at again, in short words."""


class SheetModel(QAbstractTableModel):
    """Rows of ``sheet_rows`` over the sheet of a desk; edits become undoable changes."""

    def __init__(self, desk: SheetDesk, facts: CodeFacts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._facts = facts
        self._encounter: Encounter | None = None
        self._rows: tuple[SheetRow, ...] = ()
        self._states: tuple[LineState, ...] = ()
        self._prompts: tuple[SheetPrompt, ...] = ()
        self._prompted: tuple[CodedLine, ...] = ()
        """The lines that the prompts are about."""
        desk.sheet_changed.connect(self._on_sheet_changed)
        desk.sheet_loaded.connect(self._on_sheet_loaded)

    def start(self, encounter: Encounter) -> None:
        """Judge and lay out the sheet for this encounter; load the sheet afterwards."""
        self._encounter = encounter

    def show_prompts(self, prompts: tuple[SheetPrompt, ...]) -> None:
        """Show what the checks say of the sheet as it stands."""
        lines = self._desk.sheet.lines
        self._prompts = tuple(
            prompt for prompt in prompts if all(line < len(lines) for line in prompt.lines)
        )
        self._prompted = lines
        self._tell_all_changed()

    def faults(self) -> tuple[tuple[int, str], ...]:
        """Return the lines that cannot be reported, by index, with the reason."""
        states = enumerate(self._states)
        return tuple((n, state.remark) for n, state in states if state.level is Level.FAULT)

    def choices(self, index: _Index) -> tuple[Choice, ...]:
        """Return what may be typed in a cell, with meanings; nothing where anything may."""
        line = self.line_at(index)
        if line == NOWHERE:
            return ()
        lines, states = self._desk.sheet.lines, self._states
        diagnoses = tuple(
            Choice(str(place), f"{dotted(lines[i].system, lines[i].code)} {states[i].title}")
            for place, i in enumerate(sheet_edits.group(self._desk.sheet, Kind.DIAGNOSIS), start=1)
        )
        return choices_of(lines[line], Column(index.column()), self._facts, diagnoses)

    def prompts(self, line: int = NOWHERE) -> tuple[SheetPrompt, ...]:
        """Return the prompts about a line of the sheet, or all of them."""
        return tuple(x for x in self._prompts if line == NOWHERE or line in x.lines)

    @property
    def inpatient(self) -> bool:
        """Tell whether the sheet asks for POA and procedures."""
        return self._encounter is not None and self._encounter.inpatient

    def row_of(self, index: _Index) -> SheetRow | None:
        """Return the row an index stands in."""
        return self._rows[index.row()] if index.isValid() else None

    def line_at(self, index: _Index) -> int:
        """Return the sheet's line index for a row; NOWHERE for other rows."""
        row = self.row_of(index)
        return row.index if row and row.kind is RowKind.LINE else NOWHERE

    def index_of(self, line: int, column: Column = Column.CODE) -> QModelIndex:
        """Return the cell of a line of the sheet; an invalid index where there is none."""
        for number, row in enumerate(self._rows):
            if row.kind is RowKind.LINE and row.index == line:
                return self.index(number, column)
        return QModelIndex()

    def rows(self) -> tuple[SheetRow, ...]:
        """Return the rows as they stand."""
        return self._rows

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[Column(section)]
        if role == Qt.ItemDataRole.ToolTipRole:
            return HEADER_TIPS.get(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = section in (Column.CODE, Column.TITLE)
            across = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
            return across | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.row_of(index)
        if row is None or row.kind is RowKind.HEAD:
            return _Flag.NoItemFlags
        reach = _Flag.ItemIsEnabled | _Flag.ItemIsSelectable
        return reach | _Flag.ItemIsEditable if self._editable(row, index.column()) else reach

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_of(index)
        if row is None:
            return None
        if role == SheetRole.KIND:
            return row.kind
        if row.kind is RowKind.LINE:
            return self._line_data(row, Column(index.column()), role)
        if row.kind is RowKind.QUERY:
            queries = self._desk.sheet.queries
            # One that is about to be removed has no data any more.
            query = queries[row.index] if row.index < len(queries) else None
            return _query_data(query, row, Column(index.column()), role) if query else None
        if index.column() == Column.CODE and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self._plain_text(row)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_of(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        if not self._editable(row, index.column()):
            return False
        if row.kind is RowKind.QUERY:
            return self._set_question(row, str(value))
        if row.kind is RowKind.ENTRY or index.column() == Column.CODE:
            return self._set_code(row, str(value))
        return self._set_facet(row, Column(index.column()), str(value))

    def _editable(self, row: SheetRow, column: int) -> bool:
        if row.kind is RowKind.HEAD:
            return False
        if row.kind is RowKind.ENTRY:
            return column == Column.CODE
        if row.kind is RowKind.QUERY:
            return column == Column.TITLE
        if column == Column.POA:
            return self.inpatient and row.group == Kind.DIAGNOSIS
        if column in _SERVICE_CELLS:
            return row.group == Kind.SERVICE
        return column == Column.CODE

    def _plain_text(self, row: SheetRow) -> str:
        if row.kind is RowKind.ENTRY:
            return "Type or paste codes here"
        if row.group == "queries":
            return "Queries to the provider"
        title = GROUP_TITLES[Kind(row.group)]
        empty = not sheet_edits.group(self._desk.sheet, Kind(row.group))
        return f"{title}: none yet" if empty else title

    def _line_data(self, row: SheetRow, column: Column, role: int) -> object:
        if row.index >= len(self._states):
            return None  # about to be removed
        line, state = self._desk.sheet.lines[row.index], self._states[row.index]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell_text(line, state, column)
        if role == Qt.ItemDataRole.EditRole:
            return "" if column is Column.TITLE else edit_text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, line, state, column)
        if role == SheetRole.REMARK:
            return state.remark
        if role == SheetRole.LEVEL:
            return state.level
        if role == SheetRole.LABEL:
            return self._role_label(row) if column is Column.CODE else evidence_words(line)
        if role == SheetRole.NUMBER:
            return row.position
        if role == SheetRole.PROMPT:
            return self._prompt_words(row.index)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.MODIFIERS:
            return modifier_words(line.modifiers, self._facts)
        return None

    def _cell_text(self, line: CodedLine, state: LineState, column: Column) -> str:
        if column is Column.CODE:
            return dotted(line.system, line.code)
        if column is Column.TITLE:
            return state.title
        if column is Column.POA and line.poa is None and self._poa_exempt(line):
            return "exempt"
        return edit_text(line, column) if self._asked(line, column) else ""

    def _asked(self, line: CodedLine, column: Column) -> bool:
        return (line.kind is Kind.DIAGNOSIS) == (column is Column.POA)

    def _poa_exempt(self, line: CodedLine) -> bool:
        day = self._encounter.service_date if self._encounter else date.max
        return line.system is System.ICD10CM and self._facts.poa_exempt(line.code, day)

    def _prompt_words(self, line: int) -> str:
        """Return the headings of what stands at a line first; its partner is not marked too."""
        headings = (prompt.heading for prompt in self._prompts if prompt.lines[0] == line)
        told = ", ".join(dict.fromkeys(headings))
        return f"check: {told}" if told else ""

    def _role_label(self, row: SheetRow) -> str:
        if row.position != 1 or row.group == Kind.SERVICE:
            return ""
        return "Principal" if self.inpatient or row.group == Kind.PROCEDURE else "First-listed"

    def _spoken(self, row: SheetRow, line: CodedLine, state: LineState, column: Column) -> str:
        text = self._cell_text(line, state, column)
        if column is Column.CODE:
            parts = (f"{row.group} {row.position}", self._role_label(row), text, state.title)
            told = (*parts, state.remark, self._prompt_words(row.index))
            return ", ".join(part for part in told if part)
        return f"{HEADERS[column]}: {text or 'empty'}"

    def _set_code(self, row: SheetRow, typed: str) -> bool:
        if self._encounter is None:
            return False
        encounter = self._encounter
        line = line_of(typed, encounter.setting, self._facts, encounter.service_date)
        if line is None:
            return False
        sheet = self._desk.sheet
        if row.kind is RowKind.ENTRY:
            after, _ = sheet_edits.inserted(sheet, line)
            # The keyboard stays in the row to type in: codes follow one another.
            self._desk.change(after, f"add {typed.strip()}")
            return True
        old = sheet.lines[row.index]
        line = replace(
            old, system=line.system, code=line.code, modifiers=line.modifiers or old.modifiers
        )
        after, focus = sheet_edits.changed(sheet, row.index, line)
        self._desk.change(after, "change a code", focus, row.index)
        return True

    def _set_facet(self, row: SheetRow, column: Column, typed: str) -> bool:
        line = self._desk.sheet.lines[row.index]
        new = with_facet(line, column, typed)
        if new is None:
            return False
        after, focus = sheet_edits.changed(self._desk.sheet, row.index, new)
        self._desk.change(after, f"change {HEADERS[column]}", focus, row.index)
        return True

    def _set_question(self, row: SheetRow, question: str) -> bool:
        old = self._desk.sheet.queries[row.index]
        query = replace(old, question=question.strip())
        after = sheet_edits.query_changed(self._desk.sheet, row.index, query)
        self._desk.change(after, "change a query")
        return True

    def _judge(self) -> None:
        sheet = self._desk.sheet
        if self._encounter is None:
            self._states = tuple(LineState("", "", Level.FINE) for _ in sheet.lines)
            return
        day, diagnoses = self._encounter.service_date, len(sheet_edits.group(sheet, Kind.DIAGNOSIS))
        self._states = tuple(state_of(line, self._facts, day, diagnoses) for line in sheet.lines)

    def _on_sheet_loaded(self) -> None:
        self.beginResetModel()
        self._prompts, self._prompted = (), self._desk.sheet.lines
        self._judge()
        self._rows = rows_of(self._desk.sheet, inpatient=self.inpatient)
        self.endResetModel()

    def _on_sheet_changed(self) -> None:
        """Take over a change without a reset: an open editor and the selection survive."""
        new = rows_of(self._desk.sheet, inpatient=self.inpatient)
        head, tail = shared_ends(self._rows, new)
        old = self._rows
        # Between removal and insertion no row may name a line that is no longer there.
        if len(old) > head + tail:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._rows = (*new[:head], *new[len(new) - tail :])
            self._judge()
            self.endRemoveRows()
        if len(new) > head + tail:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._rows = new
            self._judge()
            self.endInsertRows()
        self._rows = new
        self._judge()
        lines = self._desk.sheet.lines
        self._prompts = _carried(self._prompts, self._prompted, lines)
        self._prompted = lines
        self._tell_all_changed()

    def _tell_all_changed(self) -> None:
        last = self.index(len(self._rows) - 1, len(Column) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def _query_data(query: ProviderQuery, row: SheetRow, column: Column, role: int) -> object:
    if role == SheetRole.LABEL and column is Column.TITLE:
        quote = " ".join(query.quote.split())
        return f"about: \N{LEFT DOUBLE QUOTATION MARK}{quote}\N{RIGHT DOUBLE QUOTATION MARK}"
    if role == SheetRole.NUMBER:
        return row.position
    if column is Column.CODE and role == Qt.ItemDataRole.DisplayRole:
        return "Query"
    if column is Column.TITLE and role == Qt.ItemDataRole.EditRole:
        return query.question
    texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    if column is Column.TITLE and role in texts:
        return query.question or "Write your question (F2)"
    return None


def _carried(
    prompts: tuple[SheetPrompt, ...], before: tuple[CodedLine, ...], now: tuple[CodedLine, ...]
) -> tuple[SheetPrompt, ...]:
    """Return the prompts about lines that are still there, until the next check has ended."""
    places = {line: place for place, line in enumerate(now)}
    moved = []
    for prompt in prompts:
        about = [places.get(before[line]) for line in prompt.lines]
        there = tuple(place for place in about if place is not None)
        if len(there) == len(about):
            moved.append(replace(prompt, lines=there))
    return tuple(moved)

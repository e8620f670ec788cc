"""How an answer sheet is laid out in rows: groups, lines, queries, and a row to type in."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.code_set import Kind
from coder_sim.ui.sheet_edits import GROUPS, group


class Column(IntEnum):
    """Columns of the answer sheet; the view shows those that the setting asks for."""

    CODE = 0
    TITLE = 1
    POA = 2
    MODIFIERS = 3
    UNITS = 4
    POINTERS = 5


HEADERS = {
    Column.CODE: "Code",
    Column.TITLE: "Description",
    Column.POA: "POA",
    Column.MODIFIERS: "Mod",
    Column.UNITS: "Units",
    Column.POINTERS: "Dx",
}
HEADER_TIPS = {
    Column.POA: "Present on admission: Y, N, U or W in the cell; the space bar leaves it blank",
    Column.MODIFIERS: "Modifiers, such as 25 RT",
    Column.UNITS: "Units of service",
    Column.POINTERS: "Diagnoses that the service is for, by number or letter: 1,2 or AB",
}
GROUP_TITLES = {
    Kind.DIAGNOSIS: "Diagnoses",
    Kind.PROCEDURE: "Procedures",
    Kind.SERVICE: "Services",
}


class RowKind(Enum):
    """What a row of the sheet is."""

    HEAD = "head"
    LINE = "line"
    QUERY = "query"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. Two layouts are alike where ``kind``, ``group`` and ``position`` agree."""

    kind: RowKind
    group: str
    position: int = 0
    """Place within the group, from 1; 0 for heads and the entry row."""
    index: int = -1
    """Index of the line or query on the sheet."""

    @property
    def place(self) -> tuple[RowKind, str, int]:
        """Return what makes this row the same row before and after a change."""
        return (self.kind, self.group, self.position)


def rows_of(sheet: AnswerSheet, *, inpatient: bool) -> tuple[SheetRow, ...]:
    """Lay out a sheet; the groups that the setting asks for are there even when empty."""
    asked = {Kind.DIAGNOSIS, Kind.PROCEDURE if inpatient else Kind.SERVICE}
    rows: list[SheetRow] = []
    for kind in GROUPS:
        own = group(sheet, kind)
        if own or kind in asked:
            rows.append(SheetRow(RowKind.HEAD, kind))
        rows += [SheetRow(RowKind.LINE, kind, n, i) for n, i in enumerate(own, start=1)]
    if sheet.queries:
        rows.append(SheetRow(RowKind.HEAD, "queries"))
    rows += [SheetRow(RowKind.QUERY, "queries", n + 1, n) for n in range(len(sheet.queries))]
    rows.append(SheetRow(RowKind.ENTRY, "entry"))
    return tuple(rows)


def shared_ends(old: tuple[SheetRow, ...], new: tuple[SheetRow, ...]) -> tuple[int, int]:
    """Return how many rows agree at the start and, beyond them, at the end."""
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head].place == new[head].place:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail].place == new[-1 - tail].place:
        tail += 1
    return head, tail

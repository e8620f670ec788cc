"""Reads HCPCS Level II as CMS publishes it: fixed width (320 columns) or a sheet (48 columns).

A code or modifier is one record and any number of continuations with more of its long title.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from coder_sim.domain.code_set import System
from coder_sim.library.readers.catalog import Content, Reader, Skipped, SourceKind, fault
from coder_sim.library.readers.cells import Table, find_table, table_of
from coder_sim.library.readers.services import (
    ServiceCode,
    ServiceModifier,
    ServiceRow,
    Title,
    TitleKind,
    dated_edition,
    day_of,
)
from coder_sim.library.readers.text_source import head_lines

_CODE, _MORE_OF_CODE, _MODIFIER, _MORE_OF_MODIFIER = "3478"
_SHORTEST = 290
"""Columns of a record up to its last day; some copies lose the blanks behind it."""
_HCPCS_CODE = re.compile(r"[A-V]\d{4}")
_RECORD = re.compile(r"(?:[A-Z0-9]{5}|[A-Z0-9 ]{3}[A-Z0-9]{2})\d{5}[3478]")
_SHEET_HEAD = ("HCPC", "SEQNUM", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION")
_DAYS = ("ADD DT", "ACT EFF DT", "TERM DT")
_FOREIGN = "codes and modifiers that begin with a digit: they are CPT"


@dataclass(frozen=True, slots=True)
class _Record:
    """One line or row."""

    where: str
    code: str
    sequence: str
    kind: str
    long: str
    short: str
    pricing: tuple[str, ...]
    coverage: str
    added: str
    effective: str
    ended: str


@dataclass(slots=True)
class _Entry:
    """A record with its continuations."""

    first: _Record
    parts: list[str] = field(default_factory=list)
    last_sequence: str = ""


def read_fixed(data: bytes) -> Content[ServiceRow]:
    """Read the fixed-width file; SourceError with the line of a record at fault."""
    # CMS writes Latin-1; a byte of zero or a control sign is damage.
    text = data.decode("latin-1").replace("\r\n", "\n").rstrip("\x1a")
    return _content(_fixed_records(text.removesuffix("\n").split("\n")))


def read_sheet(data: bytes) -> Content[ServiceRow]:
    """Read the workbook's sheet or its CSV; SourceError with the row of a record at fault."""
    return _content(_sheet_records(table_of(data, _SHEET_HEAD)))


def _recognises_fixed(head: bytes) -> bool:
    records = (line for line in head_lines(head)[:40] if len(line) >= _SHORTEST)
    return any(_RECORD.match(line) for line in records)


def _recognises_sheet(head: bytes) -> bool:
    return find_table(head, _SHEET_HEAD) is not None


def _fixed_records(lines: Iterable[str]) -> Iterator[_Record]:
    begun = False
    for number, line in enumerate(lines, start=1):
        if len(line) >= _SHORTEST and _RECORD.match(line):
            begun = True
            yield _fixed_record(line, f"line {number}")
        elif begun and line.strip():
            raise fault("it breaks off, or this is no HCPCS record", f"line {number}")


def _fixed_record(line: str, where: str) -> _Record:
    if not line.isprintable():
        raise fault("the record holds signs that no title has", where)
    pricing = tuple(line[start : start + 2] for start in range(119, 127, 2))
    return _Record(
        *(where, line[:5].strip(), line[5:10], line[10], line[11:91].strip(), line[91:119].strip()),
        pricing=tuple(filter(str.strip, pricing)),
        coverage=line[229].strip(),
        added=line[268:276],
        effective=line[276:284],
        ended=line[284:292],
    )


def _sheet_records(table: Table) -> Iterator[_Record]:
    missing = [name for name in _DAYS if name not in table.header]
    if missing:
        raise fault(f"the column {missing[0]} is missing", f"row {table.header_row}")
    cell: Callable[[list[str], str], str] = table.cell
    for where, row in table.rows():
        kind = cell(row, "RECID")
        if kind not in (_CODE, _MORE_OF_CODE, _MODIFIER, _MORE_OF_MODIFIER):
            raise fault(f"'{kind[:20]}' is no kind of record", where)
        yield _Record(
            *(where, cell(row, "HCPC"), cell(row, "SEQNUM"), kind),
            long=cell(row, "LONG DESCRIPTION"),
            short=cell(row, "SHORT DESCRIPTION"),
            pricing=tuple(filter(None, (cell(row, f"PRICE{number}") for number in range(1, 5)))),
            coverage=cell(row, "COV"),
            added=cell(row, "ADD DT"),
            effective=cell(row, "ACT EFF DT"),
            ended=cell(row, "TERM DT"),
        )


def _entries(records: Iterable[_Record]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for record in records:
        if record.kind in (_CODE, _MODIFIER):
            if entry is not None:
                yield entry
            entry = _Entry(record, [record.long], record.sequence)
            continue
        expected = _CODE if record.kind == _MORE_OF_CODE else _MODIFIER
        begun = entry is not None and (entry.first.code, entry.first.kind) == (
            record.code,
            expected,
        )
        if entry is None or not begun or record.sequence <= entry.last_sequence:
            raise fault(f"{record.code} goes on here without its line before it", record.where)
        entry.parts.append(record.long)
        entry.last_sequence = record.sequence
    if entry is not None:
        yield entry


def _content(records: Iterable[_Record]) -> Content[ServiceRow]:
    rows: dict[str, ServiceRow] = {}
    foreign: list[str] = []
    newest = date.min
    for entry in _entries(records):
        first = entry.first
        if first.code[:1].isdigit():
            foreign.append(first.where)
            continue
        if first.code in rows:
            raise fault(f"{first.code} stands there a second time", first.where)
        row = rows[first.code] = _row(entry)
        newest = max(newest, row.valid_from, day_of(first.effective, first.where, date.min))
    if not rows:
        raise fault("it holds no HCPCS code")
    return Content(
        SourceKind.HCPCS,
        dated_edition(None if newest == date.min else newest),
        tuple(rows.values()),
        sum(isinstance(row, ServiceCode) for row in rows.values()),
        skipped=(Skipped(len(foreign), _FOREIGN, foreign[0]),) if foreign else (),
    )


def _row(entry: _Entry) -> ServiceRow:
    first = entry.first
    title = " ".join(" ".join(entry.parts).split())
    if not title:
        raise fault(f"{first.code} has no title", first.where)
    start = day_of(first.added, first.where, date.min)
    end = day_of(first.ended, first.where, date.max)
    if first.kind == _MODIFIER:
        if not re.fullmatch(r"[A-Z][A-Z0-9]", first.code):
            raise fault(f"'{first.code}' is no HCPCS modifier", first.where)
        return ServiceModifier(first.code, title, (System.CPT, System.HCPCS), start, end)
    if not _HCPCS_CODE.fullmatch(first.code):
        raise fault(f"'{first.code}' is no HCPCS code", first.where)
    titles = Title(TitleKind.LONG, title), Title(TitleKind.SHORT, first.short)
    return ServiceCode(System.HCPCS, first.code, titles, start, end, first.coverage, first.pricing)


HCPCS_FIXED = Reader(SourceKind.HCPCS, _recognises_fixed, read_fixed)
HCPCS_SHEET = Reader(SourceKind.HCPCS, _recognises_sheet, read_sheet)

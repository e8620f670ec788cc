"""Reads tables of text with a header row somewhere near the top: CSV, or columns set by tabs."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder_sim.library.readers.catalog import fault
from coder_sim.library.readers.text_source import decoded

_CAPTION_ROWS = 40
"""How far down a header row may stand, below notices and captions."""
_AGAIN = "Take the file from its publisher again."


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below a header row, which keep the numbers of their lines."""

    header: tuple[str, ...]
    header_row: int
    _rows: tuple[tuple[int, list[str]], ...]

    def rows(self) -> Iterator[tuple[str, list[str]]]:
        """Yield where a row stands and its cells; SourceError where cells are missing.

        Blank rows are passed over.
        """
        width = len(self.header)
        for line, row in self._rows:
            if not any(cell.strip() for cell in row):
                continue
            # Spreadsheets add empty columns at the end, and some drop them.
            if any(cell.strip() for cell in row[width:]) or len(row) < width:
                what = f"the row has {len(row)} cells, the header {width}"
                raise fault(f"it breaks off or is damaged: {what}", f"line {line}", _AGAIN)
            yield f"line {line}", row

    def cell(self, row: Sequence[str], name: str) -> str:
        """Return a cell by the name of its column, without blanks around it; "" if absent."""
        return row[self.header.index(name)].strip() if name in self.header else ""


def table_of(data: bytes, wanted: Sequence[str]) -> Table:
    """Return the table whose header row begins with the wanted names; SourceError without."""
    found = _find(decoded(data), wanted, whole=True)
    if found is None:
        raise fault(f"it has no header row that begins with {', '.join(wanted)}", todo=_AGAIN)
    return found


def find_table(head: bytes, wanted: Sequence[str]) -> Table | None:
    """Return the table as far as it stands in the beginning of a file, None without one."""
    if 0 in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return _find(head.decode(encoding, "replace"), wanted, whole=False)


def same_name(cell: str) -> str:
    """Return a column's name as it is compared: capitals, white space made single."""
    return " ".join(cell.split()).upper()


def _find(text: str, wanted: Sequence[str], whole: bool) -> Table | None:
    names = tuple(map(same_name, wanted))
    for delimiter in "\t", ",":
        if not whole and not _near(text, names, delimiter):
            continue
        table = _table(text, names, delimiter, whole)
        if table is not None:
            return table
    return None


def _near(text: str, names: tuple[str, ...], delimiter: str) -> bool:
    """Tell quickly whether the names can stand in a text at all."""
    plain = same_name(text)
    return delimiter in text and all(name in plain for name in names)


def _table(text: str, names: tuple[str, ...], delimiter: str, whole: bool) -> Table | None:
    # Tab-separated files of publishers do not quote: a lone quote sign is part of a title.
    stream = io.StringIO(text, newline="")
    reader = (
        csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
        if delimiter == "\t"
        else csv.reader(stream, strict=True)
    )
    header: tuple[str, ...] | None = None
    header_row = line = 0
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            begun, line = line + 1, reader.line_num
            if header is not None:
                rows.append((begun, row))
            elif tuple(map(same_name, row[: len(names)])) == names:
                header, header_row = _trimmed(row), begun
                if not whole:
                    break
            elif begun > _CAPTION_ROWS:
                return None
    except csv.Error as error:
        if header is None:
            return None
        raise fault(f"it is damaged ({error})", f"line {line + 1}", _AGAIN) from None
    return Table(header, header_row, tuple(rows)) if header is not None else None


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """Return the names of a header row without the empty ones at its end."""
    names = [same_name(cell) for cell in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)

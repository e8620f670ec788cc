"""Turns the sheets of a workbook (xlsx) into CSV, which is what readers of tables take."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from coder_sim.archive import Archive
from coder_sim.library.readers.catalog import HEAD_BYTES, fault
from coder_sim.library.readers.xml_source import xml_root

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_STRINGS = "xl/sharedStrings.xml"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WIDEST = 256
"""Columns; a workbook could name 16,384 in each of a million rows."""
_LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    """"sheet 1" and so on."""
    data: bytes
    """CSV in UTF-8, a line for each row up to the last, all of one width, blanks kept."""


def is_workbook(names: tuple[str, ...]) -> bool:
    """Tell from its members whether a zip is a workbook."""
    return "[Content_Types].xml" in names and "xl/workbook.xml" in names


def sheets(archive: Archive) -> Iterator[Sheet]:
    """Yield the sheets of a workbook; raises SourceError, and ArchiveFault for a damaged member."""
    names = archive.names
    shared = _shared(archive.read(_STRINGS)) if _STRINGS in names else ()
    numbered = sorted((int(match[1]), match[0]) for match in map(_SHEET.fullmatch, names) if match)
    for number, name in numbered:
        yield Sheet(f"sheet {number}", _as_csv(_rows(archive.read(name), shared)))


def _shared(data: bytes) -> tuple[str, ...]:
    found = []
    for element in _elements(data, "sst", "si"):
        # Not itertext: readings in another script (rPh) are no part of the text.
        runs = (
            *element.findall(f"{_NAMESPACE}t"),
            *element.findall(f"{_NAMESPACE}r/{_NAMESPACE}t"),
        )
        found.append("".join(run.text or "" for run in runs))
    return tuple(found)


def _elements(data: bytes, root: str, tag: str) -> Iterator[ElementTree.Element]:
    """Yield elements one at a time and forget them: a sheet may be of some 10 MB."""
    if xml_root(data[:HEAD_BYTES]) != root:
        raise fault(f"the workbook is damaged: a part of it is no '{root}'")
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(data)):
            if element.tag == f"{_NAMESPACE}{tag}":
                yield element
                element.clear()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise fault(f"the workbook is damaged ({error})") from None


def _rows(data: bytes, shared: tuple[str, ...]) -> Iterator[tuple[int, dict[int, str]]]:
    last = 0
    for row in _elements(data, "worksheet", "row"):
        number = row.get("r") or str(last + 1)
        if not number.isdecimal() or not last < int(number) <= _LAST_ROW:
            raise fault("the workbook is damaged: its rows are out of order", f"row {last + 1}")
        last = int(number)
        yield last, dict(_cells(row, shared, f"row {last}"))


def _cells(
    row: ElementTree.Element, shared: tuple[str, ...], where: str
) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(row.findall(f"{_NAMESPACE}c")):
        match = _CELL.fullmatch(cell.get("r") or "")
        column = _column(match[1]) if match else place
        if column >= _WIDEST:
            raise fault(f"the workbook has more than {_WIDEST} columns", where)
        yield column, _value(cell, shared, where)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ElementTree.Element, shared: tuple[str, ...], where: str) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{_NAMESPACE}t"))
    value = cell.findtext(f"{_NAMESPACE}v") or ""
    if kind != "s":
        return value.removesuffix(".0")
    if not value.isdecimal() or int(value) >= len(shared):
        raise fault("the workbook is damaged: a text is missing", where)
    return shared[int(value)]


def _as_csv(rows: Iterator[tuple[int, dict[int, str]]]) -> bytes:
    listed = list(rows)
    width = 1 + max((max(cells, default=0) for _, cells in listed), default=0)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    written = 0
    for number, cells in listed:
        stream.write("\n" * (number - written - 1))
        writer.writerow([cells.get(column, "") for column in range(width)])
        written = number
    return stream.getvalue().encode("utf-8", "replace")

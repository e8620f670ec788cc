"""Reads MS-DRG Table 5: the weight and lengths of stay of each MS-DRG of a fiscal year."""

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from coder_sim.library.readers.catalog import (
    Content,
    Reader,
    Skipped,
    SourceKind,
    fault,
    fiscal_edition,
)
from coder_sim.library.readers.text_source import decoded, head_lines

_FIRST = "MS-DRG"
_TITLE, _GEOMETRIC, _ARITHMETIC = "MS-DRG TITLE", "GEOMETRIC MEAN LOS", "ARITHMETIC MEAN LOS"
_WEIGHTS = ("WEIGHTS - BEFORE CAP", "WEIGHTS")
"""Before the cap on yearly losses; years without a cap have one column."""
_YEAR = re.compile(r"\bFY\s*(20\d\d)\b", re.IGNORECASE)
_HEADER_WITHIN = 20
_DRG = re.compile(r"[0-9]{1,3}")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
_HEAVIEST = 100.0
_AGAIN = "Take the file from its publisher again."


class DrgWeight(NamedTuple):
    """A row: relative weight before the cap, mean lengths of stay in days (None: not given)."""

    drg: int
    title: str
    weight: float
    geometric_days: float | None
    arithmetic_days: float | None


def read_drg_table(data: bytes) -> Content[DrgWeight]:
    """Read all weighted MS-DRGs; SourceError with the line of a row that cannot be one."""
    text = decoded(data)
    year = _YEAR.search(text)
    if year is None:
        raise fault("it does not state its fiscal year", "line 1", _AGAIN)
    weights: dict[int, DrgWeight] = {}
    unweighted: list[str] = []
    for where, cells in _rows(text):
        row = _weight(cells, where)
        if row is None:
            unweighted.append(where)
        elif row.drg in weights:
            raise fault(f"MS-DRG {row.drg} stands there twice", where, _AGAIN)
        else:
            weights[row.drg] = row
    if not weights:
        raise fault("it holds no weights")
    why = "MS-DRGs without a weight"
    skipped = (Skipped(len(unweighted), why, unweighted[0]),) if unweighted else ()
    edition = fiscal_edition(int(year[1]))
    rows = tuple(weights.values())
    return Content(SourceKind.DRG_WEIGHTS, edition, rows, len(rows), "MS-DRGs", skipped)


def _rows(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where a row stands and its cells by column, below the header row."""
    delimiter = "\t" if "\t" in text else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] = []
    try:
        for number, row in enumerate(reader, start=1):
            if header:
                if any(cell.strip() for cell in row):
                    yield f"line {reader.line_num}", dict(zip(header, row, strict=False))
            elif row and _name(row[0]) == _FIRST:
                header = [_name(cell) for cell in row]
            elif number > _HEADER_WITHIN:
                break
    except csv.Error as error:
        raise fault(f"it is damaged ({error})", f"line {reader.line_num}", _AGAIN) from None
    if not header:
        raise fault("it has no header row that begins with MS-DRG", todo=_AGAIN)


def _name(cell: str) -> str:
    return " ".join(cell.split()).upper()


def _weight(cells: dict[str, str], where: str) -> DrgWeight | None:
    """Return a row, None where it has no weight."""
    drg, *others = (cell.strip() for cell in cells.values())
    if not any(others):
        # A note below the table.
        return None
    named = next((name for name in _WEIGHTS if name in cells), None)
    if named is None or not _DRG.fullmatch(drg):
        raise fault(f'"{drg[:20]}" is no MS-DRG with a weight', where, _AGAIN)
    weight = _number(cells[named])
    if weight is None:
        return None
    if not 0 < weight < _HEAVIEST:
        raise fault(f"MS-DRG {drg} cannot weigh {weight}", where, _AGAIN)
    days = _number(cells.get(_GEOMETRIC, "")), _number(cells.get(_ARITHMETIC, ""))
    return DrgWeight(int(drg), cells.get(_TITLE, "").strip(), weight, *days)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def _recognises(head: bytes) -> bool:
    text = _name(" ".join(head_lines(head)[:_HEADER_WITHIN]).replace('"', ""))
    return all(words in text for words in ("TABLE 5", _TITLE, _WEIGHTS[-1]))


DRG_WEIGHTS = Reader(SourceKind.DRG_WEIGHTS, _recognises, read_drg_table)

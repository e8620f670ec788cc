"""Reads the edits of Medicare's NCCI: procedure pairs (PTP) and most units of a day (MUE)."""

import re
from datetime import date
from typing import NamedTuple

from coder_sim.domain.code_edits import MueSetting
from coder_sim.library.readers.catalog import (
    Content,
    Reader,
    Skipped,
    SourceEdition,
    SourceKind,
    fault,
)
from coder_sim.library.readers.cells import find_table, table_of
from coder_sim.library.readers.services import dated_edition, day_of
from coder_sim.library.readers.text_source import decoded, head_lines

_PAIR = re.compile(
    r"^([0-9A-Z]{5})\t([0-9A-Z]{5})\t\*?\t(\d{8})\t(\d{8}|\*)\t([019])(?:\t([^\t\n]*))?$",
    re.MULTILINE,
)
_OLDEST = date(2025, 1, 1)
_ENDED = f"pairs that ended before {_OLDEST.year}"
_NOTICE_LINES = 40

_MUE_HEADS = (("HCPCS/ CPT Code",), ("HCPCS/CPT Code",))
_CODE = re.compile(r"[0-9A-Z]{5}")
_QUARTER = re.compile(r"(\d{1,2})[-/]0?1[-/](20\d\d)")


class PtpPair(NamedTuple):
    """A pair of which column 2 is not paid beside column 1 on one day."""

    column1: str
    column2: str
    valid_from: int
    """Days as proleptic ordinals (``date.toordinal``): there are millions of them."""
    valid_to: int
    indicator: int
    """0 no modifier helps, 1 an NCCI modifier may, 9 the pair is no edit."""
    rationale: str


class UnitLimit(NamedTuple):
    """The most units of a code in one setting."""

    code: str
    setting: MueSetting
    units: int
    indicator: int
    """1 judged by claim line, 2 by day and absolute, 3 by day and clinical."""
    rationale: str


def read_ptp(data: bytes) -> Content[PtpPair]:
    """Read a PTP text file; SourceError with the line of a pair at fault."""
    text = decoded(data).replace("\r\n", "\n").rstrip("\x1a\n")
    found = _PAIR.findall(text)
    _check_lines(text, len(found))
    days = _Days()
    oldest = _OLDEST.toordinal()
    rows: list[PtpPair] = []
    newest = ended = 0
    for column1, column2, start, end, indicator, rationale in found:
        first, last = days.of(start), days.last_of(end)
        newest = max(newest, first)
        if last < oldest:
            ended += 1
        else:
            rows.append(PtpPair(column1, column2, first, last, int(indicator), rationale.strip()))
    if not rows:
        raise fault("it holds no pair in force")
    skipped = (Skipped(ended, _ENDED),) if ended else ()
    return Content(
        *(SourceKind.NCCI_PTP, dated_edition(date.fromordinal(newest)), tuple(rows), len(rows)),
        unit="pairs",
        skipped=skipped,
        part=f"{rows[0].column1}-{rows[-1].column1}",
    )


class _Days:
    """Days in the file's form as ordinals; there are few of them and millions of rows."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {"*": date.max.toordinal()}

    def of(self, text: str) -> int:
        """Return a day; SourceError where there is no such day."""
        if text not in self._known:
            self._known[text] = day_of(text, f"day {text}", date.min).toordinal()
        return self._known[text]

    def last_of(self, text: str) -> int:
        """Return the last day on which a pair counts: its deletion date is that day."""
        return self.of(text)


def _check_lines(text: str, found: int) -> None:
    """Refuse a file that has any other line once the pairs have begun."""
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if _PAIR.match(line)), None)
    if start is None or start > _NOTICE_LINES:
        raise fault("it holds no pair of codes")
    if len(lines) - start != found:
        wrong = next(
            number
            for number, line in enumerate(lines[start:], start=start + 1)
            if not _PAIR.match(line)
        )
        raise fault("it breaks off, or this is no pair of codes", f"line {wrong}")


def _recognises_ptp(head: bytes) -> bool:
    return any(_PAIR.match(line) for line in head_lines(head)[:_NOTICE_LINES])


def read_mue(data: bytes) -> Content[UnitLimit]:
    """Read a MUE table; SourceError with the line of a row at fault."""
    head = _mue_head(data) or _MUE_HEADS[0]
    table = table_of(data, head)
    setting = _setting(table.header)
    if setting is None:
        raise fault("its header does not say for which services it is", f"line {table.header_row}")
    rows: dict[str, UnitLimit] = {}
    for where, row in table.rows():
        code, units, indicator, rationale = (cell.strip() for cell in row[:4])
        if not _CODE.fullmatch(code):
            raise fault(f"'{code[:20]}' is no CPT or HCPCS code", where)
        if code in rows:
            raise fault(f"{code} stands there a second time", where)
        if not re.fullmatch(r"\d{1,6}", units) or indicator[:1] not in ("1", "2", "3"):
            raise fault("the row has no number of units with its indicator", where)
        rows[code] = UnitLimit(code, setting, int(units), int(indicator[0]), rationale)
    if not rows:
        raise fault("it holds no code")
    quarter = _QUARTER.search(data[:8192].decode("latin-1"))
    day = _quarter_day(quarter) if quarter else None
    return Content(
        *(SourceKind.MUE, dated_edition(day) if day else SourceEdition("")),
        tuple(rows.values()),
        len(rows),
        part=setting.value,
    )


def _quarter_day(found: re.Match[str]) -> date | None:
    month = int(found[1])
    return date(int(found[2]), month, 1) if 1 <= month <= 12 else None


def _mue_head(data: bytes) -> tuple[str, ...] | None:
    return next((head for head in _MUE_HEADS if find_table(data[:65_536], head)), None)


def _setting(header: tuple[str, ...]) -> MueSetting | None:
    if len(header) < 4 or "MUE" not in header[1]:
        return None
    return next((setting for setting in MueSetting if setting.name in header[1]), None)


def _recognises_mue(head: bytes) -> bool:
    for names in _MUE_HEADS:
        table = find_table(head, names)
        if table is not None and _setting(table.header) is not None:
            return True
    return False


NCCI_PTP = Reader(SourceKind.NCCI_PTP, _recognises_ptp, read_ptp)
MUE = Reader(SourceKind.MUE, _recognises_mue, read_mue)

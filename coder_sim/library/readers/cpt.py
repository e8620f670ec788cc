"""Reads the files of a licensed CPT distribution: descriptors of each length, and plain ones.

The text files begin with the publisher's notice; then comes one code a line, or, in fixed
width, numbered lines that continue one descriptor.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from coder_sim.domain.code_set import System
from coder_sim.library.readers.catalog import (
    Content,
    Reader,
    Skipped,
    SourceEdition,
    SourceKind,
    fault,
)
from coder_sim.library.readers.cells import find_table, table_of
from coder_sim.library.readers.services import ServiceCode, ServiceRow, Title, TitleKind
from coder_sim.library.readers.text_source import head_lines, lines_of

_LINE = re.compile(r"(\d{4}[0-9A-Z])(\t| +)(\S[^\t]*)")
_NUMBERED = re.compile(r"(\d{4}[0-9A-Z])(\d\d) (.*\S.*)")
_CODE = re.compile(r"\d{4}[0-9A-Z]")
_YEAR = re.compile(r"CPT\D{0,40}(20\d\d)")
_NOTICE_LINES = 120
_SHORT, _MEDIUM = 28, 48
"""Longest short and medium descriptor."""
_WHOLE = 500
"""A file with more codes is a publisher's own, and its last line has an end."""
_CONSUMER_HEAD = ("Concept Id", "CPT Code", "Consumer Friendly Descriptor")
_CLINICIAN_HEAD = ("Concept Id", "CPT Code", "Clinician Descriptor Id", "Clinician Descriptor")
_AGAIN = "Take the file from your CPT distribution again."


def _notice_and_body(lines: Sequence[str], pattern: re.Pattern[str]) -> tuple[int, list[str]]:
    """Return where the descriptors begin (index) and their lines; none where there are none."""
    for index, line in enumerate(lines[:_NOTICE_LINES]):
        if pattern.fullmatch(line.rstrip()):
            return index, list(lines[index:])
    return 0, []


def _shape(lines: Sequence[str]) -> SourceKind | None:
    """Return which descriptors the lines of one code each are, by how they are set."""
    found = [match for line in lines if (match := _LINE.fullmatch(line.rstrip()))]
    written = sum(bool(line.strip()) for line in lines)
    # A line may be damaged: that is for the reader to say, with its number.
    if not found or 2 * len(found) < written:
        return None
    if any("\t" in match[2] for match in found):
        return SourceKind.CPT_LONG
    longest = max(len(match[3]) for match in found)
    if longest <= _SHORT:
        return SourceKind.CPT_SHORT
    return SourceKind.CPT_MEDIUM if longest <= _MEDIUM else SourceKind.CPT_LONG


def _recognises_text(kind: SourceKind) -> Callable[[bytes], bool]:
    def recognises(head: bytes) -> bool:
        lines = head_lines(head)
        # The last line of a head may be cut.
        whole = lines[:-1] if len(lines) > 1 else lines
        return _shape(_notice_and_body(whole, _LINE)[1]) is kind

    return recognises


def _recognises_numbered(head: bytes) -> bool:
    lines = [line for line in _notice_and_body(head_lines(head), _NUMBERED)[1][:-1] if line.strip()]
    numbers = [match[2] for line in lines if (match := _NUMBERED.fullmatch(line.rstrip()))]
    return bool(lines) and len(numbers) == len(lines) and numbers[0] == "01"


def _read_text(kind: SourceKind, titles: TitleKind) -> Callable[[bytes], Content[ServiceRow]]:
    def read(data: bytes) -> Content[ServiceRow]:
        lines = lines_of(data)
        start, body = _notice_and_body(lines, _LINE)
        rows: dict[str, ServiceRow] = {}
        for number, line in enumerate(body, start=start + 1):
            if not line.strip():
                continue
            match = _LINE.fullmatch(line.rstrip())
            if match is None:
                raise fault("this is no CPT code with its descriptor", f"line {number}", _AGAIN)
            _add(rows, match[1], Title(titles, match[3].strip()), f"line {number}")
        return _content(kind, rows, lines[:start], data)

    return read


def read_numbered(data: bytes) -> Content[ServiceRow]:
    """Read long descriptors in fixed width; SourceError with the line that is at fault."""
    lines = lines_of(data)
    start, body = _notice_and_body(lines, _NUMBERED)
    rows: dict[str, ServiceRow] = {}
    for code, parts in groupby(_numbered(body, start), key=lambda part: part[1]):
        listed = list(parts)
        for expected, (number, _, sequence, _) in enumerate(listed, start=1):
            if sequence != expected:
                what = f"line {sequence:02d} of {code} stands where line {expected:02d} belongs"
                raise fault(what, f"line {number}", _AGAIN)
        text = " ".join(text for *_, text in listed)
        _add(rows, code, Title(TitleKind.LONG, text), f"line {listed[0][0]}")
    return _content(SourceKind.CPT_LONG, rows, lines[:start], data)


def _numbered(body: Iterable[str], start: int) -> Iterator[tuple[int, str, int, str]]:
    for number, line in enumerate(body, start=start + 1):
        if not line.strip():
            continue
        match = _NUMBERED.fullmatch(line.rstrip())
        if match is None:
            raise fault("this is no line of a CPT descriptor", f"line {number}", _AGAIN)
        yield number, match[1], int(match[2]), match[3].strip()


def _add(rows: dict[str, ServiceRow], code: str, title: Title, where: str) -> None:
    if code in rows:
        raise fault(f"{code} stands there a second time", where, _AGAIN)
    rows[code] = ServiceCode(System.CPT, code, (title,))


def _content(
    kind: SourceKind, rows: dict[str, ServiceRow], notice: Sequence[str], data: bytes
) -> Content[ServiceRow]:
    if not rows:
        raise fault("it holds no CPT code", todo=_AGAIN)
    if len(rows) > _WHOLE and not data.endswith((b"\n", b"\r", b"\n\x00", b"\x1a")):
        raise fault("it breaks off: its last line has no end", f"code {list(rows)[-1]}", _AGAIN)
    year = _YEAR.search(" ".join(notice))
    edition = SourceEdition(year[1], year=int(year[1])) if year else SourceEdition("")
    return Content(kind, edition, tuple(rows.values()), len(rows))


def _read_plain(
    kind: SourceKind, titles: TitleKind, head: Sequence[str]
) -> Callable[[bytes], Content[ServiceRow]]:
    def read(data: bytes) -> Content[ServiceRow]:
        table = table_of(data, head)
        found: dict[str, list[Title]] = {}
        blank: list[str] = []
        for where, row in table.rows():
            code, text = row[1].strip(), row[len(head) - 1].strip()
            if not _CODE.fullmatch(code):
                raise fault(f"'{code[:20]}' is no CPT code", where, _AGAIN)
            if text:
                found.setdefault(code, []).append(Title(titles, text))
            else:
                blank.append(where)
        if not found:
            raise fault("it holds no CPT code", todo=_AGAIN)
        rows = (ServiceCode(System.CPT, code, tuple(texts)) for code, texts in found.items())
        skipped = (Skipped(len(blank), "rows without a descriptor", blank[0]),) if blank else ()
        return Content(kind, SourceEdition(""), tuple(rows), len(found), skipped=skipped)

    return read


def _has_table(head: Sequence[str]) -> Callable[[bytes], bool]:
    return lambda data: find_table(data, head) is not None


CPT_NUMBERED = Reader(SourceKind.CPT_LONG, _recognises_numbered, read_numbered)
CPT_LONG, CPT_MEDIUM, CPT_SHORT = (
    Reader(kind, _recognises_text(kind), _read_text(kind, titles))
    for kind, titles in (
        (SourceKind.CPT_LONG, TitleKind.LONG),
        (SourceKind.CPT_MEDIUM, TitleKind.MEDIUM),
        (SourceKind.CPT_SHORT, TitleKind.SHORT),
    )
)
CPT_CONSUMER = Reader(
    SourceKind.CPT_CONSUMER,
    _has_table(_CONSUMER_HEAD),
    _read_plain(SourceKind.CPT_CONSUMER, TitleKind.CONSUMER, _CONSUMER_HEAD),
)
CPT_CLINICIAN = Reader(
    SourceKind.CPT_CLINICIAN,
    _has_table(_CLINICIAN_HEAD),
    _read_plain(SourceKind.CPT_CLINICIAN, TitleKind.CLINICIAN, _CLINICIAN_HEAD),
)

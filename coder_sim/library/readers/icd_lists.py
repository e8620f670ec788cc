"""Reads the text lists of ICD-10 codes: order files and code files of both code sets.

Neither states its edition: the build finds it by which codes were valid when.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from coder_sim.library.readers.catalog import Content, Reader, SourceEdition, SourceKind, fault
from coder_sim.library.readers.text_source import head_lines, lines_of

_ORDER = re.compile(r"(\d{5}) ([0-9A-Z]{3,7}) *([01]) (.*)")
_CODE_LINE = re.compile(r"([0-9A-Z]{3,7}) *(\S.*)")
_DIAGNOSIS = re.compile(r"[A-Z][0-9A-Z]{2,6}")
_PROCEDURE = re.compile(r"[0-9B-DF-HX][0-9A-HJ-NP-Z]{2}(?:[0-9A-HJ-NP-Z]{4})?")
_FLAG, _SHORT, _LONG = 14, 16, 77
_TEXT = 8
"""Where a code file's text begins."""
_ENOUGH = 5
"""Lines that settle what a file is."""
_AGAIN = "Take the file from its publisher again."


class ListedCode(NamedTuple):
    """One line: a code or heading in normal form."""

    code: str
    title: str
    billable: bool
    short_title: str = ""


def _order_line(line: str) -> ListedCode | None:
    """Read a line of an order file: order 1-5, code 7-13, flag 15, short 17-76, long 78-."""
    if not _ORDER.fullmatch(line) or line[_FLAG] not in "01" or line[_FLAG - 1] != " ":
        return None
    code, title = line[6:13].rstrip(), line[_LONG:].strip()
    known = code.isalnum() and title
    short = line[_SHORT : _LONG - 1].strip()
    return ListedCode(code, title, line[_FLAG] == "1", short) if known else None


def _code_line(line: str) -> ListedCode | None:
    """Read a line of a code file: code 1-7, text from 9."""
    fits = (
        _CODE_LINE.fullmatch(line)
        and line[_TEXT - 1 : _TEXT] == " "
        and line[_TEXT : _TEXT + 1] > " "
    )
    code = line[: _TEXT - 1].rstrip()
    return ListedCode(code, line[_TEXT:].strip(), True) if fits and code.isalnum() else None


_Line = Callable[[str], ListedCode | None]


def _shape_of(codes: list[str]) -> re.Pattern[str] | None:
    """Return the shape all codes have; where both fit ("B00"), they are diagnoses."""
    shapes = (_DIAGNOSIS, _PROCEDURE)
    return next((shape for shape in shapes if all(map(shape.fullmatch, codes))), None)


def _recognises(line: _Line, shape: re.Pattern[str]) -> Callable[[bytes], bool]:
    def recognises(head: bytes) -> bool:
        whole = [text for text in head_lines(head)[: _ENOUGH + 1] if text.strip()][:_ENOUGH]
        read = [listed for text in whole if (listed := line(text))]
        same = bool(read) and len(read) == len(whole)
        return same and _shape_of([listed.code for listed in read]) is shape

    return recognises


def _reads(
    kind: SourceKind, line: _Line, shape: re.Pattern[str]
) -> Callable[[bytes], Content[ListedCode]]:
    def read(data: bytes) -> Content[ListedCode]:
        found: dict[str, ListedCode] = {}
        for number, text in enumerate(lines_of(data), start=1):
            if not text.strip():
                continue
            listed = line(text)
            if listed is None:
                raise fault(f"this is no line of an {kind.value}", f"line {number}", _AGAIN)
            if not shape.fullmatch(listed.code):
                raise fault(
                    f"{listed.code} is no code of an {kind.value}", f"line {number}", _AGAIN
                )
            if listed.code in found:
                raise fault(f"{listed.code} stands there twice", f"line {number}", _AGAIN)
            found[listed.code] = listed
        count = sum(listed.billable for listed in found.values())
        if not count:
            raise fault("it holds no codes")
        return Content(kind, SourceEdition(""), tuple(found.values()), count)

    return read


CM_ORDER, CM_CODES, PCS_ORDER, PCS_CODES = (
    Reader(kind, _recognises(line, shape), _reads(kind, line, shape))
    for kind, line, shape in (
        (SourceKind.CM_ORDER, _order_line, _DIAGNOSIS),
        (SourceKind.CM_CODES, _code_line, _DIAGNOSIS),
        (SourceKind.PCS_ORDER, _order_line, _PROCEDURE),
        (SourceKind.PCS_CODES, _code_line, _PROCEDURE),
    )
)

"""Reads a plain list of CPT and HCPCS codes with titles: CSV, two columns, code and title."""

import csv
import io
import re

from coder_sim.library.readers.catalog import (
    Content,
    Reader,
    Skipped,
    SourceEdition,
    SourceKind,
    fault,
)
from coder_sim.library.readers.services import (
    ServiceCode,
    ServiceRow,
    Title,
    TitleKind,
    system_of,
)
from coder_sim.library.readers.text_source import decoded, head_lines

_HEADS = re.compile(
    r'\ufeff?"?(?:hcpcs |cpt )?code"?\s*[,;\t]\s*"?(?:title|description|descriptor|label)"?',
    re.IGNORECASE,
)
_ICD = re.compile(r"(?:[A-Z]\d|QA)[0-9A-Z](?:\.[0-9A-Z]{1,4})?|[0-9A-HJ-NP-Z]{7}")
_ICD_TODO = (
    "A list cannot tell notes, levels and days of ICD-10 codes: import the publisher's Tabular "
    "List, order file or PCS tables."
)


def read_list(data: bytes) -> Content[ServiceRow]:
    """Read a list; SourceError with the line of a row at fault."""
    rows: dict[str, ServiceRow] = {}
    blank: list[str] = []
    text = decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            where = f"line {reader.line_num}"
            if (number == 1 and _HEADS.match(text)) or not any(cell.strip() for cell in row):
                continue
            code, title = (*(cell.strip() for cell in row), "")[:2]
            if not title:
                blank.append(where)
                continue
            _add(rows, code.upper(), title, where)
    except csv.Error as error:
        raise fault(f"it is damaged ({error})", f"line {reader.line_num}") from None
    if not rows:
        raise fault("it holds no CPT or HCPCS code with a title")
    skipped = (Skipped(len(blank), "rows without a title", blank[0]),) if blank else ()
    return Content(
        SourceKind.PLAIN_LIST, SourceEdition(""), tuple(rows.values()), len(rows), skipped=skipped
    )


def _add(rows: dict[str, ServiceRow], code: str, title: str, where: str) -> None:
    system = system_of(code)
    if system is None and _ICD.fullmatch(code):
        raise fault(f"{code} is an ICD-10 code", where, _ICD_TODO)
    if system is None:
        raise fault(f"'{code[:20]}' is no CPT or HCPCS code", where)
    if code in rows:
        raise fault(f"{code} stands there a second time", where)
    rows[code] = ServiceCode(system, code, (Title(TitleKind.LONG, title),))


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _recognises(head: bytes) -> bool:
    first = (head_lines(head) or [""])[0].strip()
    code, comma, title = first.partition(",")
    bare = bool(comma and title.strip()) and system_of(code.strip('" ')) is not None
    return bare or _HEADS.match(first) is not None


PLAIN_LIST = Reader(SourceKind.PLAIN_LIST, _recognises, read_list)

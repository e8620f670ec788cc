"""Reads the physician fee schedule (PPRRVU, CSV): short titles of CPT and HCPCS codes."""

import re

from coder_sim.library.readers.catalog import (
    Content,
    Reader,
    Skipped,
    SourceEdition,
    SourceKind,
    fault,
)
from coder_sim.library.readers.cells import find_table, table_of
from coder_sim.library.readers.services import (
    ServiceCode,
    ServiceRow,
    Title,
    TitleKind,
    system_of,
)

_HEAD = ("HCPCS", "MOD", "DESCRIPTION")
_YEAR = re.compile(rb"\b(20\d\d)\b[^\n]{0,60}(?:Physician Fee|Relative Value)", re.IGNORECASE)
_COMPONENTS = "rows of a component or modifier: their code stands there already"


def read_fees(data: bytes) -> Content[ServiceRow]:
    """Read codes and titles, in place of which columns some names stand twice.

    Raises SourceError with the line of a row at fault.
    """
    rows: dict[str, ServiceRow] = {}
    components: list[str] = []
    for where, row in table_of(data, _HEAD).rows():
        code, modifier, text = (cell.strip() for cell in row[:3])
        system = system_of(code)
        if system is None:
            raise fault(f"'{code[:20]}' is no CPT or HCPCS code", where)
        if modifier or code in rows:
            components.append(where)
            if code not in rows and text:
                rows[code] = ServiceCode(system, code, (Title(TitleKind.SHORT, text),))
        elif text:
            rows[code] = ServiceCode(system, code, (Title(TitleKind.SHORT, text),))
    if not rows:
        raise fault("it holds no code")
    year = _YEAR.search(data[:8192])
    edition = SourceEdition(year[1].decode(), year=int(year[1])) if year else SourceEdition("")
    skipped = (Skipped(len(components), _COMPONENTS, components[0]),) if components else ()
    return Content(
        SourceKind.FEE_SCHEDULE, edition, tuple(rows.values()), len(rows), skipped=skipped
    )


def _recognises(head: bytes) -> bool:
    return find_table(head, _HEAD) is not None


FEES = Reader(SourceKind.FEE_SCHEDULE, _recognises, read_fees)

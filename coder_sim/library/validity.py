"""First and last day of validity of ICD-10 codes, found by asking the code editor per edition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coder_sim.domain.code_set import Kind
from coder_sim.library.mce import CodeEditor

EDITION_FROM = date(2025, 10, 1)
EDITION_TO = date(2026, 9, 30)
"""FY2026: what is said of every code where no editor is installed."""

EDITION_DAYS = (
    *(date(year, 10, 1) for year in range(2015, 2020)),
    date(2020, 4, 1),
    date(2020, 10, 1),
    date(2021, 1, 1),
    *(date(year, month, 1) for year in range(2021, 2026) for month in (4, 10)),
    date(2026, 4, 1),
    date(2026, 10, 1),
)
"""Days on which codes begin or end, oldest first; all within the editor's tables."""

_BATCH = 128


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day of validity; ``date.max`` while no end is set."""

    first: date
    last: date


EDITION = Validity(EDITION_FROM, EDITION_TO)


def invalid_codes(editor: CodeEditor, kind: Kind, codes: Sequence[str], day: date) -> Iterator[str]:
    """Yield the codes that are not valid on a day.

    The editor only counts, so lists with a fault in them are halved until it is found.
    """
    for start in range(0, len(codes), _BATCH):
        yield from _faults(editor, kind, codes[start : start + _BATCH], day)


def _faults(editor: CodeEditor, kind: Kind, codes: Sequence[str], day: date) -> Iterator[str]:
    count = editor.count_invalid(kind, codes, day)
    if count == len(codes):
        yield from codes
    elif count:
        middle = len(codes) // 2
        yield from _faults(editor, kind, codes[:middle], day)
        yield from _faults(editor, kind, codes[middle:], day)


def spans(editor: CodeEditor, kind: Kind, codes: Sequence[str]) -> dict[str, Validity]:
    """Return the validity of each distinct code; those never valid are left out.

    Only the codes still without an answer are asked about on the next day, so the whole
    of a code set costs little more than two questions a code.
    """
    first = _first_days(editor, kind, codes)
    last = _last_days(editor, kind, tuple(first))
    return {code: Validity(first[code], last[code]) for code in first}


def _first_days(editor: CodeEditor, kind: Kind, codes: Sequence[str]) -> dict[str, date]:
    found: dict[str, date] = {}
    waiting = tuple(codes)
    for day in EDITION_DAYS:
        invalid = set(invalid_codes(editor, kind, waiting, day))
        found |= {code: day for code in waiting if code not in invalid}
        waiting = tuple(code for code in waiting if code in invalid)
    return found


def _last_days(editor: CodeEditor, kind: Kind, codes: Sequence[str]) -> dict[str, date]:
    invalid = tuple(invalid_codes(editor, kind, codes, EDITION_DAYS[-1]))
    found = dict.fromkeys(set(codes).difference(invalid), date.max)
    for later, day in zip(EDITION_DAYS[:0:-1], EDITION_DAYS[-2::-1], strict=True):
        still = set(invalid_codes(editor, kind, invalid, day))
        found |= {code: later - timedelta(days=1) for code in invalid if code not in still}
        invalid = tuple(code for code in invalid if code in still)
    return found

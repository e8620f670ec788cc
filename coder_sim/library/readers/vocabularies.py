"""Reads CPT and HCPCS out of large vocabularies: UMLS MRCONSO.RRF and OHDSI Athena CONCEPT.csv."""

import io
import re
from collections.abc import Iterator
from datetime import date

from coder_sim.domain.code_set import System
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
    ServiceModifier,
    ServiceRow,
    Title,
    TitleKind,
    day_of,
    system_of,
)

_LANGUAGE, _SOURCE, _TERM, _CODE, _TEXT, _SUPPRESS, _COLUMNS = 1, 11, 12, 13, 14, 16, 18
_UMLS_SOURCES = {"CPT": System.CPT, "HCPCS": System.HCPCS}
_UMLS_KEPT = (b"|CPT|", b"|HCPCS|")
_TERMS = {
    "PT": TitleKind.LONG,
    "SY": TitleKind.MEDIUM,
    "AB": TitleKind.SHORT,
    "ETCF": TitleKind.CONSUMER,
    "ETCLIN": TitleKind.CLINICIAN,
}
_MODIFIER_TERM = "MP"
_RRF = re.compile(rb"C\d{7}\|[A-Z]{3}\|(?:[^|\n]*\|){16}")

_ATHENA_HEAD = (
    *("concept_id", "concept_name", "domain_id", "vocabulary_id", "concept_class_id"),
    *("standard_concept", "concept_code", "valid_start_date", "valid_end_date", "invalid_reason"),
)
_ATHENA_SOURCES = {"CPT4": System.CPT, "HCPCS": System.HCPCS}
_ATHENA_KEPT = (b"\tCPT4\t", b"\tHCPCS\t")
_EPOCH = date(1970, 1, 1)
"""Athena's "since ever"."""
_NAMELESS = "codes without a name: run the CPT4 tool that comes with the Athena download"


class _Gathered:
    """Codes and modifiers as their lines come."""

    def __init__(self) -> None:
        self._titles: dict[tuple[System, str], list[Title]] = {}
        self._days: dict[tuple[System, str], tuple[date, date]] = {}
        self._modifiers: dict[str, ServiceModifier] = {}
        self._skipped: dict[str, list[str]] = {}

    def title(self, system: System, code: str, title: Title) -> None:
        """Take a title of a code."""
        self._titles.setdefault((system, code), []).append(title)

    def days(self, system: System, code: str, first: date, last: date) -> None:
        """Take the days of a code."""
        self._days[system, code] = first, last

    def modifier(self, code: str, meaning: str) -> None:
        """Take a modifier; the first meaning counts."""
        if re.fullmatch(r"[0-9A-Z]{2}", code):
            systems = System.CPT, System.HCPCS
            self._modifiers.setdefault(code, ServiceModifier(code, meaning, systems))

    def skip(self, why: str, where: str) -> None:
        """Leave a line out."""
        self._skipped.setdefault(why, []).append(where)

    def content(self, kind: SourceKind, edition: SourceEdition) -> Content[ServiceRow]:
        """Return it all; SourceError where there is no code."""
        if not self._titles:
            raise fault("it holds neither CPT nor HCPCS codes with their names")
        always = date.min, date.max
        codes = (
            ServiceCode(*key, tuple(titles), *self._days.get(key, always))
            for key, titles in self._titles.items()
        )
        return Content(
            kind,
            edition,
            (*codes, *self._modifiers.values()),
            len(self._titles),
            skipped=tuple(
                Skipped(len(places), why, places[0]) for why, places in self._skipped.items()
            ),
        )


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines; the file may be of gigabytes and is not decoded whole."""
    return enumerate((line.rstrip(b"\r\n") for line in io.BytesIO(data)), start=1)


def _text(line: bytes, number: int) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise fault("its text is not UTF-8", f"line {number}") from None


def read_umls(data: bytes) -> Content[ServiceRow]:
    """Read MRCONSO.RRF; SourceError with the line of a row at fault."""
    gathered = _Gathered()
    for number, line in _lines(data):
        if not any(mark in line for mark in _UMLS_KEPT):
            continue
        where = f"line {number}"
        cells = _text(line, number).split("|")
        if len(cells) != _COLUMNS + 1:
            what = f"the row has {len(cells) - 1} columns instead of {_COLUMNS}"
            raise fault(f"it breaks off or is damaged: {what}", where)
        _add_umls(gathered, cells, where)
    return gathered.content(SourceKind.UMLS, SourceEdition(""))


def _add_umls(gathered: _Gathered, cells: list[str], where: str) -> None:
    system = _UMLS_SOURCES.get(cells[_SOURCE])
    if system is None or cells[_LANGUAGE] != "ENG":
        return
    code, term, text = cells[_CODE], cells[_TERM], cells[_TEXT].strip()
    if cells[_SUPPRESS] != "N":
        gathered.skip("names that UMLS marks as not for use", where)
    elif term == _MODIFIER_TERM or len(code) == 2:
        gathered.modifier(code, text)
    elif term not in _TERMS or system_of(code) is not system or not text:
        gathered.skip("headings and other names of no single code", where)
    else:
        gathered.title(system, code, Title(_TERMS[term], text))


def read_athena(data: bytes) -> Content[ServiceRow]:
    """Read CONCEPT.csv or CONCEPT_CPT4.csv; SourceError with the line of a row at fault."""
    gathered = _Gathered()
    for number, line in _lines(data):
        if number > 1 and not any(mark in line for mark in _ATHENA_KEPT):
            continue
        where = f"line {number}"
        cells = _text(line, number).removeprefix("\ufeff").split("\t")
        if len(cells) != len(_ATHENA_HEAD):
            what = f"the row has {len(cells)} columns instead of {len(_ATHENA_HEAD)}"
            raise fault(f"it breaks off or is damaged: {what}", where)
        if number > 1:
            _add_athena(gathered, cells, where)
        elif tuple(cells) != _ATHENA_HEAD:
            raise fault("its header row is not that of CONCEPT.csv", where)
    return gathered.content(SourceKind.ATHENA, SourceEdition(""))


def _add_athena(gathered: _Gathered, cells: list[str], where: str) -> None:
    _, name, _, vocabulary, concept_class, _, code, start, end, _ = cells
    system = _ATHENA_SOURCES.get(vocabulary)
    if system is None:
        return
    if not name.strip():
        gathered.skip(_NAMELESS, where)
    elif "Modifier" in concept_class:
        gathered.modifier(code, name.strip())
    elif system_of(code) is not system:
        gathered.skip("headings and other names of no single code", where)
    else:
        first = day_of(start, where, date.min)
        first = date.min if first <= _EPOCH else first
        gathered.title(system, code, Title(TitleKind.LONG, name.strip()))
        gathered.days(system, code, first, day_of(end, where, date.max))


def _recognises_umls(head: bytes) -> bool:
    return _RRF.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def _recognises_athena(head: bytes) -> bool:
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].rstrip(b"\r")
    return first == "\t".join(_ATHENA_HEAD).encode()


def _keeps_umls(line: bytes) -> bool:
    return any(mark in line for mark in _UMLS_KEPT)


def _keeps_athena(line: bytes) -> bool:
    return line.startswith((b"concept_id", b"\xef\xbb\xbfconcept_id")) or any(
        mark in line for mark in _ATHENA_KEPT
    )


UMLS = Reader(SourceKind.UMLS, _recognises_umls, read_umls, _keeps_umls)
ATHENA = Reader(SourceKind.ATHENA, _recognises_athena, read_athena, _keeps_athena)

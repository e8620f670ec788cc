"""Reads every source of ICD-10 that a library is built from, and sorts it into editions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coder_sim.errors import LibraryFault, Problem, SourceError
from coder_sim.library.editions import (
    Edition,
    listed_edition,
    overlaid,
    procedure_edition,
    tabular_edition,
    year_of,
)
from coder_sim.library.merge import Spans
from coder_sim.library.readers.catalog import SourceKind, in_file
from coder_sim.library.readers.icd_lists import ListedCode
from coder_sim.library.readers.pcs_tables import PcsTable
from coder_sim.library.readers.pcs_titles import read_pcs_titles
from coder_sim.library.readers.tabular import TABULAR, TabularBlock, TabularNode
from coder_sim.library.source_shelf import Imported, ShelfError
from coder_sim.library.sources import Sources

BUNDLED_TABULAR, BUNDLED_TITLES = "simple-icd-10-cm", "drg"
"""Names of the packages that hold them."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """An imported order or code file, whose year is found by the codes in it."""

    source: Imported
    codes: tuple[ListedCode, ...]

    def year(self, spans: Spans | None, otherwise: int) -> int:
        """Return its fiscal year; ShelfError where its codes are those of no known year."""
        if spans is None:
            return otherwise
        year = year_of((code.code for code in self.codes if code.billable), spans)
        if year is None:
            raise ShelfError(
                self.source,
                Problem(
                    "its codes are those of no year that is known here",
                    file=self.source.label.origin,
                    todo="Import the Tabular List or the tables of its year instead.",
                ),
            )
        return year


@dataclass(frozen=True, slots=True)
class Diagnoses:
    """Sources of ICD-10-CM."""

    tabulars: tuple[Edition, ...]
    """One for each year, oldest first; never empty."""
    bundled_year: int
    lists: tuple[CodeList, ...]

    def codes(self) -> tuple[str, ...]:
        """Return every reportable code of any source, once."""
        found = dict.fromkeys(code for edition in self.tabulars for code in edition.codes())
        return tuple(_with_lists(found, self.lists))

    def editions(self, spans: Spans | None) -> tuple[Edition, ...]:
        """Return one edition for each year, oldest first, lists laid over Tabular Lists."""
        by_year = {edition.year: edition for edition in self.tabulars}
        for listed in self.lists:
            year = listed.year(spans, self.bundled_year)
            if year in by_year:
                by_year[year] = overlaid(by_year[year], listed.codes)
            else:
                base = min(self.tabulars, key=lambda edition: abs(edition.year - year))
                origin = listed.source.label.origin
                by_year[year] = listed_edition(year, origin, listed.codes, base)
        return tuple(by_year[year] for year in sorted(by_year))


@dataclass(frozen=True, slots=True)
class Procedures:
    """Sources of ICD-10-PCS."""

    titles: dict[str, str]
    """Bundled titles, and "" for codes that only imported tables have."""
    lists: tuple[CodeList, ...]

    def codes(self) -> tuple[str, ...]:
        """Return every code of any source, once."""
        return tuple(_with_lists(dict.fromkeys(self.titles), self.lists))

    def editions(self, spans: Spans | None, otherwise: int) -> tuple[Edition, ...]:
        """Return one edition for each year of an imported list, oldest first."""
        by_year: dict[int, Edition] = {}
        for listed in self.lists:
            year = listed.year(spans, otherwise)
            origin = listed.source.label.origin
            edition = procedure_edition(year, origin, listed.codes)
            before = by_year.get(year)
            views = {**(before.views if before is not None else {}), **edition.views}
            by_year[year] = Edition(year, origin, views)
        return tuple(by_year[year] for year in sorted(by_year))


def _with_lists(found: dict[str, None], lists: Sequence[CodeList]) -> dict[str, None]:
    for listed in lists:
        found |= dict.fromkeys(code.code for code in listed.codes if code.billable)
    return found


def read_diagnoses(known: Sources, read_one: Callable[[], None] = lambda: None) -> Diagnoses:
    """Read the bundled Tabular List and what is imported; ``read_one`` follows each file.

    Of two Tabular Lists of a year the fuller one counts. Raises SourceError for a damaged
    file, LibraryFault where the bundled one is absent.
    """
    if known.tabular is None:
        raise LibraryFault(
            "The ICD-10-CM data package (simple-icd-10-cm) is not installed.",
            "Install the program again with its dependencies.",
        )
    try:
        content = TABULAR.read(known.tabular.read_bytes())
    except SourceError as error:
        raise in_file(error, known.tabular.name) from None
    bundled = tabular_edition(content.edition.year, BUNDLED_TABULAR, content.rows)
    read_one()
    by_year = {bundled.year: bundled}
    for source in known.of_kind(SourceKind.TABULAR):
        edition = _imported_tabular(source)
        read_one()
        before = by_year.get(edition.year)
        if before is None or len(before.views) <= len(edition.views):
            by_year[edition.year] = edition
    lists = _lists(known, SourceKind.CM_ORDER, SourceKind.CM_CODES)
    return Diagnoses(tuple(by_year[year] for year in sorted(by_year)), bundled.year, lists)


def _imported_tabular(source: Imported) -> Edition:
    content = source.read()
    items = [row for row in content.rows if isinstance(row, TabularNode | TabularBlock)]
    return tabular_edition(content.edition.year, source.label.origin, items)


def read_procedures(known: Sources) -> Procedures:
    """Read the bundled titles and the imported lists and tables."""
    titles = dict(read_pcs_titles(known.pcs_titles)) if known.pcs_titles else {}
    for source in known.of_kind(SourceKind.PCS_TABLES):
        for table in source.read().rows:
            if isinstance(table, PcsTable):
                for row in table.rows:
                    for code in row.codes(table.code):
                        titles.setdefault(code, "")
    return Procedures(titles, _lists(known, SourceKind.PCS_ORDER, SourceKind.PCS_CODES))


def _lists(known: Sources, *kinds: SourceKind) -> tuple[CodeList, ...]:
    return tuple(
        CodeList(source, tuple(row for row in source.read().rows if isinstance(row, ListedCode)))
        for source in known.of_kind(*kinds)
    )

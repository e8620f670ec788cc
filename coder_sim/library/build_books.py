"""Writes what is imported beside the code sets into library.db: books, tables and lists."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from coder_sim.domain.books import Book
from coder_sim.library.readers.catalog import Content, SourceKind
from coder_sim.library.readers.drg_table import DrgWeight
from coder_sim.library.readers.index_book import IndexTerm
from coder_sim.library.readers.pcs_definitions import PcsDefinition, PcsDevice
from coder_sim.library.readers.pcs_tables import PcsTable
from coder_sim.library.source_shelf import Imported
from coder_sim.library.sources import Sources
from coder_sim.library.validity import EDITION

BOOKS = {
    SourceKind.ALPHABETIC_INDEX: Book.DISEASES,
    SourceKind.EXTERNAL_CAUSE_INDEX: Book.EXTERNAL_CAUSES,
    SourceKind.NEOPLASM_TABLE: Book.NEOPLASMS,
    SourceKind.DRUG_TABLE: Book.DRUGS,
    SourceKind.PCS_INDEX: Book.PROCEDURES,
}

EntryRow = tuple[int | str | None, ...]


def write_books(connection: sqlite3.Connection, known: Sources) -> None:
    """Write the newest imported edition of each book; SourceError for a damaged source."""
    first_id = 1
    for kind, book in BOOKS.items():
        source = newest(known.of_kind(kind))
        if source is None:
            continue
        content = source.read()
        terms = [row for row in content.rows if isinstance(row, IndexTerm)]
        connection.executemany(
            f"INSERT INTO index_entry VALUES ({', '.join('?' * 17)})",
            entry_rows(first_id, book, terms),
        )
        connection.executemany(
            "INSERT INTO index_cell VALUES (?, ?, ?)",
            (
                (id, column, code)
                for id, term in enumerate(terms, start=first_id)
                for column, code in term.cells
            ),
        )
        first_id += len(terms)
        write_reference(connection, book.value, content, source.label.origin, len(terms))


def newest(sources: Sequence[Imported]) -> Imported | None:
    """Return the source of the newest edition."""
    return max(sources, key=lambda source: source.label.edition, default=None)


def write_reference(
    connection: sqlite3.Connection,
    kind: str,
    content: Content[object],
    origin: str,
    entries: int,
) -> None:
    """Say in the library that a book or list is loaded, and of which edition."""
    connection.execute(
        "INSERT OR REPLACE INTO reference VALUES (?, ?, ?, ?, ?, ?)",
        (kind, content.edition.name, *_days(content), origin, entries),
    )


def entry_rows(first_id: int, book: Book, terms: Sequence[IndexTerm]) -> Iterator[EntryRow]:
    """Yield the rows of a book's terms, each with the id of the last one below it."""
    lasts = _lasts(terms, first_id)
    above: list[tuple[int, str]] = []
    for id, term in enumerate(terms, start=first_id):
        del above[term.level :]
        parent, path = above[-1] if above else (None, "")
        path = ", ".join(filter(None, (path, term.title)))
        above.append((id, path))
        printed = term.printed
        yield (
            *(id, book.value, parent, lasts[id - first_id], term.level, term.letter, term.title),
            *(term.modifiers, printed, path, term.code, term.manifestation),
            *(term.see, term.see_also, term.see_category, term.use, term.note),
        )


def _lasts(terms: Sequence[IndexTerm], first_id: int) -> list[int]:
    """Return for each term the id of the last term below it, its own where none is."""
    lasts = [0] * len(terms)
    below: list[int] = []
    for place, term in enumerate(terms):
        for closed in below[term.level :]:
            lasts[closed] = first_id + place - 1
        del below[term.level :]
        below.append(place)
    for closed in below:
        lasts[closed] = first_id + len(terms) - 1
    return lasts


def write_procedure_tables(connection: sqlite3.Connection, known: Sources) -> None:
    """Write the ICD-10-PCS tables of every imported edition, and the newest definitions."""
    tables, rows = count(1), count(1)
    for source in known.of_kind(SourceKind.PCS_TABLES):
        content = source.read()
        days = _days(content)
        listed = [table for table in content.rows if isinstance(table, PcsTable)]
        _write_tables(connection, listed, days, tables, rows)
        write_reference(
            connection, source.label.kind.value, content, source.label.origin, content.count
        )
    source_of_words = newest(known.of_kind(SourceKind.PCS_DEFINITIONS))
    if source_of_words is not None:
        content = source_of_words.read()
        _write_definitions(connection, content.rows)
        write_reference(
            connection,
            content.kind.value,
            content,
            source_of_words.label.origin,
            content.count,
        )


def _write_tables(
    connection: sqlite3.Connection,
    tables: Iterable[PcsTable],
    days: tuple[int, int],
    table_ids: Iterator[int],
    row_ids: Iterator[int],
) -> None:
    for table in tables:
        table_id = next(table_ids)
        connection.execute(
            "INSERT INTO pcs_table VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (table_id, *days, table.code, "|".join(table.names), *table.labels, table.definition),
        )
        for row in table.rows:
            row_id = next(row_ids)
            codes = sum(1 for _ in row.codes(table.code))
            connection.execute("INSERT INTO pcs_row VALUES (?, ?, ?)", (row_id, table_id, codes))
            connection.executemany(
                "INSERT INTO pcs_value VALUES (?, ?, ?, ?)",
                (
                    (row_id, position, value.value, value.label)
                    for position, values in enumerate(row.axes, start=4)
                    for value in values
                ),
            )


def _write_definitions(connection: sqlite3.Connection, rows: Iterable[object]) -> None:
    for row in rows:
        if isinstance(row, PcsDefinition):
            connection.execute(
                "INSERT INTO pcs_definition"
                " (section, position, label, definition, explanation, includes)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (*row[:5], "\n".join(row.includes)),
            )
        elif isinstance(row, PcsDevice):
            connection.execute("INSERT INTO pcs_device VALUES (?, ?, ?, ?, ?)", tuple(row))


def write_claim_rules(connection: sqlite3.Connection, known: Sources) -> None:
    """Write every imported POA exempt list and MS-DRG Table 5, in the days of its year."""
    for source in known.of_kind(SourceKind.POA_EXEMPT, SourceKind.DRG_WEIGHTS):
        content = source.read()
        days = _days(content)
        if content.kind is SourceKind.POA_EXEMPT:
            connection.executemany(
                "INSERT OR REPLACE INTO poa_exempt VALUES (?, ?, ?)",
                ((code, *days) for code in content.rows),
            )
        else:
            connection.executemany(
                "INSERT OR REPLACE INTO drg_weight VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((row.drg, *days, *row[1:]) for row in content.rows if isinstance(row, DrgWeight)),
            )
        write_reference(connection, content.kind.value, content, source.label.origin, content.count)


def _days(content: Content[object]) -> tuple[int, int]:
    edition = content.edition
    return (
        (edition.effective_from or EDITION.first).toordinal(),
        (edition.effective_to or EDITION.last).toordinal(),
    )

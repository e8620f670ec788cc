"""Writes library.db in a scratch folder: one transaction, then its indexes."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coder_sim.domain.code_set import ClaimField, System
from coder_sim.library import build_rows, schema
from coder_sim.library.build_books import write_books, write_claim_rules, write_procedure_tables
from coder_sim.library.build_pairs import write_pairs
from coder_sim.library.build_rows import CodeRow, TabularRows
from coder_sim.library.editions import Edition
from coder_sim.library.icd_sources import BUNDLED_TITLES
from coder_sim.library.readers.starter import read_starter
from coder_sim.library.service_sets import ServiceSets, write_services
from coder_sim.library.sources import Sources
from coder_sim.library.validity import EDITION, Validity


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a library."""

    diagnosis_editions: tuple[Edition, ...]
    """Of ICD-10-CM, oldest first."""
    procedure_editions: tuple[Edition, ...]
    """Of ICD-10-PCS, as far as lists are imported."""
    titles: Mapping[str, str]
    """Bundled titles of ICD-10-PCS."""
    services: ServiceSets
    diagnoses: Mapping[str, Validity] | None
    """None where no editor could be asked; so with procedures."""
    procedures: Mapping[str, Validity] | None


def write_database(
    database: Path, content: Content, known: Sources, marks: Mapping[str, str], previous: Path
) -> None:
    """Write a new database with the marks of its sources; SourceError for a source at fault.

    ``previous`` is the library that it takes the place of, if there is one.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        # A file that is thrown away unless it gets finished needs no journal.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        connection.executescript(schema.TABLES)
        connection.execute("BEGIN")
        rows = build_rows.tabular_rows(content.diagnosis_editions, content.diagnoses)
        _write_tabular(connection, rows)
        for batch in _code_batches(content, rows):
            connection.executemany("INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", batch)
        _write_claim_lists(connection, known)
        write_services(connection, content.services, known)
        write_books(connection, known)
        write_procedure_tables(connection, known)
        write_claim_rules(connection, known)
        _write_meta(connection, content, marks)
        _write_editions(connection, content)
        connection.execute("COMMIT")
        write_pairs(connection, known, previous)
        connection.executescript(schema.INDEXES)
        connection.execute("ANALYZE")


def _write_tabular(connection: sqlite3.Connection, rows: TabularRows) -> None:
    connection.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", rows.blocks)
    connection.executemany(
        "INSERT INTO note (code, block, kind, text, valid_from, valid_to)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows.notes,
    )
    connection.executemany(
        "INSERT INTO seventh (code, character, meaning, valid_from, valid_to)"
        " VALUES (?, ?, ?, ?, ?)",
        rows.seventh,
    )


def _code_batches(content: Content, tabular: TabularRows) -> Iterator[Sequence[CodeRow]]:
    """Yield the rows of the code sets in the order of their ids, which are dense."""
    batch = tabular.codes
    yield batch
    first_id = 1 + len(batch)
    batch = build_rows.procedure_rows(
        first_id, content.titles, content.procedure_editions, content.procedures
    )
    yield batch
    for system in System.HCPCS, System.CPT:
        first_id += len(batch)
        batch = build_rows.service_rows(first_id, system, content.services.rows[system])
        yield batch


def _write_claim_lists(connection: sqlite3.Connection, known: Sources) -> None:
    for field in ClaimField:
        rows = read_starter(known.code_sets / f"{field.value.replace(' ', '_')}.csv")
        connection.executemany(
            "INSERT OR REPLACE INTO claim_value VALUES (?, ?, ?)",
            ((field.value, row.code, row.label) for row in rows),
        )


def _write_meta(connection: sqlite3.Connection, content: Content, marks: Mapping[str, str]) -> None:
    values = {
        "schema": str(schema.SCHEMA_VERSION),
        "grouper": str(int(content.diagnoses is not None)),
        **marks,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())


def _write_editions(connection: sqlite3.Connection, content: Content) -> None:
    bundled = EDITION.first, EDITION.last
    rows: list[tuple[System, str, date, date, str]] = [
        (System.ICD10CM, f"FY{edition.year}", edition.first_day, edition.last_day, edition.source)
        for edition in content.diagnosis_editions
    ]
    if all(edition.last_day != EDITION.last for edition in content.procedure_editions):
        name = f"FY{EDITION.last.year}, titles of April 2024"
        rows.append((System.ICD10PCS, name, *bundled, BUNDLED_TITLES))
    rows += [
        (System.ICD10PCS, f"FY{edition.year}", edition.first_day, edition.last_day, edition.source)
        for edition in content.procedure_editions
    ]
    for system in System.HCPCS, System.CPT:
        name, source = content.services.edition(system)
        rows.append((system, name, *bundled, source))
    for system, name, first, last, source in rows:
        days = first.toordinal(), last.toordinal()
        count = connection.execute(
            "SELECT count(*) FROM code WHERE system = ? AND billable"
            " AND ? BETWEEN valid_from AND valid_to",
            (system.value, days[1]),
        ).fetchone()[0]
        if count:
            connection.execute(
                "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?)",
                (system.value, name, *days, source, count),
            )

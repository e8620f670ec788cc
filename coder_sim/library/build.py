"""Builds the code library from its sources: whole or not at all, in some seconds.

``python -m coder_sim.library.build --home DIR`` builds in a process of its own and prints
progress as lines of JSON; ending that process at any moment leaves the old library in place.
"""

import argparse
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from coder_sim import paths
from coder_sim.domain.code_set import Kind, System
from coder_sim.errors import Cancelled, CoderSimError, InputError, LibraryFault
from coder_sim.library import build_rows, mce, schema, sources, validity
from coder_sim.library.build_rows import CodeRow, TabularRows
from coder_sim.library.readers.pcs_titles import read_pcs_titles
from coder_sim.library.readers.starter import StarterRow, read_starter
from coder_sim.library.readers.tabular import fiscal_year, read_tabular
from coder_sim.library.sources import Sources
from coder_sim.library.validity import EDITION_FROM, EDITION_TO, Validity

Progress = Callable[[int, int, str], None]
"""Takes (done, total, what is being done); called on the building thread."""

_SCRATCH = "library-building-"
_LOCK_PATIENCE_S = 120.0

_TABULAR, _PROCEDURES, _DIAGNOSES_VALID, _PROCEDURES_VALID, _WRITE, _INDEX = (
    "Reading ICD-10-CM",
    "Reading ICD-10-PCS",
    "Asking when diagnosis codes are valid",
    "Asking when procedure codes are valid",
    "Writing the code library",
    "Indexing for the code finder",
)
_SHARES = {
    _TABULAR: 20,
    _PROCEDURES: 5,
    _DIAGNOSES_VALID: 10,
    _PROCEDURES_VALID: 10,
    _WRITE: 20,
    _INDEX: 35,
}
"""Rough share of each stage in the whole, in per cent."""


@dataclass(slots=True)
class _Report:
    """Tells how far a build is, and ends it when the user has had enough."""

    progress: Progress
    cancelled: Callable[[], bool]
    done: int = 0

    def stage(self, what: str) -> None:
        """Say what comes next; raises Cancelled."""
        if self.cancelled():
            raise Cancelled("The code library was not built; nothing was changed.")
        self.progress(self.done, 100, what)
        self.done += _SHARES[what]


def is_current(home: Path, known: Sources | None = None) -> bool:
    """Tell whether the library in ``home`` is whole and of the present sources."""
    wanted = known or sources.installed()
    database = paths.library_file(home)
    if not database.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.Error:
        return False
    return meta.get("signature") == sources.signature(wanted) or meta.get("stamp") == sources.stamp(
        wanted
    )


def build(
    home: Path,
    *,
    progress: Progress = lambda done, total, what: None,
    cancelled: Callable[[], bool] = lambda: False,
    force: bool = False,
    known: Sources | None = None,
) -> Path:
    """Build the library in ``home`` unless it is current, and return its file.

    Of several processes one builds and the others wait for it. Raises Cancelled, SourceError
    for a damaged source, LibraryFault where ``home`` cannot be written or a source is absent.
    """
    wanted = known or sources.installed()
    report = _Report(progress, cancelled)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _only_builder(home):
            if force or not is_current(home, wanted):
                _build_aside(home, wanted, report)
    except OSError as error:
        raise LibraryFault(
            f"The code library cannot be written: {error.strerror or error}.",
            f"Make room in {home}, or choose another folder with --home.",
        ) from error
    report.progress(100, 100, "The code library is ready")
    return paths.library_file(home)


@contextmanager
def _only_builder(home: Path) -> Iterator[None]:
    """Hold the build lock of a home: SQLite's own, which ends with its process."""
    lock = sqlite3.connect(home / "library.lock", timeout=_LOCK_PATIENCE_S, isolation_level=None)
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise LibraryFault(
                f"The build lock of the code library cannot be taken: {error}.",
                "Close other windows of the program and try again.",
            ) from error
        yield


def _build_aside(home: Path, known: Sources, report: _Report) -> None:
    for leftover in home.glob(f"{_SCRATCH}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=home) as folder:
        database = Path(folder) / "library.db"
        stamp = sources.stamp(known)
        _write(database, known, stamp, report)
        os.replace(database, paths.library_file(home))


def _write(database: Path, known: Sources, stamp: str, report: _Report) -> None:
    tabular = _read_tabular(known, report)
    titles = _read_titles(known, report)
    diagnoses, procedures = _ask_validity(known, tabular, titles, report)
    report.stage(_WRITE)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        connection.executescript(schema.TABLES)
        connection.execute("BEGIN")
        _write_tabular(connection, tabular, diagnoses)
        first_id = len(tabular.nodes) + 1
        batches = [build_rows.procedure_rows(first_id, titles, procedures)]
        for system, file in (System.HCPCS, "hcpcs.csv"), (System.CPT, "cpt.csv"):
            first_id += len(batches[-1])
            rows = read_starter(known.code_sets / file)
            batches.append(build_rows.service_rows(first_id, system, rows))
        for batch in batches:
            _write_codes(connection, batch)
        _write_claim_lists(connection, known)
        _write_meta(connection, known, stamp, grouper=diagnoses is not None)
        _write_editions(connection, known)
        connection.execute("COMMIT")
        connection.executescript(schema.INDEXES)
        connection.execute("ANALYZE")


def _read_tabular(known: Sources, report: _Report) -> TabularRows:
    report.stage(_TABULAR)
    if known.tabular is None:
        raise LibraryFault(
            "The ICD-10-CM data package (simple-icd-10-cm) is not installed.",
            "Install the program again with its dependencies.",
        )
    rows = TabularRows()
    for item in read_tabular(known.tabular):
        rows.add(item)
    return rows


def _read_titles(known: Sources, report: _Report) -> dict[str, str]:
    report.stage(_PROCEDURES)
    return dict(read_pcs_titles(known.pcs_titles)) if known.pcs_titles else {}


def _ask_validity(
    known: Sources, tabular: TabularRows, titles: Mapping[str, str], report: _Report
) -> tuple[Mapping[str, Validity] | None, Mapping[str, Validity] | None]:
    """Return validity of diagnoses and procedures; None for both without an editor."""
    report.stage(_DIAGNOSES_VALID)
    if known.mce_tables is None:
        return None, None
    with mce.CodeEditor() as editor:
        diagnoses = validity.spans(editor, Kind.DIAGNOSIS, tabular.billable())
        report.stage(_PROCEDURES_VALID)
        return diagnoses, validity.spans(editor, Kind.PROCEDURE, tuple(titles))


def _write_codes(connection: sqlite3.Connection, rows: Sequence[CodeRow]) -> None:
    connection.executemany("INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _write_tabular(
    connection: sqlite3.Connection, rows: TabularRows, spans: Mapping[str, Validity] | None
) -> None:
    connection.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", rows.blocks)
    _write_codes(connection, rows.code_rows(spans))
    connection.executemany(
        "INSERT INTO note (code, block, kind, text) VALUES (?, ?, ?, ?)", rows.notes
    )
    connection.executemany(
        "INSERT INTO seventh (code, character, meaning) VALUES (?, ?, ?)", rows.seventh
    )


def _write_claim_lists(connection: sqlite3.Connection, known: Sources) -> None:
    modifiers = read_starter(known.code_sets / "modifiers.csv")
    connection.executemany(
        "INSERT OR REPLACE INTO modifier VALUES (?, ?, ?)",
        ((row.code, row.label, "|".join(_modifier_systems(row))) for row in modifiers),
    )
    for kind in ("place of service", "discharge status"):
        rows = read_starter(known.code_sets / f"{kind.replace(' ', '_')}.csv")
        connection.executemany(
            "INSERT OR REPLACE INTO claim_value VALUES (?, ?, ?)",
            ((kind, row.code, row.label) for row in rows),
        )


def _modifier_systems(row: StarterRow) -> tuple[System, ...]:
    """Return the code sets a modifier goes with: all services, unless its note names one."""
    named = tuple(system for system in (System.CPT, System.HCPCS) if row.note == system.value)
    return named or (System.CPT, System.HCPCS)


def _write_meta(
    connection: sqlite3.Connection, known: Sources, stamp: str, *, grouper: bool
) -> None:
    values = {
        "schema": str(schema.SCHEMA_VERSION),
        "stamp": stamp,
        "signature": sources.signature(known),
        "grouper": str(int(grouper)),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())


def _write_editions(connection: sqlite3.Connection, known: Sources) -> None:
    year = fiscal_year(known.tabular) if known.tabular else EDITION_TO.year
    names = {
        System.ICD10CM: (f"FY{year}", "simple-icd-10-cm"),
        System.ICD10PCS: (f"FY{year}, titles of April 2024", "drg"),
        System.HCPCS: ("starter set", "Coder Sim"),
        System.CPT: ("starter set, plain labels", "Coder Sim"),
    }
    for system, (name, source) in names.items():
        count = connection.execute(
            "SELECT count(*) FROM code WHERE system = ? AND billable"
            " AND valid_from <= ? AND valid_to >= ?",
            (system.value, EDITION_TO.toordinal(), EDITION_TO.toordinal()),
        ).fetchone()[0]
        days = (EDITION_FROM.toordinal(), EDITION_TO.toordinal())
        if count:
            connection.execute(
                "INSERT INTO edition VALUES (?, ?, ?, ?, ?, ?)",
                (system.value, name, *days, source, count),
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Build in this process; print progress, and last the outcome, as lines of JSON."""
    parser = argparse.ArgumentParser(prog="coder_sim.library.build", description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    chosen = parser.parse_args(arguments)
    try:
        database = build(
            chosen.home,
            progress=lambda done, total, what: _say(done=done, total=total, what=what),
            force=chosen.force,
        )
    except CoderSimError as error:
        sys.stderr.write(f"{error}\n")
        return 1 if isinstance(error, InputError) else 3
    _say(ready=str(database))
    return 0


def _say(**values: int | str) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

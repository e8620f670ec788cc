"""Builds the code library from its sources: whole or not at all, in some seconds.

``python -m coder_sim.library.build --home DIR`` builds in a process of its own and prints
progress as lines of JSON; ending that process at any moment leaves the old library in place.
"""

import argparse
import gc
import json
import logging
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from coder_sim import paths
from coder_sim.domain.code_set import Kind
from coder_sim.errors import CoderSimError, InputError, LibraryFault
from coder_sim.library import mce, service_sets, sources, validity
from coder_sim.library.build_write import Content, write_database
from coder_sim.library.icd_sources import read_diagnoses, read_procedures
from coder_sim.library.index_build import build_index
from coder_sim.library.index_sources import no_collection
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.schema import index_file
from coder_sim.library.source_shelf import ShelfError
from coder_sim.library.sources import Sources
from coder_sim.library.validity import Validity

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Takes (done, total, what is being done); called on the building thread."""

Spans = Mapping[str, Validity]

_SCRATCH = "library-building-"
_LOCK = "library.lock"
_LOCK_PATIENCE_S = 120.0
_DONE = "The code library is ready"

_TABULAR, _PROCEDURES, _SERVICES, _DIAGNOSES_VALID, _PROCEDURES_VALID, _WRITE, _INDEX = (
    "Reading ICD-10-CM",
    "Reading ICD-10-PCS",
    "Reading CPT and HCPCS",
    "Asking when diagnosis codes are valid",
    "Asking when procedure codes are valid",
    "Writing the code library",
    "Indexing for the code finder",
)
_SHARES = {
    _TABULAR: 12,
    _PROCEDURES: 3,
    _SERVICES: 2,
    _DIAGNOSES_VALID: 7,
    _PROCEDURES_VALID: 8,
    _WRITE: 10,
    _INDEX: 58,
}
"""Rough share of each stage in the whole, in per cent."""


@dataclass(slots=True)
class _Report:
    """Tells how far a build is."""

    progress: Progress
    done: int = 0
    stage: str = ""

    def begin(self, stage: str) -> None:
        """Say what comes next."""
        self.done += _SHARES.get(self.stage, 0)
        self.stage = stage
        self.within(0, 1)

    def within(self, part: int, parts: int) -> None:
        """Say how far the stage is."""
        self.progress(self.done + _SHARES[self.stage] * part // parts, 100, self.stage)


def is_current(home: Path, known: Sources | None = None) -> bool:
    """Tell whether the library in ``home`` is whole and of the present sources."""
    wanted = known or sources.installed(home)
    if not index_file(paths.library_file(home)).is_file():
        return False
    meta = _meta(home)
    same_files = meta.get("signature") == sources.signature(wanted)
    return same_files or meta.get("stamp") == sources.stamp(wanted)


def _meta(home: Path) -> dict[str, str]:
    """Return what the library says of itself; nothing where there is none or it is damaged."""
    database = paths.library_file(home).absolute()
    try:
        if not database.is_file():
            return {}
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            return dict(connection.execute("SELECT key, value FROM meta"))
    except (OSError, sqlite3.Error):
        return {}


def left_out(home: Path) -> tuple[str, ...]:
    """Return the imported sources that the library was built without, each with the reason."""
    return tuple(_meta(home).get("left_out", "").splitlines())


def build(
    home: Path,
    *,
    progress: Progress = lambda done, total, what: None,
    force: bool = False,
    known: Sources | None = None,
) -> Path:
    """Build the library in ``home`` unless it is current, and return its file.

    Of several processes one builds and the others wait for it. An imported source that cannot
    be read any more is left out. Raises SourceError for another damaged source, LibraryFault
    where ``home`` cannot be written or a source is absent.
    """
    with builder(home):
        wanted = known or sources.installed(home)
        if force or not is_current(home, wanted):
            _build_what_is_readable(home, wanted, _Report(progress))
    progress(100, 100, _DONE)
    return paths.library_file(home)


def build_with(home: Path, known: Sources, commit: Callable[[], None], progress: Progress) -> None:
    """Build a library of other sources, and put these in place by ``commit`` once it is there.

    For use within ``builder``. Whatever is raised before, nothing has changed; SourceError
    where one of the sources cannot be taken. If the program ends right before ``commit``, the
    library is found to be out of date and built again from the sources that are in place.
    """
    _build_aside(home, known, _Report(progress), _marks(known))
    commit()
    progress(100, 100, _DONE)


@contextmanager
def builder(home: Path) -> Iterator[None]:
    """Be the only one to build in a home; what the disk refuses is raised as LibraryFault."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _only_builder(home):
            yield
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise LibraryFault(
            f"The code library cannot be written in {home}: {why}.",
            "Close other windows of the program, make room on the disk and check the rights of "
            "that folder, or choose another one with --home DIR.",
        ) from error


@contextmanager
def _only_builder(home: Path) -> Iterator[None]:
    """Hold the build lock of a home: SQLite's own, which ends with its process."""
    lock = sqlite3.connect(home / _LOCK, timeout=_LOCK_PATIENCE_S, isolation_level=None)
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            raise LibraryFault(
                f"Another copy of the program has been building the code library in {home} "
                f"for more than {_LOCK_PATIENCE_S:.0f} s.",
                "Close it and try again.",
            ) from error
        yield


def _build_what_is_readable(home: Path, known: Sources, report: _Report) -> None:
    """Build without the imported sources that are damaged: the rest is still of use."""
    readable = known
    left_out: list[str] = []
    while True:
        try:
            _build_aside(home, readable, report, _marks(known, left_out))
            return
        except ShelfError as error:
            log.error("an imported source is left out: %s", error)
            left_out.append(f"{error.source.label.origin}: {error}")
            kept = tuple(item for item in readable.imported if item != error.source)
            readable = replace(readable, imported=kept)
            report = _Report(report.progress)


def _marks(known: Sources, left_out: Sequence[str] = ()) -> Mapping[str, str]:
    """Return what a library says of its sources: by which it is found to be current."""
    return {
        "stamp": sources.stamp(known),
        "signature": sources.signature(known),
        "left_out": "\n".join(left_out),
    }


def _build_aside(home: Path, known: Sources, report: _Report, marks: Mapping[str, str]) -> None:
    """Build in a scratch folder and move what is finished into place."""
    for leftover in home.glob(f"{_SCRATCH}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    scratch = tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=home)
    with scratch as folder, _collector_at_rest():
        database = paths.library_file(Path(folder))
        # Looking for cycles among millions of rows would take longer than reading them.
        with no_collection():
            content = _read(known, report)
            report.begin(_WRITE)
            write_database(database, content, known, marks, paths.library_file(home))
        report.begin(_INDEX)
        with closing(sqlite3.connect(database)) as connection:
            build_index(connection, known.terms, index_file(database), report.within)
        # The index first: only a library that is found current answers for its index.
        os.replace(index_file(database), index_file(paths.library_file(home)))
        os.replace(database, paths.library_file(home))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of cycles from walking millions of rows again and again.

    Measured: a fifth of a build's time; rows hold no cycles.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def _read(known: Sources, report: _Report) -> Content:
    report.begin(_TABULAR)
    files = 1 + len(known.of_kind(SourceKind.TABULAR))
    read = count(1)
    diagnoses = read_diagnoses(known, lambda: report.within(next(read), files))
    report.begin(_PROCEDURES)
    procedures = read_procedures(known)
    report.begin(_SERVICES)
    services = service_sets.merged(known)
    report.begin(_DIAGNOSES_VALID)
    spans: tuple[Spans | None, Spans | None] = None, None
    if known.mce_tables is not None:
        with mce.CodeEditor() as editor:
            first = validity.spans(editor, Kind.DIAGNOSIS, diagnoses.codes())
            report.begin(_PROCEDURES_VALID)
            spans = first, validity.spans(editor, Kind.PROCEDURE, procedures.codes())
    return Content(
        diagnoses.editions(spans[0]),
        procedures.editions(spans[1], diagnoses.bundled_year),
        procedures.titles,
        services,
        *spans,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Build in this process; print progress, and last the outcome, as lines of JSON.

    What goes wrong is said on stderr, in one line.
    """
    parser = argparse.ArgumentParser(prog="coder_sim.library.build", description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    chosen = parser.parse_args(arguments)
    try:
        database = build(
            chosen.home,
            progress=lambda done, total, what: say(done=done, total=total, what=what),
            force=chosen.force,
        )
    except CoderSimError as error:
        sys.stderr.write(f"{error}\n")
        return 1 if isinstance(error, InputError) else 3
    say(ready=str(database))
    return 0


def say(**values: int | str) -> None:
    """Print a step of a long task, for the window that waits for it."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

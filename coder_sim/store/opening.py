"""Before the database is used: is it ours, is it whole, is it of this version?"""

import sqlite3
from contextlib import closing
from datetime import datetime
from importlib import import_module
from pathlib import Path

from coder_sim.errors import StoreFault, StoreNewer
from coder_sim.store.faults import told_in_words
from coder_sim.store.rows import FORMAT
from coder_sim.store.seals import WHAT_NOW

APPLICATION_ID = 0x43445253
"""Marks our files, see https://www.sqlite.org/fileformat2.html#application_id."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def prepare(path: Path, now: datetime) -> None:
    """Make the database when missing and bring it up to date when old.

    Raises StoreNewer or StoreFault without touching a file that is not to be used.
    """
    try:
        found = _format_of(path)
    except OSError as error:
        raise StoreFault(
            f"{path} cannot be used: {error.strerror}.", "Check the file, its folder and rights."
        ) from error
    if found != FORMAT:
        # The migration tools take long to load, and hardly ever are they needed.
        migrate = import_module("coder_sim.store.migrate")
        if found is None:
            migrate.create(path, now)
        else:
            migrate.upgrade(path, now)
    _inspect(path)


def _inspect(path: Path) -> None:
    """Raise StoreFault when the file is damaged; seals tell what SQLite itself cannot see."""
    with (
        told_in_words(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection,
    ):
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        stray = connection.execute("PRAGMA foreign_key_check").fetchone()
        revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if verdict != "ok" or stray is not None or revisions != [(f"{FORMAT:04}",)]:
        raise StoreFault(f"{path} is damaged.", WHAT_NOW)


def _format_of(path: Path) -> int | None:
    """Return the format number in the file's header; None when there is no file."""
    if not path.exists() and not path.is_symlink():
        return None
    if not path.is_file():
        raise StoreFault(f"{path} is not a file.", "Move it away or choose another home folder.")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES and _MAGIC.startswith(header[: len(_MAGIC)]):
        raise StoreFault(f"{path} is damaged: it has been cut off.", WHAT_NOW)
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not header.startswith(_MAGIC) or not ours:
        raise StoreFault(
            f"{path} is not a database of Coder Sim, or its beginning is damaged.",
            "Move it away or choose another home folder; it has not been changed.",
        )
    found = int.from_bytes(header[60:64], "big")
    if found > FORMAT:
        raise StoreNewer(
            f"{path} was written by a newer Coder Sim (format {found}, this one reads {FORMAT}).",
            "Update Coder Sim; the file has not been changed.",
        )
    return found

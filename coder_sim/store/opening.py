"""Before the database is used: is it ours, is it whole, is it of this version?"""

import os
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from coder_sim.errors import StoreDamaged, StoreFault, StoreNewer
from coder_sim.store.backup import backups_folder, backups_of
from coder_sim.store.rows import FORMAT
from coder_sim.store.scratch import sweep
from coder_sim.store.survey import raw

APPLICATION_ID = 0x43445253
"""Marks our files, see https://www.sqlite.org/fileformat2.html#application_id."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


def prepare(path: Path, now: datetime) -> None:
    """Make the database when missing and bring it up to date when old.

    Raises StoreNewer or StoreFault without touching a file that is not to be used; StoreDamaged
    says which backup there is.
    """
    found = recover(path, now)
    try:
        if found != FORMAT:
            # The migration tools take long to load, and hardly ever are they needed.
            migrate = import_module("coder_sim.store.migrate")
            if found is None:
                migrate.create(path, now)
            else:
                migrate.upgrade(path, now)
        _inspect(path)
    except StoreDamaged as fault:
        raise StoreDamaged(fault.what, _way_back(path)) from fault


def recover(path: Path, now: datetime) -> int | None:
    """Return the format of a file that may be used, tidied but not brought up to date.

    None when there is no file; raises as ``prepare``.
    """
    try:
        found = format_of(path)
        tidy(path, now)
    except StoreDamaged as fault:
        raise StoreDamaged(fault.what, _way_back(path)) from fault
    except OSError as error:
        raise StoreFault(
            f"{path} cannot be used: {error.strerror}.", "Check the file, its folder and rights."
        ) from error
    return found


def tidy(path: Path, now: datetime) -> None:
    """Sweep what a killed process left, and set a write-ahead log aside that is not this file's."""
    sweep(path.parent, backups_folder(path))
    _finish_journal(path)
    log = path.with_name(f"{path.name}-wal")
    if not os.path.lexists(log) or _keeps_a_log(path):
        return
    with suppress(OSError):
        # SQLite would read its pages in place of ours, although this file never has such a log.
        log.rename(log.with_name(f"{log.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))


def _finish_journal(path: Path) -> None:
    """Undo a transaction that a kill left half-written, and remove a journal that was not begun."""
    journal = path.with_name(f"{path.name}-journal")
    if not (path.exists() and os.path.lexists(journal)):
        return
    with suppress(StoreFault, OSError), raw(path) as connection:
        # Whoever has this lock has played the journal back; what is still there says nothing.
        connection.execute("BEGIN EXCLUSIVE")
        journal.unlink(missing_ok=True)
        connection.execute("ROLLBACK")


def _keeps_a_log(path: Path) -> bool:
    """Tell whether the file says of itself that it has a write-ahead log."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\x02\x02"


def _way_back(path: Path) -> str:
    newest = next((backup for backup in backups_of(path) if backup.whole), None)
    if newest is None:
        return (
            "There is no backup of it. Move it away, or choose another home folder with "
            "--home DIR; it has not been changed."
        )
    return (
        f"Its newest backup is of {newest.made_at:%Y-%m-%d %H:%M} UTC: Restore backup in the "
        "window, or the command coder-sim restore, puts it in place. The damaged file is kept."
    )


def _inspect(path: Path) -> None:
    """Raise StoreDamaged when the file is damaged; seals tell what SQLite itself cannot see."""
    with raw(path) as connection:
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        stray = connection.execute("PRAGMA foreign_key_check").fetchone()
        revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if verdict != "ok" or stray is not None or revisions != [(f"{FORMAT:04}",)]:
        raise StoreDamaged(f"{path} is damaged.")


def format_of(path: Path) -> int | None:
    """Return the format number in the file's header; None when there is no file.

    Raises StoreNewer for a newer program's, StoreFault for one that is not ours, OSError.
    """
    if not path.exists() and not path.is_symlink():
        return None
    if not path.is_file():
        raise StoreFault(f"{path} is not a file.", "Move it away or choose another home folder.")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES and _MAGIC.startswith(header[: len(_MAGIC)]):
        raise StoreDamaged(f"{path} is damaged: it has been cut off.")
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not header.startswith(_MAGIC) or not ours:
        raise StoreDamaged(f"{path} is not a database of Coder Sim, or its beginning is damaged.")
    found = int.from_bytes(header[60:64], "big")
    if found > FORMAT:
        raise StoreNewer(
            f"{path} was written by a newer Coder Sim (format {found}, this one reads {FORMAT}).",
            "Update Coder Sim; the file has not been changed.",
        )
    return found

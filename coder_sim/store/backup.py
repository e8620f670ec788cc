"""Copies of the database, made while it may be in use, checked to the last row, and thinned."""

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coder_sim.errors import StoreDamaged, StoreFault
from coder_sim.store.faults import told_in_words
from coder_sim.store.scratch import scratch
from coder_sim.store.survey import survey
from coder_sim.store.thinning import Backup, newest_first, to_drop

DUE = timedelta(hours=24)
_NAME = re.compile(r".+-(\d{8}T\d{6}Z)(?:-(\d+))?(-damaged)?\.db")


def backups_folder(path: Path) -> Path:
    """Return where the backups of a database are kept."""
    return path.parent / "backups"


def backups_of(path: Path) -> tuple[Backup, ...]:
    """Return the backups of a database, the newest first."""
    found = [
        Backup(file, made, not parts[3], int(parts[2] or 1))
        for file in backups_folder(path).glob(f"{path.stem}-*.db")
        if (parts := _NAME.fullmatch(file.name)) and (made := _moment(parts[1]))
    ]
    return tuple(newest_first(found))


def is_due(path: Path, now: datetime) -> bool:
    """Tell whether no backup was made within a day, before or, with a clock set back, after."""
    return all(abs(now - backup.made_at) > DUE for backup in backups_of(path))


def back_up(path: Path, now: datetime, folder: Path | None = None) -> Backup:
    """Copy a database into a folder (its own backups), check the copy, and return it.

    Uses SQLite's online backup, so a half-written transaction is never copied. A copy with a
    damaged row says so in its name. Raises StoreFault when no copy can be made, StoreDamaged
    when the file is beyond copying; former backups stay in either case.
    """
    target = folder or backups_folder(path)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with told_in_words(target), scratch(target) as aside:
            unfinished = aside / path.name
            copy(path, unfinished)
            with told_in_words(path):
                whole = not survey(unfinished).damage
            name = _free_name(target, path.stem, now, whole)
            unfinished.rename(name)
        sync_folder(target)
    except OSError as error:
        raise StoreFault(
            f"No backup of {path} could be made in {target}: {error.strerror}.",
            "Make room or check the rights; nothing has been changed.",
        ) from error
    made = Backup(name, now.astimezone(UTC).replace(microsecond=0), whole)
    if folder is None:
        _thin(path, now, made)
    return made


def copy(source: Path, target: Path) -> None:
    """Copy one database over another, or to a new file, as one transaction on disk."""
    with (
        told_in_words(source),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        # Each page is read as part of the whole: without this damage is copied in silence.
        verdict = old.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise StoreDamaged(f"{source} is damaged: {verdict}.")
        new.execute("PRAGMA synchronous=EXTRA")
        old.backup(new)


def sync_folder(folder: Path) -> None:
    """Bring a new name in a folder to the disk, where the system has a way to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _thin(path: Path, now: datetime, made: Backup) -> None:
    for backup in to_drop(backups_of(path), now):
        if backup.path != made.path:
            with suppress(OSError):
                backup.path.unlink()


def _free_name(folder: Path, stem: str, now: datetime, whole: bool) -> Path:
    """Return a name that is free: a clock may be set back."""
    mark = "" if whole else "-damaged"
    stem = f"{stem}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    name = folder / f"{stem}{mark}.db"
    count = 2
    while name.exists():
        name = folder / f"{stem}-{count}{mark}.db"
        count += 1
    return name


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None

"""Copies of the database, made while it may be in use."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from coder_sim.errors import StoreFault
from coder_sim.store.faults import told_in_words


def back_up(path: Path, folder: Path, now: datetime) -> Path:
    """Copy a database into ``folder``, check the copy, and return it.

    Uses SQLite's online backup, so a half-written transaction is never copied. Raises
    StoreFault when the copy cannot be made or is not whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy = _free_name(folder, f"{path.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        unfinished = copy.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        with told_in_words(path):
            _copy(path, unfinished)
        unfinished.rename(copy)
    except OSError as error:
        raise StoreFault(
            f"No backup of {path} could be made in {folder}: {error.strerror}.",
            "Make room or check the rights; nothing has been changed.",
        ) from error
    return copy


def _copy(path: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise StoreFault(f"{path} is damaged, its backup is not whole: {verdict}.")


def _free_name(folder: Path, stem: str) -> Path:
    """Return a name that is free: a clock may be set back."""
    name = folder / f"{stem}.db"
    count = 2
    while name.exists():
        name = folder / f"{stem}-{count}.db"
        count += 1
    return name

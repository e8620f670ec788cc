"""Folders in which files are made aside; what a killed process left of them is swept."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_PREFIX = "new-"
_LOCK = "lock"


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """Yield a folder inside ``beside`` that is gone afterwards; it is held as long as it is used.

    Raises OSError or sqlite3.Error where it cannot be made.
    """
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=beside) as name:
        folder = Path(name)
        # SQLite's lock ends with its process, whatever its number and whoever has it next.
        with closing(sqlite3.connect(folder / _LOCK, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield folder


def sweep(*places: Path) -> None:
    """Remove the folders that killed processes left in ``places``; those in use stay."""
    for place in places:
        for folder in place.glob(f"{_PREFIX}*"):
            if folder.is_dir() and not _held(folder / _LOCK):
                shutil.rmtree(folder, ignore_errors=True)


def _held(lock: Path) -> bool:
    if not lock.exists():
        return False
    try:
        with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorname.startswith("SQLITE_BUSY")
    except sqlite3.Error:
        return False
    return False

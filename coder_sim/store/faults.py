"""What SQLite and the disk can do to us, told in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from coder_sim.errors import StoreDamaged, StoreFault

_WORDS = {
    "SQLITE_FULL": ("The disk is full: {path} could not be written.", "Make room and try again."),
    "SQLITE_BUSY": (
        "Another copy of Coder Sim is writing to {path}.",
        "Wait a moment and try again, or close the other copy.",
    ),
    "SQLITE_READONLY": ("{path} may not be written.", "Check the rights of the file and folder."),
    "SQLITE_CANTOPEN": ("{path} cannot be opened.", "Check that the folder is there."),
    "SQLITE_IOERR": ("The disk failed while using {path}.", "Check the disk and its connection."),
}
KEEP = "Keep the file as it is. To put its newest backup in place, run: coder-sim restore"


def fault_of(error: BaseException, path: Path) -> StoreFault:
    """Return the fault that tells what SQLite reported about ``path``."""
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        for known, (what, todo) in _WORDS.items():
            if name.startswith(known):
                return StoreFault(what.format(path=path), todo)
        if name.startswith("SQLITE_CONSTRAINT"):
            return StoreFault(f"{path} refuses what was to be written: {error}.", KEEP)
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            return StoreDamaged(f"{path} is damaged.", KEEP)
    return StoreDamaged(f"{path} is damaged or cannot be used: {error}.", KEEP)


@contextmanager
def told_in_words(path: Path) -> Iterator[None]:
    """Turn what the database driver raises into StoreFault.

    A damaged file shows itself in many ways: SQLite may also hand over text that is no UTF-8.
    """
    try:
        yield
    except DBAPIError as error:
        raise fault_of(error.orig or error, path) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise fault_of(error, path) from error
    except ValidationError as error:
        # Its seal was right, so this was written by a program that knew other fields.
        raise StoreFault(
            f"{path} holds something that this version of Coder Sim cannot read.",
            "Update Coder Sim; nothing has been changed.",
        ) from error

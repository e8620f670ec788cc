"""Writes the NCCI pairs: some two million, taken over from the library before where it has them."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from coder_sim.library.readers import ncci
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.readers.ncci import PtpPair
from coder_sim.library.source_shelf import Imported
from coder_sim.library.sources import Sources

_MARK = "pairs"
"""Key in 'meta': of which files, read by which reader, the pairs of a library are."""
_TABLES = "ptp", "ptp_rationale"


def write_pairs(connection: sqlite3.Connection, known: Sources, previous: Path) -> None:
    """Write all pairs; of one in the files of two quarters the later quarter's counts.

    Reading two million of them takes as long as all the rest of a build, so those of the
    ``previous`` library are taken where they come from the same files. SourceError for a
    file at fault.
    """
    sources = known.of_kind(SourceKind.NCCI_PTP)
    if not sources:
        return
    mark = _mark(sources)
    if not _taken_over(connection, previous, mark):
        connection.execute("BEGIN")
        _read_pairs(connection, sources)
        connection.execute("COMMIT")
    connection.execute("INSERT INTO meta VALUES (?, ?)", (_MARK, mark))


def _mark(sources: tuple[Imported, ...]) -> str:
    digest = hashlib.sha256()
    for module in ncci.__file__, __file__:
        digest.update(Path(module).read_bytes())
    for source in sources:
        digest.update(source.label.sha256.encode())
    return digest.hexdigest()


def _taken_over(connection: sqlite3.Connection, previous: Path, mark: str) -> bool:
    """Copy the pairs of another library; False where it has not the same, or is damaged."""
    if not previous.is_file():
        return False
    uri = f"{previous.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as other:
            found = other.execute("SELECT value FROM meta WHERE key = ?", (_MARK,)).fetchone()
        if found != (mark,):
            return False
        connection.execute("ATTACH ? AS previous", (str(previous.absolute()),))
    except sqlite3.Error:
        return False
    try:
        for table in _TABLES:
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM previous.{table}")
        return True
    except sqlite3.Error:
        for table in _TABLES:
            connection.execute(f"DELETE FROM main.{table}")
        return False
    finally:
        connection.execute("DETACH previous")


def _read_pairs(connection: sqlite3.Connection, sources: tuple[Imported, ...]) -> None:
    numbers: dict[str, int] = {}
    for source in sorted(sources, key=lambda source: source.label.effective_from or date.min):
        connection.executemany(
            "INSERT OR REPLACE INTO ptp VALUES (?, ?, ?, ?, ?, ?)", _pair_rows(source, numbers)
        )
    connection.executemany(
        "INSERT INTO ptp_rationale VALUES (?, ?)",
        ((number, text) for text, number in numbers.items()),
    )


def _pair_rows(
    source: Imported, numbers: dict[str, int]
) -> Iterator[tuple[str, str, int, int, int, int]]:
    for row in source.read().rows:
        if isinstance(row, PtpPair):
            number = numbers.setdefault(row.rationale, len(numbers))
            yield (*row[:5], number)

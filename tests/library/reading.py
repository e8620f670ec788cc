"""Reads columns of a built library, for tests that check it row by row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path


def read_all(library: Path, question: str, *values: object) -> Iterator[str]:
    """Yield the first column of a question's rows."""
    with closing(sqlite3.connect(f"{library.as_uri()}?mode=ro", uri=True)) as connection:
        yield from (row[0] for row in connection.execute(question, values))

"""Everything the learner owns as text: equal data gives equal text, one line for each row."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder_sim.store.survey import RawRow, name_of, raw, raw_rows


@dataclass(frozen=True, slots=True)
class DumpLine:
    """A line of the dump; ``damage`` names the row instead, where its seal does not fit."""

    text: str
    damage: str = ""


def dump(path: Path) -> Iterator[DumpLine]:
    """Yield the lines of a database of any format.

    Charts and answer keys stand under the hash that names and seals them: a key is not for
    reading.
    """
    with raw(path) as connection:
        connection.execute("BEGIN")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        yield DumpLine(f"format {version}")
        for row in raw_rows(connection):
            yield _line(row) if row.whole else DumpLine("", f"{name_of(row)} is damaged.")


def _line(row: RawRow) -> DumpLine:
    values = row.values
    if row.table == "content":
        values = {"sha256": values["sha256"]}
    return DumpLine(f"{row.table} {json.dumps(values, ensure_ascii=False, sort_keys=True)}")

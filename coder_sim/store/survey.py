"""Looks through a whole database, of any format: what it holds, and everything damaged in it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from coder_sim.store.engine import text_of
from coder_sim.store.faults import told_in_words
from coder_sim.store.seals import digest

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a database holds. ``damage`` names what is damaged, one sentence each."""

    format: int
    saves: int
    """The last number of a saved draft; 0 where there is none."""
    attempts: int
    packs: int
    cases: int
    damage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it lies in the file; ``whole`` where its seal fits."""

    table: str
    values: Values
    whole: bool


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as it is; a transaction that a crash left half-written is undone first."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with (
        told_in_words(path),
        closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection,
    ):
        connection.text_factory = text_of
        connection.execute("PRAGMA synchronous=EXTRA")
        yield connection


def survey(path: Path) -> Survey:
    """Return what the file holds; StoreDamaged when SQLite itself cannot read it."""
    with raw(path) as connection:
        connection.execute("BEGIN")
        damage = [*_sqlite_finds(connection)]
        found: dict[str, list[RawRow]] = {}
        for row in _light(raw_rows(connection), damage):
            found.setdefault(row.table, []).append(row)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        damage += _revision(connection, version)
    damage += _bonds(found)
    drafts = found.get("draft", [])
    return Survey(
        format=version,
        saves=max((_number(row.values["sequence"]) for row in drafts), default=0),
        attempts=len(found.get("attempt", [])),
        packs=len(found.get("pack", [])),
        cases=len(found.get("case", [])),
        damage=tuple(dict.fromkeys(damage)),
    )


def raw_rows(connection: sqlite3.Connection) -> Iterator[RawRow]:
    """Yield every sealed row, table by table in order of name, rows in order of their key."""
    for table in _tables(connection):
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        names = [column[1] for column in columns]
        if "sha256" not in names:
            continue
        keys = ", ".join(f'"{column[1]}"' for column in columns if column[5])
        wanted = f'SELECT * FROM "{table}" ORDER BY {keys or "rowid"}'
        for row in connection.execute(wanted):
            values = dict(zip(names, row, strict=True))
            sealed = [value for name, value in values.items() if name != "sha256"]
            yield RawRow(table, values, digest(table, *sealed) == values["sha256"])


def _tables(connection: sqlite3.Connection) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    return [name for (name,) in connection.execute(named)]


_HEAVY = frozenset({"brief", "key", "sheet", "grade", "feedback"})


def _light(rows: Iterator[RawRow], damage: list[str]) -> Iterator[RawRow]:
    """Yield rows without their long texts; name those whose seal does not fit."""
    for row in rows:
        if not row.whole:
            damage.append(f"{name_of(row)} is damaged.")
        values = {name: value for name, value in row.values.items() if name not in _HEAVY}
        yield RawRow(row.table, values, row.whole)


def name_of(row: RawRow) -> str:
    """Say what a row is."""
    words: dict[str, Callable[[Values], str]] = {
        "pack": lambda x: f"The entry of pack {x['id']}",
        "case": lambda x: f"The worklist entry of case {x['case_id']} in pack {x['pack_id']}",
        "content": lambda x: f"The chart or answer key {str(x['sha256'])[:12]}",
        "draft": lambda x: f"The draft of case {x['case_id']} in pack {x['pack_id']}",
        "attempt": lambda x: f"Attempt {x['number']} at case {x['case_id']} in pack {x['pack_id']}",
        "record": lambda x: f"The record of attempt {x['attempt_id']}",
        "handed_in": lambda x: f"A sheet handed in at {x['case_id']} in pack {x['pack_id']}",
        "sealed_pack": lambda x: f"The mark of the sealed pack {x['pack_id']}",
        "removed_pack": lambda x: f"The mark of the removed pack {x['pack_id']}",
        "annotation": lambda x: f"A highlight in case {x['case_id']} of pack {x['pack_id']}",
        "code_mark": lambda x: f"What is kept about the code {x['code']}",
        "dispute": lambda x: f"A dispute about attempt {x['attempt_id']}",
    }
    known = words.get(row.table)
    text = known(row.values) if known else f"A row of {row.table}"
    return text.encode("utf-8", "replace").decode("utf-8")


def _sqlite_finds(connection: sqlite3.Connection) -> Iterator[str]:
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        yield f"The file is damaged: {verdict}."
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        yield "The file is damaged: it refers to things that it does not hold."


def _revision(connection: sqlite3.Connection, version: int) -> Iterator[str]:
    if version == 0:
        return
    revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if revisions != [(f"{version:04}",)]:
        yield "The file is damaged: its format is not certain."


def _bonds(found: dict[str, list[RawRow]]) -> Iterator[str]:
    """Name what is missing: rows that belong to rows that are there."""
    records = {row.values["attempt_id"] for row in found.get("record", [])}
    counts: dict[tuple[object, object], list[int]] = {}
    for row in found.get("attempt", []):
        if row.values["id"] not in records:
            yield f"{name_of(row)} has lost its record."
        case = (row.values["pack_id"], row.values["case_id"])
        counts.setdefault(case, []).append(_number(row.values["number"]))
    for (pack_id, case_id), numbers in counts.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"An attempt at case {case_id} in pack {pack_id} is missing."
    listed: dict[object, int] = {}
    for row in found.get("case", []):
        listed[row.values["pack_id"]] = listed.get(row.values["pack_id"], 0) + 1
    for row in found.get("pack", []):
        count = row.values.get("case_count")
        if count is not None and count != listed.get(row.values["id"], 0):
            yield f"The cases of pack {row.values['id']} are not all there."


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0

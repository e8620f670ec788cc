"""A SHA-256 over every row: SQLite itself notices few of the bits that a disk may flip."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

from coder_sim.errors import StoreDamaged
from coder_sim.store.rows import BaseRow, ContentRow

_JSON = json.JSONEncoder(separators=(",", ":"), default=repr)
"""Made once: thousands of rows are looked at when the worklist opens."""

WHAT_NOW = (
    "Everything else can still be used. To have it back as it was at the last backup, close the "
    "program and run: coder-sim restore"
)


def digest(table: str, *values: object) -> str:
    """Return the seal over a table's name and the values of one row, in column order."""
    return sha256(_JSON.encode([table, *values]).encode("ascii")).hexdigest()


def sealed(kind: type[BaseRow], **values: object) -> dict[str, object]:
    """Return the columns of a new row with their seal, ready to insert."""
    seal = digest(kind.__tablename__, *(values[name] for name in _sealed_columns(kind)))
    return {**values, "sha256": seal}


def content_values(brief: str, key: str) -> dict[str, object]:
    """Return the columns of a content row: its seal is its name."""
    return {"sha256": digest(ContentRow.__tablename__, brief, key), "brief": brief, "key": key}


def rows(
    session: Session,
    kind: type[BaseRow],
    wanted: Select[Any],
    name: Callable[[Row[Any]], str],
    damage: list[str] | None = None,
) -> Iterator[Row[Any]]:
    """Yield the rows that ``wanted`` selects of a table as plain columns, each seal checked.

    ``name`` says what a row is. A row whose seal does not fit raises StoreDamaged; with
    ``damage`` it is left out instead and its name is put there.
    """
    columns = wanted.with_only_columns(*kind.__table__.columns, maintain_column_froms=True)
    for row in session.execute(columns):
        *values, seal = row
        if digest(kind.__tablename__, *values) == seal:
            yield row
        elif damage is None:
            raise damaged(name(row))
        else:
            damage.append(name(row))


def damaged(what: str) -> StoreDamaged:
    """Return the fault that tells what is damaged in the learner's database."""
    return StoreDamaged(f"{what} is damaged in the learner's database.", WHAT_NOW)


def _sealed_columns(kind: type[BaseRow]) -> list[str]:
    return [column.name for column in kind.__table__.columns if column.name != "sha256"]

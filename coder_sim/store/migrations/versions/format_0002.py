"""The second format: a pack knows its number of cases, an attempt whether the clock was changed."""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from coder_sim.store.seals import digest

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add both columns and seal the rows anew."""
    op.add_column("pack", sa.Column("case_count", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "attempt", sa.Column("clock_changed", sa.Integer(), nullable=False, server_default="0")
    )
    connection = op.get_bind()
    listed = sa.text('SELECT pack_id, count(*) FROM "case" GROUP BY pack_id')
    counts: dict[str, int] = {row[0]: row[1] for row in connection.execute(listed)}
    latest: dict[tuple[str, str], str] = {}

    def count(row: dict[str, Any]) -> int:
        return counts.get(row["id"], 0)

    def changed(row: dict[str, Any]) -> int:
        case = (row["pack_id"], row["case_id"])
        before = latest.get(case, "")
        latest[case] = max(before, row["submitted_at"])
        return int(row["submitted_at"] < before)

    _fill(connection, "pack", "case_count", "id", count)
    _fill(connection, "attempt", "clock_changed", "number", changed)


def _fill(
    connection: sa.Connection,
    table: str,
    column: str,
    order: str,
    value_of: Callable[[dict[str, Any]], int],
) -> None:
    update = sa.text(f"UPDATE {table} SET {column} = :value, sha256 = :seal WHERE id = :id")
    found = [
        {"id": row["id"], "value": value, "seal": digest(table, *_former(row, column), value)}
        for row in connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY {order}"))
        .mappings()
        .fetchall()
        # A damaged row keeps its old seal, which does not fit the new columns: it stays damaged.
        if digest(table, *_former(row, column)) == row["sha256"]
        for value in (value_of(dict(row)),)
    ]
    if found:
        connection.execute(update, found)


def _former(row: sa.RowMapping, added: str) -> Iterator[Any]:
    return (value for name, value in row.items() if name not in ("sha256", added))

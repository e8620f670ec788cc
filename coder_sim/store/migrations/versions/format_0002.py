"""The second format: counted cases, changed clocks, sealed keys, a bin, the learner's own notes."""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from coder_sim.store.seals import digest

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Make the new tables; add both columns and seal the rows anew."""
    _make_shelf_tables()
    _make_notebook()
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


def _make_shelf_tables() -> None:
    op.create_table(
        "handed_in",
        sa.Column("id", sa.String(), primary_key=True),
        *_texts("pack_id", "case_id"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *_texts("submitted_at", "pack_version", "pack_hash"),
        sa.Column("content", sa.String(), sa.ForeignKey("content.sha256"), nullable=False),
        *_texts("sheet", "editions", "sha256"),
        sa.UniqueConstraint("pack_id", "case_id", "sequence"),
    )
    op.create_index("ix_handed_in_content", "handed_in", ["content"])
    for table, column in (("sealed_pack", "mode"), ("removed_pack", "removed_at")):
        op.create_table(
            table,
            sa.Column("pack_id", sa.String(), sa.ForeignKey("pack.id"), primary_key=True),
            *_texts(column, "sha256"),
        )
    op.create_table(
        "pack_file",
        sa.Column("pack_id", sa.String(), sa.ForeignKey("pack.id"), primary_key=True),
        *_texts("digest"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )


def _make_notebook() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.String(), primary_key=True),
        *_texts("pack_id", "case_id", "doc"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *_texts("quote", "note", "sha256"),
    )
    op.create_index("ix_annotation_case_id", "annotation", ["case_id"])
    op.create_table(
        "code_mark",
        sa.Column("system", sa.String(), primary_key=True),
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("favourite", sa.Integer(), nullable=False),
        *_texts("note"),
        sa.Column("used_at", sa.String(), nullable=True),
        *_texts("sha256"),
    )
    op.create_table(
        "dispute",
        sa.Column("attempt_id", sa.String(), sa.ForeignKey("attempt.id"), primary_key=True),
        sa.Column("row", sa.String(), primary_key=True),
        *_texts("text", "made_at", "sha256"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]

"""The first format: packs, their cases, drafts and attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "pack",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("version", "title", "publisher", "licence", "language", "description"),
        *_texts("tracks", "code_set"),
        sa.Column("guideline_year", sa.Integer(), nullable=False),
        sa.Column("guideline_version", sa.String(), nullable=True),
        *_texts("content_hash", "imported_at", "sha256"),
    )
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(), primary_key=True),
        *_texts("brief", "key"),
    )
    op.create_table(
        "case",
        sa.Column("pack_id", sa.String(), sa.ForeignKey("pack.id"), primary_key=True),
        sa.Column("case_id", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("title", "setting", "specialty"),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        *_texts("tracks"),
        sa.Column("content", sa.String(), sa.ForeignKey("content.sha256"), nullable=False),
        *_texts("sha256"),
    )
    op.create_index("ix_case_content", "case", ["content"])
    op.create_table(
        "draft",
        sa.Column("pack_id", sa.String(), sa.ForeignKey("pack.id"), primary_key=True),
        sa.Column("case_id", sa.String(), primary_key=True),
        *_texts("sheet"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *_texts("saved_at", "sha256"),
    )
    _make_attempts()


def _make_attempts() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(), primary_key=True),
        *_texts("pack_id", "case_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        *_texts("submitted_at"),
        sa.Column("learning_pct", sa.Double(), nullable=False),
        sa.Column("code_over_code_pct", sa.Double(), nullable=False),
        *_texts("sha256"),
        sa.UniqueConstraint("pack_id", "case_id", "number"),
        sa.UniqueConstraint("pack_id", "case_id", "sequence"),
    )
    op.create_table(
        "record",
        sa.Column("attempt_id", sa.String(), sa.ForeignKey("attempt.id"), primary_key=True),
        *_texts("pack_version", "pack_hash"),
        sa.Column("content", sa.String(), sa.ForeignKey("content.sha256"), nullable=False),
        *_texts("sheet", "grade", "feedback", "model_version", "editions", "sha256"),
    )
    op.create_index("ix_record_content", "record", ["content"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]

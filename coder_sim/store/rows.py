"""The tables of the learner's database. Rows stay inside this package."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

FORMAT = 2
"""Number of the newest migration, kept in the file's ``user_version``."""


class BaseRow(DeclarativeBase):
    """Parent of all rows. The last column, ``sha256``, seals the others (see ``seals``)."""


class PackRow(BaseRow):
    """A pack on the shelf, the newest version seen."""

    __tablename__ = "pack"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    """Place on the shelf, from 1; kept when a newer version arrives."""
    version: Mapped[str]
    title: Mapped[str]
    publisher: Mapped[str]
    licence: Mapped[str]
    language: Mapped[str]
    description: Mapped[str]
    tracks: Mapped[str]
    code_set: Mapped[str]
    guideline_year: Mapped[int]
    guideline_version: Mapped[str | None]
    content_hash: Mapped[str]
    imported_at: Mapped[str]
    case_count: Mapped[int]
    """How many cases there must be, so that one that is lost is missed."""
    sha256: Mapped[str]


class ContentRow(BaseRow):
    """Chart and key of a case, never changed: attempts keep theirs when a pack is updated."""

    __tablename__ = "content"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    """Name and seal at once: the hash over brief and key."""
    brief: Mapped[str]
    key: Mapped[str]


class CaseRow(BaseRow):
    """A case on the shelf, with what the worklist shows of it."""

    __tablename__ = "case"

    pack_id: Mapped[str] = mapped_column(ForeignKey("pack.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    setting: Mapped[str]
    specialty: Mapped[str]
    difficulty: Mapped[int]
    tracks: Mapped[str]
    content: Mapped[str] = mapped_column(ForeignKey("content.sha256"), index=True)
    sha256: Mapped[str]


class DraftRow(BaseRow):
    """The sheet being worked on. It outlives a case that a newer pack no longer has."""

    __tablename__ = "draft"

    pack_id: Mapped[str] = mapped_column(ForeignKey("pack.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(primary_key=True)
    sheet: Mapped[str]
    sequence: Mapped[int]
    """Counts the saves of a case, attempts included: it never goes back."""
    saved_at: Mapped[str]
    sha256: Mapped[str]


class AttemptRow(BaseRow):
    """What the attempt list shows of an attempt: it is read in bulk, so it is small."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("pack_id", "case_id", "number"),
        UniqueConstraint("pack_id", "case_id", "sequence"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    pack_id: Mapped[str]
    case_id: Mapped[str]
    number: Mapped[int]
    sequence: Mapped[int]
    """That of the draft it came from."""
    submitted_at: Mapped[str]
    learning_pct: Mapped[float]
    code_over_code_pct: Mapped[float]
    clock_changed: Mapped[int]
    """1 where the clock was set back before it: numbers tell the order of attempts, not times."""
    sha256: Mapped[str]


class RecordRow(BaseRow):
    """Everything else about an attempt, enough to show it or grade it again."""

    __tablename__ = "record"
    __table_args__ = (ForeignKeyConstraint(["attempt_id"], ["attempt.id"]),)

    attempt_id: Mapped[str] = mapped_column(primary_key=True)
    pack_version: Mapped[str]
    pack_hash: Mapped[str]
    content: Mapped[str] = mapped_column(ForeignKey("content.sha256"), index=True)
    sheet: Mapped[str]
    grade: Mapped[str]
    feedback: Mapped[str]
    model_version: Mapped[str]
    editions: Mapped[str]
    sha256: Mapped[str]


class HandedInRow(BaseRow):
    """A sheet handed in at a case whose key is sealed: final, and not scored yet."""

    __tablename__ = "handed_in"
    __table_args__ = (UniqueConstraint("pack_id", "case_id", "sequence"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    pack_id: Mapped[str]
    case_id: Mapped[str]
    sequence: Mapped[int]
    submitted_at: Mapped[str]
    pack_version: Mapped[str]
    pack_hash: Mapped[str]
    content: Mapped[str] = mapped_column(ForeignKey("content.sha256"), index=True)
    sheet: Mapped[str]
    editions: Mapped[str]
    sha256: Mapped[str]


class SealedPackRow(BaseRow):
    """A pack whose keys are sealed, and how."""

    __tablename__ = "sealed_pack"

    pack_id: Mapped[str] = mapped_column(ForeignKey("pack.id"), primary_key=True)
    mode: Mapped[str]
    sha256: Mapped[str]


class RemovedPackRow(BaseRow):
    """A pack in the bin: its rows stay, the shelf does not show it."""

    __tablename__ = "removed_pack"

    pack_id: Mapped[str] = mapped_column(ForeignKey("pack.id"), primary_key=True)
    removed_at: Mapped[str]
    sha256: Mapped[str]


class PackFileRow(BaseRow):
    """A pack as the file it came as, to be handed on byte for byte."""

    __tablename__ = "pack_file"

    pack_id: Mapped[str] = mapped_column(ForeignKey("pack.id"), primary_key=True)
    digest: Mapped[str]
    """SHA-256 of the content: too large to be sealed as text is."""
    content: Mapped[bytes]


class AnnotationRow(BaseRow):
    """A passage of a chart that the learner highlighted."""

    __tablename__ = "annotation"

    id: Mapped[str] = mapped_column(primary_key=True)
    pack_id: Mapped[str]
    case_id: Mapped[str] = mapped_column(index=True)
    doc: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    note: Mapped[str]
    sha256: Mapped[str]


class CodeMarkRow(BaseRow):
    """What the learner keeps about one code."""

    __tablename__ = "code_mark"

    system: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    favourite: Mapped[int]
    note: Mapped[str]
    used_at: Mapped[str | None]
    sha256: Mapped[str]


class DisputeRow(BaseRow):
    """A learner's objection to one row of an attempt's feedback."""

    __tablename__ = "dispute"

    attempt_id: Mapped[str] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    row: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    made_at: Mapped[str]
    sha256: Mapped[str]

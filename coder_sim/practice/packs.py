"""Case packs as the window shows them: on the shelf, in the bin, and before they are stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from coder_sim.practice.undertaking import Undertaking


class PackNews(StrEnum):
    """What putting a pack on the shelf would do."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    FROM_BIN = "from the bin"


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What a pack says of itself."""

    id: str
    title: str
    version: str
    publisher: str
    licence: str
    description: str
    tracks: tuple[str, ...]
    code_sets: tuple[str, ...]
    """Such as "icd10cm FY2026"."""
    guideline_year: int
    content_hash: str
    """SHA-256 in hex."""
    cases: tuple[str, ...]
    """Titles, in the order of the pack."""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class PackPreview:
    """A pack that was read and is not stored yet."""

    path: Path
    facts: PackFacts | None
    """None where so much is wrong that it cannot be told."""
    news: PackNews
    known_version: str
    """Version on the shelf, "" where it is not there."""
    problems: tuple[str, ...]
    """What keeps it from being stored, a sentence each."""
    warnings: tuple[str, ...]
    identifiers: tuple[str, ...]
    """What could name a real person: where, what kind and the words."""


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack on the shelf or in the bin."""

    facts: PackFacts
    imported_at: datetime
    removed: bool = False
    """In the bin."""


class PackShelf(Protocol):
    """What the window may do with packs; slow verbs run on the worker."""

    def rows(self) -> tuple[PackRow, ...]:
        """Return the packs on the shelf in its order, then those in the bin."""

    def look_at(self, path: Path, work: Undertaking) -> PackPreview:
        """Read a pack without storing anything; raises Stopped."""

    def take(self, preview: PackPreview) -> str:
        """Store the pack that was last looked at; returns what was done, in words."""

    def export(self, pack_id: str, target: Path) -> str:
        """Write a pack of the shelf to one .casepack file; returns what was done, in words."""

    def remove(self, pack_id: str) -> str:
        """Put a pack into the bin; drafts and attempts stay."""

    def restore(self, pack_id: str) -> str:
        """Bring a pack back from the bin."""

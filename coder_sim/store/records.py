"""What the store hands out: values for the desk, the shelf and the reports."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coder_sim.domain.answer import AnswerKey, AnswerSheet
from coder_sim.domain.encounter import CaseBrief, Setting, Track
from coder_sim.domain.feedback import Feedback
from coder_sim.domain.grade import Grade


class PackChange(StrEnum):
    """What adding a pack did."""

    ADDED = "added"
    BROUGHT_BACK = "brought back from the bin"
    ALREADY_THERE = "already there"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class ShelvedCase:
    """A case as its pack lists it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class StoredPack:
    """A pack on the shelf."""

    id: str
    version: str
    title: str
    publisher: str
    licence: str
    language: str
    description: str
    tracks: tuple[Track, ...]
    code_set: tuple[tuple[str, str], ...]
    guideline_year: int
    guideline_version: date | None
    content_hash: str
    imported_at: datetime
    cases: tuple[ShelvedCase, ...]
    sealed: str = ""
    """How the keys are sealed ("passphrase" or "class-key"); "" where they are open."""
    removed: bool = False
    """In the bin."""


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """One case on the shelf, with what the learner has done about it."""

    pack_id: str
    case_id: str
    pack_title: str
    title: str
    setting: Setting
    specialty: str
    difficulty: int
    tracks: tuple[Track, ...]
    draft_saved_at: datetime | None
    attempts: int
    best: float | None
    """Best learning score in per cent."""
    last_attempt_at: datetime | None
    sealed: str = ""
    """How its key is sealed; "" where it is open."""
    waiting: int = 0
    """Sheets handed in that wait for the key."""


@dataclass(frozen=True, slots=True)
class ShelfView:
    """All cases that can be shown, and what is damaged, by name."""

    entries: tuple[ShelfEntry, ...]
    damage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case with its key and the pack it is from."""

    pack_id: str
    case_id: str
    pack_version: str
    pack_hash: str
    brief: CaseBrief
    key: AnswerKey | None
    """None where it is sealed."""
    sealed: bytes = b""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A sheet handed in at a case whose key is sealed; ``sequence`` is that of its draft."""

    id: str
    pack_id: str
    case_id: str
    sequence: int
    submitted_at: datetime
    pack_version: str
    pack_hash: str
    sheet: AnswerSheet
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A saved draft; ``sequence`` counts the saves of its case."""

    sheet: AnswerSheet
    sequence: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Submission:
    """A graded sheet, ready to be recorded. ``sequence`` is that of the draft it came from."""

    id: str
    case: StoredCase
    sheet: AnswerSheet
    sequence: int
    grade: Grade
    feedback: Feedback
    editions: tuple[str, ...]
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt in a list."""

    id: str
    pack_id: str
    case_id: str
    number: int
    sequence: int
    submitted_at: datetime
    learning_pct: float
    code_over_code_pct: float
    clock_changed: bool
    """The clock was set back before it: its time is not to be trusted, its number is."""


@dataclass(frozen=True, slots=True)
class StoredAttempt:
    """One attempt with everything that is needed to show it or to grade it again."""

    line: AttemptLine
    case: StoredCase
    sheet: AnswerSheet
    grade: Grade
    feedback: Feedback
    editions: tuple[str, ...]

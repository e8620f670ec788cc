"""What the practice desk shows: worklist entries, opened cases, attempts. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import CaseBrief, Setting, Track
from coder_sim.domain.feedback import Feedback
from coder_sim.domain.grade import Grade
from coder_sim.domain.notebook import Annotation

AttemptId = NewType("AttemptId", str)


class CaseStatus(StrEnum):
    """How far the learner is with a case."""

    NEW = "new"
    DRAFT = "draft"
    DONE = "done"


class SessionMode(StrEnum):
    """How a case is worked on."""

    PRACTICE = "practice"
    """Automated checks prompt while the sheet is filled."""
    EXAM = "exam"
    """No prompts, and no codes used of late."""


@dataclass(frozen=True, slots=True)
class CaseRef:
    """Names one case of one stored pack."""

    pack_id: str
    case_id: str


@dataclass(frozen=True, slots=True)
class WorklistEntry:
    """One row of the worklist."""

    ref: CaseRef
    pack_title: str
    title: str
    setting: Setting
    specialty: str
    difficulty: int
    tracks: tuple[Track, ...]
    status: CaseStatus
    best: float | None
    """Best learning score in per cent, None before the first attempt."""
    attempts: int
    last_at: datetime | None
    """Last draft or attempt, aware, UTC."""
    sealed: str = ""
    """How its key is sealed, "passphrase" or "class-key"; "" where it is open."""
    waiting: int = 0
    """Sheets handed in that wait for the key."""


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case on the desk: the chart without its key, and the draft."""

    ref: CaseRef
    brief: CaseBrief
    sheet: AnswerSheet
    draft_saved_at: datetime | None
    """None where there was no draft."""
    sealed: str = ""
    """How its key is sealed; then a sheet is handed in and scored once the key is opened."""
    annotations: tuple[Annotation, ...] = ()
    """The learner's own highlights and notes in the chart."""


@dataclass(frozen=True, slots=True)
class HandedInView:
    """A sheet handed in at a sealed case: final, not scored yet."""

    id: str
    ref: CaseRef
    submitted_at: datetime
    brief: CaseBrief
    sheet: AnswerSheet
    sealed: str


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One submitted sheet with its grade and feedback."""

    id: AttemptId
    ref: CaseRef
    number: int
    """1 for the first attempt at this case."""
    submitted_at: datetime
    brief: CaseBrief
    sheet: AnswerSheet
    grade: Grade
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """One past attempt in a list."""

    id: AttemptId
    ref: CaseRef
    number: int
    submitted_at: datetime
    learning_pct: float
    code_over_code_pct: float
    clock_changed: bool = False
    """The computer's clock was set back before it: its time is not to be trusted."""

"""What learners keep for themselves: highlights and notes in charts, marked codes, disputes."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from coder_sim.domain.code_set import System

AnnotationId = NewType("AnnotationId", str)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A passage that the learner highlighted, with a note or without one."""

    id: AnnotationId
    doc: str
    start: int
    end: int
    """The passage is ``text[start:end]`` of the document, in code points."""
    quote: str
    """The passage as it stood: a newer pack may have another text there."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeMark:
    """What the learner keeps about one code: favourite or not, a note, when it was last used."""

    system: System
    code: str
    favourite: bool = False
    note: str = ""
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A learner's objection to one row of an attempt's feedback, with the reason given."""

    attempt: str
    row: str
    """Name of the feedback row, such as "key d1" or "answer 3"."""
    text: str
    made_at: datetime

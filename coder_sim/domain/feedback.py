"""Feedback on one attempt, worded and ready for a screen, a report or a terminal."""

from dataclasses import dataclass
from enum import StrEnum

from coder_sim.domain.grade import Severity


class Verdict(StrEnum):
    """What became of one line, told by word, icon and colour together."""

    RIGHT = "right"
    PARTLY = "partly right"
    WRONG = "wrong"
    MISSED = "missed"
    EXTRA = "extra"
    OPTIONAL = "optional"
    NOTE = "note"
    """A finding about the whole sheet: sequence, MS-DRG, HCC, an absorbed component."""


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a document, in code points; ``end`` is exclusive."""

    doc: str
    start: int
    end: int


class Heading(StrEnum):
    """Headings of the parts of an explanation, in reading order."""

    REPORTED = "What you reported"
    CHART = "What the chart says"
    LINKED = "Your evidence"
    """Only where the learner linked passages to the line."""
    RULE = "The rule"
    KEY = "Why the key's code"
    """Only where the author's words on the learner's own code say why it is wrong."""
    EFFECT = "The effect"
    NEXT = "Next time"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an explanation: a short heading and plain text."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One line of the sheet or of the key, judged and explained."""

    verdict: Verdict
    headline: str
    """One sentence, such as "Missed: Z79.84 Long term (current) use of oral hypoglycemic drugs"."""
    reported: str
    """What the sheet has, with POA, modifiers, units; "" where it has nothing."""
    expected: str
    """What the key has; "" where it has nothing."""
    points: str
    """Such as "0.5 of 1 for the code"; "" where no points are at stake."""
    severity: Severity | None
    """The gravest finding on the line; None where there is none."""
    parts: tuple[Part, ...]
    """Parts under the headings of ``Heading``, in their order: those that apply."""
    evidence: tuple[Span, ...]
    cites: tuple[str, ...]
    answer: int | None
    """Number of the answer line, from 1."""
    name: str = ""
    """What an objection to it is filed under: "key d1", "answer 3"; "" in feedback kept before."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with its arithmetic."""

    name: str
    value: str
    arithmetic: str
    meaning: str
    """One sentence: what this number is for."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """All a learner reads after submitting, top to bottom."""

    summary: str
    """One or two sentences: how it went and what mattered most."""
    measures: tuple[Measure, ...]
    rows: tuple[FeedbackRow, ...]
    prompts: tuple[Part, ...]
    """Computed checks that touch no score."""
    queries: tuple[Part, ...]
    """Provider queries the chart called for, and what became of the learner's own."""
    practise_next: tuple[str, ...]

"""The result of grading one answer sheet, as values; sentences are made in ``wording``."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    CRITICAL = "CRITICAL"
    MAJOR = "MAJOR"
    MINOR = "MINOR"
    INFO = "INFO"


class Direction(StrEnum):
    """Whether the record was under-coded or over-coded."""

    OVER = "OVER"
    UNDER = "UNDER"
    NEUTRAL = "NEUTRAL"


class Certainty(StrEnum):
    """On whose word a finding stands."""

    TABULAR = "tabular"
    """The Tabular List or an official table states it."""
    AUTHOR = "author"
    """The key's author judged so."""
    CHECK = "check"
    """A computed prompt that a coder should look at; never overrules the key."""


@dataclass(frozen=True, slots=True)
class Match:
    """One key line beside the answer line that was paired with it."""

    key: str
    answer: int | None
    """Number of the answer line, from 1, in the order entered."""
    cls: str
    credit: float
    over: bool = False
    """The reported code would pay more than the key's: it earns nothing and costs."""


class Element(StrEnum):
    """What the learning score is made of."""

    CODE = "code"
    FIRST = "first diagnosis"
    POA = "POA"
    SEQUENCE = "sequence"
    MODIFIERS = "modifiers"
    UNITS = "units"
    POINTERS = "pointers"
    OVER = "pays more than the key"
    EXTRA = "extra code"


@dataclass(frozen=True, slots=True)
class Tally:
    """One addend of the learning score. ``key`` is a key line's or a constraint's id."""

    element: Element
    key: str | None
    answer: int | None
    earned: float = 0.0
    possible: float = 0.0
    penalty: float = 0.0


@dataclass(frozen=True, slots=True)
class AxisDifference:
    """A character at which two ICD-10-PCS codes differ, with what both values stand for."""

    position: int
    """1 to 7."""
    reported: str
    expected: str
    reported_label: str = ""
    """Exact where the tables are imported, else worked out from titles; "" if unknown."""
    expected_label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One discrepancy. ``key`` and ``answer`` name the lines it is about, where there are any."""

    cls: str
    key: str | None
    answer: int | None
    severity: Severity
    direction: Direction
    certainty: Certainty = Certainty.AUTHOR
    cites: tuple[str, ...] = ()
    """Guideline ids and "Tabular ..." notes, the deciding one first."""
    explain: str = ""
    """The author's own words for this very error, "" where there are none."""
    expected: str = ""
    """What the key has (a code, POA, modifiers, units ...), as text."""
    reported: str = ""
    """What the sheet has, as text."""
    detail: tuple[str, ...] = ()
    """Class-dependent particulars, documented where the class is made."""
    others: tuple[int, ...] = ()
    """Numbers of further answer lines that an automated check is about."""
    axes: tuple[AxisDifference, ...] = ()
    """ICD-10-PCS: every character that differs from the key's code."""
    repeats: str = ""
    """Automated checks: the class of the finding on the same line that says the same; else ""."""


@dataclass(frozen=True, slots=True)
class LearningScore:
    """Partial-credit score: 100 x max(0, earned - penalty) / possible."""

    earned: float
    penalty: float
    possible: float
    pct: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A strict measure: numerator, denominator, percentage with one decimal."""

    correct: int
    out_of: int
    pct: float


@dataclass(frozen=True, slots=True)
class DrgPair:
    """MS-DRG of the key and of the answer; None where a sheet cannot be grouped at all."""

    key: int | None
    answer: int | None
    key_title: str = ""
    answer_title: str = ""
    key_weight: float = 0.0
    answer_weight: float = 0.0
    key_cc: tuple[str, ...] = ()
    """Secondary diagnoses that count as CC or MCC after exclusions (normal form), sorted."""
    answer_cc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskPair:
    """V28 HCCs and RAF of the key and of the answer."""

    key: tuple[str, ...]
    answer: tuple[str, ...]
    key_score: float
    answer_score: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures, side by side, never blended."""

    learning: LearningScore
    code_over_code: Ratio
    practicum: Ratio
    first_dx_correct: bool
    poa: tuple[int, int]
    """(right, counted)."""
    record_over_record: bool
    case_financial: bool
    pointers: tuple[int, int] = (0, 0)
    """(required pointers present, required)."""
    drg: DrgPair | None = None
    """None for everything but inpatient stays."""
    risk: RiskPair | None = None
    """None unless the key lists HCCs."""


class Support(StrEnum):
    """How far a passage that a trainee linked bears out the line it is linked to."""

    SUPPORTED = "supported"
    """It shares at least half of the shorter passage with the key line's evidence."""
    PARTLY = "partly"
    """It touches that evidence, with less than half of the shorter passage."""
    ELSEWHERE = "elsewhere"
    """It is evidence, but of another line of the key."""
    NOT = "not supported"
    """It bears out no line of the key, or the chart does not have it."""
    OPEN = "not judged"
    """The key names no evidence for this line."""


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """The verdict on one linked passage."""

    answer: int
    """Number of the answer line, from 1."""
    passage: int
    """Place of the passage among those linked to the line, from 1."""
    support: Support
    key: str | None = None
    """The key line whose evidence it is; None where it is that of none."""


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """The verdict on one provider query of the trainee."""

    query: int
    """Place among the sheet's queries, from 1."""
    key: str | None
    """The key's query that it is about; None where the key has none there."""
    accepted: bool = False
    """True where the key accepts the query itself as the answer."""


@dataclass(frozen=True, slots=True)
class Grade:
    """Everything the grader found out about one answer sheet."""

    model_version: str
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    scores: Scores
    prompts: tuple[Finding, ...] = ()
    """Computed edits with certainty "check"; they never touch a score."""
    evidence: tuple[int, int] = (0, 0)
    """(passages that support their line, passages linked)."""
    queries: tuple[int, int, int] = (0, 0, 0)
    """(right, asked, expected)."""
    tally: tuple[Tally, ...] = ()
    """Every addend of the learning score."""
    links: tuple[EvidenceLink, ...] = ()
    """One verdict for each linked passage, line by line."""
    asked: tuple[AskedQuery, ...] = ()
    """One verdict for each provider query of the sheet."""

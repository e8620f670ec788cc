"""The answer sheet a trainee fills and the answer key a reviewer wrote."""

import datetime
from dataclasses import dataclass, field
from typing import NewType

from coder_sim.domain.code_set import Kind, System

KeyId = NewType("KeyId", str)


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim quote in a document; ``nth`` tells which, when it occurs more than once.

    Without a quote it is the text from ``start`` to ``end`` (exclusive), in code points.
    """

    doc: str
    quote: str
    nth: int = 1
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class CodedLine:
    """One code on an answer sheet, as entered: the code may be unknown, or not one at all."""

    system: System
    code: str
    poa: str | None = None
    modifiers: tuple[str, ...] = ()
    units: int = 1
    pointers: tuple[int, ...] = ()
    """Positions among the sheet's diagnoses, from 1."""
    evidence: tuple[Passage, ...] = ()

    @property
    def kind(self) -> Kind:
        """Return what the line reports."""
        return self.system.kind


@dataclass(frozen=True, slots=True)
class ProviderQuery:
    """A question to the provider, about a passage of the chart."""

    doc: str
    quote: str
    question: str = ""
    nth: int | None = None
    """Which occurrence of the quote is meant; None = any of them."""
    topic: str = ""
    """What is asked about, such as "stage" or "cause"."""
    more: tuple[Passage, ...] = ()
    """Further passages that the question rests on."""


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """What a trainee reports; lines in sequence, the first diagnosis being principal or first."""

    lines: tuple[CodedLine, ...] = ()
    queries: tuple[ProviderQuery, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another code that a second coder would defend."""

    code: str
    credit: float
    why: str


@dataclass(frozen=True, slots=True)
class Distractor:
    """A foreseeable wrong code for a key line, judged by the key's author."""

    code: str
    cls: str
    credit: float
    explain: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Dose:
    """A drug dose and what one unit of its code stands for."""

    amount: float
    per_unit: float
    unit: str


@dataclass(frozen=True, slots=True)
class EmLevels:
    """An E/M family in order of level, and the author's reading of the elements."""

    family: str
    levels: tuple[str, ...]
    problems: str = ""
    data: str = ""
    risk: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the answer key. Codes are in normal form."""

    id: KeyId
    system: System
    code: str
    role: str = ""
    """principal, first or secondary; "" for procedures and services."""
    principal: bool = False
    """ICD-10-PCS: the principal procedure."""
    poa: tuple[str, ...] | None = None
    """Accepted values; None = not graded; ("exempt",) = blank expected."""
    optional: bool = False
    weight: float | None = None
    impact: str = ""
    """critical, major, minor or info; "" = the kind's default."""
    alternates: tuple[Alternate, ...] = ()
    distractors: tuple[Distractor, ...] = ()
    any_of: str = ""
    components: tuple[str, ...] = ()
    component_class: str = "WRONG_COMBINATION"
    component_credit: float = 0.25
    modifiers: tuple[str, ...] = ()
    optional_modifiers: tuple[str, ...] = ()
    forbidden_modifiers: tuple[str, ...] = ()
    modifier_alternates: tuple[tuple[str, ...], ...] = ()
    units: int = 1
    units_alternates: tuple[int, ...] = ()
    dose: Dose | None = None
    pointers: tuple[KeyId, ...] = ()
    split_group: str = ""
    em: EmLevels | None = None
    evidence: tuple[Passage, ...] = ()
    guidelines: tuple[str, ...] = ()
    tabular: tuple[str, ...] = ()
    """Instructional notes cited, such as "I50 code first"."""
    rationale: str = ""
    common_error: str = ""
    ambiguity: int = 0

    @property
    def kind(self) -> Kind:
        """Return what the line reports."""
        return self.system.kind

    @property
    def required(self) -> bool:
        """Tell whether the line must be on the sheet; two ambiguous readings make it optional."""
        return not self.optional and self.ambiguity < 2


@dataclass(frozen=True, slots=True)
class Constraint:
    """A must-precede rule between two key lines."""

    id: str
    before: KeyId
    after: KeyId
    cite: str = ""
    severity: str = ""
    tabular: str = ""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A group of key lines of which ``min`` are asked and up to ``max`` accepted."""

    id: str
    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Extra:
    """A foreseeable code that does not belong on the sheet, judged by the key's author."""

    code: str
    cls: str
    penalty: float
    severity: str = ""
    direction: str = ""
    cite: str = ""
    explain: str = ""


@dataclass(frozen=True, slots=True)
class Excludes1Exception:
    """A pair under an Excludes1 note that the author keeps because the conditions are unrelated."""

    a: str
    b: str
    why: str


@dataclass(frozen=True, slots=True)
class KeyQuery:
    """A gap in the chart that calls for a provider query."""

    id: str
    doc: str
    quote: str
    question: str
    nth: int = 1
    why: str = ""
    accept_answer: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Who wrote and read the key, and how far a blind second reader agreed (0 to 1)."""

    author: str = ""
    reviewer: str = ""
    date: datetime.date | None = None
    agreement: float | None = None
    log: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """The reviewer's answer for one case."""

    first_allowed: tuple[KeyId, ...]
    lines: tuple[KeyLine, ...]
    constraints: tuple[Constraint, ...] = ()
    any_of: tuple[AnyOf, ...] = ()
    extras: tuple[Extra, ...] = ()
    excludes1_exceptions: tuple[Excludes1Exception, ...] = ()
    queries: tuple[KeyQuery, ...] = ()
    drg: int | None = None
    hcc: tuple[str, ...] | None = None
    """Expected V28 HCCs after hierarchies; None = the case is not risk-adjusted."""
    notes: str = ""
    review: Review = field(default_factory=Review)
    guideline_year: int = 2026

    def line(self, id: str) -> KeyLine | None:
        """Return a key line by its id."""
        return next((line for line in self.lines if line.id == id), None)

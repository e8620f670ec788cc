"""Case packs as values: what the reader hands over and the writer takes."""

from dataclasses import dataclass
from datetime import date

from coder_sim.domain.answer import AnswerKey
from coder_sim.domain.encounter import CaseBrief, Track


@dataclass(frozen=True, slots=True)
class Case:
    """A case with its key. Only the grader, the pack tools and the store hold one."""

    brief: CaseBrief
    key: AnswerKey
    objectives: tuple[str, ...] = ()
    """Ids of learning objectives that its author declares; never shown with the chart."""


@dataclass(frozen=True, slots=True)
class SealedCase:
    """A case whose key is locked: chart to practise on, score only once it is opened."""

    brief: CaseBrief
    sealed: bytes
    """Content of key.sealed; its header names pack, version and case."""
    mode: str = ""
    """"passphrase" or "class-key"."""


@dataclass(frozen=True, slots=True)
class KeptIdentifier:
    """Something that looks like an identifier and that the author declares to be invented."""

    case: str
    doc: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A checked case pack."""

    id: str
    title: str
    version: str
    publisher: str
    licence: str
    language: str
    description: str
    tracks: tuple[Track, ...]
    code_set: tuple[tuple[str, str], ...]
    """Pairs such as ("icd10cm", "FY2026")."""
    guideline_year: int
    guideline_version: date | None
    cases: tuple[Case, ...]
    content_hash: str
    """SHA-256, in hex, over the canonical form of everything in the pack."""
    identifiers_kept: tuple[KeptIdentifier, ...] = ()
    sealed: tuple[SealedCase, ...] = ()
    """The cases of a pack whose keys are sealed; then ``cases`` is empty."""

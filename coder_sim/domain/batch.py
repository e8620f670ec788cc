"""Measures over many graded sheets: pooled numerators and denominators, with their intervals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A pooled proportion in percent, with its Wilson 95 % interval; all 0 where ``of`` is 0."""

    right: int
    of: int
    pct: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Capture:
    """Codes or categories of the keys that the sheets have, lack, or have beyond the keys."""

    captured: int = 0
    missed: int = 0
    unsupported: int = 0


@dataclass(frozen=True, slots=True)
class EmLevelCounts:
    """E/M lines of the keys by what became of their level."""

    exact: int = 0
    over_by_one: int = 0
    over_by_more: int = 0
    under_by_one: int = 0
    under_by_more: int = 0
    other: int = 0
    """Omitted, or reported as a service of another family."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The measures of a batch of sheets, side by side, never blended."""

    sheets: int
    small: bool
    """True where there are too few sheets for a rate: practice, not a rate."""
    code_over_code: Rate
    practicum: Rate
    first_diagnosis: Rate
    poa: Rate
    pointers: Rate
    record_over_record: Rate
    case_financial: Rate
    drg: Rate
    """Inpatient sheets in the key's MS-DRG, of those whose key groups."""
    hcc: Capture
    cc: Capture
    """Secondary diagnoses counted as CC or MCC."""
    em: EmLevelCounts
    classes: tuple[tuple[str, int], ...]
    """Findings by class, most frequent first; INFO left out."""
    in_chart: int
    """Errors on key lines that the chart settles."""
    needs_query: int
    """Errors on key lines whose evidence is what the key would query the provider about."""

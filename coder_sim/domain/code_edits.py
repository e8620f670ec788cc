"""Edits that Medicare applies to pairs and units of codes, and who knows them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class MueSetting(StrEnum):
    """Whose services a limit of units is for."""

    PRACTITIONER = "practitioner"
    OUTPATIENT = "outpatient hospital"
    DME = "DME supplier"


@dataclass(frozen=True, slots=True)
class NcciPair:
    """An NCCI edit: column 2 is not paid beside column 1 of the same day."""

    column1: str
    column2: str
    modifier_helps: bool
    """A modifier such as 59 or XS may tell that both are due."""
    valid_from: date
    valid_to: date
    rationale: str


@dataclass(frozen=True, slots=True)
class UnitsOfDay:
    """The most units of a code that Medicare takes (MUE)."""

    code: str
    setting: MueSetting
    units: int
    by_day: bool
    """Counted over the day; else over each claim line."""
    absolute: bool
    """Never paid above, whatever the records say."""
    rationale: str


class CodeEdits(Protocol):
    """NCCI edits, as far as they have been imported; the code library satisfies it."""

    def ncci_pair(self, code1: str, code2: str, on: date) -> NcciPair | None:
        """Return the edit in force between two codes, in either order."""

    def mue(self, code: str) -> tuple[UnitsOfDay, ...]:
        """Return the limits of a code, one for each imported setting."""

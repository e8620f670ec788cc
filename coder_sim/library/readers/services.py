"""What the files of CPT and HCPCS hold: codes with their titles and days, and modifiers."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coder_sim.domain.code_set import System
from coder_sim.library.readers.catalog import SourceEdition, fault

_CPT = re.compile(r"\d{4}[0-9A-Z]")
_HCPCS = re.compile(r"[A-V]\d{4}")


class TitleKind(StrEnum):
    """Forms of a title that publishers give beside each other."""

    LONG = "long"
    MEDIUM = "medium"
    SHORT = "short"
    CONSUMER = "consumer"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class Title:
    """One title of a code."""

    kind: TitleKind
    text: str


@dataclass(frozen=True, slots=True)
class ServiceCode:
    """A code of CPT or HCPCS Level II as one file has it."""

    system: System
    code: str
    titles: tuple[Title, ...]
    valid_from: date = date.min
    valid_to: date = date.max
    coverage: str = ""
    """HCPCS coverage code: C carrier judgment, D special instructions, I, M, S not covered."""
    pricing: tuple[str, ...] = ()
    """HCPCS pricing indicators: "51" drugs, "38" orthotics, "00" not priced by Part B."""


@dataclass(frozen=True, slots=True)
class ServiceModifier:
    """A modifier with its meaning."""

    code: str
    meaning: str
    systems: tuple[System, ...]
    valid_from: date = date.min
    valid_to: date = date.max


ServiceRow = ServiceCode | ServiceModifier


def system_of(code: str) -> System | None:
    """Return the code set of a service code by its shape, None where it has neither shape."""
    if _CPT.fullmatch(code):
        return System.CPT
    return System.HCPCS if _HCPCS.fullmatch(code) else None


def day_of(text: str, where: str, default: date) -> date:
    """Read a day as publishers write it, 20260930; blank means ``default``."""
    digits = text.strip()
    if not digits:
        return default
    try:
        if len(digits) == 8 and digits.isascii() and digits.isdecimal():
            day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
            # The year 2099 and its like stand for "no end".
            return date.max if day.year >= 2099 else day
    except ValueError:
        pass
    raise fault(f"'{digits[:20]}' is not a day such as 20260930", where)


def dated_edition(day: date | None) -> SourceEdition:
    """Return the edition of a file that is known by the latest day in it."""
    if day is None:
        return SourceEdition("")
    return SourceEdition(f"{day:%B} {day.year}", day, None, day.year)

"""Codes, editions and instructional notes of the four code sets."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class System(StrEnum):
    """A code set, by the name that packs and answer files use."""

    ICD10CM = "ICD-10-CM"
    ICD10PCS = "ICD-10-PCS"
    CPT = "CPT"
    HCPCS = "HCPCS"

    @property
    def kind(self) -> "Kind":
        """Return what a line of this code set reports."""
        return _KINDS[self]


class Kind(StrEnum):
    """What a coded line reports. Only lines of one kind are ever compared."""

    DIAGNOSIS = "diagnosis"
    PROCEDURE = "procedure"
    SERVICE = "service"


_KINDS = {
    System.ICD10CM: Kind.DIAGNOSIS,
    System.ICD10PCS: Kind.PROCEDURE,
    System.CPT: Kind.SERVICE,
    System.HCPCS: Kind.SERVICE,
}


def systems_named(text: str) -> tuple[System, ...]:
    """Read a list of short names, "cm,pcs"; raises ValueError naming an unknown one."""
    short = {"cm": System.ICD10CM, "pcs": System.ICD10PCS, "cpt": System.CPT, "hcpcs": System.HCPCS}
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in short:
            raise ValueError(f"unknown code set '{name}'; choose from {', '.join(short)}")
    return tuple(short[name] for name in names)


def normal(code: str) -> str:
    """Return a code in its stored form: upper case, no dots, no white space."""
    return "".join(code.split()).replace(".", "").upper()


def dotted(system: System, code: str) -> str:
    """Return a normalised code as people write it: ICD-10-CM with its dot."""
    if system is System.ICD10CM and len(code) > 3:
        return f"{code[:3]}.{code[3:]}"
    return code


@dataclass(frozen=True, slots=True)
class Edition:
    """One loaded edition of a code set."""

    system: System
    name: str
    """Such as "FY2026 April 1 2026"."""
    effective_from: date
    effective_to: date
    source: str
    codes: int
    """Number of reportable codes."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code or heading of one code set."""

    system: System
    code: str
    """Normal form (``normal``)."""
    title: str
    """Full title; "" where the code is known to be valid but its title is not loaded."""
    billable: bool
    """False for headings."""
    valid_from: date
    valid_to: date
    """Last day of validity; ``date.max`` while none is set."""

    @property
    def display(self) -> str:
        """Return the code as people write it."""
        return dotted(self.system, self.code)

    def valid_on(self, day: date) -> bool:
        """Tell whether the code or heading is in force on ``day``."""
        return self.valid_from <= day <= self.valid_to


class NoteKind(StrEnum):
    """Kinds of instructional notes in the Tabular List."""

    INCLUDES = "includes"
    INCLUSION_TERM = "inclusion term"
    EXCLUDES1 = "Excludes1"
    EXCLUDES2 = "Excludes2"
    CODE_FIRST = "code first"
    USE_ADDITIONAL = "use additional code"
    CODE_ALSO = "code also"
    NOTE = "note"
    SEVENTH = "7th character"


@dataclass(frozen=True, slots=True)
class InstructionalNote:
    """One block of instructional notes and the node of the Tabular List where it stands."""

    kind: NoteKind
    lines: tuple[str, ...]
    """The block's lines in order, as the publisher wrote them."""
    node: str
    """Chapter ("chapter 9"), section ("I10-I1A") or code in display form ("I50")."""
    node_title: str


@dataclass(frozen=True, slots=True)
class SeventhCharacter:
    """One allowed 7th character and its meaning."""

    character: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """A CPT or HCPCS modifier with its meaning in our own words."""

    code: str
    meaning: str
    systems: tuple[System, ...]
    valid_from: date = date.min
    valid_to: date = date.max


class ClaimField(StrEnum):
    """Fields of a claim that take a code of a short official list."""

    PLACE_OF_SERVICE = "place of service"
    DISCHARGE_STATUS = "discharge status"


@dataclass(frozen=True, slots=True)
class Guideline:
    """One section of the official guidelines, its gist in our own words."""

    id: str
    """As cited in keys: "I.C.9.a.3", "II.A", "App. I", "PCS B3.2"."""
    year: int
    title: str
    gist: str

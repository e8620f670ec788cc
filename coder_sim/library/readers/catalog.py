"""What every reader of a publisher's file offers, and what it hands out.

A reader knows its file by content, never by name, reads it whole or raises SourceError, and
says which edition it is, what it holds and what it left out. ``known`` lists the readers. A
workbook (xlsx) comes to them sheet by sheet as CSV in UTF-8, blanks in cells kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from coder_sim.errors import Problem, SourceError

HEAD_BYTES = 65_536
"""How much of a file a reader sees to recognise it."""


class SourceKind(StrEnum):
    """A kind of source file, by its name in words."""

    TABULAR = "ICD-10-CM Tabular List"
    ALPHABETIC_INDEX = "ICD-10-CM Alphabetic Index"
    EXTERNAL_CAUSE_INDEX = "ICD-10-CM External Cause Index"
    NEOPLASM_TABLE = "ICD-10-CM Table of Neoplasms"
    DRUG_TABLE = "ICD-10-CM Table of Drugs"
    CM_ORDER = "ICD-10-CM order file"
    CM_CODES = "ICD-10-CM code file"
    PCS_TABLES = "ICD-10-PCS Tables"
    PCS_INDEX = "ICD-10-PCS Index"
    PCS_DEFINITIONS = "ICD-10-PCS Definitions"
    PCS_ORDER = "ICD-10-PCS order file"
    PCS_CODES = "ICD-10-PCS code file"
    POA_EXEMPT = "POA exempt list"
    DRG_WEIGHTS = "MS-DRG Table 5"
    HCPCS = "HCPCS Level II"
    CPT_LONG = "CPT long descriptors"
    CPT_MEDIUM = "CPT medium descriptors"
    CPT_SHORT = "CPT short descriptors"
    CPT_CONSUMER = "CPT consumer descriptors"
    CPT_CLINICIAN = "CPT clinician descriptors"
    FEE_SCHEDULE = "physician fee schedule (PPRRVU)"
    UMLS = "UMLS concept names (MRCONSO)"
    ATHENA = "Athena vocabulary (CONCEPT)"
    NCCI_PTP = "NCCI PTP edits"
    MUE = "medically unlikely edits (MUE)"
    PLAIN_LIST = "list of codes and titles"

    @property
    def slug(self) -> str:
        """Return the short name for file names and for the command line: "cpt-long"."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class SourceEdition:
    """Which edition a file is, as far as it says; None where it names no day."""

    name: str
    """Such as "FY2026", "2019", or "" where the file does not say."""
    effective_from: date | None = None
    effective_to: date | None = None
    year: int = 0
    """Fiscal or calendar year; 0 where the file does not say."""


def fiscal_edition(year: int) -> SourceEdition:
    """Return the edition of a federal fiscal year: October 1 to September 30."""
    return SourceEdition(f"FY{year}", date(year - 1, 10, 1), date(year, 9, 30), year)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a reader left out, and why: (12, "headings of tables", "line 17")."""

    count: int
    why: str
    where: str = ""
    """The first place, for looking it up."""


RowT = TypeVar("RowT", covariant=True)


@dataclass(frozen=True, slots=True)
class Content(Generic[RowT]):
    """All that a file holds, as frozen values in the order of the file."""

    kind: SourceKind
    edition: SourceEdition
    rows: tuple[RowT, ...]
    count: int
    """How many codes, terms or pairs these are to a coder; what a replacement is measured by."""
    unit: str = "codes"
    """What ``count`` counts: "codes", "terms", "pairs"."""
    skipped: tuple[Skipped, ...] = ()
    part: str = ""
    """Tells files apart that make up one edition together: "00100-25999"; else ""."""


@dataclass(frozen=True, slots=True)
class Reader(Generic[RowT]):
    """The reader of one format."""

    kind: SourceKind
    recognises: Callable[[bytes], bool]
    """Tells from the first HEAD_BYTES of a file whether it is of this format.

    Never from its name; SourceError where the beginning alone is reason to refuse the file.
    """
    read: Callable[[bytes], Content[RowT]]
    """Reads a whole file; SourceError, with the line or element, where it is at fault.

    ``Problem.file`` stays empty: who knows the name adds it with ``in_file``.
    """
    keeps: Callable[[bytes], bool] | None = None
    """Tells which lines are of use, for files of gigabytes: they are cut down to these first."""


def fault(what: str, where: str = "", todo: str = "") -> SourceError:
    """Return the refusal of a file; ``where`` is a line or an element: "line 12"."""
    return SourceError(Problem(what, field=where, todo=todo))


def in_file(error: SourceError, file: str) -> SourceError:
    """Return a refusal with the name of the file where it is still missing."""
    return SourceError(*(replace(problem, file=problem.file or file) for problem in error.problems))

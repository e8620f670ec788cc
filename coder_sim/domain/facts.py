"""What the grader, the pack reader and the window may ask of the code library."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coder_sim.domain.books import Axis, AxisDefinition, Book, IndexEntry, TableRow
from coder_sim.domain.code_set import (
    ClaimField,
    Code,
    Edition,
    Guideline,
    InstructionalNote,
    Modifier,
    SeventhCharacter,
    System,
)
from coder_sim.domain.encounter import Sex
from coder_sim.domain.tabular import TabularNode


@dataclass(frozen=True, slots=True)
class ReportedDiagnosis:
    """A diagnosis as the grouper sees it; ``poa`` is Y, N, U, W or "" (blank or exempt)."""

    code: str
    poa: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """An inpatient stay as the MS-DRG grouper sees it; the first diagnosis is principal."""

    discharge: date
    age: int
    sex: Sex
    discharge_status: int
    diagnoses: tuple[ReportedDiagnosis, ...]
    procedures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drg:
    """A grouped stay."""

    number: int
    title: str
    weight: float
    """Relative weight of Table 5, the year before the cap; 0 when ungroupable."""
    counted: frozenset[str]
    """Secondary diagnoses still counted as CC or MCC after exclusions (normal form)."""


@dataclass(frozen=True, slots=True)
class Risk:
    """CMS-HCC V28 result of a set of diagnoses."""

    hccs: tuple[str, ...]
    """HCC numbers after hierarchies, ascending."""
    score: float
    """RAF before normalisation, four decimals, demographics and interactions included."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A line of an instructional note in effect at one code that names another code."""

    note: InstructionalNote
    line: str


class CodeFacts(Protocol):
    """Everything pure code may ask about codes. All codes are in normal form.

    Lookups answer with None, or with nothing, for what is not loaded; they never raise for
    an unknown code. Where a day may be left out, the newest loaded edition answers.
    """

    def code(self, system: System, code: str, on: date) -> Code | None:
        """Return the code or heading in force on the day; None if there is none."""

    def ever(self, system: System, code: str) -> Code | None:
        """Return the code or heading of any loaded edition, the newest first."""

    def ancestors(self, system: System, code: str, on: date | None = None) -> tuple[Code, ...]:
        """Return the headings above a code, nearest first, up to its category."""

    def children(self, system: System, code: str, on: date) -> tuple[Code, ...]:
        """Return the codes and headings right below a heading, in tabular order."""

    def section(self, code: str) -> str:
        """Return the innermost tabular section of an ICD-10-CM code, "D60-D64", or ""."""

    def breadcrumb(self, system: System, code: str, on: date | None = None) -> tuple[str, ...]:
        """Return chapter, section and headings above a code as short texts, outermost first."""

    def notes(self, code: str, on: date | None = None) -> tuple[InstructionalNote, ...]:
        """Return all notes in effect at an ICD-10-CM code, own first, then outwards."""

    def instructions(
        self, code: str, other: str, on: date | None = None
    ) -> tuple[Instruction, ...]:
        """Return the note lines in effect at an ICD-10-CM code that name another, own first.

        Excludes1 and 2, code first, use additional code and code also; a condition of the line
        or of the block on either code is met.
        """

    def seventh_characters(self, code: str, on: date | None = None) -> tuple[SeventhCharacter, ...]:
        """Return the 7th characters that apply at an ICD-10-CM code or heading."""

    def axis_label(self, code: str, position: int, on: date | None = None) -> str:
        """Return the label of character ``position`` (1-7) of an ICD-10-PCS code, or ""."""

    def poa_exempt(self, code: str, on: date) -> bool:
        """Tell whether an ICD-10-CM code is exempt from POA reporting.

        Approximate unless the publisher's list has been imported.
        """

    def poa_exact(self, on: date) -> bool:
        """Tell whether POA exemption on a day is known from the publisher's list."""

    def unacceptable_principal(self, code: str, on: date) -> str:
        """Return the MCE edit that forbids the code as principal diagnosis, or ""."""

    def code_edits(self, code: str, on: date, age: int, sex: Sex) -> tuple[str, ...]:
        """Return the MCE edits that a secondary diagnosis sets off by itself, by their names."""

    def modifier(self, code: str) -> Modifier | None:
        """Return a CPT or HCPCS modifier."""

    def modifiers(self) -> tuple[Modifier, ...]:
        """Return every modifier that is loaded, in order of code."""

    def claim_value(self, field: ClaimField, code: str) -> str:
        """Return what a two-digit code in a claim field means, in our own words, or ""."""

    def guideline(self, id: str, year: int) -> Guideline | None:
        """Return a guideline section of a year."""

    def group(self, stay: Stay) -> Drg | None:
        """Group a stay; None without a diagnosis or where no grouper is installed."""

    def risk(self, diagnoses: frozenset[str], age: float, sex: Sex) -> Risk:
        """Return HCCs and RAF: V28 of 2026, community, non-dual, not disabled-entitled."""

    def hcc_label(self, hcc: str) -> str:
        """Return the short name of a V28 HCC, or ""."""

    def editions(self) -> tuple[Edition, ...]:
        """Return the loaded editions."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row of the code finder."""

    code: Code
    why: str
    """What matched, as words for the screen: "heart attack = myocardial infarction"."""
    score: float


class CodeFinder(Protocol):
    """The code finder: ranked codes for free text."""

    def search(
        self,
        text: str,
        systems: Sequence[System] = (),
        on: date | None = None,
        limit: int = 20,
        *,
        chapter: int | None = None,
        billable: bool = True,
    ) -> tuple[SearchHit, ...]:
        """Return the best codes for a search text; no ``systems`` means all of them.

        ``chapter`` 1 to 22 keeps to one chapter of ICD-10-CM. With ``billable`` False a typed
        heading answers itself, before the code that it leads to.
        """


class IndexBooks(Protocol):
    """The index books: browse them and follow their references. Words are found by CodeFinder.

    A book that has not been imported is empty; nothing here raises for what is not found.
    """

    def books(self) -> tuple[Book, ...]:
        """Return the books that are loaded."""

    def letters(self, book: Book) -> tuple[str, ...]:
        """Return the letters a book's main terms stand under, in its order."""

    def main_terms(self, book: Book, begins: str = "", limit: int = 500) -> tuple[IndexEntry, ...]:
        """Return the main terms whose title begins with these letters, in printed order."""

    def entry(self, id: int) -> IndexEntry | None:
        """Return an entry by its id, which holds for this build of the library only."""

    def below(self, id: int) -> tuple[IndexEntry, ...]:
        """Return the entries right below an entry, in printed order."""

    def above(self, id: int) -> tuple[IndexEntry, ...]:
        """Return the entries an entry stands below, main term first."""

    def referred(self, book: Book, words: str) -> IndexEntry | None:
        """Return the entry that "see" words name: "Accident, transport, bus occupant"."""

    def book_named(self, book: Book, words: str) -> Book:
        """Return the book that "see" words lead to: "Table of Drugs and Chemicals"."""


class ProcedureTables(Protocol):
    """ICD-10-PCS as its tables build it: exact where they are imported, else from titles."""

    def next_axis(self, prefix: str, on: date) -> Axis | None:
        """Return what may follow 0 to 6 characters; None where no code begins with them."""

    def rows(self, table: str, on: date) -> tuple[TableRow, ...]:
        """Return the rows of a table named by three characters; none if not imported."""

    def builds(self, code: str, on: date) -> bool:
        """Tell whether seven characters are a code in force."""

    def label(self, code: str, position: int, on: date) -> str:
        """Return the label of a character of a code or of its beginning; "" if unknown."""

    def definition(self, code: str, position: int, on: date) -> AxisDefinition | None:
        """Return the official definition of a character of a code (from its first three on)."""


class TabularTree(Protocol):
    """The Tabular List as a tree, a level at a time; services stand by their first characters."""

    def top(self, system: System, on: date) -> tuple[TabularNode, ...]:
        """Return the outermost level: chapters, or groups of services; none of ICD-10-PCS."""

    def below(self, node: TabularNode, on: date) -> tuple[TabularNode, ...]:
        """Return what stands right below a node and is in force on the day, in order."""

    def path(self, system: System, code: str, on: date) -> tuple[TabularNode, ...]:
        """Return the nodes from the outermost down to a code; none for an unknown one."""


class CodeReference(CodeFacts, Protocol):
    """All that a coder looks up: facts on codes, and the books to browse."""

    @property
    def books(self) -> IndexBooks:
        """Return the index books."""

    @property
    def procedures(self) -> ProcedureTables:
        """Return the tables of ICD-10-PCS."""

    @property
    def tabular(self) -> TabularTree:
        """Return the Tabular List as a tree."""

    def cc_level(self, code: str, on: date) -> str:
        """Return "CC" or "MCC" for a diagnosis that raises an MS-DRG as a secondary one, or ""."""

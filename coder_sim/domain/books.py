"""The printed books that lead a coder to a code: index entries and ICD-10-PCS table values."""

from dataclasses import dataclass
from enum import StrEnum


class Book(StrEnum):
    """An index or a table of codes by words; the value is how the library names it."""

    DISEASES = "Alphabetic Index"
    EXTERNAL_CAUSES = "External Cause Index"
    NEOPLASMS = "Table of Neoplasms"
    DRUGS = "Table of Drugs and Chemicals"
    PROCEDURES = "ICD-10-PCS Index"


_NEOPLASM_COLUMNS = (
    *("Malignant primary", "Malignant secondary", "In situ"),
    *("Benign", "Uncertain behavior", "Unspecified behavior"),
)
_DRUG_COLUMNS = (
    *("Poisoning, accidental", "Poisoning, self-harm", "Poisoning, assault"),
    *("Poisoning, undetermined", "Adverse effect", "Underdosing"),
)


def columns(book: Book) -> tuple[str, ...]:
    """Return the names of a table's six code columns, left to right; none for an index."""
    return {Book.NEOPLASMS: _NEOPLASM_COLUMNS, Book.DRUGS: _DRUG_COLUMNS}.get(book, ())


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A main term (level 0) or subterm of a book, as printed; "" for what is absent."""

    id: int
    book: Book
    parent: int | None
    level: int
    title: str
    """Without nonessential modifiers; "" where only a reference stands there."""
    modifiers: str
    """The nonessential modifiers with their parentheses: "(acute) (chronic)"."""
    printed: str
    """Title and modifiers as they stand in the book."""
    path: str
    """Titles from the main term down: "Pneumonia, lobar"."""
    code: str
    """With dot; it may end in "-": more characters follow. ICD-10-PCS: 3 to 7 characters."""
    manifestation: str
    """The code to report second, printed in brackets."""
    see: str
    see_also: str
    see_category: str
    use: str
    """Words of the ICD-10-PCS tables to use instead."""
    note: str
    cells: tuple[str, ...]
    """Codes by column (``columns``), "" where there is none; empty for an index."""
    has_below: bool
    """Whether subterms stand below it."""


@dataclass(frozen=True, slots=True)
class AxisValue:
    """One value that the next character of an ICD-10-PCS code may take."""

    value: str
    label: str
    """"" where it is not known."""
    definition: str = ""
    codes: int = 0
    """How many codes begin with it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The next axis of an ICD-10-PCS code, after the characters chosen so far."""

    position: int
    """1 to 7."""
    name: str
    """"Body Part"."""
    values: tuple[AxisValue, ...]
    exact: bool
    """Whether labels are those of the official tables, not worked out from titles."""


@dataclass(frozen=True, slots=True)
class AxisDefinition:
    """What the official definitions say of a value of an axis."""

    label: str
    definition: str
    explanation: str
    includes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of an ICD-10-PCS table: every combination of its values makes a code."""

    axes: tuple[Axis, ...]
    """Positions 4 to 7."""
    codes: int

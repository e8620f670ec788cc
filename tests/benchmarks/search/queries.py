"""The queries of the benchmark: one CSV a kind, each row a text and the codes accepted for it."""

import csv
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class Kind:
    """A way of asking: its name, the code sets asked, and how many queries it has at least."""

    name: str
    title: str
    systems: str
    size: int


KINDS = (
    Kind("synonyms", "synonyms of diseases", "cm", 130),
    Kind("picklist", "hospital pick-list phrases", "cm", 150),
    Kind("charts", "phrases from charts", "cm", 130),
    Kind("lay", "lay words", "cm", 130),
    Kind("abbreviations", "abbreviations, shorthand", "cm", 150),
    Kind("emergency", "emergency physician's searches", "cm", 130),
    Kind("typos", "typing errors, 1-2 letters", "cm", 100),
    Kind("cut", "words cut off while typing", "cm", 100),
    Kind("codes", "codes typed any way", "cm,pcs,hcpcs,cpt", 60),
    Kind("procedures", "ICD-10-PCS procedures", "pcs", 120),
    Kind("supplies", "HCPCS items", "hcpcs", 80),
    Kind("services", "CPT services in plain words", "cpt", 30),
)
WORDS_TO_DIAGNOSES = tuple(kind.name for kind in KINDS[:8])
"""The kinds whose mean is the headline figure."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text as typed, and the codes accepted for it, without dots; any descendant will do."""

    kind: Kind
    text: str
    accepted: tuple[str, ...]


def plain(code: str) -> str:
    """Return a code as it is compared: capitals, no dot."""
    return code.replace(".", "").upper()


def read(kind: Kind) -> tuple[Query, ...]:
    """Return the queries of a kind in the order of its file."""
    with (FOLDER / f"{kind.name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Query(kind, row["text"], tuple(plain(code) for code in row["accepted"].split()))
            for row in csv.DictReader(lines)
        )


def present() -> tuple[Kind, ...]:
    """Return the kinds that have a file."""
    return tuple(kind for kind in KINDS if (FOLDER / f"{kind.name}.csv").is_file())

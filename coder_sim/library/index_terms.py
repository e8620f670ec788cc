"""Reads the finder's own terms: abbreviations, synonyms, usual codes, procedure names.

Each kind is a folder of CSV files, which are read in the order of their names.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coder_sim.errors import Problem, SourceError
from coder_sim.library import index_text
from coder_sim.library.readers.starter import read_starter

ABBREVIATIONS = ("abbreviations", "expansion")
SYNONYMS = ("synonyms", "official")
DEFAULTS = ("index_defaults", "code")
PROCEDURES = ("pcs_procedures", "prefix")
WORD_FORMS = ("word_forms", "other")
"""Words that say the same of a body part or a state: each stands for the other."""
_SERVICES = ("cpt.csv", "hcpcs.csv")


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a terms file: what a coder types, and the words or the code it leads to."""

    text: str
    leads_to: str


def read_terms(folder: Path, kind: tuple[str, str]) -> Iterator[Term]:
    """Yield the rows of one kind of terms; nothing where it is absent. Raises SourceError."""
    name, column = kind
    for path in sorted((folder / name).glob("*.csv")):
        yield from _read_file(path, column)


def _read_file(path: Path, column: str) -> Iterator[Term]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            text, leads_to = row.get("term"), row.get(column)
            if not text or not leads_to or None in row:
                raise SourceError(
                    Problem(
                        f"line {number} is not a term and its {column}",
                        file=f"{path.parent.name}/{path.name}",
                        todo=f"Each line has two columns: term,{column}.",
                    )
                )
            yield Term(text.strip(), leads_to.strip())


def service_words(code_sets: Path) -> Iterator[Term]:
    """Yield what coders type for services, from the starter sets; nothing where they are gone."""
    for name in _SERVICES:
        for row in read_starter(code_sets / name):
            for words in row.words:
                yield Term(words, row.code)


def service_names(code_sets: Path) -> Iterator[Term]:
    """Yield the labels of the starter sets, with their brand names and doses.

    They lead to their codes beside a publisher's titles too, which name no brand.
    """
    for name in _SERVICES:
        for row in read_starter(code_sets / name):
            yield Term(row.label, row.code)


def rules(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return what each abbreviation or synonym stands for, keyed by its normal words.

    Where a meaning is itself a term, the meanings of that follow it.
    """
    found: dict[str, list[str]] = {}
    for kind in (ABBREVIATIONS, SYNONYMS):
        for term in read_terms(folder, kind):
            meanings = found.setdefault(" ".join(index_text.words(term.text)), [])
            if term.leads_to not in meanings:
                meanings.append(term.leads_to)
    every = {key: _with_further(found, meanings) for key, meanings in found.items() if key}
    for term in read_terms(folder, WORD_FORMS):
        for key, other in ((term.text, term.leads_to), (term.leads_to, term.text)):
            every[key] = tuple(dict.fromkeys((*every.get(key, ()), other)))
    return every


def _with_further(found: dict[str, list[str]], meanings: list[str]) -> tuple[str, ...]:
    further = [
        next_meaning
        for meaning in meanings
        for next_meaning in found.get(" ".join(index_text.words(meaning)), ())
    ]
    return tuple(dict.fromkeys((*meanings, *further)))

"""Takes from the imported index books what the finder needs: words that lead to codes."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coder_sim.domain.books import Book
from coder_sim.domain.code_set import normal
from coder_sim.library import index_text

_LONGEST_RULE = 5
"""Words of a term that is put in place of what it says to see."""

_COLUMN_WORDS = {
    (Book.NEOPLASMS, 2): ("malignant neoplasm of {}", "{} cancer"),
    (Book.NEOPLASMS, 3): ("secondary malignant neoplasm of {}", "{} metastasis"),
    (Book.NEOPLASMS, 4): ("carcinoma in situ of {}",),
    (Book.NEOPLASMS, 5): ("benign neoplasm of {}",),
    (Book.NEOPLASMS, 6): ("neoplasm of uncertain behavior of {}",),
    (Book.NEOPLASMS, 7): ("neoplasm of unspecified behavior of {}", "{} tumor"),
    (Book.DRUGS, 2): ("poisoning by {} accidental",),
    (Book.DRUGS, 3): ("poisoning by {} intentional self-harm",),
    (Book.DRUGS, 4): ("poisoning by {} assault",),
    (Book.DRUGS, 5): ("poisoning by {} undetermined",),
    (Book.DRUGS, 6): ("adverse effect of {}",),
    (Book.DRUGS, 7): ("underdosing of {}",),
}
"""What a column of a table says of the site or substance in its row."""

_ASIDE = re.compile(r"\([^)]*\)")
_NO_WORDS = re.compile(r"\b(?:by (?:site|type)|specified|unspecified|NEC|NOS|right|left)\b", re.I)
_NO_TARGET = frozenset(("", "condition"))


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of a book that lead to a code or, in ICD-10-PCS, to the beginning of codes."""

    text: str
    code: str
    procedure: bool


class _Entry(NamedTuple):
    id: int
    book: str
    parent: int | None
    title: str
    path: str
    code: str
    see: str
    see_also: str
    use: str


class Books:
    """The entries of imported books, all or some; nothing where none is imported."""

    def __init__(self, database: sqlite3.Connection, books: Sequence[Book] = tuple(Book)) -> None:
        columns, places = ", ".join(_Entry._fields), ", ".join("?" for _ in books)
        question = f"SELECT {columns} FROM index_entry WHERE book IN ({places}) ORDER BY id"
        self._entries = [_Entry(*row) for row in database.execute(question, tuple(books))]
        self._cells: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for entry, column, code in database.execute("SELECT * FROM index_cell"):
            self._cells[entry].append((column, code))

    def printed(self) -> Iterator[Printed]:
        """Yield what leads to a code, references followed where they name one entry exactly."""
        codes = self._codes()
        for entry in self._entries:
            code = entry.code or codes.get((entry.book, _reference(entry.see)), "")
            if code:
                text = entry.path.replace(",", " ")
                yield Printed(text, normal(code.rstrip("-")), entry.book == Book.PROCEDURES)
            for column, cell in self._cells.get(entry.id, ()):
                yield from _cell(Book(entry.book), column, entry.path, cell)

    def _codes(self) -> dict[tuple[str, tuple[str, ...]], str]:
        """Return the codes of entries by book and by what references call them."""
        places: dict[int | None, tuple[str, ...]] = {None: ()}
        found: dict[tuple[str, tuple[str, ...]], str] = {}
        for entry in self._entries:
            title = _ASIDE.sub("", entry.title).lower().strip()
            above = places[entry.parent]
            place = (*above, title) if above else (title.split(",")[0].strip(),)
            places[entry.id] = place
            if entry.code:
                found.setdefault((entry.book, place), entry.code)
        return found

    def rules(self) -> dict[str, tuple[str, ...]]:
        """Return the words that stand for others: what a reference says to look under instead."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for entry in self._entries:
            if entry.book == Book.PROCEDURES and entry.code:
                continue
            target = entry.see or entry.use or ("" if entry.code else entry.see_also)
            meaning = " ".join(_NO_WORDS.sub(" ", _ASIDE.sub(" ", target)).split(",")).strip()
            if meaning.lower() in _NO_TARGET:
                continue
            for key in _ways_to_say(entry.path):
                if key and key.count(" ") < _LONGEST_RULE and key != meaning.lower():
                    found[key][" ".join(meaning.split())] = None
        return {key: tuple(meanings) for key, meanings in found.items()}


def _cell(book: Book, column: int, path: str, code: str) -> Iterator[Printed]:
    place = path.split(", ", 2)[-1] if book is Book.NEOPLASMS else path
    if book is Book.NEOPLASMS and ", " not in path:
        return
    for words in _COLUMN_WORDS.get((book, column), ()):
        text = words.format(place.replace(",", " "))
        yield Printed(text, normal(code.rstrip("-")), False)


def _reference(text: str) -> tuple[str, ...]:
    """Return a reference as the titles it names, from the main term down."""
    return tuple(piece.strip() for piece in _ASIDE.sub("", text).lower().split(", ") if piece)


def _ways_to_say(path: str) -> Iterator[str]:
    """Yield the words of a path; of a main term alone each of its forms."""
    pieces = [piece.strip() for piece in _ASIDE.sub(" ", path).split(",") if piece.strip()]
    if len(pieces) == 1:
        yield " ".join(index_text.words(pieces[0]))
    elif pieces:
        yield " ".join(index_text.words(" ".join(pieces)))
        yield " ".join(index_text.words(" ".join(reversed(pieces))))

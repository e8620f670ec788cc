"""What an index book lists under a letter or the beginning of a word, and the codes in it."""

from coder_sim.domain.books import Book, IndexEntry
from coder_sim.domain.code_set import System, normal
from coder_sim.domain.facts import IndexBooks

OTHER = "#"
"""Stands for terms that begin with no letter."""
_LIMIT = 3000
_FEW = 300
"""More than any book has of terms that begin with no letter."""


def letters(books: IndexBooks, book: Book) -> tuple[str, ...]:
    """Return the letters that the terms of a book begin with."""
    root = _only_root(books, book)
    if root is None:
        return books.letters(book)
    found = (entry.title[:1].upper() for entry in books.below(root.id))
    return tuple(dict.fromkeys(letter for letter in found if letter.isalpha()))


def terms(books: IndexBooks, book: Book, begins: str) -> tuple[IndexEntry, ...]:
    """Return the main terms that begin so; of a table with one main term, what is below it."""
    root = _only_root(books, book)
    if root is not None:
        below = (root, *books.below(root.id))
        return tuple(each for each in below if each.title.lower().startswith(begins.lower()))
    if begins and not begins[0].isalpha() and len(begins) == 1:
        return tuple(
            each for each in books.main_terms(book, "", _FEW) if not each.title[:1].isalpha()
        )
    return books.main_terms(book, begins, _LIMIT)


def system_of(book: Book) -> System:
    """Return the code set that a book leads to."""
    return System.ICD10PCS if book is Book.PROCEDURES else System.ICD10CM


def plain_code(printed: str) -> str:
    """Return the normal form of a code as a book prints it: "S00.-" is the heading S00."""
    return normal(printed.strip("[] ").partition(",")[0].rstrip("-").rstrip("."))


def codes_of(entry: IndexEntry) -> tuple[str, ...]:
    """Return the codes that an entry prints, in order."""
    return tuple(filter(None, (entry.code, *entry.cells, entry.manifestation)))


def reference_of(entry: IndexEntry) -> str:
    """Return the words of an entry's "see" or "see also", "" without one."""
    return entry.see or entry.see_also or entry.use


def _only_root(books: IndexBooks, book: Book) -> IndexEntry | None:
    first = books.main_terms(book, "", 2)
    return first[0] if len(first) == 1 else None

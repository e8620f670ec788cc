"""Browses the index books of a library: main terms, what stands below, where references lead."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from coder_sim.domain.books import Book, IndexEntry, columns

_COLUMNS = (
    "id, book, parent, last, level, title, modifiers, printed, path, code, manifestation,"
    " see, see_also, see_category, use, note"
)
_FIRST_COLUMN = 2
_LAST_SIGN = "\U0010ffff"
_BATCH = 500
_ASIDE = re.compile(
    r"^ *- |\([^)]*\)|,? *-? *\b(?:by|according to) +\w+(?: +of \w+)?\s*(?=,|$)"
    r"| with (?:qualifier|device|substance) .*$",
    re.IGNORECASE,
)
"""Nonessential modifiers, and how to choose: "by site", "with qualifier Diagnostic"."""
_BOOK_NAME = re.compile(r"\b(?:table|index)\b", re.IGNORECASE)


class Books:
    """The index books in an open library.db; satisfies ``domain.facts.IndexBooks``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def books(self) -> tuple[Book, ...]:
        """Return the books that are loaded."""
        found = self._connection.execute("SELECT DISTINCT kind FROM reference")
        kinds = {kind for (kind,) in found}
        return tuple(book for book in Book if book.value in kinds)

    def letters(self, book: Book) -> tuple[str, ...]:
        """Return the letters a book's main terms stand under, in its order."""
        found = self._connection.execute(
            "SELECT letter FROM index_entry WHERE book = ? AND parent IS NULL"
            " GROUP BY letter ORDER BY min(id)",
            (book.value,),
        )
        return tuple(letter for (letter,) in found)

    def main_terms(self, book: Book, begins: str = "", limit: int = 500) -> tuple[IndexEntry, ...]:
        """Return the main terms whose title begins with these letters, in printed order."""
        return self._entries(
            "WHERE book = ? AND parent IS NULL AND title >= ? COLLATE NOCASE"
            " AND title < ? COLLATE NOCASE ORDER BY id LIMIT ?",
            (book.value, begins, begins + _LAST_SIGN, limit),
        )

    def entry(self, id: int) -> IndexEntry | None:
        """Return an entry by its id."""
        return next(iter(self._entries("WHERE id = ?", (id,))), None)

    def below(self, id: int) -> tuple[IndexEntry, ...]:
        """Return the entries right below an entry, in printed order."""
        return self._entries("WHERE parent = ? ORDER BY id", (id,))

    def above(self, id: int) -> tuple[IndexEntry, ...]:
        """Return the entries an entry stands below, main term first."""
        found: list[IndexEntry] = []
        entry = self.entry(id)
        while entry is not None and entry.parent is not None:
            entry = self.entry(entry.parent)
            if entry is not None:
                found.insert(0, entry)
        return tuple(found)

    def referred(self, book: Book, words: str) -> IndexEntry | None:
        """Return the entry that "see" words name: "Accident, transport, bus occupant".

        Where the words lead only part of the way, the entry they reach is the answer; where
        the book has no such main term, the Alphabetic Index is asked.
        """
        named = book_named(book, words)
        steps = _steps(words, named)
        for length in range(len(steps), 0, -1):
            found = self._main_term(named, ", ".join(steps[:length]))
            if found is not None:
                return self.entry(self._walked(found, steps[length:]))
        first = steps[0].split() if steps else []
        for length in range(len(first) - 1, 0, -1):
            # "Fluoxetine hydrochloride" stands under "Fluoxetine".
            found = self._main_term(named, " ".join(first[:length]), whole=True)
            if found is not None:
                rest = [" ".join(first[length:]), *steps[1:]]
                return self.entry(self._walked(found, rest))
        if named in {Book.NEOPLASMS, Book.DRUGS, Book.EXTERNAL_CAUSES} and named is book:
            return self.referred(Book.DISEASES, words)
        return None

    def book_named(self, book: Book, words: str) -> Book:
        """Return the book that "see" words lead to: "Table of Drugs and Chemicals"."""
        return book_named(book, words)

    def _main_term(self, book: Book, title: str, whole: bool = False) -> int | None:
        """Return the main term of that title; unless ``whole``, also one that begins with it."""
        for wanted in dict.fromkeys((title, title.removesuffix("s"))):
            found = self._connection.execute(
                "SELECT id, title FROM index_entry WHERE book = ? AND parent IS NULL"
                " AND title >= ? COLLATE NOCASE AND title < ? COLLATE NOCASE ORDER BY id",
                (book.value, wanted, wanted + _LAST_SIGN),
            ).fetchall()
            if (id := _titled(found, wanted, whole)) is not None:
                return id
        return None

    def _walked(self, id: int, steps: Sequence[str]) -> int:
        """Return the entry that is reached below another by the titles of subterms."""
        rest = list(steps)
        while rest:
            below = self._connection.execute(
                "SELECT id, title FROM index_entry WHERE parent = ? ORDER BY id", (id,)
            ).fetchall()
            deeper = self._connection.execute(
                "SELECT id, title FROM index_entry WHERE title = ? COLLATE NOCASE"
                " AND id > ? AND id <= (SELECT last FROM index_entry WHERE id = ?) LIMIT 1",
                (rest[0], id, id),
            ).fetchall()
            for length in (*range(len(rest), 0, -1), 0):
                titles = (below, ", ".join(rest[:length])) if length else (deeper, rest[0])
                if (found := _titled(*titles)) is not None:
                    id, rest = found, rest[length or 1 :]
                    break
            else:
                return id
        return id

    def _entries(self, condition: str, values: Iterable[object]) -> tuple[IndexEntry, ...]:
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM index_entry {condition}", tuple(values)
        ).fetchall()
        cells = self._cells([row[0] for row in found if columns(Book(row[1]))])
        return tuple(_as_entry(row, cells) for row in found)

    def _cells(self, ids: Sequence[int]) -> dict[tuple[int, int], str]:
        """Return the codes of tables by (entry, column)."""
        cells: dict[tuple[int, int], str] = {}
        for start in range(0, len(ids), _BATCH):
            batch = ids[start : start + _BATCH]
            cells |= {
                (entry, column): code
                for entry, column, code in self._connection.execute(
                    "SELECT entry, column, code FROM index_cell"
                    f" WHERE entry IN ({', '.join('?' * len(batch))})",
                    batch,
                )
            }
        return cells


_Row = tuple[int, str, int | None, int, int, str, str, str, str, str, str, str, str, str, str, str]


def _as_entry(row: _Row, cells: Mapping[tuple[int, int], str]) -> IndexEntry:
    id, name, parent, last, level, title, modifiers, printed, *others = row
    path, code, manifestation, see, see_also, see_category, use, note = others
    book = Book(name)
    return IndexEntry(
        id=id,
        book=book,
        parent=parent,
        level=level,
        title=title,
        modifiers=modifiers,
        printed=printed or " ".join(filter(None, (title, modifiers))),
        path=path,
        code=code,
        manifestation=manifestation,
        see=see,
        see_also=see_also,
        see_category=see_category,
        use=use,
        note=note,
        cells=tuple(
            cells.get((id, column), "")
            for column, _ in enumerate(columns(book), start=_FIRST_COLUMN)
        ),
        has_below=last > id,
    )


def book_named(book: Book, words: str) -> Book:
    """Return the book that the words of a reference in ``book`` lead to."""
    lowered = words.lower()
    if "table of drugs" in lowered:
        return Book.DRUGS
    if "index to disease" in lowered:
        return Book.DISEASES
    if "index to external" in lowered or "external cause" in lowered:
        return Book.EXTERNAL_CAUSES
    if "neoplasm" in lowered.partition(",")[0] and book is Book.DISEASES:
        return Book.NEOPLASMS
    return book


def _steps(words: str, book: Book) -> list[str]:
    """Return the titles that a reference names, without what names a book or says how."""
    plain = _ASIDE.sub("", words)
    steps = [" ".join(step.split()) for step in plain.split(",") if step.strip()]
    if steps and _BOOK_NAME.search(steps[0]):
        del steps[0]
        if book is Book.NEOPLASMS:
            steps.insert(0, "Neoplasm")
    return steps


def _titled(entries: Iterable[tuple[int, str]], title: str, whole: bool = False) -> int | None:
    """Return the entry of that title, else the first (unless ``whole``) that begins with it."""
    wanted = title.lower()
    begins: int | None = None
    for id, other in entries:
        lowered = other.lower()
        if lowered == wanted:
            return id
        follows = lowered[len(wanted) : len(wanted) + 1]
        if (
            begins is None
            and not whole
            and lowered.startswith(wanted)
            and follows in {",", " ", "("}
        ):
            begins = id
    return begins

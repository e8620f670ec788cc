"""The code finder: ranked codes for words, abbreviations, misspellings or a code."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest
from operator import attrgetter
from pathlib import Path
from typing import Self

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.facts import SearchHit
from coder_sim.errors import LibraryFault
from coder_sim.library.index_file import IndexFile
from coder_sim.library.search_codes import codes_meant, codes_within, typed_code
from coder_sim.library.search_lexicon import Lexicon
from coder_sim.library.search_members import MemberOrder
from coder_sim.library.search_query import Alternative, Query, read_query
from coder_sim.library.search_rank import Found, ranked
from coder_sim.library.search_shelf import Shelf
from coder_sim.library.search_words import problems

_CODE_SCORE = 2.0
_LONGEST_TEXT = 200
_SEVERAL = 3
"""Words of a text that may name several problems."""
_ONE_PROBLEM = 0.85
"""A score at which a code answers the whole text."""
_PART_ANSWERED = 0.8
"""A score at which a code answers one of several problems."""
_KEPT_BEFORE_PARTS = (0.45, 0.6, 0.6)
"""The scores from which one, two, three answers to the whole text stand before those to parts."""
_OF_A_PART = 2
_MOST_PARTS = 4
_LOOKED_AT = 20
"""Rows of a code set ranked for one of several problems."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which codes may answer."""

    shelves: Sequence[Shelf]
    day: date
    limit: int
    chapter: int | None
    billable: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that was found, and the search text, or part of one, that led to it."""

    shelf: Shelf
    found: Found
    query: Query


class Finder:
    """Answers search texts from a library and its search index; implements CodeFinder.

    It may be opened in one thread and used in another, by one thread at a time.
    """

    def __init__(self, index: IndexFile, database: sqlite3.Connection) -> None:
        self._index = index
        self._database = database
        self._shelves = {system: Shelf(index, system) for system in System}
        self._lexicon = Lexicon(index)
        newest = index.numbers("newest_day")[0]
        self._newest = date.fromordinal(newest) if newest else date.max

    @classmethod
    def open(cls, index_file: Path, database_file: Path) -> Self:
        """Open a finder; raises LibraryFault where the two are absent, damaged or of two builds."""
        index = IndexFile(index_file)
        try:
            address = f"{database_file.absolute().as_uri()}?mode=ro"
            database = sqlite3.connect(address, uri=True, check_same_thread=False)
            with closing(database.execute("SELECT value FROM meta WHERE key = 'stamp'")) as rows:
                stamp = rows.fetchone()
        except sqlite3.Error as error:
            raise LibraryFault(
                f"The code library cannot be read: {error}.", "Run: coder-sim codes build"
            ) from error
        if stamp is None or stamp[0] != index.text("stamp"):
            database.close()
            index.close()
            raise LibraryFault(
                "The search index is not of this code library.", "Run: coder-sim codes build"
            )
        return cls(index, database)

    def close(self) -> None:
        """Give both files up; the finder answers no more."""
        self._database.close()
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

        A code is found by its beginning, with or without dot. Words may come in any order,
        the last one unfinished. ``on`` None means the last day of the newest edition.
        ``chapter`` 1 to 22 keeps to one chapter of ICD-10-CM. With ``billable`` False a typed
        heading answers itself, before the code that it leads to.
        """
        text = text[:_LONGEST_TEXT]
        wanted = _Wanted(
            [self._shelves[system] for system in systems or tuple(System)],
            on or self._newest,
            limit,
            chapter,
            billable,
        )
        code = typed_code(text)
        hits = tuple(self._code_hits(code, wanted)) if code else ()
        return hits or tuple(islice(self._hits(text, wanted), limit))

    def _hits(self, text: str, wanted: _Wanted) -> Iterator[SearchHit]:
        """Yield the codes written out among the words, then what the words lead to."""
        given = set()
        for code in codes_within(text):
            for hit in islice(self._code_hits(code, wanted), 1):
                given.add(hit.code.code)
                yield hit
        for hit in self._word_hits(text, wanted):
            if hit.code.code not in given:
                yield hit

    def _code_hits(self, code: str, wanted: _Wanted) -> Iterator[SearchHit]:
        given = 0
        for shelf, position in codes_meant(code, wanted.shelves, headings=not wanted.billable):
            if wanted.chapter not in (None, shelf.chapter_of(position)):
                continue
            found = self._load(shelf, position)
            if found.valid_on(wanted.day) and given < wanted.limit:
                why = "code" if found.code == code else f"code {code}"
                yield SearchHit(found, why, _CODE_SCORE - 0.001 * given)
                given += 1

    def _word_hits(self, text: str, wanted: _Wanted) -> Iterator[SearchHit]:
        query = read_query(text, self._lexicon)
        if not query.slots:
            return
        rows = self._rows(query, wanted)
        if len(query.slots) >= _SEVERAL and (not rows or rows[0].found.score < _ONE_PROBLEM):
            rows = self._with_parts(text, rows, wanted)
        given = 0
        for row in rows:
            if given >= wanted.limit:
                return
            code = self._default_code(row.shelf, row.found, row.query, wanted.day)
            if code is not None:
                given += 1
                why = self._why(row.shelf, row.found, row.query, code)
                yield SearchHit(code, why, row.found.score)

    def _rows(self, query: Query, wanted: _Wanted, most: int | None = None) -> list[_Row]:
        rows = [
            _Row(shelf, found, query)
            for shelf in wanted.shelves
            for found in ranked(shelf, query, wanted.chapter, most)
        ]
        rows.sort(key=lambda row: -row.found.score)
        return rows

    def _with_parts(self, text: str, rows: list[_Row], wanted: _Wanted) -> list[_Row]:
        """Return what the problems lead to that a text names one by one, among the rest."""
        parts = [read_query(part, self._lexicon) for part in problems(text)[:_MOST_PARTS]]
        each = [self._first_of_part(part, wanted) for part in parts if part.slots]
        best = rows[0].found.score if rows else 0.0
        kept = sum(best > score for score in _KEPT_BEFORE_PARTS)
        merged = [*rows[:kept], *(row for turn in zip_longest(*each) for row in turn if row), *rows]
        first: dict[tuple[System, int], _Row] = {}
        for row in merged:
            first.setdefault((row.shelf.system, row.found.row), row)
        return list(first.values())

    def _first_of_part(self, part: Query, wanted: _Wanted) -> list[_Row]:
        best = self._rows(part, wanted, _LOOKED_AT)[:_OF_A_PART]
        return [row for row in best if row.found.score > _PART_ANSWERED]

    def _default_code(self, shelf: Shelf, found: Found, query: Query, day: date) -> Code | None:
        """Return the code of a folded row that the words name, valid on the day."""
        start, end = shelf.row_members[found.row], shelf.row_members[found.row + 1]
        members = sorted(range(start, end), key=MemberOrder(shelf, found, query))
        for member in members:
            code = self._load(shelf, shelf.member_code[member])
            if code.valid_on(day):
                return code
        return None

    def _load(self, shelf: Shelf, position: int) -> Code:
        row = self._database.execute(
            "SELECT code, title, billable, valid_from, valid_to FROM code WHERE id = ?",
            (shelf.code_ids[position],),
        ).fetchone()
        code, title, billable, first, last = row
        return Code(
            shelf.system,
            code,
            title,
            bool(billable),
            date.fromordinal(first),
            date.fromordinal(last),
        )

    def _why(self, shelf: Shelf, found: Found, query: Query, code: Code) -> str:
        title = set(shelf.phrase(shelf.phrases_of(found.row)[0]))
        every = shelf.stems_of(found.row)
        matched = [
            best
            for slot in query.slots
            if (best := _best_alternative(slot.alternatives, title, every)) is not None
        ]
        notes = list(dict.fromkeys(one.note for one in matched if one.note))
        shown = list(dict.fromkeys(one.shown for one in matched))
        if len(shown) > len(notes):
            notes.append(f"matched: {', '.join(shown)}")
        if found.by_index:
            notes.append("by the imported Index")
        return "; ".join(notes)


def _best_alternative(
    alternatives: Iterable[Alternative], title: set[int], every: set[int]
) -> Alternative | None:
    """Return what a word stood for: by the title if it can be, else by all that leads there."""
    for stems in (title, every):
        fitting = [one for one in alternatives if stems.issuperset(one.stems)]
        if fitting:
            return max(fitting, key=attrgetter("quality"))
    return None

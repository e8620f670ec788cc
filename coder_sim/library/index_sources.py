"""Reads from a library what the search index of one code set is made of."""

import gc
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coder_sim.domain.code_set import Kind, NoteKind, System, normal
from coder_sim.library import index_terms
from coder_sim.library.index_books import Books
from coder_sim.library.index_phrases import Vocabulary
from coder_sim.library.index_rows import CodeEntry
from coder_sim.library.index_shelf import ShelfBuilder, TermSources

_NOTES_AS_TERMS = (NoteKind.INCLUSION_TERM.value, NoteKind.INCLUDES.value)


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the cycle collector back: on a million tuples it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_shelf(
    database: sqlite3.Connection,
    system: System,
    vocabulary: Vocabulary,
    sources: TermSources,
    books: Books,
) -> ShelfBuilder:
    """Return the index of one code set, ready to be written: it meets no further words."""
    shelf = ShelfBuilder(system, _entries(database, system), vocabulary)
    shelf.fill(sources)
    if system.kind is not Kind.SERVICE:
        shelf.add_printed(books.printed())
    shelf.settle()
    return shelf


def _entries(database: sqlite3.Connection, system: System) -> list[CodeEntry]:
    rows = database.execute(
        "SELECT id, code, title, billable, parent, block FROM code WHERE system = ? ORDER BY code",
        (system.value,),
    )
    return [
        CodeEntry(position, id, code, title, bool(billable), parent, block)
        for position, (id, code, title, billable, parent, block) in enumerate(rows)
    ]


def read_sources(database: sqlite3.Connection, terms: Path) -> TermSources:
    """Return what a library and the terms folder hold beside codes. Raises SourceError."""
    notes: dict[int, list[str]] = defaultdict(list)
    for code, text in database.execute(
        "SELECT code, text FROM note WHERE code IS NOT NULL AND kind IN (?, ?) ORDER BY id",
        _NOTES_AS_TERMS,
    ):
        notes[code].extend(text.split("\n"))
    defaults: dict[str, list[str]] = defaultdict(list)
    usual_codes = (
        *index_terms.read_terms(terms, index_terms.DEFAULTS),
        *index_terms.service_words(terms.parent / "code_sets"),
        *index_terms.service_names(terms.parent / "code_sets"),
    )
    for term in usual_codes:
        defaults[normal(term.leads_to)].append(term.text)
    procedures = [
        (term.text, normal(term.leads_to))
        for term in index_terms.read_terms(terms, index_terms.PROCEDURES)
    ]
    blocks = dict(database.execute("SELECT id, title FROM block"))
    chapters = _chapters(database)
    usual = {prefix for _, prefix in procedures}.union(defaults)
    return TermSources(notes, blocks, chapters, defaults, procedures, frozenset(usual))


def _chapters(database: sqlite3.Connection) -> dict[int, int]:
    """Return the number of the chapter that each block stands in."""
    found: dict[int, int] = {}
    for id, name, parent in database.execute("SELECT id, name, parent FROM block ORDER BY id"):
        number = name.removeprefix("chapter ")
        found[id] = found.get(parent, 0) if parent is not None else int(number)
    return found

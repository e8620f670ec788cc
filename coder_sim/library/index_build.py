"""Builds the search index beside a code library: folded rows, phrases, inverted lists."""

import gc
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coder_sim.domain.code_set import Kind, NoteKind, System, normal
from coder_sim.library import index_terms
from coder_sim.library.index_books import Books
from coder_sim.library.index_file import IndexWriter
from coder_sim.library.index_phrases import Vocabulary
from coder_sim.library.index_rows import CodeEntry
from coder_sim.library.index_shelf import ShelfBuilder, TermSources

_NOTES_AS_TERMS = (NoteKind.INCLUSION_TERM.value, NoteKind.INCLUDES.value)


Progress = Callable[[int, int], None]
"""Takes (part done, parts)."""

_SHARES = {System.ICD10CM: 5, System.ICD10PCS: 4, System.HCPCS: 1, System.CPT: 1}
"""Rough share of each code set in the time an index takes."""
_VOCABULARY = 1


def build_index(
    database: sqlite3.Connection,
    data_folder: Path,
    target: Path,
    progress: Progress = lambda done, parts: None,
) -> None:
    """Write the search index of a finished library to ``target``.

    ``data_folder`` is the program's data folder (or its ``terms`` folder). The index carries
    the library's stamp. ``progress`` is called as each code set is done. Raises SourceError
    for a terms file that cannot be read.
    """
    terms = data_folder / "terms" if (data_folder / "terms").is_dir() else data_folder
    with no_collection():
        _build(database, terms, target, progress)


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


def _build(database: sqlite3.Connection, terms: Path, target: Path, progress: Progress) -> None:
    parts = sum(_SHARES.values()) + _VOCABULARY
    done = 0
    sources = _read_sources(database, terms)
    books = Books(database)
    printed = list(books.printed())
    vocabulary = Vocabulary()
    writer = IndexWriter()
    rows_with: dict[int, int] = defaultdict(int)
    for system in System:
        entries = _entries(database, system)
        shelf = ShelfBuilder(system, entries, vocabulary)
        shelf.fill(sources)
        if system.kind is not Kind.SERVICE:
            shelf.add_printed(printed)
        shelf.write(writer, rows_with)
        done += _SHARES[system]
        progress(done, parts)
    _write_rules(writer, _merged(index_terms.rules(terms), books.rules()), vocabulary)
    _write_vocabulary(writer, vocabulary, rows_with)
    _write_meta(writer, database)
    writer.write(target)
    progress(parts, parts)


def _merged(
    own: dict[str, tuple[str, ...]], further: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the finder's own terms and, where these are silent, those of the books."""
    return {**further, **own}


def _entries(database: sqlite3.Connection, system: System) -> list[CodeEntry]:
    rows = database.execute(
        "SELECT id, code, title, billable, parent, block FROM code WHERE system = ? ORDER BY code",
        (system.value,),
    )
    return [
        CodeEntry(position, id, code, title, bool(billable), parent, block)
        for position, (id, code, title, billable, parent, block) in enumerate(rows)
    ]


def _read_sources(database: sqlite3.Connection, terms: Path) -> TermSources:
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


def _write_rules(
    writer: IndexWriter, rules: dict[str, tuple[str, ...]], vocabulary: Vocabulary
) -> None:
    keys = sorted(rules)
    for key in keys:
        for word in key.split():
            vocabulary.meet(word)
    writer.lines("rules", keys)
    stem_of = vocabulary.stem_of
    writer.lines("rule_stems", (" ".join([stem_of[word] for word in key.split()]) for key in keys))
    writer.lines("meanings", ("\t".join(rules[key]) for key in keys))


def _write_vocabulary(
    writer: IndexWriter, vocabulary: Vocabulary, rows_with: dict[int, int]
) -> None:
    words = sorted(vocabulary.stem_of)
    absent = len(vocabulary.ids)
    numbers = [vocabulary.ids.get(vocabulary.stem_of[word], absent) for word in words]
    writer.lines("words", words)
    writer.numbers("word_stem", numbers)
    writer.numbers("word_rows", (rows_with.get(number, 0) for number in numbers))
    writer.lines("stem_texts", vocabulary.ids)


def _write_meta(writer: IndexWriter, database: sqlite3.Connection) -> None:
    stamp = database.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()
    writer.raw("stamp", (stamp[0] if stamp else "").encode())
    newest = database.execute("SELECT max(effective_to) FROM edition").fetchone()[0]
    writer.numbers("newest_day", [newest or 0])

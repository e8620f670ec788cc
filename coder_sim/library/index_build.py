"""Builds the search index beside a code library: folded rows, phrases, inverted lists."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from coder_sim.domain.code_set import System
from coder_sim.library import index_terms
from coder_sim.library.index_books import Books
from coder_sim.library.index_file import IndexWriter
from coder_sim.library.index_part import other_shelves
from coder_sim.library.index_phrases import Vocabulary
from coder_sim.library.index_sources import no_collection, read_shelf, read_sources

Progress = Callable[[int, int], None]
"""Takes (part done, parts)."""

_STEPS = (4, 6, 7, 10, 11)
"""How far an index is once the diagnoses are read, and written, the rules read, the procedures
and services done, and all of it written."""


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


def _build(database: sqlite3.Connection, terms: Path, target: Path, progress: Progress) -> None:
    steps = iter(_STEPS)

    def step() -> None:
        progress(next(steps), _STEPS[-1])

    with other_shelves(database, terms) as others:
        sources = read_sources(database, terms)
        books = Books(database)
        vocabulary = Vocabulary()
        writer = IndexWriter()
        rows_with: dict[int, int] = defaultdict(int)
        diagnoses = read_shelf(database, System.ICD10CM, vocabulary, sources, books)
        others.take(list(vocabulary.ids))
        step()
        diagnoses.write(writer, rows_with)
        step()
        rules = _merged(index_terms.rules(terms), books.rules())
        step()
        part = others.finished()
    part.add_to(writer, vocabulary, rows_with)
    step()
    _write_rules(writer, rules, vocabulary)
    _write_vocabulary(writer, vocabulary, rows_with)
    _write_meta(writer, database)
    writer.write(target)
    step()


def _merged(
    own: dict[str, tuple[str, ...]], further: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the finder's own terms and, where these are silent, those of the books."""
    return {**further, **own}


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

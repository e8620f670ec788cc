"""Indexes procedures and services beside the diagnoses: in a second process where that pays."""

import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coder_sim.domain.books import Book
from coder_sim.domain.code_set import System
from coder_sim.errors import LibraryFault
from coder_sim.library.index_books import Books
from coder_sim.library.index_file import IndexFile, IndexWriter
from coder_sim.library.index_phrases import Vocabulary
from coder_sim.library.index_sources import no_collection, read_shelf, read_sources

_SYSTEMS = (System.ICD10PCS, System.HCPCS, System.CPT)
_PAYS = 60_000
"""Procedure codes from which a second process saves more than its start takes."""
_WORDS = "part."
"""How the sections begin that hand words over between the two processes."""


@dataclass(frozen=True, slots=True)
class Part:
    """The finished sections of some code sets, and the words that they add."""

    writer: IndexWriter
    stems: tuple[str, ...]
    """Stems that follow the ones that were given."""
    stem_of: dict[str, str]
    rows_with: dict[int, int]

    def add_to(
        self, writer: IndexWriter, vocabulary: Vocabulary, rows_with: dict[int, int]
    ) -> None:
        """Add the sections, words and counts to those of the diagnoses."""
        writer.take(self.writer)
        for stem in self.stems:
            vocabulary.ids[stem] = len(vocabulary.ids)
        vocabulary.stem_of.update(self.stem_of)
        for number, rows in self.rows_with.items():
            rows_with[number] += rows


class Shelves(Protocol):
    """Code sets that are indexed once the stems of the diagnoses are known."""

    def take(self, stems: Sequence[str]) -> None:
        """Take the stems that have numbers already, in order."""
        ...

    def finished(self) -> Part:
        """Return what has become of them."""
        ...


class _Here:
    """Indexes in this process, when the stems are known."""

    def __init__(self, database: sqlite3.Connection, terms: Path) -> None:
        self._vocabulary = Vocabulary()
        sources = read_sources(database, terms)
        books = Books(database, (Book.PROCEDURES,))
        self._shelves = [
            read_shelf(database, system, self._vocabulary, sources, books) for system in _SYSTEMS
        ]
        self._stems: Sequence[str] = ()

    def take(self, stems: Sequence[str]) -> None:
        """Take the stems that have numbers already, in order."""
        self._stems = stems

    def finished(self) -> Part:
        """Return the sections; stems are numbered after those that were taken."""
        numbers = self._vocabulary.renumbered(self._stems)
        writer = IndexWriter()
        rows_with: dict[int, int] = defaultdict(int)
        for shelf in self._shelves:
            shelf.renumber(numbers)
            shelf.write(writer, rows_with)
        added = tuple(self._vocabulary.ids)[len(self._stems) :]
        return Part(writer, added, dict(self._vocabulary.stem_of), dict(rows_with))


class _Aside:
    """Has a second process index, which writes what it has done to a file."""

    def __init__(self, worker: "subprocess.Popen[bytes]", file: Path) -> None:
        self._worker = worker
        self._file = file

    def take(self, stems: Sequence[str]) -> None:
        """Hand the stems over; the other process goes on by itself."""
        assert self._worker.stdin is not None
        with suppress(BrokenPipeError), self._worker.stdin as pipe:
            pipe.write("\n".join(stems).encode())

    def finished(self) -> Part:
        """Wait for the sections. Raises LibraryFault where the other process has failed."""
        if self._worker.wait():
            raise LibraryFault(
                "Indexing the procedure codes ended too soon.", "Run: coder-sim codes build"
            )
        with closing(IndexFile(self._file)) as file:
            return _read_part(file)


@contextmanager
def other_shelves(database: sqlite3.Connection, terms: Path) -> Iterator[Shelves]:
    """Begin to index procedures and services; leaving gives up what is not finished."""
    files = database.execute("SELECT file FROM pragma_database_list WHERE name = 'main'")
    library = files.fetchone()[0]
    question = "SELECT count(*) FROM code WHERE system = ?"
    size = database.execute(question, (System.ICD10PCS.value,)).fetchone()[0]
    if not library or size < _PAYS:
        yield _Here(database, terms)
        return
    target = Path(library).with_suffix(".part")
    words = (sys.executable, "-m", __name__, library, str(terms), str(target))
    with subprocess.Popen(words, stdin=subprocess.PIPE) as worker:
        try:
            yield _Aside(worker, target)
        finally:
            worker.kill()
            worker.wait()
            target.unlink(missing_ok=True)


def _read_part(file: IndexFile) -> Part:
    writer = IndexWriter()
    writer.take_file(file, lambda name: not name.startswith(_WORDS))
    words = zip(file.lines(f"{_WORDS}words"), file.lines(f"{_WORDS}word_stems"), strict=True)
    counts = enumerate(file.numbers(f"{_WORDS}rows_with"))
    stems = tuple(file.lines(f"{_WORDS}stems"))
    return Part(writer, stems, dict(words), {number: rows for number, rows in counts if rows})


def _write_part(part: Part, target: Path) -> None:
    writer = part.writer
    writer.lines(f"{_WORDS}words", part.stem_of)
    writer.lines(f"{_WORDS}word_stems", part.stem_of.values())
    writer.lines(f"{_WORDS}stems", part.stems)
    last = max(part.rows_with, default=-1)
    rows_with = (part.rows_with.get(number, 0) for number in range(last + 1))
    writer.numbers(f"{_WORDS}rows_with", rows_with)
    writer.write(target)


def main(arguments: Sequence[str]) -> int:
    """Index (library, terms folder, target) once the stems have come on stdin."""
    library, terms, target = map(Path, arguments)
    with no_collection():
        address = f"{library.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as database:
            shelves = _Here(database, terms)
        stems = sys.stdin.buffer.read().decode().split("\n")
        if stems == [""]:
            return 1
        shelves.take(stems)
        _write_part(shelves.finished(), target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

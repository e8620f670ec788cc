"""Builds the search index beside a code library: folded rows, phrases, inverted lists."""

import math
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from coder_sim.domain.code_set import NoteKind, System, normal
from coder_sim.library import index_rows, index_terms, index_text
from coder_sim.library.index_file import IndexWriter
from coder_sim.library.index_rows import CodeEntry, FoldedRow

DENSE = 400
"""Stems in more rows than this have a bit map, the others a list of rows."""

_ABSENCE = 0.25
"""How much a word counts that a title denies."""

_USUAL_FIRST = 6.0
"""How many words fewer a row counts that is the usual code for a term."""

_FOLD = {
    System.ICD10CM: index_rows.fold_diagnoses,
    System.ICD10PCS: index_rows.fold_procedures,
    System.HCPCS: index_rows.plain,
    System.CPT: index_rows.plain,
}
_NOTES_AS_TERMS = (NoteKind.INCLUSION_TERM.value, NoteKind.INCLUDES.value)


class PhraseKind(IntEnum):
    """Where a phrase of a row comes from."""

    TITLE = 0
    INCLUSION = 1
    TERM = 2
    PROCEDURE = 3
    HEADING = 4
    BLOCK = 5
    EXTENSION = 6


class RowFlag(IntEnum):
    """What a row's title says of itself."""

    UNSPECIFIED = 1
    OTHER = 2


class _Stems(dict[str, str]):
    """Remembers the stem of every word met, which is also the finder's vocabulary."""

    def __missing__(self, word: str) -> str:
        found = self[word] = index_text.stem(word)
        return found


@dataclass(slots=True)
class _Vocabulary:
    """All words and stems of all code sets, and how many rows hold a stem."""

    stem_of: _Stems = field(default_factory=_Stems)
    ids: dict[str, int] = field(default_factory=dict)

    def read(self, text: str) -> tuple[int, ...]:
        """Return the ids of a text's telling stems, each once."""
        found = dict.fromkeys(index_text.stems(text, self.stem_of.__getitem__))
        return tuple(self.ids.setdefault(stem, len(self.ids)) for stem in found)

    def meet(self, word: str) -> None:
        """Take a word in that may occur in no title."""
        self.stem_of[word] = self.stem_of[word]

    def denied(self) -> set[int]:
        """Return the stems that stand for an absence."""
        return {number for stem, number in self.ids.items() if stem[0] == index_text.NO}


@dataclass(slots=True)
class _Phrases:
    """Phrases of one code set; equal ones of a kind are kept once."""

    stems: list[tuple[int, ...]] = field(default_factory=list)
    kinds: list[PhraseKind] = field(default_factory=list)
    _known: dict[tuple[PhraseKind, tuple[int, ...]], int] = field(default_factory=dict)

    def add(self, kind: PhraseKind, stems: tuple[int, ...]) -> int:
        """Return the number of a phrase."""
        number = self._known.setdefault((kind, stems), len(self.stems))
        if number == len(self.stems):
            self.stems.append(stems)
            self.kinds.append(kind)
        return number


@dataclass(slots=True)
class _Sources:
    """What the library holds beside code rows, and the finder's own terms."""

    notes: dict[int, list[str]]
    """Inclusion terms and includes notes by code id, a text a line."""
    blocks: dict[int, str]
    defaults: dict[str, list[str]]
    procedures: list[tuple[str, str]]


def build_index(database: sqlite3.Connection, data_folder: Path, target: Path) -> None:
    """Write the search index of a finished library to ``target``.

    ``data_folder`` is the program's data folder (or its ``terms`` folder). The index carries
    the library's stamp. Raises SourceError for a terms file that cannot be read.
    """
    terms = data_folder / "terms" if (data_folder / "terms").is_dir() else data_folder
    sources = _read_sources(database, terms)
    vocabulary = _Vocabulary()
    writer = IndexWriter()
    rows_with: dict[int, int] = defaultdict(int)
    for system in System:
        entries = _entries(database, system)
        shelf = _Shelf(system, entries, vocabulary)
        shelf.fill(sources)
        shelf.write(writer, rows_with)
    _write_rules(writer, index_terms.rules(terms), vocabulary)
    _write_vocabulary(writer, vocabulary, rows_with)
    _write_meta(writer, database)
    writer.write(target)


def _entries(database: sqlite3.Connection, system: System) -> list[CodeEntry]:
    rows = database.execute(
        "SELECT id, code, title, billable, parent, block FROM code WHERE system = ? ORDER BY code",
        (system.value,),
    )
    return [
        CodeEntry(position, id, code, title, bool(billable), parent, block)
        for position, (id, code, title, billable, parent, block) in enumerate(rows)
    ]


def _read_sources(database: sqlite3.Connection, terms: Path) -> _Sources:
    notes: dict[int, list[str]] = defaultdict(list)
    for code, text in database.execute(
        "SELECT code, text FROM note WHERE code IS NOT NULL AND kind IN (?, ?) ORDER BY id",
        _NOTES_AS_TERMS,
    ):
        notes[code].extend(text.split("\n"))
    defaults: dict[str, list[str]] = defaultdict(list)
    for term in index_terms.read_terms(terms, index_terms.DEFAULTS):
        defaults[normal(term.leads_to)].append(term.text)
    procedures = [
        (term.text, normal(term.leads_to))
        for term in index_terms.read_terms(terms, index_terms.PROCEDURES)
    ]
    blocks = dict(database.execute("SELECT id, title FROM block"))
    return _Sources(notes, blocks, defaults, procedures)


class _Shelf:
    """The index of one code set while it is being made."""

    def __init__(
        self, system: System, entries: Sequence[CodeEntry], vocabulary: _Vocabulary
    ) -> None:
        self._system = system
        self._entries = entries
        self._by_id = {entry.id: entry for entry in entries}
        self._vocabulary = vocabulary
        self._phrases = _Phrases()
        self._rows: list[FoldedRow] = []
        self._row_phrases: list[list[int]] = []
        self._row_of_code: dict[str, int] = {}
        self._context: dict[int | None, list[int]] = {None: []}

    def fill(self, sources: _Sources) -> None:
        """Fold the codes and collect the phrases of each row."""
        read = self._vocabulary.read
        titled = [(row, read(row.title)) for row in _FOLD[self._system](self._entries)]
        denied = self._vocabulary.denied()
        titled.sort(key=lambda one: self._order(one[0], one[1], denied, sources))
        for number, (row, stems) in enumerate(titled):
            self._rows.append(row)
            self._row_phrases.append(self._phrases_of(row, stems, sources))
            self._row_of_code.update((member.entry.code, number) for member in row.members)
        if self._system is System.ICD10PCS:
            self._add_procedures(sources.procedures)

    def _order(
        self,
        row: FoldedRow,
        stems: tuple[int, ...],
        denied: AbstractSet[int],
        sources: _Sources,
    ) -> float:
        """Order rows from the usual and general to the particular."""
        usual = any(member.entry.code in sources.defaults for member in row.members)
        return _generality(row.title, stems, denied) - _USUAL_FIRST * usual

    def _phrases_of(self, row: FoldedRow, title: tuple[int, ...], sources: _Sources) -> list[int]:
        add, read = self._phrases.add, self._vocabulary.read
        found = [add(PhraseKind.TITLE, title)]
        for base in row.bases:
            found += [add(PhraseKind.INCLUSION, read(text)) for text in sources.notes.get(base, ())]
        for member in row.members:
            texts = sources.defaults.get(member.entry.code, ())
            found += [add(PhraseKind.TERM, read(text)) for text in texts]
        found += self._heading_phrases(row.parent, sources)
        if row.block is not None:
            found.append(add(PhraseKind.BLOCK, read(sources.blocks[row.block])))
        extensions = {member.extension: None for member in row.members if member.extension}
        found += [add(PhraseKind.EXTENSION, read(text)) for text in extensions]
        return list(dict.fromkeys(found))

    def _heading_phrases(self, heading: int | None, sources: _Sources) -> list[int]:
        known = self._context.get(heading)
        if known is None:
            entry = self._by_id[heading or 0]
            texts = (entry.title, *sources.notes.get(entry.id, ()))
            own = [
                self._phrases.add(PhraseKind.HEADING, self._vocabulary.read(text)) for text in texts
            ]
            known = self._context[heading] = own + self._heading_phrases(entry.parent, sources)
        return known

    def _add_procedures(self, procedures: Iterable[tuple[str, str]]) -> None:
        codes = [entry.code for entry in self._entries]
        for text, prefix in procedures:
            phrase = self._phrases.add(PhraseKind.PROCEDURE, self._vocabulary.read(text))
            span = codes[bisect_left(codes, prefix) : bisect_left(codes, prefix + "~")]
            for number in {self._row_of_code[code] for code in span if code in self._row_of_code}:
                if phrase not in self._row_phrases[number]:
                    self._row_phrases[number].append(phrase)

    def write(self, writer: IndexWriter, rows_with: dict[int, int]) -> None:
        """Write the shelf's sections; add to ``rows_with`` how many rows hold each stem."""
        name = self._system.value
        postings = self._postings()
        for stem, rows in postings.items():
            rows_with[stem] += len(rows)
        self._write_codes(writer, name)
        self._write_rows(writer, name)
        denied = self._vocabulary.denied()
        weights = {
            stem: math.log(1 + len(self._rows) / len(rows)) * (_ABSENCE if stem in denied else 1)
            for stem, rows in postings.items()
        }
        self._write_phrases(writer, name)
        self._write_postings(writer, name, postings, weights)

    def _postings(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        stems = self._phrases.stems
        for number, phrases in enumerate(self._row_phrases):
            for stem in {stem for phrase in phrases for stem in stems[phrase]}:
                found[stem].append(number)
        return found

    def _write_codes(self, writer: IndexWriter, name: str) -> None:
        entries = self._entries
        writer.raw(f"{name}.code", b"".join(entry.code.ljust(7).encode() for entry in entries))
        writer.numbers(f"{name}.code_id", (entry.id for entry in entries))
        writer.numbers(f"{name}.billable", (entry.billable for entry in entries), "B")
        writer.numbers(f"{name}.default", self._default_codes())

    def _default_codes(self) -> list[int]:
        """Return for each code itself, for each heading the code that says no more than it."""
        best: dict[int, tuple[float, int]] = {}
        denied = self._vocabulary.denied()
        for row, phrases in zip(self._rows, self._row_phrases, strict=True):
            for member in row.members:
                if member.extension:
                    best.setdefault(member.entry.parent or 0, (0.0, member.entry.position))
            title = self._phrases.stems[phrases[0]]
            for heading in self._above(row.parent):
                said = frozenset(self._vocabulary.read(self._by_id[heading].title))
                more = tuple(stem for stem in title if stem not in said)
                rank = _generality(row.title, more, denied) + 0.05 * len(row.title.split())
                known = best.get(heading, (math.inf, 0))
                best[heading] = min(known, (rank, row.members[0].entry.position))
        return [
            best.get(entry.id, (0, entry.position))[1] if not entry.billable else entry.position
            for entry in self._entries
        ]

    def _above(self, heading: int | None) -> Iterator[int]:
        while heading is not None:
            yield heading
            heading = self._by_id[heading].parent

    def _write_rows(self, writer: IndexWriter, name: str) -> None:
        rows = self._rows
        members = [member for row in rows for member in row.members]
        read, add = self._vocabulary.read, self._phrases.add
        extensions = {member.extension for member in members if member.extension}
        number = {text: add(PhraseKind.EXTENSION, read(text)) + 1 for text in extensions}
        writer.numbers(f"{name}.row_members", _starts(len(row.members) for row in rows))
        writer.numbers(f"{name}.member_code", (member.entry.position for member in members))
        writer.numbers(f"{name}.member_side", (member.side for member in members), "B")
        writer.numbers(
            f"{name}.member_extension", (number.get(member.extension, 0) for member in members)
        )
        writer.numbers(f"{name}.row_phrases", _starts(map(len, self._row_phrases)))
        writer.numbers(f"{name}.phrases", (one for row in self._row_phrases for one in row))
        writer.numbers(f"{name}.flags", (_flags(row.title) for row in rows), "B")

    def _write_phrases(self, writer: IndexWriter, name: str) -> None:
        stems = self._phrases.stems
        writer.numbers(f"{name}.phrase_stems", _starts(map(len, stems)))
        writer.numbers(f"{name}.stems", (stem for phrase in stems for stem in phrase))
        writer.numbers(f"{name}.kinds", self._phrases.kinds, "B")

    def _write_postings(
        self,
        writer: IndexWriter,
        name: str,
        postings: dict[int, list[int]],
        weights: dict[int, float],
    ) -> None:
        width = (len(self._rows) + 7) // 8
        lists: list[list[int]] = []
        dense: list[int] = []
        maps: list[bytes] = []
        for stem in range(len(self._vocabulary.ids)):
            rows = postings.get(stem, [])
            lists.append(rows if len(rows) <= DENSE else [])
            dense.append(len(maps) + 1 if len(rows) > DENSE else 0)
            if len(rows) > DENSE:
                maps.append(_bit_map(rows, width))
        writer.numbers(f"{name}.list_starts", _starts(map(len, lists)))
        writer.numbers(f"{name}.lists", (row for rows in lists for row in rows))
        writer.numbers(f"{name}.dense", dense)
        writer.raw(f"{name}.maps", b"".join(maps))
        every = range(len(self._vocabulary.ids))
        writer.floats(f"{name}.weights", (weights.get(stem, 0.0) for stem in every))


def _generality(title: str, stems: tuple[int, ...], denied: AbstractSet[int]) -> float:
    """Return how much a title says: "other" says more, "unspecified" less."""
    said = sum(0.25 if stem in denied else 1.0 for stem in stems)
    flags = _flags(title)
    return said + 1.5 * bool(flags & RowFlag.OTHER) - 0.5 * bool(flags & RowFlag.UNSPECIFIED)


def _flags(title: str) -> int:
    lowered = title.lower()
    other = "other " in lowered or "classified elsewhere" in lowered
    unspecified = "unspecified" in lowered
    return RowFlag.UNSPECIFIED * unspecified | RowFlag.OTHER * other


def _starts(lengths: Iterable[int]) -> list[int]:
    found = [0]
    for length in lengths:
        found.append(found[-1] + length)
    return found


def _bit_map(rows: Iterable[int], width: int) -> bytes:
    bits = bytearray(width)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return bytes(bits)


def _write_rules(
    writer: IndexWriter, rules: dict[str, tuple[str, ...]], vocabulary: _Vocabulary
) -> None:
    keys = sorted(rules)
    for key in keys:
        for word in key.split():
            vocabulary.meet(word)
    writer.lines("rules", keys)
    writer.lines("meanings", ("\t".join(rules[key]) for key in keys))


def _write_vocabulary(
    writer: IndexWriter, vocabulary: _Vocabulary, rows_with: dict[int, int]
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

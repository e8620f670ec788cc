"""Builds the part of a search index that holds one code set."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from coder_sim.domain.code_set import System
from coder_sim.library import index_rows, index_text
from coder_sim.library.index_books import Printed
from coder_sim.library.index_file import IndexWriter
from coder_sim.library.index_phrases import PhraseKind, Phrases, RowFlag, Vocabulary, flags
from coder_sim.library.index_rows import CodeEntry, FoldedRow

DENSE = 400
"""Stems in more rows than this have a bit map, the others a list of rows."""

_ABSENCE = 0.25
"""How much a word counts that a title denies."""

_USUAL_FIRST = 6.0
"""How many words fewer a row counts that is the usual code for a term."""

_TABLE = 3
"""Characters of an ICD-10-PCS code that name its table."""

_WHOLE = 7
"""Characters of a whole ICD-10-PCS code."""

_SHORT = 4
"""Words of a title that people may type whole."""

_CATEGORY = 3
"""Characters of a category of ICD-10-CM."""

_ROOT = 5
"""Letters that the name of a procedure shares with that of its body part."""

_FOLD = {
    System.ICD10CM: index_rows.fold_diagnoses,
    System.ICD10PCS: index_rows.fold_procedures,
    System.HCPCS: index_rows.plain,
    System.CPT: index_rows.plain,
}


@dataclass(slots=True)
class TermSources:
    """What the library holds beside code rows, and the finder's own terms."""

    notes: dict[int, list[str]]
    """Inclusion terms and includes notes by code id, a text a line."""
    blocks: dict[int, str]
    chapters: dict[int, int]
    """The number of the chapter that each block stands in."""
    defaults: dict[str, list[str]]
    procedures: list[tuple[str, str]]
    """Names of procedures, each with the beginning of its codes."""
    usual: frozenset[str]
    """Codes that are the usual one for a term or a procedure's name."""
    foremost: frozenset[str] = frozenset()
    """Codes that a procedure's name lists first."""


class _Folded:
    """A folded row with what its title says."""

    __slots__ = ("row", "said", "stems")

    def __init__(self, row: FoldedRow, vocabulary: Vocabulary) -> None:
        self.row = row
        self.stems = vocabulary.read(row.title)
        self.said = flags(row.title)

    def order(self, denied: frozenset[int], sources: TermSources) -> float:
        """Order rows from the usual and general to the particular."""
        codes = {member.entry.code for member in self.row.members}
        usual = not codes.isdisjoint(sources.usual)
        first = not codes.isdisjoint(sources.foremost)
        return _generality(self.said, self.stems, denied) - _USUAL_FIRST * (usual + first)


class ShelfBuilder:
    """The index of one code set while it is being made."""

    def __init__(
        self, system: System, entries: Sequence[CodeEntry], vocabulary: Vocabulary
    ) -> None:
        self._system = system
        self._entries = entries
        self._by_id = {entry.id: entry for entry in entries}
        self._vocabulary = vocabulary
        self._phrases = Phrases()
        self._rows: list[FoldedRow] = []
        self._row_phrases: list[list[int]] = []
        self._said: list[int] = []
        self._chapters: tuple[int, ...] = ()
        self._row_of_code: dict[str, int] = {}
        self._title_roots: dict[int, frozenset[str]] = {}
        self._defaults: list[int] = []
        self._extensions: dict[tuple[str, ...], int] = {}
        self._extension_numbers: dict[str, int] = {}
        self._context: dict[int | None, list[int]] = {None: []}
        self._usual: dict[str, list[str]] = {}

    def fill(self, sources: TermSources) -> None:
        """Fold the codes and collect the phrases of each row."""
        self._chapters = tuple(sources.chapters.get(one.block or 0, 0) for one in self._entries)
        folded = [_Folded(row, self._vocabulary) for row in _FOLD[self._system](self._entries)]
        denied = self._vocabulary.denied()
        categories = {code[:3] for code in sources.defaults}
        folded.sort(key=lambda one: one.order(denied, sources))
        for number, one in enumerate(folded):
            self._rows.append(one.row)
            usual = one.row.members[0].entry.code[:3] in categories
            self._said.append(one.said | RowFlag.USUAL * usual)
            self._row_phrases.append(self._phrases_of(one.row, one.stems, sources))
            self._row_of_code.update((member.entry.code, number) for member in one.row.members)
        if self._system is System.ICD10PCS:
            self._add_procedures(sources.procedures)
        self._usual = sources.defaults

    def _phrases_of(
        self, row: FoldedRow, title: tuple[int, ...], sources: TermSources
    ) -> list[int]:
        add, read = self._phrases.add, self._vocabulary.read
        found = [add(PhraseKind.TITLE, title)]
        for base in row.bases:
            found += [add(PhraseKind.INCLUSION, read(text)) for text in sources.notes.get(base, ())]
        for member in row.members:
            texts = sources.defaults.get(member.entry.code, ())
            stems = [said for text in texts if (said := read(text)) != title]
            found += [add(PhraseKind.TERM, one) for one in stems]
        found += self._heading_phrases(row.parent, sources)
        if row.block is not None:
            found.append(
                add(PhraseKind.BLOCK, self._vocabulary.read_again(sources.blocks[row.block]))
            )
        if row.members[0].extension:
            found.append(self._extension_phrase(row))
        if numbers := index_text.between(row.title):
            found.append(add(PhraseKind.EXTENSION, read(numbers)))
        if sides := self._vocabulary.side_stems(member.side for member in row.members):
            found.append(add(PhraseKind.SIDE, sides))
        return list(dict.fromkeys(found))

    def _extension_phrase(self, row: FoldedRow) -> int:
        """Return the phrase that holds the words of all 7th characters of a row."""
        texts = tuple(dict.fromkeys(member.extension for member in row.members))
        known = self._extensions.get(texts)
        if known is None:
            stems = dict.fromkeys(chain.from_iterable(map(self._vocabulary.read, texts)))
            known = self._phrases.add(PhraseKind.EXTENSION, tuple(stems))
            self._extensions[texts] = known
        return known

    def _heading_phrases(self, heading: int | None, sources: TermSources) -> list[int]:
        known = self._context.get(heading)
        if known is None:
            entry = self._by_id[heading or 0]
            texts = (entry.title, *sources.notes.get(entry.id, ()))
            own = [
                self._phrases.add(PhraseKind.HEADING, self._vocabulary.read(text)) for text in texts
            ]
            known = self._context[heading] = own + self._heading_phrases(entry.parent, sources)
        return known

    def add_printed(self, printed: Iterable[Printed]) -> None:
        """Add what the imported books print, to the rows of the codes that they lead to."""
        procedures = self._system is System.ICD10PCS
        if procedures:
            self._add_procedures((one.text, one.code) for one in printed if one.procedure)
            return
        places = {entry.code: entry.position for entry in self._entries}
        defaults = self._default_codes()
        for one in printed:
            place = places.get(one.code)
            if place is None or one.procedure:
                continue
            number = self._row_of_code.get(self._entries[defaults[place]].code)
            if number is None:
                continue
            phrase = self._phrases.add(PhraseKind.INDEX, self._vocabulary.read(one.text))
            if phrase not in self._row_phrases[number]:
                self._row_phrases[number].append(phrase)

    def _add_procedures(self, procedures: Iterable[tuple[str, str]]) -> None:
        codes = [entry.code for entry in self._entries]
        named = set()
        for text, prefix in procedures:
            told = self._vocabulary.read(text)
            span = codes[bisect_left(codes, prefix) : bisect_left(codes, prefix + "~")]
            rows = {self._row_of_code[code] for code in span if code in self._row_of_code}
            kind = _kind_of_name(prefix, told in named)
            named.add(told)
            if kind is PhraseKind.HEADING:
                rows = self._akin(text, rows) or rows
            phrase = self._phrases.add(kind, told)
            for number in rows:
                phrases = self._row_phrases[number]
                new = kind is PhraseKind.TERM or not set(told).issubset(
                    self._phrases.stems[phrases[0]]
                )
                if new and phrase not in phrases:
                    phrases.append(phrase)

    def _akin(self, text: str, rows: Iterable[int]) -> set[int]:
        """Return the rows of a table whose body part a name holds: thyroid in thyroidectomy."""
        roots = frozenset(word[:_ROOT] for word in index_text.words(text) if len(word) > _ROOT)
        return {number for number in rows if not roots.isdisjoint(self._roots(number))}

    def _roots(self, number: int) -> frozenset[str]:
        known = self._title_roots.get(number)
        if known is None:
            words = index_text.split(self._rows[number].title)
            known = self._title_roots[number] = frozenset(word[:_ROOT] for word in words)
        return known

    def settle(self) -> None:
        """Read what is left to read: writing meets no word that is not known yet."""
        self._default_codes()
        read, add = self._vocabulary.read, self._phrases.add
        members = (member for row in self._rows for member in row.members)
        for text in dict.fromkeys(member.extension for member in members if member.extension):
            self._extension_numbers[text] = add(PhraseKind.EXTENSION, read(text)) + 1

    def renumber(self, numbers: Sequence[int]) -> None:
        """Give each stem the number that stands in the place of its own."""
        self._phrases.renumber(numbers)

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
        self._write_phrases(writer, name, weights)
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
        self._defaults = self._defaults or self._find_defaults()
        return self._defaults

    def _find_defaults(self) -> list[int]:
        best: dict[int, tuple[float, int]] = {}
        denied = self._vocabulary.denied()
        read = self._vocabulary.read_again
        for row, flagged, phrases in zip(self._rows, self._said, self._row_phrases, strict=True):
            for member in row.members:
                if member.extension:
                    best.setdefault(member.entry.parent or 0, (0.0, member.entry.position))
            title = self._phrases.stems[phrases[0]]
            for heading in self._above(row.parent):
                said = read(self._by_id[heading].title)
                more = tuple(stem for stem in title if stem not in said)
                rank = _generality(flagged, more, denied) + 0.005 * len(row.title)
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
        number = self._extension_numbers
        writer.numbers(f"{name}.row_members", _starts(len(row.members) for row in rows))
        writer.numbers(f"{name}.member_code", (member.entry.position for member in members))
        writer.numbers(f"{name}.member_side", (member.side for member in members), "B")
        writer.numbers(
            f"{name}.member_extension", (number.get(member.extension, 0) for member in members)
        )
        writer.numbers(f"{name}.row_phrases", _starts(map(len, self._row_phrases)))
        writer.numbers(f"{name}.phrases", (one for row in self._row_phrases for one in row))
        writer.numbers(f"{name}.flags", self._said, "B")
        writer.numbers(f"{name}.chapters", self._chapters, "B")
        writer.raw(f"{name}.usual", self._usual_codes().encode())

    def _usual_codes(self) -> str:
        """Return lines of a term and the row and member that its usual code is."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, text in self._said_of_codes():
            number = self._row_of_code.get(code)
            if number is not None:
                member = [one.entry.code for one in self._rows[number].members].index(code)
                places = found[index_text.said(index_text.words(text))]
                if f"{number},{member}" not in places:
                    places.append(f"{number},{member}")
        if self._system is System.ICD10CM:
            for text, number in self._short_titles():
                found.setdefault(text, [f"{number},0"])
        lines = (f"{text}\t{' '.join(places)}" for text, places in sorted(found.items()) if text)
        return "\n" + "".join(f"{line}\n" for line in lines)

    def _said_of_codes(self) -> Iterator[tuple[str, str]]:
        return ((code, text) for code, texts in self._usual.items() for text in texts)

    def _short_titles(self) -> Iterator[tuple[str, int]]:
        """Yield short titles of rows and headings, with the row that answers, sure ones first."""
        for number, row in enumerate(self._rows):
            said = index_text.said(index_text.words(row.title))
            if not self._said[number] & RowFlag.OTHER and said.count(" ") < _SHORT:
                yield said, number
        for entry, default in zip(self._entries, self._default_codes(), strict=True):
            if not entry.billable and len(entry.code) == _CATEGORY:
                said = index_text.said(index_text.words(entry.title))
                yield said, self._row_of_code.get(self._entries[default].code, 0)

    def _write_phrases(self, writer: IndexWriter, name: str, weights: dict[int, float]) -> None:
        stems = self._phrases.stems
        heavy = (sum(weights.get(stem, 0.0) for stem in phrase) for phrase in stems)
        writer.floats(f"{name}.phrase_weights", heavy)
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


def _kind_of_name(prefix: str, again: bool) -> PhraseKind:
    """Return how surely a procedure's name means the codes that begin so: its first code is it."""
    if len(prefix) == _WHOLE and not again:
        return PhraseKind.TERM
    return PhraseKind.PROCEDURE if len(prefix) > _TABLE else PhraseKind.HEADING


def _generality(said_by_title: int, stems: tuple[int, ...], denied: frozenset[int]) -> float:
    """Return how much a title says: "other" says more, "unspecified" less."""
    said = len(stems) - 0.75 * len(denied.intersection(stems))
    other = 1.5 * bool(said_by_title & RowFlag.OTHER)
    return said + other - 0.5 * bool(said_by_title & RowFlag.UNSPECIFIED)


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

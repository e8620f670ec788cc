"""One code set of an index: its folded rows, their phrases, and which rows hold a stem."""

from collections.abc import Iterable, Sequence

from coder_sim.domain.code_set import System
from coder_sim.library.index_file import IndexFile

_REMEMBERED = 600
"""Bit maps kept for the next key stroke, at most some 10 KB each."""
_REMEMBERED_ANY = 60
_MOST_BEGUN = 40
"""Terms looked at that a text begins."""


class Shelf:
    """The part of an index that holds one code set."""

    def __init__(self, index: IndexFile, system: System) -> None:
        name = system.value
        self.system = system
        self.codes = index.raw(f"{name}.code")
        self.code_ids = index.numbers(f"{name}.code_id")
        self.billable = index.raw(f"{name}.billable")
        self.defaults = index.numbers(f"{name}.default")
        self.row_members = index.numbers(f"{name}.row_members")
        self.member_code = index.numbers(f"{name}.member_code")
        self.member_side = index.raw(f"{name}.member_side")
        self.member_extension = index.numbers(f"{name}.member_extension")
        self.flags = index.raw(f"{name}.flags")
        self._chapters = index.raw(f"{name}.chapters")
        self.kinds = index.raw(f"{name}.kinds")
        self.weights = index.numbers(f"{name}.weights", "f")
        self.phrase_weights = index.numbers(f"{name}.phrase_weights", "f")
        self._row_phrases = index.numbers(f"{name}.row_phrases")
        self._phrases = index.numbers(f"{name}.phrases")
        self._phrase_stems = index.numbers(f"{name}.phrase_stems")
        self._stems = index.numbers(f"{name}.stems")
        self._list_starts = index.numbers(f"{name}.list_starts")
        self._lists = index.numbers(f"{name}.lists")
        self._dense = index.numbers(f"{name}.dense")
        self._maps = index.raw(f"{name}.maps")
        self._usual = bytes(index.raw(f"{name}.usual"))
        self._known_bits: dict[int, int] = {}
        self._known_any: dict[frozenset[int], int] = {}
        self._chapter_bits: dict[int, int] = {}
        self.rows = len(self.row_members) - 1
        self.width = (self.rows + 7) // 8

    def code(self, position: int) -> str:
        """Return a code by its place among the sorted codes."""
        return str(self.codes[7 * position : 7 * position + 7], "ascii").rstrip()

    def __len__(self) -> int:
        return len(self.code_ids)

    def holds(self, stems: Iterable[int]) -> bool:
        """Tell whether some row holds all of the stems."""
        return self.rows_with(stems) > 0

    def sides(self, row: int) -> bytes:
        """Return the sides of a row's members."""
        return bytes(self.member_side[self.row_members[row] : self.row_members[row + 1]])

    def first_code(self, row: int) -> int:
        """Return the place of a row's first code."""
        return self.member_code[self.row_members[row]]

    def stems_of(self, row: int) -> set[int]:
        """Return all stems a row can be found by."""
        return {stem for phrase in self.phrases_of(row) for stem in self.phrase(phrase)}

    def phrases_of(self, row: int) -> Sequence[int]:
        """Return the numbers of a row's phrases, that of its title first."""
        return self._phrases[self._row_phrases[row] : self._row_phrases[row + 1]]

    def phrase(self, number: int) -> Sequence[int]:
        """Return the stems of a phrase."""
        return self._stems[self._phrase_stems[number] : self._phrase_stems[number + 1]]

    def weight(self, stem: int) -> float:
        """Return how telling a stem is: the fewer rows hold it, the more."""
        return self.weights[stem] if stem < len(self.weights) else 0.0

    def rows_with(self, stems: Iterable[int]) -> int:
        """Return the rows that hold all of the stems, as a bit map; -1 (all) for none."""
        bits = -1
        for stem in stems:
            bits &= self._bits(stem)
        return bits

    def rows_with_any(self, stems: frozenset[int]) -> int:
        """Return the rows that hold one of many stems, as a bit map."""
        known = self._known_any.get(stems)
        if known is None:
            if len(self._known_any) >= _REMEMBERED_ANY:
                self._known_any.clear()
            known = self._known_any[stems] = self._read_any(stems)
        return known

    def _read_any(self, stems: frozenset[int]) -> int:
        found = 0
        bits = bytearray(self.width)
        for stem in stems:
            if stem >= len(self._dense):
                continue
            if self._dense[stem]:
                found |= self._bits(stem)
                continue
            for row in self._lists[self._list_starts[stem] : self._list_starts[stem + 1]]:
                bits[row >> 3] |= 1 << (row & 7)
        return found | int.from_bytes(bits, "little")

    def usual(self, text: str) -> list[tuple[int, int]]:
        """Return (row, member) of the usual codes of a whole search text, oftenest first."""
        start = self._usual.find(f"\n{text}\t".encode())
        return self._places(self._line(start)[1]) if start >= 0 else []

    def usual_begun(self, text: str) -> list[tuple[int, int]]:
        """Return (row, member) of the usual codes of terms that a text's last word begins."""
        start = self._usual.find(f"\n{text}".encode())
        found: list[tuple[str, str]] = []
        while start >= 0 and len(found) < _MOST_BEGUN:
            term, places = self._line(start)
            if not term.startswith(text):
                break
            if " " not in term[len(text) :]:
                found.append((term, places))
            start = self._usual.find(b"\n", start + 1, len(self._usual) - 1)
        found.sort(key=lambda one: len(one[0]))
        return [place for _, places in found for place in self._places(places)[:1]]

    def _line(self, start: int) -> tuple[str, str]:
        line = self._usual[start + 1 : self._usual.index(b"\n", start + 1)].decode()
        term, _, places = line.partition("\t")
        return term, places

    def _places(self, text: str) -> list[tuple[int, int]]:
        pairs = (place.split(",") for place in text.split())
        return [(int(row), self.row_members[int(row)] + int(member)) for row, member in pairs]

    def chapter_of_row(self, row: int) -> int:
        """Return the ICD-10-CM chapter of a row; 0 for other code sets."""
        return self._chapters[self.first_code(row)]

    def rows_of_chapter(self, chapter: int) -> int:
        """Return the rows of a chapter of ICD-10-CM, as a bit map."""
        known = self._chapter_bits.get(chapter)
        if known is None:
            bits = bytearray(self.width)
            for row in range(self.rows):
                if self._chapters[self.first_code(row)] == chapter:
                    bits[row >> 3] |= 1 << (row & 7)
            known = self._chapter_bits[chapter] = int.from_bytes(bits, "little")
        return known

    def chapter_of(self, position: int) -> int:
        """Return the ICD-10-CM chapter of a code by its place; 0 for other code sets."""
        return self._chapters[position]

    def _bits(self, stem: int) -> int:
        known = self._known_bits.get(stem)
        if known is None:
            if len(self._known_bits) >= _REMEMBERED:
                self._known_bits.clear()
            known = self._known_bits[stem] = self._read_bits(stem)
        return known

    def _read_bits(self, stem: int) -> int:
        if stem >= len(self._dense):
            return 0
        dense = self._dense[stem]
        if dense:
            map_ = self._maps[(dense - 1) * self.width : dense * self.width]
            return int.from_bytes(map_, "little")
        rows = self._lists[self._list_starts[stem] : self._list_starts[stem + 1]]
        if not rows:
            return 0
        bits = bytearray(self.width)
        for row in rows:
            bits[row >> 3] |= 1 << (row & 7)
        return int.from_bytes(bits, "little")

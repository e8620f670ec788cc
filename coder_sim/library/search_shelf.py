"""Finds and ranks the folded rows of one code set for a search text."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from coder_sim.domain.code_set import System
from coder_sim.library.index_file import IndexFile
from coder_sim.library.index_phrases import PhraseKind, RowFlag
from coder_sim.library.index_text import Side
from coder_sim.library.search_query import Alternative, Query, Slot

_ENOUGH = 30
"""Rows that hold every word; with fewer, rows that lack one are looked at as well."""
_MOST = 120
_SURE = 0.9
_UNKNOWN_WEIGHT = 6.0
_NONZERO = re.compile(rb"[^\0]")
_FACTOR = {
    PhraseKind.TITLE: 1.0,
    PhraseKind.INCLUSION: 0.98,
    PhraseKind.TERM: 1.0,
    PhraseKind.PROCEDURE: 1.0,
    PhraseKind.HEADING: 0.85,
    PhraseKind.BLOCK: 0.5,
    PhraseKind.EXTENSION: 0.8,
}
_RARELY_MEANT = {"V": 0.06, "W": 0.06, "X": 0.06, "Y": 0.06, "O": 0.06, "P": 0.06, "Z": 0.03}
"""Chapters that are meant only when their own words are typed: taken off the score."""
_SYSTEM_SHARE = {
    System.ICD10CM: 1.0,
    System.ICD10PCS: 0.94,
    System.HCPCS: 0.96,
    System.CPT: 0.97,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A folded row with its score."""

    row: int
    score: float


@dataclass(frozen=True, slots=True)
class _Fit:
    """How one phrase fits the slots of a query."""

    slots: tuple[float, ...]
    precision: float
    """Weight of the phrase's words that matched, of all its words."""


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
        self._row_phrases = index.numbers(f"{name}.row_phrases")
        self._phrases = index.numbers(f"{name}.phrases")
        self._flags = index.raw(f"{name}.flags")
        self._phrase_stems = index.numbers(f"{name}.phrase_stems")
        self._stems = index.numbers(f"{name}.stems")
        self._kinds = index.raw(f"{name}.kinds")
        self._list_starts = index.numbers(f"{name}.list_starts")
        self._lists = index.numbers(f"{name}.lists")
        self._dense = index.numbers(f"{name}.dense")
        self._maps = index.raw(f"{name}.maps")
        self._weights = index.numbers(f"{name}.weights", "f")
        self._rows = len(self.row_members) - 1
        self._width = (self._rows + 7) // 8

    def code(self, position: int) -> str:
        """Return a code by its place among the sorted codes."""
        return str(self.codes[7 * position : 7 * position + 7], "ascii").rstrip()

    def __len__(self) -> int:
        return len(self.code_ids)

    def holds(self, stems: Iterable[int]) -> bool:
        """Tell whether some row holds all of the stems."""
        bits = -1
        for stem in stems:
            bits &= self._bits(stem)
        return bits > 0

    def sides(self, row: int) -> bytes:
        """Return the sides of a row's members."""
        return bytes(self.member_side[self.row_members[row] : self.row_members[row + 1]])

    def extension_stems(self, member: int) -> frozenset[int]:
        """Return the stems of what a member's 7th character adds."""
        number = self.member_extension[member]
        return frozenset(self._phrase(number - 1)) if number else frozenset()

    def stems_of(self, row: int) -> set[int]:
        """Return all stems a row can be found by."""
        return {stem for phrase in self._phrases_of(row) for stem in self._phrase(phrase)}

    def _phrases_of(self, row: int) -> Sequence[int]:
        return self._phrases[self._row_phrases[row] : self._row_phrases[row + 1]]

    def _phrase(self, number: int) -> Sequence[int]:
        return self._stems[self._phrase_stems[number] : self._phrase_stems[number + 1]]

    def _bits(self, stem: int) -> int:
        """Return the rows that hold a stem, as a bit map."""
        if stem >= len(self._dense):
            return 0
        dense = self._dense[stem]
        if dense:
            return int.from_bytes(
                self._maps[(dense - 1) * self._width : dense * self._width], "little"
            )
        rows = self._lists[self._list_starts[stem] : self._list_starts[stem + 1]]
        if not rows:
            return 0
        bits = bytearray(self._width)
        for row in rows:
            bits[row >> 3] |= 1 << (row & 7)
        return int.from_bytes(bits, "little")

    def _slot_bits(self, slot: Slot) -> tuple[int, int]:
        """Return the rows that a slot's surest alternatives match, and all that it matches."""
        found = sure = 0
        for alternative in slot.alternatives:
            bits = -1
            for stem in alternative.stems:
                bits &= self._bits(stem)
            found |= bits
            if alternative.quality >= _SURE:
                sure |= bits
        return sure or found, found

    def search(self, query: Query) -> list[Found]:
        """Return rows with their scores, best first."""
        maps = [self._slot_bits(slot) for slot in query.slots]
        sure = self._candidates([bits for bits, _ in maps if bits], 2)
        rows = dict.fromkeys((*sure, *self._candidates([bits for _, bits in maps if bits], 4)))
        if not rows:
            return []
        ranking = _Ranking(self, query)
        found = [Found(row, ranking.score(row)) for row in rows]
        found.sort(key=lambda one: -one.score)
        return found

    def _candidates(self, maps: list[int], lacking: int) -> list[int]:
        """Return rows that hold all slots, then rows that lack one or more, general ones first."""
        found: dict[int, None] = {}
        for missing in range(min(len(maps), lacking)):
            for kept in combinations(maps, len(maps) - missing):
                bits = kept[0]
                for other in kept[1:]:
                    bits &= other
                if bits:
                    found.update(dict.fromkeys(_first(bits, self._width, _MOST)))
            if len(found) >= _ENOUGH:
                break
        return list(found)[: 2 * _MOST]


def _first(bits: int, width: int, most: int) -> Iterator[int]:
    """Yield the numbers of the first bits that are set."""
    data = bits.to_bytes(width, "little")
    left = most
    for match in _NONZERO.finditer(data):
        byte = data[match.start()]
        base = 8 * match.start()
        while byte:
            low = byte & -byte
            yield base + low.bit_length() - 1
            byte ^= low
            left -= 1
            if not left:
                return


class _Ranking:
    """Scores rows of one shelf for one query; phrases shared by rows are compared once."""

    def __init__(self, shelf: Shelf, query: Query) -> None:
        self._shelf = shelf
        self._query = query
        self._fits: dict[int, _Fit] = {}
        self._single: dict[int, list[tuple[int, float]]] = {}
        self._several: list[tuple[int, Alternative]] = []
        for number, slot in enumerate(query.slots):
            for alternative in slot.alternatives:
                if len(alternative.stems) == 1:
                    entry = (number, alternative.quality)
                    self._single.setdefault(alternative.stems[0], []).append(entry)
                else:
                    self._several.append((number, alternative))
        self._slot_weights = [self._slot_weight(slot) for slot in query.slots]
        self._total = sum(self._slot_weights)

    def _weight(self, stem: int) -> float:
        weights = self._shelf._weights
        return weights[stem] if stem < len(weights) else 0.0

    def _slot_weight(self, slot: Slot) -> float:
        best = 0.0
        quality = 0.0
        for alternative in slot.alternatives:
            weights = [self._weight(stem) for stem in alternative.stems]
            if all(weights) and alternative.quality > quality:
                quality, best = alternative.quality, min(sum(weights), 12.0)
        return best or _UNKNOWN_WEIGHT

    def _fit(self, number: int) -> _Fit:
        known = self._fits.get(number)
        if known is None:
            known = self._fits[number] = self._compare(self._shelf._phrase(number))
        return known

    def _compare(self, stems: Sequence[int]) -> _Fit:
        slots = [0.0] * len(self._slot_weights)
        matched: set[int] = set()
        for stem in stems:
            for slot, quality in self._single.get(stem, ()):
                matched.add(stem)
                slots[slot] = max(slots[slot], quality)
        for slot, alternative in self._several:
            if all(stem in stems for stem in alternative.stems):
                matched.update(alternative.stems)
                slots[slot] = max(slots[slot], alternative.quality)
        if not matched:
            return _Fit((), 0.0)
        total = sum(self._weight(stem) for stem in stems)
        return _Fit(tuple(slots), sum(self._weight(stem) for stem in matched) / total)

    def score(self, row: int) -> float:
        """Return how well a row answers the query: about 0 to 1.2."""
        shelf = self._shelf
        fits = [(PhraseKind(shelf._kinds[one]), self._fit(one)) for one in shelf._phrases_of(row)]
        anywhere = [0.0] * len(self._slot_weights)
        for kind, fit in fits:
            factor = _FACTOR[kind]
            for slot, value in enumerate(fit.slots):
                anywhere[slot] = max(anywhere[slot], value * factor)
        best = 0.0
        leftover = 1.0 - fits[0][1].precision
        wanted = self._query.side
        sideless = wanted is not Side.NONE and wanted not in shelf.sides(row)
        for kind, fit in fits:
            if fit.slots and kind <= PhraseKind.HEADING:
                best = max(best, self._phrase_score(kind, fit, anywhere, leftover, sideless))
        return (best + self._adjustment(row)) * _SYSTEM_SHARE[shelf.system]

    def _phrase_score(
        self,
        kind: PhraseKind,
        fit: _Fit,
        anywhere: Sequence[float],
        leftover: float,
        sideless: bool,
    ) -> float:
        covered = 0.0
        factor = _FACTOR[kind]
        for weight, here, elsewhere in zip(self._slot_weights, fit.slots, anywhere, strict=True):
            covered += weight * max(here * factor, elsewhere * 0.88)
        share = covered / self._total
        score = share * math.sqrt(share) * (0.55 + 0.45 * fit.precision)
        if kind is PhraseKind.TERM and fit.precision > 0.99:
            whole = all(fit.slots)
            score += (0.15 if whole and not sideless else 0.04) * share
        if kind in (PhraseKind.HEADING, PhraseKind.PROCEDURE):
            score -= 0.1 * leftover
        return score

    def _adjustment(self, row: int) -> float:
        shelf = self._shelf
        flags = shelf._flags[row]
        change = -row / shelf._rows * 0.02
        if flags & RowFlag.OTHER:
            change += 0.03 if self._query.other else -0.05
        if flags & RowFlag.UNSPECIFIED:
            change += 0.02
        if flags & RowFlag.USUAL:
            change += 0.05
        change += self._side_change(row)
        if shelf.system is System.ICD10CM:
            first = chr(shelf.codes[7 * shelf.member_code[shelf.row_members[row]]])
            change -= _RARELY_MEANT.get(first, 0.0)
        return change

    def _side_change(self, row: int) -> float:
        sides = self._shelf.sides(row)
        wanted = self._query.side
        if wanted is Side.NONE:
            named = min(sides) > Side.UNSPECIFIED and len(set(sides)) == 1
            return -0.03 if named else 0.0
        if wanted in sides:
            return 0.09
        return -0.25 if max(sides) > Side.UNSPECIFIED else 0.0

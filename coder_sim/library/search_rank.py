"""Scores the rows of one code set for one search text."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from coder_sim.domain.code_set import System
from coder_sim.library.index_phrases import PhraseKind, RowFlag
from coder_sim.library.index_text import Side
from coder_sim.library.search_query import Alternative, Query, Slot
from coder_sim.library.search_retrieve import likely_rows
from coder_sim.library.search_shelf import Shelf

_UNKNOWN_WEIGHT = 6.0
_SIDE_WEIGHT = 3.0
_HEAVIEST = 12.0
_LIGHTEST = 2.5
"""What a word of a procedure counts at least: "open" is in a third of the titles, yet decides."""
_DENIED_SHARE = 0.35
"""How much a denied word counts beside one that is named."""
_ELSEWHERE = 0.88
"""What a word counts that matches in another phrase of the row."""
_FACTOR: Mapping[int, float] = {
    PhraseKind.TITLE: 1.0,
    PhraseKind.INCLUSION: 0.98,
    PhraseKind.TERM: 1.0,
    PhraseKind.PROCEDURE: 1.0,
    PhraseKind.INDEX: 1.0,
    PhraseKind.HEADING: 0.85,
    PhraseKind.BLOCK: 0.5,
    PhraseKind.EXTENSION: 0.95,
    PhraseKind.SIDE: 1.14,
}
_AUTHORITIES: Mapping[int, float] = {PhraseKind.TERM: 0.15, PhraseKind.INDEX: 0.1}
"""What is added where a phrase that somebody chose for a code is just what was typed."""
_USUAL = 1.4
"""The score of the usual code of the whole search text, above what words alone can reach."""
_USUAL_BEGUN = 1.2
"""The same where its last word is unfinished."""
_MOST_BEGUN = 4
_LEFTOVER = 0.1
"""Taken off a name above a code, for what the code's title says more."""
_TITLE_SHARE = 0.08
"""Added to a name above a code, for what the code's title says of the search text too."""
_ABOVE = frozenset((PhraseKind.HEADING, PhraseKind.PROCEDURE))
_CONTRADICTED = 0.1
"""Taken off a row whose title says what the search text denies."""
_BOTH = frozenset((Side.RIGHT, Side.LEFT))
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
    by_index: bool = False
    """Whether words of an imported index book led to it."""
    member: int | None = None
    """The member that is the usual code of the whole search text; None where there is none."""


class _Fit(NamedTuple):
    """How one phrase fits the slots of a query."""

    slots: tuple[tuple[int, float], ...]
    """(slot, weight that it gives to the slot), only those that it matches."""
    precision: float
    """Weight of the phrase's words that matched, of all its words."""


_NO_FIT = _Fit((), 0.0)


class _RowFit(NamedTuple):
    """What the phrases of a row share when each of them is scored."""

    elsewhere: list[float]
    """The weight of each slot, wherever in the row it matches."""
    covered: float
    """Their sum."""
    leftover: float
    """Share of the title's words that nobody asked for."""
    title_share: float
    """Share of the search text that the title says."""
    sideless: bool
    """No code of the row is of the side that is named."""


def ranked(
    shelf: Shelf, query: Query, chapter: int | None = None, most: int | None = None
) -> list[Found]:
    """Return the rows worth showing, of one chapter or all, with their scores, best first.

    ``most`` is how many rows are looked at; as many as pay where it is None.
    """
    ranking = _Ranking(shelf, query)
    within = shelf.rows_of_chapter(chapter) if chapter is not None else -1
    rows = dict.fromkeys(likely_rows(shelf, query.slots, ranking.slot_weights, within, most))
    found = [ranking.score(row) for row in rows]
    usual = _usual(shelf, query, chapter)
    if usual:
        found = [*usual, *(one for one in found if one.row not in {had.row for had in usual})]
    found.sort(key=lambda one: -one.score)
    return found


def _usual(shelf: Shelf, query: Query, chapter: int | None) -> list[Found]:
    """Return the rows whose usual code the whole search text leads to, above all others."""
    places = _places(shelf, query, shelf.usual)
    score = _USUAL
    if not places and query.unfinished:
        places = dict(islice(_places(shelf, query, shelf.usual_begun).items(), _MOST_BEGUN))
        score = _USUAL_BEGUN
    share = _SYSTEM_SHARE[shelf.system]
    return [
        Found(row, (score - 0.01 * number) * share, False, member)
        for number, (row, member) in enumerate(places.items())
        if chapter in (None, shelf.chapter_of_row(row))
    ]


def _places(
    shelf: Shelf, query: Query, found_by: Callable[[str], Sequence[tuple[int, int]]]
) -> dict[int, int]:
    """Return the rows, and members of them, that the first text leads to that leads anywhere."""
    places: dict[int, int] = {}
    for number, text in enumerate(query.said):
        for row, member in found_by(text):
            sides = shelf.sides(row)
            any_side = query.side is Side.NONE or number == 0 or max(sides) == Side.NONE
            if any_side or query.side in sides:
                places.setdefault(row, member)
        if places:
            break
    return places


def _of_side(sides: bytes, wanted: Side) -> bool:
    """Tell whether a row has codes for a side."""
    return wanted in sides or (wanted is Side.BILATERAL and _BOTH.issubset(sides))


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
            for stem in slot.begun:
                entry = (number, slot.begun_quality)
                self._single.setdefault(stem, []).append(entry)
        several = (stem for _, alternative in self._several for stem in alternative.stems)
        self._asked = frozenset((*self._single, *several))
        self._denied = frozenset().union(*(slot.positive for slot in query.slots))
        self.slot_weights = [self._slot_weight(slot) for slot in query.slots]
        self._total = sum(self.slot_weights)

    def _slot_weight(self, slot: Slot) -> float:
        best = quality = 0.0
        for alternative in slot.alternatives:
            weights = [self._shelf.weight(stem) for stem in alternative.stems]
            if all(weights) and alternative.quality > quality:
                quality = alternative.quality
                best = min(sum(weights), _HEAVIEST) / alternative.words
        if slot.denied:
            positive = max(map(self._shelf.weight, slot.positive), default=0.0)
            return _DENIED_SHARE * positive or 0.1
        if best and self._shelf.system is System.ICD10PCS:
            best = max(best, _LIGHTEST)
        return (best or _UNKNOWN_WEIGHT) * slot.stress

    def _fit(self, number: int) -> _Fit:
        stems = self._shelf.phrase(number)
        fit = _NO_FIT if self._asked.isdisjoint(stems) else self._compare(number, stems)
        self._fits[number] = fit
        return fit

    def _compare(self, number: int, stems: Sequence[int]) -> _Fit:
        single = self._single
        slots: dict[int, float] = {}
        matched = set()
        for stem in stems:
            for slot, quality in single.get(stem, ()):
                matched.add(stem)
                if quality > slots.get(slot, 0.0):
                    slots[slot] = quality
        if self._several:
            held = set(stems)
            for slot, alternative in self._several:
                better = alternative.quality > slots.get(slot, 0.0)
                if better and held.issuperset(alternative.stems):
                    matched.update(alternative.stems)
                    slots[slot] = alternative.quality
        if not matched:
            return _NO_FIT
        shelf, weights = self._shelf, self.slot_weights
        precision = sum(map(shelf.weights.__getitem__, matched)) / shelf.phrase_weights[number]
        weighted = tuple((slot, quality * weights[slot]) for slot, quality in slots.items())
        return _Fit(weighted, precision)

    def score(self, row: int) -> Found:
        """Return how well a row answers the query: its score is about 0 to 1.2."""
        shelf, known = self._shelf, self._fits
        kinds = shelf.kinds
        phrases = shelf.phrases_of(row)
        fits: list[tuple[int, _Fit]] = []
        for one in phrases:
            fit = known.get(one) or self._fit(one)
            if fit is not _NO_FIT:
                fits.append((kinds[one], fit))
        elsewhere = self._anywhere(fits)
        title = known[phrases[0]]
        side = self._query.side
        row_fit = _RowFit(
            elsewhere,
            sum(elsewhere),
            1.0 - title.precision,
            sum(value for _, value in title.slots) / self._total,
            side is not Side.NONE and side not in shelf.sides(row),
        )
        best, kind_of_best = 0.0, 0
        for kind, fit in fits:
            if kind <= PhraseKind.HEADING:
                reached = self._phrase_score(kind, fit, row_fit)
                if reached > best:
                    best, kind_of_best = reached, kind
        if self._denied and not self._denied.isdisjoint(shelf.phrase(phrases[0])):
            best -= _CONTRADICTED
        total = (best + self._adjustment(row)) * _SYSTEM_SHARE[shelf.system]
        return Found(row, total, kind_of_best == PhraseKind.INDEX)

    def _anywhere(self, fits: Sequence[tuple[int, _Fit]]) -> list[float]:
        """Return the weight that each slot has in the row, in whatever phrase."""
        found = [0.0] * len(self.slot_weights)
        for kind, fit in fits:
            factor = _FACTOR[kind] * _ELSEWHERE
            for slot, value in fit.slots:
                if value * factor > found[slot]:
                    found[slot] = value * factor
        return found

    def _phrase_score(self, kind: int, fit: _Fit, row: "_RowFit") -> float:
        covered = row.covered
        factor = _FACTOR[kind]
        for slot, value in fit.slots:
            gain = value * factor - row.elsewhere[slot]
            if gain > 0:
                covered += gain
        share = min(covered / self._total, 1.0)
        score = share * math.sqrt(share) * (0.55 + 0.45 * fit.precision)
        if kind in _AUTHORITIES and fit.precision > 0.99:
            whole = len(fit.slots) == len(self.slot_weights)
            score += (_AUTHORITIES[kind] if whole and not row.sideless else 0.04) * share
        if kind in _ABOVE:
            score += _TITLE_SHARE * row.title_share - _LEFTOVER * row.leftover
        return score

    def _adjustment(self, row: int) -> float:
        shelf = self._shelf
        flags = shelf.flags[row]
        change = -row / shelf.rows * 0.02
        if flags & RowFlag.OTHER:
            change += 0.03 if self._query.other else -0.05
        if flags & RowFlag.UNSPECIFIED:
            change += 0.02
        if flags & RowFlag.USUAL:
            change += 0.05
        if flags & RowFlag.HANDED:
            change += 0.03
        change += self._side_change(row)
        if shelf.system is System.ICD10CM:
            change -= _RARELY_MEANT.get(chr(shelf.codes[7 * shelf.first_code(row)]), 0.0)
        return change

    def _side_change(self, row: int) -> float:
        sides = self._shelf.sides(row)
        wanted = self._query.side
        if wanted is Side.NONE:
            named = min(sides) > Side.UNSPECIFIED and len(set(sides)) == 1
            return -0.03 if named else 0.0
        if wanted in sides:
            return 0.05
        if _of_side(sides, wanted):
            return 0.0
        return -0.25 if max(sides) > Side.UNSPECIFIED else 0.0

"""Lays editions of a code set over each other: rows that hold from one day to another."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, NamedTuple, TypeVar

from coder_sim.domain.code_set import SeventhCharacter
from coder_sim.library.editions import Edition, View
from coder_sim.library.readers.tabular import NoteBlock, TabularBlock
from coder_sim.library.validity import EDITION, Validity

Spans = Mapping[str, Validity]
ItemT = TypeVar("ItemT", bound=Hashable)
_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """A code or heading as it stands from one day to another."""

    code: str
    view: View
    days: Validity


@dataclass(frozen=True, slots=True)
class Held(Generic[ItemT]):
    """Something said at a code or section, and on which days."""

    at: str
    item: ItemT
    days: Validity


class Layers:
    """Editions of one code set, oldest first, laid over each other.

    ``spans`` are the days on which codes are valid as far as the code editor knows; without
    it the editions themselves say so.
    """

    def __init__(self, editions: Sequence[Edition], spans: Spans | None) -> None:
        self._editions = editions
        self._spans = spans
        firsts = [date.min, *(edition.first_day for edition in editions[1:])]
        lasts = [*(edition.first_day - _DAY for edition in editions[1:]), date.max]
        self._periods = [Validity(*days) for days in zip(firsts, lasts, strict=True)]
        """The days on which each edition is the one in force; the ends are open."""
        self._order = tuple(_tabular_order(editions))
        self._headings = [self._heading_spans(edition) for edition in editions]

    def stretches(self) -> Iterator[Stretch]:
        """Yield every stretch of every code in tabular order, those of one code oldest first."""
        for code in self._order:
            yield from self._stretches(code)

    def notes(self) -> Iterator[Held[NoteBlock]]:
        """Yield the notes at codes in tabular order."""
        return self._held(lambda view: view.notes)

    def seventh(self) -> Iterator[Held[SeventhCharacter]]:
        """Yield the 7th characters at headings in tabular order."""
        return self._held(lambda view: view.seventh)

    def blocks(self) -> tuple[TabularBlock, ...]:
        """Return chapters and sections, of each name the newest, in their order."""
        found: dict[str, TabularBlock] = {}
        for edition in reversed(self._editions):
            lacking = {block.name for block in edition.blocks} - found.keys()
            if lacking and found:
                # Rare: a section that a newer edition has dropped stays behind its neighbour.
                found = _with_old_blocks(found, edition.blocks)
            elif lacking:
                found = {block.name: block for block in edition.blocks}
        return tuple(found.values())

    def block_notes(self) -> Iterator[Held[NoteBlock]]:
        """Yield the notes at chapters and sections."""
        said = [{block.name: block.notes for block in edition.blocks} for edition in self._editions]
        for name in dict.fromkeys(block.name for block in self.blocks()):
            having = [(index, notes[name]) for index, notes in enumerate(said) if name in notes]
            yield from self._laid_over(name, having)

    def _having(self, code: str) -> list[tuple[int, View]]:
        """Return the editions that have a code, by their places, with what they say of it."""
        return [
            (index, edition.views[code])
            for index, edition in enumerate(self._editions)
            if code in edition.views
        ]

    def _valid(self, code: str) -> Validity:
        """Return the days on which a reportable code is valid."""
        having = self._having(code)
        first, last = self._editions[having[0][0]], self._editions[having[-1][0]]
        span = (self._spans or {}).get(code) or Validity(first.first_day, last.last_day)
        # A later edition has it no more, whatever an older editor knows.
        end = self._periods[having[-1][0]].last
        return Validity(span.first, min(span.last, end)) if span.first <= end else span

    def _heading_spans(self, edition: Edition) -> dict[str, Validity]:
        """Return the days on which each heading has valid codes below it."""
        found: dict[str, Validity] = {}
        for code, view in reversed(edition.views.items()):
            span = self._valid(code) if view.billable else found.get(code)
            if span is not None and view.parent is not None:
                found[view.parent] = _joined(found.get(view.parent), span)
        return found

    def _stretches(self, code: str) -> Iterator[Stretch]:
        """Yield what a code is from change to change, within the days on which it is valid."""
        runs: list[list[tuple[int, View]]] = []
        for index, view in self._having(code):
            if not runs or runs[-1][-1][1][:4] != view[:4]:
                runs.append([])
            runs[-1].append((index, view))
        found: list[Stretch] = []
        for place, run in enumerate(runs):
            first = self._periods[run[0][0]].first if place else date.min
            later = runs[place + 1][0][0] - 1 if place + 1 < len(runs) else None
            last = self._periods[later].last if later is not None else date.max
            days = self._days_of(code, run)
            within = Validity(max(days.first, first), min(days.last, last))
            if within.first <= within.last:
                found.append(Stretch(code, run[-1][1], within))
        yield from found or [Stretch(code, runs[-1][-1][1], self._days_of(code, runs[-1]))]

    def _days_of(self, code: str, run: Sequence[tuple[int, View]]) -> Validity:
        if run[-1][1].billable:
            return self._valid(code)
        days: Validity | None = None
        for index, _ in run:
            if (span := self._headings[index].get(code)) is not None:
                days = _joined(days, span)
        return days or EDITION

    def _held(self, said: Callable[[View], tuple[ItemT, ...]]) -> Iterator[Held[ItemT]]:
        for code in self._order:
            having = [(index, said(view)) for index, view in self._having(code)]
            yield from self._laid_over(code, having)

    def _laid_over(
        self, at: str, having: Sequence[tuple[int, tuple[ItemT, ...]]]
    ) -> Iterator[Held[ItemT]]:
        """Yield items with the days of the editions that have them, in the order of each."""
        if not any(items for _, items in having):
            return
        laid: list[tuple[ItemT, list[int]]] = []
        before = -1
        for place, (_, items) in enumerate(having):
            laid = _next_laid(laid, items, place, before)
            before = place
        for item, places in laid:
            first, after = places[0], places[-1] + 1
            yield Held(
                at,
                item,
                Validity(
                    self._periods[having[first][0]].first if first else date.min,
                    self._periods[having[after][0] - 1].last if after < len(having) else date.max,
                ),
            )


def _joined(one: Validity | None, other: Validity) -> Validity:
    if one is None:
        return other
    return Validity(min(one.first, other.first), max(one.last, other.last))


def _tabular_order(editions: Sequence[Edition]) -> Iterator[str]:
    """Yield every code once, as in the newest edition; what it lacks stands in its old place."""
    below: dict[str | None, list[str]] = {}
    placed: set[str] = set()
    for edition in reversed(editions):
        newest = not placed
        last_seen: dict[str | None, str] = {}
        for code, view in edition.views.items():
            siblings = below.setdefault(view.parent, [])
            if newest:
                siblings.append(code)
            elif code not in placed:
                before = last_seen.get(view.parent)
                siblings.insert(siblings.index(before) + 1 if before in siblings else 0, code)
            last_seen[view.parent] = code
        placed.update(edition.views)
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        code = waiting.pop()
        yield code
        waiting.extend(reversed(below.get(code, ())))


def _next_laid(
    laid: Sequence[tuple[ItemT, list[int]]], items: Sequence[ItemT], place: int, before: int
) -> list[tuple[ItemT, list[int]]]:
    """Return what is laid so far with the items of the next edition among it."""
    rest = list(items)
    found: list[tuple[ItemT, list[int]]] = []
    for item, places in laid:
        if places[-1] == before and item in rest:
            at = rest.index(item)
            found += [(new, [place]) for new in rest[:at]]
            del rest[: at + 1]
            found.append((item, [*places, place]))
        else:
            found.append((item, places))
    return found + [(new, [place]) for new in rest]


def _with_old_blocks(
    newer: dict[str, TabularBlock], older: Sequence[TabularBlock]
) -> dict[str, TabularBlock]:
    names = list(newer)
    before = ""
    for block in older:
        if block.name not in newer:
            names.insert(names.index(before) + 1 if before else 0, block.name)
        before = block.name
    old = {block.name: block for block in older}
    return {name: newer.get(name) or old[name] for name in names}

"""Picks the rows worth ranking: those whose words together weigh most, whatever they lack.

Rows are counted all at once: the weight a row has reached is a number whose binary digits lie
in bit maps, one a digit, so that adding a word's weight to all rows that hold it is a handful
of operations on long integers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coder_sim.domain.code_set import System
from coder_sim.library.search_query import Slot
from coder_sim.library.search_shelf import Shelf

MOST: Mapping[System, int] = {
    System.ICD10CM: 75,
    System.ICD10PCS: 80,
    System.HCPCS: 60,
    System.CPT: 40,
}
"""Rows of a code set ranked for one search text."""

_SURE = 0.9
_UNITS = 60
"""Parts into which the weight of a whole search text is divided."""
_NONZERO = re.compile(rb"[^\0]")


def likely_rows(
    shelf: Shelf,
    slots: Sequence[Slot],
    weights: Sequence[float],
    within: int = -1,
    most: int | None = None,
) -> list[int]:
    """Return the rows that hold most of the weight, at most ``MOST``, general ones first.

    ``within`` is a bit map of the rows that may be returned; ``most`` allows fewer.
    """
    counter: list[int] = []
    unit = sum(weights) / _UNITS or 1.0
    every = 0
    for slot, weight in zip(slots, weights, strict=True):
        sure, found = _slot_rows(shelf, slot)
        every |= found
        units = max(round(weight / unit), 1)
        if found:
            part = round(0.8 * units) if sure != found else units
            _add(counter, found, part)
            if units > part:
                _add(counter, sure, units - part)
    return list(_highest(counter, every & within, shelf.width, most or MOST[shelf.system]))


def _slot_rows(shelf: Shelf, slot: Slot) -> tuple[int, int]:
    """Return the rows that a slot's surest alternatives match, and all that it matches."""
    found = sure = 0
    for alternative in slot.alternatives:
        bits = shelf.rows_with(alternative.stems)
        found |= bits
        if alternative.quality >= _SURE:
            sure |= bits
    if slot.begun:
        bits = shelf.rows_with_any(slot.begun)
        found |= bits
        if slot.begun_quality >= _SURE:
            sure |= bits
    return sure or found, found


def _add(counter: list[int], rows: int, amount: int) -> None:
    """Add an amount to the count of each of the rows."""
    digit = 0
    while amount:
        if amount & 1:
            carry, place = rows, digit
            while carry:
                if place >= len(counter):
                    counter.extend([0] * (place - len(counter) + 1))
                counter[place], carry = counter[place] ^ carry, counter[place] & carry
                place += 1
        amount >>= 1
        digit += 1


def _highest(counter: Sequence[int], every: int, width: int, most: int) -> Iterator[int]:
    """Yield the rows of the highest counts, by the highest digit first."""
    left = most
    within = every
    taken: list[int] = []
    for digit in reversed(counter):
        upper = within & digit
        if not upper:
            continue
        if upper.bit_count() > left:
            within = upper
            continue
        taken.append(upper)
        left -= upper.bit_count()
        within &= ~digit
    for rows in taken:
        yield from first_rows(rows, width, most)
    if left and within:
        yield from first_rows(within, width, left)


def first_rows(rows: int, width: int, most: int) -> Iterable[int]:
    """Yield the numbers of the first bits that are set."""
    data = rows.to_bytes(width, "little")
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

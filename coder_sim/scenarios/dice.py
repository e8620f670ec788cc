"""Chance that falls the same way everywhere: one seed, one chart, on every Python."""

import re
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


class Dice:
    """Draws from a seed. Only ``Random.random`` is used: its sequence is promised to stay."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def one(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.between(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], count: int) -> tuple[T, ...]:
        """Return ``count`` different ones, in a random order."""
        left = list(choices)
        return tuple(left.pop(self.between(0, len(left) - 1)) for _ in range(min(count, len(left))))

    def chance(self, percent: int) -> bool:
        """Return True ``percent`` times in a hundred."""
        return self.between(1, 100) <= percent

    def spin(self, text: str) -> str:
        """Return the text with one wording taken of each "[this|that]", the inner ones first."""
        while found := _CHOICE.search(text):
            word = self.one(found.group(1).split("|"))
            text = text[: found.start()] + word + text[found.end() :]
        text = " ".join(text.split())
        return text[:1].upper() + text[1:]


def wordings(text: str) -> int:
    """Return how many ways a text with "[this|that]" can be put; equal branches count apart."""
    # Innermost first: each bracket becomes a mark that carries its own count.
    counts: list[int] = []

    def fold(found: re.Match[str]) -> str:
        counts.append(sum(_product(branch, counts) for branch in found.group(1).split("|")))
        return f"<{len(counts) - 1}>"

    while _CHOICE.search(text):
        text = _CHOICE.sub(fold, text)
    return _product(text, counts)


def _product(text: str, counts: Sequence[int]) -> int:
    ways = 1
    for mark in re.findall(r"<(\d+)>", text):
        ways *= counts[int(mark)]
    return ways

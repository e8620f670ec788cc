"""A figure and the goal it is held to."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    id: str
    what: str
    value: float
    goal: float
    unit: str = "ms"
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Tell whether the goal is reached."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def lines(figures: Iterable[Figure]) -> list[str]:
    """Return the table as lines."""
    return [
        f"{f.id:<5}{f.what:<58}{f.value:>9.1f} {f.unit:<5}"
        f"{'>=' if f.at_least else '<='} {f.goal:<6g} {'yes' if f.reached else 'NO'}"
        for f in figures
    ]

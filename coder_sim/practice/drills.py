"""Drills: generated charts, put on the shelf like any other case."""

from dataclasses import dataclass
from typing import Protocol

from coder_sim.practice.views import CaseRef


@dataclass(frozen=True, slots=True)
class DrillFamily:
    """One kind of drill as the page lists it."""

    id: str
    title: str
    teaches: str
    difficulty: str
    """A level from 1 to 5 or a range of them, such as "1-4"."""
    met: int
    """How many of its charts are on the shelf."""
    next_seed: int
    """The lowest seed, from 1, whose chart is not on the shelf."""


class Drills(Protocol):
    """What the window may ask of the drills."""

    def families(self) -> tuple[DrillFamily, ...]:
        """Return the families, in order, each with how far the learner has come."""

    def make(self, family: str, seed: int) -> CaseRef:
        """Put one chart on the shelf, unless it is there, and return where to open it."""

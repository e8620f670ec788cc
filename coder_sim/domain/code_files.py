"""What became of code-set files that a user handed over: one verdict a file."""

from dataclasses import dataclass
from enum import StrEnum

from coder_sim.errors import Problem


class Outcome(StrEnum):
    """What became of a file."""

    TAKEN = "taken"
    ALREADY = "already there"
    PASSED_OVER = "passed over"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines of a file that were left out, and why."""

    count: int
    why: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """What became of one file."""

    name: str
    outcome: Outcome
    kind: str = ""
    """What it was found to be, in words."""
    edition: str = ""
    count: int = 0
    unit: str = ""
    modifiers: int = 0
    left_out: tuple[LeftOut, ...] = ()
    remark: str = ""
    """Why it was passed over, or what to know of a file that was taken."""
    problems: tuple[Problem, ...] = ()
    """Why it was refused."""
    replaces: str = ""
    """What it took the place of."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of everything in one import."""

    verdicts: tuple[FileVerdict, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many files had that outcome."""
        return sum(verdict.outcome is outcome for verdict in self.verdicts)

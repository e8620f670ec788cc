"""What the grader knows about each line once lines are paired. Values only."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra, KeyLine
from coder_sim.grading.constants import RIGHT
from coder_sim.grading.normalise import Line


@dataclass(frozen=True, slots=True)
class Effect:
    """What a code does to payment: the measure, and its value without and with the code."""

    measure: str
    """MS-DRG, CC/MCC, RAF or HCC."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A key line and the answer line that stands for it."""

    line: KeyLine
    answer: Line
    cls: str
    credit: float
    required: bool
    """False for optional lines and for accepted surplus members of a group."""
    over: Effect | None = None
    """Set where the reported code would pay more than the key's."""

    @property
    def right(self) -> bool:
        """Tell whether the code itself is the key's or an accepted alternate."""
        return self.cls in RIGHT

    @property
    def related(self) -> bool:
        """Tell whether the pair only shares a section, family or operation."""
        return self.cls == "RELATED_WRONG"


@dataclass(frozen=True, slots=True)
class Leftover:
    """An answer line that stands for no key line."""

    answer: Line
    cls: str
    penalty: float
    line: KeyLine | None = None
    """The key line it repeats or contradicts."""
    author: Extra | None = None
    paying: Effect | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """Everything that matching decided."""

    required: tuple[KeyLine, ...]
    """The key lines that count, in key order: required ones and chosen group members."""
    pairs: tuple[Pair, ...]
    """In key order."""
    leftovers: tuple[Leftover, ...]
    """By rank."""

    def by_key(self) -> dict[str, Pair]:
        """Return the pairs by key line id."""
        return {pair.line.id: pair for pair in self.pairs}

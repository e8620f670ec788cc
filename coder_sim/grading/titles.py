"""What the words of a title tell: side, residual words, and the rest as a bag."""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_SIDES = frozenset({"right", "left", "bilateral"})
_IGNORED = _SIDES | {"unilateral", "unspecified", "side", "limb", "of", "the", "and"}
_RESIDUAL = frozenset({"unspecified", "nos"})
_NO_COMPLICATION = "without complication"


@dataclass(frozen=True, slots=True)
class Words:
    """A title, taken apart for comparison."""

    known: bool
    """False where no title is loaded."""
    sides: frozenset[str]
    bag: tuple[str, ...]
    """Sorted words without side and filler words."""
    residual: int
    """How often the title says unspecified or NOS."""
    no_complication: bool


@lru_cache(maxsize=4096)
def words(title: str) -> Words:
    """Take a title apart; the same title gives the same value."""
    low = title.lower()
    found = _WORD.findall(low)
    return Words(
        known=bool(found),
        sides=frozenset(found) & _SIDES,
        bag=tuple(sorted(word for word in found if word not in _IGNORED)),
        residual=sum(word in _RESIDUAL for word in found),
        no_complication=_NO_COMPLICATION in low,
    )

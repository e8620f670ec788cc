"""The result of comparing two codes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """Class, similarity in thousandths and credit (0 to 1) of a possible pair."""

    cls: str
    similarity: int
    credit: float

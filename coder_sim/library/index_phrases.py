"""Words, stems and phrases of an index while it is being built."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from coder_sim.library import index_text
from coder_sim.library.index_text import Side


class PhraseKind(IntEnum):
    """Where a phrase of a row comes from."""

    TITLE = 0
    INCLUSION = 1
    TERM = 2
    PROCEDURE = 3
    INDEX = 4
    HEADING = 5
    BLOCK = 6
    EXTENSION = 7
    SIDE = 8


class RowFlag(IntEnum):
    """What is known of a row beside its words."""

    UNSPECIFIED = 1
    OTHER = 2
    USUAL = 4
    """Its category holds the usual code for some term: a category that coders meet often."""
    HANDED = 8
    """What is taken where a record does not name the dominant side: the right one."""


class Stems(dict[str, str]):
    """Remembers the stem of every word met, which is also the finder's vocabulary."""

    def __missing__(self, word: str) -> str:
        found = self[word] = index_text.stem(word)
        return found


@dataclass(slots=True)
class Vocabulary:
    """All words and stems of all code sets; a stem's number is its place."""

    stem_of: Stems = field(default_factory=Stems)
    ids: dict[str, int] = field(default_factory=dict)
    _read: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def read(self, text: str) -> tuple[int, ...]:
        """Return the numbers of a text's telling stems, each once."""
        found = dict.fromkeys(index_text.stems(text, self.stem_of.__getitem__))
        ids = self.ids
        return tuple([ids.setdefault(stem, len(ids)) for stem in found])

    def read_again(self, text: str) -> tuple[int, ...]:
        """Read a text that will come again: its stems are remembered."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = self.read(text)
        return known

    def side_stems(self, sides: Iterable[Side]) -> tuple[int, ...]:
        """Return the stems that stand for sides, in order, each once."""
        told = (index_text.SIDE_STEMS[side] for side in sorted(set(sides)) if side > 1)
        return tuple(self.ids.setdefault(stem, len(self.ids)) for stem in told)

    def renumbered(self, first: Sequence[str]) -> list[int]:
        """Number the stems anew, after those given; return the new numbers by the old ones."""
        ids = {stem: number for number, stem in enumerate(first)}
        numbers = [ids.setdefault(stem, len(ids)) for stem in self.ids]
        self.ids = ids
        self._read.clear()
        return numbers

    def meet(self, word: str) -> None:
        """Take a word in that may occur in no title."""
        self.stem_of[word] = self.stem_of[word]

    def denied(self) -> frozenset[int]:
        """Return the stems that stand for an absence."""
        return frozenset(number for stem, number in self.ids.items() if stem[0] == index_text.NO)


@dataclass(slots=True)
class Phrases:
    """Phrases of one code set; equal ones of a kind are kept once."""

    stems: list[tuple[int, ...]] = field(default_factory=list)
    kinds: list[PhraseKind] = field(default_factory=list)
    _known: dict[tuple[PhraseKind, tuple[int, ...]], int] = field(default_factory=dict)

    def renumber(self, numbers: Sequence[int]) -> None:
        """Give each stem the number that stands in the place of its own."""
        new = numbers.__getitem__
        self.stems = [tuple(map(new, stems)) for stems in self.stems]
        self._known.clear()

    def add(self, kind: PhraseKind, stems: tuple[int, ...]) -> int:
        """Return the number of a phrase."""
        number = self._known.setdefault((kind, stems), len(self.stems))
        if number == len(self.stems):
            self.stems.append(stems)
            self.kinds.append(kind)
        return number


def flags(title: str) -> int:
    """Return the row flags of a title."""
    lowered = title.lower()
    other = "other " in lowered or "classified elsewhere" in lowered
    handed = "right dominant" in lowered or "left non-dominant" in lowered
    said = RowFlag.UNSPECIFIED * ("unspecified" in lowered) | RowFlag.OTHER * other
    return said | RowFlag.HANDED * handed

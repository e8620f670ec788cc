"""One pass over the words of a text: the rules are tried only where one of their words stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coder_sim.packs.phi.evened import evened

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Sighted:
    """A text as written and as read, and where each word of interest (in lower case) begins."""

    text: str
    written: str
    starts: Mapping[str, tuple[int, ...]]

    def evened(self) -> "Sighted":
        """Return the same places over the text with capitals where names may stand."""
        return Sighted(evened(self.text), self.written, self.starts)

    def is_evened(self, start: int, end: int) -> bool:
        """Return whether capitals say nothing here: all letters were of one case."""
        return self.text[start:end] != self.written[start:end]

    def at(self, sought: Iterable[str]) -> Iterator[int]:
        """Yield the places where one of the words begins."""
        for word in sought:
            yield from self.starts.get(word, ())

    def matches(self, rule: re.Pattern[str], sought: Iterable[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a rule that begin at one of the words."""
        for place in self.at(sought):
            if match := rule.match(self.text, place):
                yield match

    def around(
        self, rule: re.Pattern[str], sought: Iterable[str], *, before: int, after: int
    ) -> Iterator[re.Match[str]]:
        """Yield the matches of a rule within some code points of one of the words."""
        for place in self.at(sought):
            yield from rule.finditer(self.text, max(0, place - before), place + after)


def sight(text: str, sought: frozenset[str]) -> Sighted:
    """Find every word of ``sought`` in a text whose signs are plain."""
    starts: dict[str, list[int]] = {}
    low = text.lower()
    low = low if len(low) == len(text) else "".join(map(_lower, text))
    for match in (_PLAIN_WORD if low.isascii() else _WORD).finditer(low):
        word = match[0]
        if word in sought:
            starts.setdefault(word, []).append(match.start())
    return Sighted(text, text, {word: tuple(places) for word, places in starts.items()})


def _lower(sign: str) -> str:
    """Return a letter in lower case, as it is where that takes more than one."""
    low = sign.lower()
    return low if len(low) == 1 else sign

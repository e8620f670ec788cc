"""The finder's vocabulary: known words, beginnings of words, misspelt words, abbreviations."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from coder_sim.library import index_text
from coder_sim.library.index_file import IndexFile
from coder_sim.library.index_text import Side

_END = "\uffff"
_MOST_BEGINNINGS = 24
_MOST_CORRECTIONS = 4
_REMEMBERED = 500
_REMEMBERED_TEXTS = 2_000
_SHORTEST_PART = 4
_JOINING = ("non", "post", "pre", "anti", "micro", "macro", "hyper", "hypo", "peri", "intra")


@dataclass(frozen=True, slots=True)
class Guess:
    """A word of the vocabulary that a typed word may stand for, and how well it fits (0 to 1)."""

    word: str
    stem: int
    quality: float


class Lexicon:
    """Words, stems and rules of an index."""

    def __init__(self, index: IndexFile) -> None:
        self._words = index.lines("words")
        self._word_stem = index.numbers("word_stem")
        self._word_rows = index.numbers("word_rows")
        self._stem_texts = index.lines("stem_texts")
        self._stems = {stem: number for number, stem in enumerate(self._stem_texts)}
        self._keys = index.lines("rules")
        meanings = index.lines("meanings")
        self._meanings = dict(zip(self._keys, meanings, strict=True))
        self._corrected: dict[str, tuple[Guess, ...]] = {}
        self._read: dict[str, tuple[int, ...]] = {}
        self._by_stems = dict(zip(index.lines("rule_stems"), meanings, strict=True))

    def stem(self, word: str) -> int | None:
        """Return the number of a word's stem; None where no code has it."""
        return self._stems.get(index_text.stem(word))

    def denied(self, stems: tuple[int, ...]) -> tuple[int, ...] | None:
        """Return the stems that stand for the absence of others; None where codes lack one."""
        found = [self._stems.get(index_text.NO + self._stem_texts[stem]) for stem in stems]
        told = tuple(stem for stem in found if stem is not None)
        return told if len(told) == len(found) else None

    def side_stem(self, side: Side) -> int | None:
        """Return the stem that every row with a code of that side has."""
        return self._stems.get(index_text.SIDE_STEMS.get(side, ""))

    def is_term(self, word: str) -> bool:
        """Tell whether a word alone is an abbreviation or synonym."""
        return word in self._meanings

    def stems(self, text: str) -> tuple[int, ...]:
        """Return the stems of a text that codes have, in order, each once."""
        known = self._read.get(text)
        if known is None:
            if len(self._read) >= _REMEMBERED_TEXTS:
                self._read.clear()
            found = (self._stems.get(stem) for stem in index_text.stems(text))
            known = tuple(dict.fromkeys([stem for stem in found if stem is not None]))
            self._read[text] = known
        return known

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in a title or in the finder's own terms."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def meanings(self, key: str) -> tuple[str, ...]:
        """Return what an abbreviation or synonym stands for."""
        found = self._meanings.get(key)
        if found is None and " " in key:
            found = self._by_stems.get(index_text.stemmed(key))
        return tuple(found.split("\t")) if found else ()

    def keys_starting(self, beginning: str, most: int) -> tuple[str, ...]:
        """Return terms that go on from what was typed so far."""
        start = bisect_left(self._keys, beginning)
        going_on = (key for key in islice(self._keys, start, start + 200))
        found = [key for key in going_on if key.startswith(beginning) and key != beginning]
        return tuple(sorted(found, key=len)[:most])

    def beginning(self, text: str) -> tuple[Guess, ...]:
        """Return words that start with a text, those of most rows first; one for each stem."""
        start = bisect_left(self._words, text)
        end = bisect_left(self._words, text + _END)
        return tuple(islice(self._guesses(range(start, end), 0.88), _MOST_BEGINNINGS))

    def begun(self, text: str) -> frozenset[int]:
        """Return the stems of all words that start with a text."""
        start = bisect_left(self._words, text)
        end = bisect_left(self._words, text + _END)
        return frozenset(self._word_stem[start:end])

    def _guesses(self, places: range | list[int], quality: float) -> Iterator[Guess]:
        rows = self._word_rows
        seen: set[int] = set()
        for place in sorted(places, key=lambda place: -rows[place]):
            stem = self._word_stem[place]
            if rows[place] and stem not in seen:
                seen.add(stem)
                yield Guess(self._words[place], stem, quality)

    def corrections(self, word: str) -> tuple[Guess, ...]:
        """Return the words nearest to a misspelt one, by letters added, lost, wrong or swapped."""
        known = self._corrected.get(word)
        if known is None:
            if len(self._corrected) >= _REMEMBERED:
                self._corrected.clear()
            known = self._corrected[word] = self._correct(word)
        return known

    def _correct(self, word: str) -> tuple[Guess, ...]:
        reach = 1 if len(word) < 6 else 2
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=reach, limit=40)
        found = [
            self._graded(word, place, int(distance)) for _, distance, place in near if distance
        ]
        found.sort(key=lambda guess: -guess.quality)
        best = found[0].quality if found else 0.0
        return tuple(guess for guess in found if guess.quality > best - 0.1)[:_MOST_CORRECTIONS]

    def _graded(self, word: str, place: int, distance: int) -> Guess:
        known = self._words[place]
        quality = 0.98 - 0.1 * distance - 0.08 * (known[0] != word[0])
        quality -= 0.03 * (known[-1] != word[-1]) + 0.02 * abs(len(known) - len(word))
        quality += min(self._word_rows[place], 500) / 20_000
        return Guess(known, self._word_stem[place], quality)

    def misspelt_beginning(self, text: str) -> tuple[Guess, ...]:
        """Return words whose beginning is nearest to a text with one error in it."""
        start = bisect_left(self._words, text[0])
        end = bisect_left(self._words, text[0] + _END)
        heads = [word[: len(text)] for word in self._words[start:end]]
        near = process.extract(text, heads, scorer=OSA.distance, score_cutoff=1, limit=60)
        return tuple(islice(self._guesses([start + at for _, _, at in near], 0.75), 6))

    def parted(self, word: str) -> tuple[str, ...]:
        """Return a run-together word in two: "nonpressure" as non, pressure; "ckd3" as ckd, 3."""
        letters = word.rstrip("0123456789")
        if letters and letters != word and letters.isalpha():
            return letters, word[len(letters) :]
        if len(word) > 3 and self.begins(word):
            return ()
        for head in _JOINING:
            rest = word[len(head) :]
            if word.startswith(head) and len(rest) > 3 and self.knows(rest):
                return head, rest
        return () if self.corrections(word) else self._compound(word)

    def _compound(self, word: str) -> tuple[str, ...]:
        """Return the two known words that a word is made of: "heartbeat", the commonest two."""
        best: tuple[int, tuple[str, ...]] = (0, ())
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = word[:at], word[at:]
            rarer = min(self._rows_of(head), self._rows_of(tail))
            best = max(best, (rarer, (head, tail)))
        return best[1]

    def _rows_of(self, word: str) -> int:
        at = bisect_left(self._words, word)
        known = at < len(self._words) and self._words[at] == word
        return self._word_rows[at] if known else 0

    def begins(self, text: str) -> bool:
        """Tell whether a known word begins so."""
        at = bisect_left(self._words, text)
        return at < len(self._words) and self._words[at].startswith(text)

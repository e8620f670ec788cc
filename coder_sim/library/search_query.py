"""Reads a search text: which words must match, what each may stand for, which side is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coder_sim.library import index_text
from coder_sim.library.index_text import SIDE_WORDS, STOP, Side
from coder_sim.library.search_lexicon import Guess, Lexicon

_LONGEST_TERM = 6
_TERM_QUALITY = 0.97
_BEGUN_QUALITY = 0.8
_DENIALS = frozenset(("without", "no", "not", "non"))


@dataclass(frozen=True, slots=True)
class Alternative:
    """Stems that together satisfy a slot, how well, and how to say so."""

    stems: tuple[int, ...]
    quality: float
    note: str
    """Such as "heart attack = myocardial infarction"; "" where a word stands for itself."""
    shown: str
    """The words as they are called when they matched."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One idea of the search text and its alternatives; without any it matches nothing."""

    typed: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A search text as it was understood."""

    slots: tuple[Slot, ...]
    side: Side
    other: bool
    """Whether "other" was typed."""


def read_query(text: str, lexicon: Lexicon) -> Query:
    """Return what a search text asks for; its last word may be unfinished."""
    unfinished = bool(text) and not text[-1].isspace()
    typed = _parted(index_text.words(text), lexicon)
    return _Reader(typed, lexicon, unfinished).read()


def _parted(typed: Iterable[str], lexicon: Lexicon) -> list[str]:
    """Return the words with run-together ones parted."""
    found: list[str] = []
    for word in typed:
        known = lexicon.knows(word) or lexicon.meanings(word) or lexicon.stem(word) is not None
        found.extend(() if known else lexicon.parted(word))
        if known or not lexicon.parted(word):
            found.append(word)
    return found


class _Reader:
    """Goes through the words of one search text once."""

    def __init__(self, typed: list[str], lexicon: Lexicon, unfinished: bool) -> None:
        self._typed = typed
        self._lexicon = lexicon
        self._unfinished = unfinished
        self._guesses = [self._guess(at) for at in range(len(typed))]
        self._likely = [
            guesses[0].word if guesses else word
            for word, guesses in zip(typed, self._guesses, strict=True)
        ]
        self._slots: list[Slot] = []
        self._side = Side.NONE

    def _settled(self, word: str) -> bool:
        return word in STOP or word in SIDE_WORDS or bool(self._lexicon.meanings(word))

    def _guess(self, at: int) -> tuple[Guess, ...]:
        """Return what a word that codes do not have may be: unfinished or misspelt."""
        word = self._typed[at]
        last = self._unfinished and at == len(self._typed) - 1
        if len(word) < 2 or self._lexicon.knows(word) or self._settled(word):
            return ()
        if self._lexicon.stem(word) is not None:
            return self._lexicon.corrections(word) if len(word) > 4 else ()
        begun = self._lexicon.beginning(word) if last or len(word) > 2 else ()
        if len(word) < 5 and (begun or len(word) < 4):
            return begun
        corrected = self._lexicon.corrections(word)
        if not corrected and not begun and len(word) > 4:
            return self._lexicon.misspelt_beginning(word)
        if begun and not last:
            return (*corrected, *begun)
        return (*begun, *corrected)

    def read(self) -> Query:
        at = 0
        denied = False
        while at < len(self._typed):
            word = self._typed[at]
            length, meanings = self._term(at)
            if word in _DENIALS and length < 2:
                denied, at = True, at + 1
                continue
            begun = self._begun_term(at)
            if begun and length < len(self._typed) - at:
                length = len(self._typed) - at
                self._add_term(at, length, begun, _BEGUN_QUALITY)
            elif length:
                self._add_term(at, length, meanings, _TERM_QUALITY)
            else:
                self._add_word(at, denied)
            at += length or 1
        other = "other" in self._typed
        return Query(tuple(self._slots), self._side, other)

    def _term(self, at: int) -> tuple[int, tuple[str, ...]]:
        """Return how many words from ``at`` on are a term of the finder's own, and its meanings."""
        for length in range(min(_LONGEST_TERM, len(self._typed) - at), 0, -1):
            for words in (self._typed, self._likely):
                meanings = self._lexicon.meanings(" ".join(words[at : at + length]))
                if meanings:
                    return length, meanings
        return 0, ()

    def _begun_term(self, at: int) -> tuple[str, ...]:
        """Return the meanings of terms that the text from ``at`` on has only begun."""
        length = len(self._typed) - at
        begun = " ".join(self._typed[at:])
        if not self._unfinished or not 1 < length <= _LONGEST_TERM or len(begun) < 5:
            return ()
        keys = self._lexicon.keys_starting(begun, 3)
        return tuple(text for key in keys for text in self._lexicon.meanings(key))

    def _add_term(self, at: int, length: int, meanings: Sequence[str], quality: float) -> None:
        typed = " ".join(self._typed[at : at + length])
        found: list[Alternative] = []
        for meaning in meanings:
            stems = self._lexicon.stems(meaning)
            self._name_side(index_text.words(meaning))
            if stems:
                graded = quality - 0.01 * min(len(found), 4)
                found.append(Alternative(stems, graded, f"{typed} = {meaning}", meaning))
        if found or not all(self._empty(meaning) for meaning in meanings):
            found.extend(self._literal(at, length))
            self._slots.append(Slot(typed, tuple(found)))

    def _empty(self, meaning: str) -> bool:
        return not index_text.stems(meaning)

    def _literal(self, at: int, length: int) -> list[Alternative]:
        """Return a term's own words as an alternative, where codes have them all."""
        words = [word for word in self._likely[at : at + length] if word not in STOP]
        self._name_side(words)
        told = [word for word in words if word not in SIDE_WORDS]
        stems = [self._lexicon.stem(word) for word in told]
        known = tuple(stem for stem in stems if stem is not None)
        last = at + length == len(self._typed) and self._unfinished
        if last and length > 1 and known and stems[-1] is None and len(known) == len(stems) - 1:
            return [
                Alternative(
                    (*known, guess.stem), guess.quality, "", " ".join((*told[:-1], guess.word))
                )
                for guess in self._guesses[-1]
            ]
        if not known or len(known) < len(stems):
            return []
        found = [Alternative(known, _TERM_QUALITY, "", " ".join(words))]
        if last and length == 1:
            found += self._begun(words[-1], 0.8)
        return found

    def _begun(self, word: str, quality: float) -> list[Alternative]:
        """Return what an unfinished last word may become: words, and terms of the finder's own."""
        found = [
            Alternative((guess.stem,), quality, "", guess.word)
            for guess in self._lexicon.beginning(word)
            if guess.stem != self._lexicon.stem(word)
        ]
        unknown = len(word) > 3 and not self._lexicon.knows(word)
        keys = self._lexicon.keys_starting(word, 3) if unknown else ()
        terms = ((key, meaning) for key in keys for meaning in self._lexicon.meanings(key))
        found.extend(
            Alternative(stems, quality - 0.02, f"{key} = {meaning}", meaning)
            for key, meaning in terms
            if (stems := self._lexicon.stems(meaning))
        )
        return found

    def _add_word(self, at: int, denied: bool) -> None:
        word = self._typed[at]
        side = self._side_named(at)
        if side:
            self._side = side
        if side or word in STOP:
            return
        stem = self._lexicon.stem(word)
        if stem is not None and denied:
            stem = self._lexicon.denied(stem, word) or stem
        if stem is None:
            found = list(self._guessed(at, denied))
            if self._unfinished and at == len(self._typed) - 1:
                found += self._begun(word, 0.8)
            self._slots.append(Slot(word, tuple(found)))
            return
        found = [Alternative((stem,), 1.0 if not self._guesses[at] else 0.8, "", word)]
        found += self._guessed(at, denied)
        if self._unfinished and at == len(self._typed) - 1 and not denied and len(word) > 1:
            found += self._begun(word, 0.8)
        self._slots.append(Slot(word, tuple(found)))

    def _side_named(self, at: int) -> Side:
        """Return the side a word names; the last word may have only begun to."""
        word = self._typed[at]
        if self._unfinished and 0 < at == len(self._typed) - 1 and len(word) > 2:
            begun = (side for name, side in SIDE_WORDS.items() if name.startswith(word))
            return next(begun, Side.NONE)
        return SIDE_WORDS.get(word, Side.NONE)

    def _guessed(self, at: int, denied: bool) -> tuple[Alternative, ...]:
        word = self._typed[at]
        found: list[Alternative] = []
        for guess in self._guesses[at]:
            note = "" if guess.word.startswith(word) else f"{word} read as {guess.word}"
            stem = self._lexicon.stem(guess.word)
            if stem is not None:
                stem = (self._lexicon.denied(stem, guess.word) if denied else stem) or stem
                found.append(Alternative((stem,), guess.quality, note, guess.word))
            for meaning in self._lexicon.meanings(guess.word):
                stems = self._lexicon.stems(meaning)
                said = f"{guess.word} = {meaning}"
                if stems:
                    found.append(Alternative(stems, guess.quality - 0.03, said, meaning))
        return tuple(found)

    def _name_side(self, words: Iterable[str]) -> None:
        for word in words:
            if word in SIDE_WORDS and self._side is Side.NONE:
                self._side = SIDE_WORDS[word]

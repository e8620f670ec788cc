"""Reads a search text: which ideas it names, what each may stand for, which side is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder_sim.library import index_text
from coder_sim.library.index_text import Side
from coder_sim.library.search_lexicon import Guess, Lexicon
from coder_sim.library.search_words import Token, read_tokens

_LONGEST_TERM = 6
_LITERAL = 1.0
_TERM = 0.97
_INNER_TERM = 0.8
"""Of a term within a longer one: "heart" in "heart attack"."""
_BESIDE_CORRECTION = 0.8
"""Of a word that codes have but titles and terms lack, so that it may be misspelt."""
_BEGUN = 0.9
"""Of a word that goes on from an unfinished one."""
_BEGUN_WHOLE = 0.8
"""The same, where what was typed is a word already."""
_LONGER_TERM = 0.05
"""Taken off for a term that goes on from an unfinished word."""
_ASIDE = 0.6
"""How much a word in parentheses counts."""
_STRESS = {
    index_text.stem(word): 1.6
    for word in ("history", "hx", "screening", "family", "fhx", "status", "aftercare", "sequela")
} | {
    index_text.stem(word): 0.5
    for word in ("displaced", "nondisplaced", "closed", "initial", "subsequent", "routine")
}
"""Words that say that it is not the condition itself that is coded, and those of lists that only
choose among the codes of one injury."""
_MOST_GOING_ON = 8
_SHORTEST_BEGUN = 5
"""Letters of a text that may begin a usual term though it is a word or abbreviation itself."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Stems that together satisfy a slot, how well, and how to say so."""

    stems: tuple[int, ...]
    quality: float
    note: str
    """Such as "heart attack = myocardial infarction"; "" where a word stands for itself."""
    shown: str
    """The words as they are called when they matched."""
    words: int = 1
    """How many telling words of the search text it stands for."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of the search text and its alternatives; without any it matches nothing."""

    typed: str
    alternatives: tuple[Alternative, ...]
    denied: bool = False
    positive: frozenset[int] = frozenset()
    """Of a denied word: the stems that say the opposite."""
    stress: float = 1.0
    """How much it counts beside the other words."""
    begun: frozenset[int] = frozenset()
    """Of an unfinished word: the stems of all words that it may become."""
    begun_quality: float = 0.0


@dataclass(frozen=True, slots=True)
class Query:
    """A search text as it was understood."""

    slots: tuple[Slot, ...]
    side: Side
    other: bool
    """Whether "other" was typed."""
    begun_side: Side = Side.NONE
    """The side that the unfinished last word may be about to name."""
    said: tuple[str, ...] = ()
    """The whole text as a term may be kept: as typed, and without the side it names."""
    unfinished: bool = False
    """Whether the last word may go on, and is not a short one that is whole already."""


def read_query(text: str, lexicon: Lexicon) -> Query:
    """Return what a search text asks for; its last word may be unfinished."""
    unfinished = bool(text) and not text[-1].isspace() and text[-1].isalnum()
    return _Reader(read_tokens(text, lexicon), lexicon, unfinished).read()


class _Reader:
    """Goes through the words of one search text once."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, unfinished: bool) -> None:
        self._tokens = tokens
        self._words = [token.word for token in tokens]
        self._lexicon = lexicon
        self._last = len(tokens) - 1 if unfinished else -1
        self._guesses = [self._guess(at) for at in range(len(tokens))]
        self._likely = [
            guesses[0].word if guesses and at != self._last else word
            for at, (word, guesses) in enumerate(zip(self._words, self._guesses, strict=True))
        ]
        self._plain = [self._written_out(at) for at in range(len(tokens))]
        self._found: list[list[Alternative]] = [[] for _ in tokens]
        self._noise: set[int] = set()
        self._side = Side.NONE

    def read(self) -> Query:
        self._read_sides()
        self._read_terms()
        slots = []
        for at, token in enumerate(self._tokens):
            if self._tells(at):
                self._found[at] += self._own(at)
                if slot := self._slot(token, self._found[at], at == self._last):
                    slots.append(slot)
        slots += self._side_slot()
        begun = index_text.begun_side(self._words[-1]) if self._last > 0 else Side.NONE
        other = "other" in self._words
        return Query(
            tuple(slots), self._side, other, self._side or begun, self._said(), self._goes_on()
        )

    def _goes_on(self) -> bool:
        if self._last < 0 or self._tokens[-1].stop or self._tokens[-1].side:
            return False
        short = len("".join(self._words)) < _SHORTEST_BEGUN
        return not (short and (self._settled(self._last) or self._lexicon.knows(self._words[-1])))

    def _said(self) -> tuple[str, ...]:
        """Return the words as they may be kept for a usual code, and the same without sides."""
        named = [token.side.name.lower() if token.side else token.word for token in self._tokens]
        plain = [token.word for token in self._tokens if not token.side]
        telling = [token.word for token in self._tokens if not token.stop and not token.side]
        texts = (index_text.said(named), index_text.said(plain), index_text.said(telling))
        return tuple(dict.fromkeys(text for text in texts if text))

    def _tells(self, at: int) -> bool:
        """Tell whether a word decides between codes."""
        token = self._tokens[at]
        return not token.stop and token.side is Side.NONE and at not in self._noise

    def _read_sides(self) -> None:
        sides = [token.side for token in self._tokens if token.side]
        if not sides and self._last > 0 and len(self._words[-1]) > 2:
            sides = [side for side in (index_text.begun_side(self._words[-1]),) if side]
        named = [side for side in sides if side is not Side.BILATERAL]
        both = {Side.RIGHT, Side.LEFT}.issubset(named) and self._joined()
        self._side = Side.BILATERAL if both else next(iter(named or sides), Side.NONE)

    def _joined(self) -> bool:
        """Tell whether sides stand together: "right and left", not "right arm, left leg"."""
        places = [at for at, token in enumerate(self._tokens) if token.side]
        return all(
            self._tokens[at].stop or self._tokens[at].side for at in range(places[0], places[-1])
        )

    def _side_slot(self) -> list[Slot]:
        stem = self._lexicon.side_stem(self._side)
        if not self._side or stem is None:
            return []
        shown = self._side.name.lower()
        return [Slot(shown, (Alternative((stem,), 1.0, "", shown),))]

    def _read_terms(self) -> None:
        """Add the meanings of terms to each word they span, longer terms first."""
        covered = 0
        for at in range(len(self._words)):
            longest = True
            for length in range(min(_LONGEST_TERM, len(self._words) - at), 0, -1):
                meanings = self._meanings(at, length)
                if not meanings:
                    continue
                inner = not longest or at + length <= covered
                self._add_term(at, length, meanings, _INNER_TERM if inner else _TERM)
                longest = False
                covered = max(covered, at + length)
            if at + 1 < len(self._words) and not self._tokens[at].stop:
                self._add_begun(at)

    def _meanings(self, at: int, length: int) -> tuple[str, ...]:
        """Return what words stand for: as typed, put right, or with shorthand written out."""
        if length == 1 and self._tokens[at].stop:
            return ()
        for words in (self._words, self._likely, self._plain):
            meanings = self._lexicon.meanings(" ".join(words[at : at + length]))
            if meanings:
                return meanings
        return ()

    def _written_out(self, at: int) -> str:
        """Return the one word that a shorthand stands for, else the word."""
        meaning = self._lexicon.meanings(self._words[at])[:1]
        return meaning[0] if meaning and " " not in meaning[0] else self._likely[at]

    def _add_term(self, at: int, length: int, meanings: Sequence[str], quality: float) -> None:
        span = [place for place in range(at, at + length) if not self._tokens[place].stop]
        key = " ".join(self._words[at : at + length])
        told = False
        for number, meaning in enumerate(meanings):
            stems = self._lexicon.stems(meaning)
            if stems:
                told = True
                graded = quality - 0.01 * min(number, 5)
                self._spread(span, Alternative(stems, graded, f"{key} = {meaning}", meaning))
            self._side = self._side or index_text.side_named(meaning)
        if not told and all(not index_text.stems(meaning) for meaning in meanings):
            self._noise.update(range(at, at + length))

    def _spread(self, span: Sequence[int], alternative: Alternative) -> None:
        shared = Alternative(
            alternative.stems,
            alternative.quality,
            alternative.note,
            alternative.shown,
            max(len(span), 1),
        )
        for place in span:
            self._found[place].append(shared)

    def _add_begun(self, at: int) -> None:
        """Add terms that the text from ``at`` on, two words or more, has only begun."""
        begun = " ".join(self._words[at:])
        length = len(self._words) - at
        if self._last < 0 or length > _LONGEST_TERM or len(begun) < 4:
            return
        span = [place for place in range(at, at + length) if not self._tokens[place].stop]
        for number, key in enumerate(self._lexicon.keys_starting(begun, _MOST_GOING_ON)):
            for meaning in self._lexicon.meanings(key):
                if stems := self._lexicon.stems(meaning):
                    quality = 0.9 - 0.01 * number
                    self._spread(span, Alternative(stems, quality, f"{key} = {meaning}", meaning))

    def _settled(self, at: int) -> bool:
        token = self._tokens[at]
        return token.stop or token.side is not Side.NONE or self._lexicon.is_term(token.word)

    def _guess(self, at: int) -> tuple[Guess, ...]:
        """Return what a word that codes do not have may be: unfinished or misspelt."""
        word = self._words[at]
        lexicon = self._lexicon
        if len(word) < 3 or word.isdigit() or lexicon.knows(word) or self._settled(at):
            return ()
        last = at == self._last
        if last and lexicon.begins(word):
            return ()
        if lexicon.stem(word) is not None:
            return lexicon.corrections(word) if len(word) > 4 else ()
        begun = lexicon.beginning(word) if last or len(word) > 2 else ()
        if len(word) < 5 and (begun or len(word) < 4):
            return begun
        corrected = lexicon.corrections(word)
        if not corrected and not begun and len(word) > 4:
            return lexicon.misspelt_beginning(word)
        return (*begun, *corrected) if last else (*corrected, *begun)

    def _own(self, at: int) -> Iterator[Alternative]:
        """Yield what a word stands for by itself: its stem, corrections, what it may become."""
        word, guesses = self._words[at], self._guesses[at]
        stem = self._lexicon.stem(word)
        if stem is not None:
            whole = at != self._last or self._lexicon.knows(word)
            literal = _LITERAL if whole else _BEGUN
            yield Alternative((stem,), _BESIDE_CORRECTION if guesses else literal, "", word)
        for guess in guesses:
            yield from self._guessed(word, guess)
        if at == self._last:
            yield from self._going_on(word, stem)

    def _guessed(self, word: str, guess: Guess) -> Iterator[Alternative]:
        note = "" if guess.word.startswith(word) else f"{word} read as {guess.word}"
        stem = self._lexicon.stem(guess.word)
        if stem is not None:
            yield Alternative((stem,), guess.quality, note, guess.word)
        for meaning in self._lexicon.meanings(guess.word):
            if stems := self._lexicon.stems(meaning):
                said = f"{guess.word} = {meaning}"
                yield Alternative(stems, guess.quality - 0.03, said, meaning)

    def _going_on(self, word: str, stem: int | None) -> Iterator[Alternative]:
        """Yield what an unfinished last word may become: words, and terms of the finder's own."""
        quality = self._begun_quality(word)
        side = index_text.begun_side(word) if len(self._words) > 1 else Side.NONE
        stem_of_side = self._lexicon.side_stem(side)
        if stem_of_side is not None:
            yield Alternative((stem_of_side,), _BEGUN, "", side.name.lower())
        for guess in self._lexicon.beginning(word):
            if guess.stem != stem:
                yield Alternative((guess.stem,), quality, "", guess.word)
        if len(word) > 3:
            for number, key in enumerate(self._lexicon.keys_starting(word, _MOST_GOING_ON)):
                for meaning in self._lexicon.meanings(key):
                    if stems := self._lexicon.stems(meaning):
                        said = f"{key} = {meaning}"
                        graded = quality - _LONGER_TERM - 0.01 * number
                        yield Alternative(stems, graded, said, meaning)

    def _begun_quality(self, word: str) -> float:
        """Return how well words fit that an unfinished word may become."""
        alone = len(self._words) == 1
        whole = self._lexicon.knows(word) and (alone or len(word) > 2)
        return _BEGUN_WHOLE if whole else _BEGUN

    def _slot(self, token: Token, found: Sequence[Alternative], last: bool) -> Slot | None:
        """Return the slot of a word; None for an absence that no code speaks of."""
        if not token.denied:
            aside = _ASIDE if token.aside else 1.0
            stress = _STRESS.get(index_text.stem(token.word), aside)
            if not last:
                return Slot(token.word, tuple(found), stress=stress)
            begun, quality = self._lexicon.begun(token.word), self._begun_quality(token.word)
            return Slot(token.word, tuple(found), False, frozenset(), stress, begun, quality)
        denied = []
        for one in found:
            stems = self._lexicon.denied(one.stems)
            if stems is not None:
                denied.append(
                    Alternative(stems, one.quality, one.note, f"no {one.shown}", one.words)
                )
        positive = frozenset(stem for one in found for stem in one.stems)
        return Slot(token.word, tuple(denied), True, positive) if denied else None

"""Text as the code finder compares it: words, stems, what is denied, which side is named."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import lru_cache

NO = "-"
"""Prefix of a stem that is denied: "without aura" gives "-aur"."""

STOP = frozenset(
    (
        *("a", "an", "and", "as", "at", "be", "by", "due", "for", "from", "has", "in", "into"),
        *("is", "it", "its", "of", "on", "or", "per", "that", "the", "this", "to", "was", "were"),
        *("which", "with", "nos", "nec", "elsewhere", "classified", "classifiable", "specified"),
        *("unspecified", "other", "otherwise", "following", "associated", "involving"),
        *("encounter", "patient", "pt"),
    )
)
"""Words that never decide between codes; "other" and "unspecified" are counted apart."""

_RANGE = re.compile(r"\b(\d+)(?:\.\d)?-(\d+)(?:\.\d)?\b")
_WIDEST = 10
_TENTH = re.compile(r"\b(\d\d+)\.\d\b")
"""A number with one decimal, as in "40.0-44.9": the decimal says nothing of its own."""
_SPLIT = re.compile(r"[a-z0-9]+|[,;:()\[\]]")
_DENIALS = {"without": 2, "no": 1, "not": 1, "non": 1, "with": 0}
"""How far a denial reaches: one word, or (2) up to a comma, to "of" or to "with"."""
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_CLEAR_ROMAN = frozenset(("ii", "iii", "vi", "vii", "viii"))
_GRADED = frozenset(("type", "stage", "grade", "class", "salter", "harris", "factor", "degree"))
_SUFFIXES = (
    ("ancies", 5), ("ants", 5), ("ancy", 5), ("ances", 5), ("ance", 5), ("ant", 5), ("encies", 5),
    ("ents", 5), ("ency", 5), ("ences", 5), ("ence", 5), ("ent", 5), ("ities", 4), ("ity", 4),
    ("ically", 5), ("ations", 5), ("ating", 5), ("ation", 5), ("ative", 5), ("ated", 5),
    ("ates", 5), ("ical", 5), ("ious", 5), ("eous", 5), ("ions", 4), ("ives", 4), ("ful", 4),
    ("ate", 5), ("ing", 4), ("ion", 4), ("ive", 4), ("ial", 4), ("ous", 4), ("ies", 4),
    ("ied", 4), ("ic", 4), ("al", 4), ("ed", 4), ("es", 4), ("is", 4), ("ia", 4), ("y", 4),
    ("s", 3), ("e", 4), ("a", 4),
)  # fmt: skip


LETTERED = frozenset(
    ("hepatitis", "vitamin", "group", "type", "influenza", "hemophilia", "class", "stage", "grade")
)
"""Words after which a letter is a name: "hepatitis A"."""


class Side(IntEnum):
    """The side a code or a search text names."""

    NONE = 0
    UNSPECIFIED = 1
    RIGHT = 2
    LEFT = 3
    BILATERAL = 4


SIDE_WORDS = {
    "right": Side.RIGHT,
    "left": Side.LEFT,
    "bilateral": Side.BILATERAL,
    "both": Side.BILATERAL,
}

SIDE_STEMS = {Side.RIGHT: "@right", Side.LEFT: "@left", Side.BILATERAL: "@bilateral"}
"""Stems of no word: rows with a code of that side have them."""


def split(text: str) -> list[str]:
    """Return words and punctuation in lower case, without accents or possessive endings."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    lowered = text.lower()
    if "." in lowered:
        lowered = _TENTH.sub(r"\1", lowered)
    if "'" in lowered:
        lowered = lowered.replace("n't", "nt").replace("'s", "").replace("'", " ")
    if "not having" in lowered:
        lowered = lowered.replace("not having achieved", "without")
    return _SPLIT.findall(lowered)


def words(text: str) -> list[str]:
    """Return the words of a text in their normal form, Roman numerals as digits."""
    return numbered([piece for piece in split(text) if piece.isalnum()])


def numbered(pieces: list[str]) -> list[str]:
    """Return words with Roman numerals as digits."""
    return [_number(word, pieces[at - 1] if at else "") for at, word in enumerate(pieces)]


def _number(word: str, before: str) -> str:
    """Return a Roman numeral as digits: "iv" and "i" only after "type", "stage" and the like."""
    if word in _CLEAR_ROMAN or (word in _ROMAN and before in _GRADED):
        return _ROMAN[word]
    return word


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the part that a word shares with its plural, its adjective and British spelling."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if len(word) > 4:
        word = word.replace("ae", "e").replace("oe", "e")
    if len(word) > 5:
        word = word.replace("our", "or")
        if word.endswith(("otic", "osis", "oses")):
            return word[:-3]
        if word.endswith(("plant", "plants")):
            return word.rstrip("s")
    for suffix, rest in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= rest:
            if suffix == "s" and word[-2] in "su":
                continue
            return word[: -len(suffix)]
    return word


def stemmed(words: str) -> str:
    """Return words, parted by blanks, as their stems."""
    return " ".join(map(stem, words.split()))


def stems(text: str, form: Callable[[str], str] = stem) -> list[str]:
    """Return the telling stems of a title in order: stop words and sides left out.

    ``form`` stands in for ``stem`` where a caller remembers its results.
    """
    found: list[str] = []
    denied = 0
    before = ""
    for piece in split(text):
        if not piece.isalnum():
            denied = 0
        elif piece in _DENIALS:
            denied = _DENIALS[piece]
        elif piece == "of" and before != "loss":
            denied = 0
        elif piece == "uncomplicated":
            found.append(NO + "complic")
        elif _tells(piece, before):
            if piece in _ROMAN:
                piece = _number(piece, before)
            found.append(NO + form(piece) if denied else form(piece))
            denied -= denied == 1
        before = piece
    return found


def _tells(word: str, before: str) -> bool:
    """Tell whether a word may decide between codes; "A" does in "hepatitis A"."""
    if word == "a":
        return before in LETTERED
    return word not in STOP and word not in SIDE_WORDS


def between(title: str) -> str:
    """Return the whole numbers of a range that a title names: 40 to 44 of "40.0-44.9"."""
    range_ = _RANGE.search(title)
    if range_ is None:
        return ""
    first, last = int(range_[1]), int(range_[2])
    return " ".join(map(str, range(first, last + 1))) if 0 < last - first <= _WIDEST else ""


def said(words: Iterable[str]) -> str:
    """Return words as a term is kept that leads to its usual code: without stop words."""
    return " ".join([word for word in words if word not in STOP and word != "sided"])


def side_named(text: str) -> Side:
    """Return the first side that a text names."""
    return next((SIDE_WORDS[piece] for piece in split(text) if piece in SIDE_WORDS), Side.NONE)


def begun_side(word: str) -> Side:
    """Return the side whose name begins with a text of two letters or more."""
    names = (name for name in SIDE_WORDS if len(word) > 1 and name.startswith(word))
    return SIDE_WORDS.get(next(names, ""), Side.NONE)


def side(text: str) -> Side:
    """Return the side a title names; "unspecified" counts only where no side is named."""
    named = [SIDE_WORDS[piece] for piece in split(text) if piece in SIDE_WORDS]
    if named:
        return named[0]
    return Side.UNSPECIFIED if "unspecified" in text.lower() else Side.NONE

"""Splits a search text into words, and marks those that name a side, are denied or say nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coder_sim.library import index_text
from coder_sim.library.index_text import SIDE_WORDS, STOP, Side
from coder_sim.library.search_lexicon import Lexicon

_SAYS_NOTHING = STOP | frozenset(
    (
        *("chronicity", "presents", "presenting", "presented", "complains"),
        *("complaining", "noted", "seen", "likely", "probable", "possible", "suspected"),
        *("affecting", "whether", "unspec", "currently", "he", "she", "her", "his"),
        *("here", "admitted", "known", "brief", "today", "came", "comes", "worsening"),
        *(
            "my",
            "have",
            "been",
            "after",
            "having",
            "vs",
            "versus",
            "very",
            "really",
            "when",
            "there",
        ),
    )
)
"""Words of lists and charts that never decide between codes, beside those of titles."""

_SIDES = {
    **SIDE_WORDS,
    "r": Side.RIGHT, "l": Side.LEFT, "rt": Side.RIGHT, "lt": Side.LEFT, "bil": Side.BILATERAL,
    "bilat": Side.BILATERAL, "bilaterally": Side.BILATERAL, "lft": Side.LEFT, "rght": Side.RIGHT,
}  # fmt: skip

_DENIALS = {
    "without": 3, "no": 2, "not": 1, "non": 1, "wo": 3, "w/o": 3, "denies": 2, "negative": 1,
    "with": 0, "w": 0, "w/": 0, "but": 0, "and": 3, "or": 3,
}  # fmt: skip
"""How many telling words a denial reaches; "and" and "or" carry it on."""

_SHORTHAND = re.compile(r"(?<![A-Za-z0-9])(w/o|b/l|w/|c/o)", re.IGNORECASE)
_WRITTEN_OUT = {"w/o": " without ", "b/l": " bilateral ", "w/": " with ", "c/o": " "}
_GROUPING = re.compile(r"[(\[](?:(?:CMS|HHS)[-/ ]?)?HCC[)\]]", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(?:x|for)\s*\d+\s*(?:d|day|days|wk|wks|weeks?|h|hrs?|hours?|mo|months?)\b"
)
_UNSPECIFIED = re.compile(
    r"(?<=,)\s*unspecified\b[^,()]*"
    r"|\bunspecified (?:whether\b.*|(?:type|cause|etiology|organism|location|site|laterality|"
    r"severity|chronicity|course|part|degree|stage|episode)\b)",
    re.IGNORECASE,
)
"""What a list says that it does not say: ", unspecified fever cause"."""
_SIDED = re.compile(r"\b(right|left)[- ]sided\b", re.IGNORECASE)


_BETWEEN_PROBLEMS = re.compile(
    r"[,;+&]|/(?=[a-z]{3})|\b(?:with|w|and|due to|2/2|secondary to|from|on|in|after|status post"
    r"|complicated by|c/b|also|but|vs)\b",
    re.IGNORECASE,
)
"""What stands between the problems that one line of a chart names."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a search text."""

    word: str
    stop: bool
    """It never decides between codes."""
    side: Side
    denied: bool
    aside: bool = False
    """It stands in parentheses."""


def problems(text: str) -> tuple[str, ...]:
    """Return the problems that a text names one after the other; none where it names one."""
    parts = (part.strip(" ./-") for part in _BETWEEN_PROBLEMS.split(text))
    found = tuple(part for part in parts if len(part) > 1)
    return found if len(found) > 1 else ()


def read_tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the words of a search text in their normal form, run-together ones parted."""
    text = _UNSPECIFIED.sub(" ", _GROUPING.sub(" ", text))
    text = _SHORTHAND.sub(lambda match: _WRITTEN_OUT[match[0].lower()], text)
    text = _SIDED.sub(lambda match: match[1], _DURATION.sub(" ", text))
    return list(_tokens(_pieces(text, lexicon), lexicon))


def _pieces(text: str, lexicon: Lexicon) -> list[str]:
    """Return words and punctuation, run-together words parted."""
    found: list[str] = []
    for piece in index_text.numbered(index_text.split(text)):
        known = not piece.isalnum() or lexicon.knows(piece) or lexicon.is_term(piece)
        parts = () if known or lexicon.stem(piece) is not None else lexicon.parted(piece)
        found.extend(parts or (piece,))
    return found


def _tokens(pieces: list[str], lexicon: Lexicon) -> Iterator[Token]:
    reach = 0
    denying = aside = False
    for at, piece in enumerate(pieces):
        if not piece.isalnum():
            aside = piece in "([" or (aside and piece not in ")]")
            denying = denying and piece == ","
            reach = 0
            continue
        if piece in _DENIALS:
            if piece in ("and", "or"):
                reach = _DENIALS[piece] if denying else 0
            else:
                reach = _DENIALS[piece]
                denying = reach > 0
            yield Token(piece, True, Side.NONE, False)
            continue
        side = _side(pieces, at, lexicon)
        lettered = piece == "a" and at > 0 and pieces[at - 1] in index_text.LETTERED
        named_first = at == 0 and len(pieces) > 1 and lexicon.is_term(piece)
        stop = piece in _SAYS_NOTHING and not lettered and not named_first
        denied = reach > 0 and not stop
        reach -= denied
        yield Token(piece, stop, side, denied, aside)


def _side(pieces: list[str], at: int, lexicon: Lexicon) -> Side:
    """Return the side a word names; a single letter only where a word stands beside it."""
    side = _SIDES.get(pieces[at], Side.NONE)
    if side and len(pieces[at]) == 1 and len(pieces) == 1:
        return Side.NONE
    return side

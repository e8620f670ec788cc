"""What sets one title apart from another, in words."""

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
_RESIDUAL = frozenset({"unspecified", "nos"})
# Words that say nothing of their own: joining words, and what "unspecified" is said of.
_EMPTY_WORDS = (
    "a an and as at between by for from in into its not of on or other elsewhere classified "
    "specified the to with without due part site side type form degree severity cause organism "
    "length right left bilateral unilateral limb episode trimester stage time"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_ADJECTIVE = re.compile(r"(?:ic|al|ar|ary|ous|ive|ed|ing)$")


def own_words(title: str, other: str) -> str:
    """Return the words of a title that another has not, in order."""
    taken = {word.lower() for word in _WORD.findall(other)}
    own = (x for x in title.replace(",", " ").split() if x.strip("()[]").lower() not in taken)
    return " ".join(own)


def says_other(title: str, other: str) -> bool:
    """Tell whether a title says something that another, more detailed one does not.

    "Third degree tear, unspecified" says other than "second degree tear"; "kidney disease,
    stage 3 unspecified" says no other than "kidney disease, stage 3a", only less.
    """
    known = _meant(other)
    return any(not _covered(word, known) for word in _meant(title))


def _meant(title: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(title)]
    # In "unspecified foot" the noun is what is left open; in "unspecified diastolic" nothing is.
    pairs = pairwise(words)
    open_nouns = {b for a, b in pairs if a in _RESIDUAL and not _ADJECTIVE.search(b)}
    return [x for x in words if x not in _EMPTY | _RESIDUAL and x not in open_nouns]


def _covered(word: str, known: list[str]) -> bool:
    """Tell whether one of the known words is this one, or a longer or shorter form of it."""
    return any(x.startswith(word) or (len(x) > 3 and word.startswith(x)) for x in known)

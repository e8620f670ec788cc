"""Leaves out sentences that say what an earlier one says."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, utils

from coder_sim.wording.sentences import SENTENCE

BACKWARDS = re.compile(r"(?:That|This|These|Those|It|They|So|But)\b")
"""A sentence that begins so leans on the one before it."""
_PARTICULAR = re.compile(r"\b[A-Z]{0,2}\d[\w.]*\b")
_ALIKE = 92
_LONG = 6
"""Words of a sentence that repeats by more than chance."""


def says_the_same(text: str, earlier: str) -> bool:
    """Tell whether a sentence adds nothing to an earlier one; another code or number is news."""
    if not set(_PARTICULAR.findall(text)) <= set(_PARTICULAR.findall(earlier)):
        return False
    return fuzz.token_set_ratio(text, earlier, processor=utils.default_process) >= _ALIKE


def says(text: str, texts: Iterable[str]) -> bool:
    """Tell whether one of the longer sentences of ``texts`` says what a text does, or part of it.

    A few words only are in any text by chance.
    """
    sentences = (x for one in texts for x in SENTENCE.split(one) if len(x.split()) >= _LONG)
    return any(says_the_same(x, text) or says_the_same(text, x) for x in sentences)


def without_repeats(text: str, earlier: Iterable[str]) -> str:
    """Return a text without those sentences that earlier texts hold; "" if none is left."""
    said = [sentence for one in earlier for sentence in SENTENCE.split(one)]
    sentences = SENTENCE.split(text)
    leaning = [bool(BACKWARDS.match(x)) for x in (*sentences[1:], "")]
    return " ".join(
        sentence
        for sentence, leaned_on in zip(sentences, leaning, strict=True)
        if leaned_on or not any(says_the_same(sentence, one) for one in said)
    )

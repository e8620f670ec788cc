"""Leaves out sentences that say what an earlier one says."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, utils

from coder_sim.wording.sentences import SENTENCE

BACKWARDS = re.compile(r"(?:That|This|These|Those|It|They|So|But)\b")
"""A sentence that begins so leans on the one before it."""
_PARTICULAR = re.compile(r"\b[A-Z]{0,2}\d[\w.]*\b")
_ALIKE = 92


def says_the_same(text: str, earlier: str) -> bool:
    """Tell whether a sentence adds nothing to an earlier one; another code or number is news."""
    if not set(_PARTICULAR.findall(text)) <= set(_PARTICULAR.findall(earlier)):
        return False
    return fuzz.token_set_ratio(text, earlier, processor=utils.default_process) >= _ALIKE


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

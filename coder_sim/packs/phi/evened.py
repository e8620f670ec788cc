"""Texts made even before the rules read them, each as long as before: signs, and capitals.

Half of all notes are typed in capitals or in small letters throughout; names and streets are known
by their capitals, so they are looked for in a copy where each word begins with one.
"""

import re

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\uff20": "@",
        "\uff1a": ":",
    }
)
_CAPITALS = re.compile(r"(?<![^\W\d_])(?=[^a-z\n]{0,12}[A-Z]{3})[^a-z\n]{10,}(?![a-z])")
"""A stretch of a line without small letters."""
_KEPT = re.compile(
    r"\b(?:M\.?d|D\.?o|Rn|Np|Pa|Pa-C|Lpn|Crna|Aprn|Phd|Dpm|Dds|Ii|Iii|Iv"
    r"|[A-Z][a-z](?=\.?,?[ \t]+\d{5}\b))\b"
)
"""Letters behind a name, and states before a ZIP code."""
_RUN_ON = re.compile(
    r"(?<=[\d'])(?:S|St|Nd|Rd|Th)\b|\b(?:De La|De|Del|Van De[rn]|Van|Von|Dos|Bin)(?= [A-Z])"
)
_SAMPLE = 20_000
_SHORTEST = 8


def plain_signs(text: str) -> str:
    """Return the text with one kind of dash, blank and apostrophe."""
    return text if text.isascii() else text.translate(_SIGNS)


def evened(text: str) -> str:
    """Return the text with capitals as in a sentence of names where it has only one case."""
    sample = text[:_SAMPLE]
    letters, capitals = sum(map(str.isalpha, sample)), sum(map(str.isupper, sample))
    if letters >= _SHORTEST and not letters < capitals * 100 < letters * 99:
        return _titled(text)
    return _CAPITALS.sub(lambda stretch: _titled(stretch[0]), text)


def _titled(text: str) -> str:
    titled = text.title()
    if len(titled) != len(text):
        return text
    titled = _KEPT.sub(lambda letters: letters[0].upper(), titled)
    return _RUN_ON.sub(lambda letters: letters[0].lower(), titled)

"""Passphrases made by the program: easy to read out and type, hard to guess."""

import secrets

_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"
_WORDS = 6
"""Six words of the form "dabor": 6 x log2(14 x 5 x 14 x 5 x 14) = 96 bits."""


def new_passphrase() -> str:
    """Return six invented words."""
    return " ".join(_word() for _ in range(_WORDS))


def _word() -> str:
    pattern = (_CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS)
    return "".join(secrets.choice(letters) for letters in pattern)

"""Ranks names by what is typed of them: word starts, parts, or letters in order."""

WORD_START, INSIDE, SCATTERED = 0, 1, 2


def penalty(typed: str, name: str) -> int | None:
    """Return how badly a name fits what was typed, 0 at best; None where it does not.

    Words may come in any order; each is a part of the name, or its letters in order.
    """
    text = name.casefold()
    found = [_word_penalty(word, text) for word in typed.casefold().split()]
    fits = [each for each in found if each is not None]
    return sum(fits) if len(fits) == len(found) else None


def _word_penalty(word: str, text: str) -> int | None:
    if text.startswith(word) or f" {word}" in text:
        return WORD_START
    if word in text:
        return INSIDE
    letters = iter(text)
    # "in" goes on where the letter before was found.
    if all(letter in letters for letter in word):
        return SCATTERED + (not _initials(text).startswith(word))
    return None


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split())

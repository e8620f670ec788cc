"""Recognises search texts that are codes, typed any way, and lists the codes they mean."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from coder_sim.domain.code_set import System, normal
from coder_sim.library.search_shelf import Shelf

_LOOKS = {
    System.ICD10CM: re.compile(r"[A-Z]\d[0-9A-Z]{0,5}|QA\d[0-9A-Z]{0,4}"),
    System.ICD10PCS: re.compile(r"[0-9BCDFGHX][0-9A-HJ-NP-Z]{2,6}"),
    System.HCPCS: re.compile(r"[A-V]\d{1,4}"),
    System.CPT: re.compile(r"\d{2,4}[0-9FTU]?"),
}
_SEPARATORS = re.compile(r"[\s.,;:\-_/#*()\[\]'\"]+")
_LABEL = re.compile(
    r"^\W*(?:(?:icd|icd[- ]?(?:9|10)(?:[- ]?(?:cm|pcs))?|dx|px|diagnosis|procedure|code|cpt|hcpcs)"
    r"(?:\s+code)?[\s:#=]+)+",
    re.IGNORECASE,
)
"""What people write before a code."""
_MODIFIER = re.compile(r"^\s*([0-9]{4}[0-9FTUftu]|[A-Va-v][0-9]{4})\s*-\s*[0-9A-Za-z]{2}\s*$")
_AMONG_WORDS = re.compile(r"\b[A-Za-z]\d[0-9A-Za-z]\.[0-9A-Za-z]{1,4}\b")
_AS_DIGITS = str.maketrans("OIL", "011")
_EACH = 200


def typed_code(text: str) -> str:
    """Return the code that a text looks like, in normal form; "" where it is words.

    Dots, blanks and hyphens do not matter, nor does a modifier after a service code.
    """
    text = _LABEL.sub("", text)
    with_modifier = _MODIFIER.match(text)
    if with_modifier:
        return normal(with_modifier[1])
    joined = _SEPARATORS.sub("", text).upper()
    if not any(letter.isdigit() for letter in joined) or len(joined) > 8:
        return ""
    readings = (joined, *_mended(joined)) if len(joined) > 3 else (joined,)
    return next((one for one in readings if _looks_like_code(one)), "")


def codes_within(text: str) -> tuple[str, ...]:
    """Return the dotted diagnosis codes that stand among words, in normal form."""
    return tuple(normal(found) for found in _AMONG_WORDS.findall(text))


def _looks_like_code(text: str) -> bool:
    return any(look.fullmatch(text) for look in _LOOKS.values())


def _mended(code: str) -> Iterator[str]:
    """Yield what is meant where a letter O, I or L stands in place of a digit."""
    digits = code[:1] + code[1:].translate(_AS_DIGITS)
    if digits != code:
        yield digits
    if code[0] in "OIL":
        yield code.translate(_AS_DIGITS)


def codes_meant(
    code: str, shelves: Iterable[Shelf], *, headings: bool = False
) -> list[tuple[Shelf, int]]:
    """Return the codes that a typed code means: itself, else what it begins, best first.

    A heading leads to its default code. A missing 7th character or placeholder, or a letter
    O or I in place of a digit, is put right where nothing matches as typed. With ``headings``
    a heading itself stands before its default code.
    """
    for reading in _readings(code):
        found = [
            (not exact, shelf, position)
            for shelf in shelves
            for exact, position in _starting(shelf, reading, headings)
        ]
        if found:
            found.sort(key=lambda one: one[0])
            return [(shelf, position) for _, shelf, position in found]
    return []


def _readings(code: str) -> Iterator[str]:
    yield code
    yield from _mended(code)
    digits = code[:1] + code[1:].translate(_AS_DIGITS)
    if 4 <= len(digits) < 7 and digits[-1].isalpha():
        yield digits[:-1].ljust(6, "X") + digits[-1]


def _starting(shelf: Shelf, code: str, headings: bool) -> Iterator[tuple[bool, int]]:
    """Yield (is it the code or the heading's default, place), in the order of the code set."""
    if not _LOOKS[shelf.system].fullmatch(code):
        return
    start = bisect_left(range(len(shelf)), code, key=shelf.code)
    seen: set[int] = set()
    for position in range(start, min(start + _EACH, len(shelf))):
        name = shelf.code(position)
        if not name.startswith(code):
            return
        if name == code:
            if headings and not shelf.billable[position]:
                yield True, position
            seen.add(shelf.defaults[position])
            yield True, shelf.defaults[position]
        elif shelf.billable[position] and position not in seen:
            yield False, position

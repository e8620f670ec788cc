"""Reads the lines of instructional notes: which codes they name, and for which codes they hold.

A reference is a code, a prefix with a dash, or a range, at times with a condition on single
characters ("with 7th character B"). Conditions become patterns on codes in normal form.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_CODE = r"((?:[A-Z]\d|QA)[0-9A-Z](?:\.[0-9A-Z]{1,4})?)(?![0-9A-Za-z])"
_REFERENCE = re.compile(rf"\b{_CODE}(?:\.?-?\s*(?:-|to)\s*{_CODE})?")
_PARENTHESES = re.compile(r"\(([^()]*)")
"""The closing one is missing at times."""

INTENT = ".{{4}}(?:.[{0}]|[{0}]X)"
"""The axis that tells adverse effect from poisoning: character 6, or 5 where 6 is a filler."""
ADVERSE_EFFECT = INTENT.format("5")
_OPEN_FRACTURE = ".{6}[BCEFHJMNQR]"
_NUMBERS = {"fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "7th": 7}

_INTENT = re.compile(r"(?:fifth|5th) or six(?:th)? character (to indicate intent|[1-6](?:-[1-6])?)")
_OR_SIX = re.compile(r"character 1-4 or 6")
_UNDERDOSING = re.compile(r"final character 6\b")
_PAIR = re.compile(r"fifth to sixth characters (\d\d)")
_SINGLE = re.compile(r"(fifth|5th|sixth|6th|seventh|7th)[ -]character \.?(\w)(?:-(\d)| or (\w))?")
_FINAL = re.compile(r"final characters? -(\d+)")
_AFTER_DOT = re.compile(r"with (?:final characters )?(\.\d.*)")
_SPAN_AFTER_DOT = re.compile(r"\.(\d+)(?:-\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """Codes that a line names: from the first to the last in tabular order, all below included."""

    first: str
    last: str
    """Normal form; equal to ``first`` for a single code or prefix."""
    pattern: str = ""
    """What a code must match besides (``re.match``); "" = anything."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A block of notes, read: the references of each line, and the codes that it governs."""

    lines: tuple[tuple[str, tuple[Reference, ...]], ...]
    subject: tuple[Reference, ...] = ()
    """Empty where the block holds for every code below its node."""


@lru_cache(maxsize=8192)
def read_line(line: str) -> tuple[Reference, ...]:
    """Return what a line refers to; what looks like a code may still not be one ("B12")."""
    for text in (" ; ".join(_PARENTHESES.findall(line)), line):
        found = _REFERENCE.findall(text)
        if found:
            pattern = _condition(line)
            return tuple(
                Reference(_normal(first), _normal(last or first), pattern) for first, last in found
            )
    return ()


def _normal(code: str) -> str:
    return code.replace(".", "")


def _condition(line: str) -> str:
    """Return the pattern that a line asks of a code beside its reference; "" = none."""
    if intent := _INTENT.search(line):
        digits = "1-6" if intent[1].startswith("to") else intent[1]
        return INTENT.format(digits + "6" if _OR_SIX.search(line) else digits)
    if _UNDERDOSING.search(line):
        # Said of drugs, whose final character is the encounter: the sixth is meant.
        return INTENT.format("6")
    if "open fracture 7th character" in line:
        return _OPEN_FRACTURE
    if pair := _PAIR.search(line):
        return f".{{4}}{pair[1]}"
    if single := _SINGLE.search(line):
        place, first, last, other = single.groups()
        allowed = f"{first}-{last}" if last else f"{first}{other or ''}"
        return f".{{{_NUMBERS[place] - 1}}}[{allowed}]"
    if final := _FINAL.search(line):
        return f".*{final[1]}$"
    if "ketoacidosis" in line and "with ketoacidosis" in line:
        return ".{3}1"
    return _after_dot(line)


def _after_dot(line: str) -> str:
    tail = _AFTER_DOT.search(line)
    if not tail:
        return ""
    starts: list[str] = []
    for first, last in _SPAN_AFTER_DOT.findall(tail[1]):
        numbers = range(int(first), int(last or first) + 1)
        starts += [str(number).zfill(len(first)) for number in numbers]
    return f".{{3}}(?:{'|'.join(starts)})"


def read_block(lines: tuple[str, ...]) -> Reading:
    """Read a block; its header, a line that names no code to report, may limit what it governs."""
    subject: tuple[Reference, ...] = ()
    read: list[tuple[str, tuple[Reference, ...]]] = []
    for line in lines:
        found = read_line(line)
        if "for codes " in line:
            subject, found = found, ()
        elif "for adverse effects," in line and not found:
            subject = (Reference("T36", "T50", ADVERSE_EFFECT),)
        read.append((line, found))
    return Reading(tuple(read), subject)

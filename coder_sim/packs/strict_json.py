"""Strict JSON: what the standard reader lets pass in silence is named here, with its place."""

import json
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from coder_sim.errors import Problem
from coder_sim.packs.limits import JSON_DEPTH, JSON_NUMBER, JSON_STRING, JSON_VALUES, PROBLEMS

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
_ALLOWED_CONTROLS = "\n\t"
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""With these a text is shown in another order than it is stored: a code may read as another."""
_LINE_SEPARATORS = frozenset("\u2028\u2029")
"""Qt breaks the line at them, which the limits on lines would not see."""
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class _Flaw:
    """Stands in the parsed tree for a value that must be refused."""

    what: str
    todo: str


class _Flawed(dict[str, object]):
    """An object that gives some of its names more than once."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A JSON text: its value, or all problems found in it (then ``value`` is None)."""

    value: Json
    problems: tuple[Problem, ...] = ()


def parse(content: bytes, *, file: str, case: str = "", most: int = JSON_VALUES) -> Parsed:
    """Parse UTF-8 JSON of at most ``most`` values; never raises.

    Problems carry ``file`` and ``case``.
    """
    count = sum(content.count(sign) for sign in (b",", b"[", b"{"))
    if count > most:
        what = f"Holds some {count:,} values; at most {most:,} are read."
        return _refused(file, case, what, "Split the file.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(file, case, f"Not UTF-8 text (line {line}).", "Save the file as UTF-8.")
    if text.startswith("\ufeff"):
        return _refused(
            file, case, "Starts with a byte order mark.", "Save the file as UTF-8 without one."
        )
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        return _refused(
            file,
            case,
            f"Not JSON: {error.msg} at line {error.lineno}, column {error.colno}.",
            "Correct the file there; a missing comma or quote stands just before.",
        )
    except RecursionError:
        return _refused(file, case, *_too_deep())
    problems = tuple(
        Problem(what=what, file=file, case=case, field=field, todo=todo)
        for field, what, todo in islice(_flaws(value), PROBLEMS)
    )
    return Parsed(None, problems) if problems else Parsed(value)


def join(path: str, step: str | int) -> str:
    """Add a name or a position to a path such as ``lines[2].code``."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    name = step if len(step) <= _LONGEST_NAME else f"{step[:_LONGEST_NAME]}..."
    return f"{path}.{name}" if path else name


def _refused(file: str, case: str, what: str, todo: str) -> Parsed:
    return Parsed(None, (Problem(what=what, file=file, case=case, todo=todo),))


def _too_deep() -> tuple[str, str]:
    return f"Nested more than {JSON_DEPTH} levels deep.", "Compare the file with the schema."


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    flawed = _Flawed(plain)
    counts = Counter(name for name, _ in pairs)
    flawed.repeated = tuple(name for name, count in counts.items() if count > 1)
    return flawed


def _constant(name: str) -> _Flaw:
    return _Flaw(f"{name} is not a number.", "Give a number, or leave the field out.")


def _long_number(text: str) -> _Flaw:
    return _Flaw(
        f"A number of {_digits(text):,} digits; at most {JSON_NUMBER} are read.",
        "Give a shorter number.",
    )


def _digits(text: str) -> int:
    """Count the digits of a number as written, those of its exponent included."""
    return sum(character.isdecimal() for character in text)


def _integer(text: str) -> int | _Flaw:
    return int(text) if _digits(text) <= JSON_NUMBER else _long_number(text)


def _float(text: str) -> float | _Flaw:
    if _digits(text) > JSON_NUMBER:
        return _long_number(text)
    number = float(text)
    if math.isinf(number):
        return _Flaw(f"{text} is too large a number.", "Give a smaller number.")
    return number


def _flaws(value: object) -> Iterator[tuple[str, str, str]]:
    """Yield field, what and todo of every flaw below a parsed value, in reading order."""
    stack: list[tuple[str, object, int]] = [("", value, 1)]
    while stack:
        path, found, depth = stack.pop()
        if isinstance(found, dict | list) and depth > JSON_DEPTH:
            yield path, *_too_deep()
        elif isinstance(found, dict):
            yield from _flaws_of_names(path, found)
            children = [(join(path, name), child, depth + 1) for name, child in found.items()]
            stack.extend(reversed(children))
        elif isinstance(found, list):
            items = [(join(path, place), child, depth + 1) for place, child in enumerate(found)]
            stack.extend(reversed(items))
        elif isinstance(found, str):
            yield from _flaws_of_text(path, found)
        elif isinstance(found, _Flaw):
            yield path, found.what, found.todo


def _flaws_of_names(path: str, found: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    if isinstance(found, _Flawed):
        for name in found.repeated:
            yield join(path, name), "Given more than once.", "Keep one of them."
    for name in found:
        for _, what, todo in _flaws_of_text(path, name):
            yield path, f"A field name cannot be used: {what}", todo


def _flaws_of_text(path: str, text: str) -> Iterator[tuple[str, str, str]]:
    if len(text) > JSON_STRING:
        yield (
            path,
            f"A text of {len(text):,} characters; at most {JSON_STRING:,} are read.",
            "Shorten it.",
        )
    elif (flaw := unusable_character(text)) is not None:
        yield path, f"{flaw}.", "Remove that character."


def unusable_character(text: str) -> str | None:
    """Name the first character of a text that cannot be shown or stored; None if all can."""
    if text.isprintable():
        return None
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and character not in _ALLOWED_CONTROLS):
            return f"Holds the control character U+{ord(character):04X}"
        if character in _REORDERING:
            return f"Holds U+{ord(character):04X}, which changes the order of what is shown"
        if character in _LINE_SEPARATORS:
            return f"Holds the line separator U+{ord(character):04X}"
    return None

"""What a trainee types into the answer sheet, read: codes, modifiers, units, pointers.

Nothing typed is thrown away: what is no code of any code set is kept, and graded, as typed.
"""

import re
from collections.abc import Iterable
from datetime import date

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import Kind, System, normal
from coder_sim.domain.encounter import Setting
from coder_sim.domain.facts import CodeFacts

POA_VALUES = ("Y", "N", "U", "W")
MAX_UNITS = 9999
_SERVICE_SHAPE = re.compile(r"[0-9]{4}[0-9FTUM]$")
_HCPCS_SHAPE = re.compile(r"[A-V][0-9]{4}$")
_WITH_MODIFIERS = re.compile(r"([0-9]{4}[0-9FTUM]|[A-V][0-9]{4})((?:-[A-Z0-9]{2})+)$")


def systems_of(setting: Setting) -> tuple[System, ...]:
    """Return the code sets that a claim of this setting uses."""
    if setting is Setting.INPATIENT:
        return (System.ICD10CM, System.ICD10PCS)
    return (System.ICD10CM, System.CPT, System.HCPCS)


def line_of(typed: str, setting: Setting, facts: CodeFacts, day: date) -> CodedLine | None:
    """Read one typed code, ``99214-25`` with its modifiers; None where nothing is typed."""
    text = "".join(typed.split()).upper()
    if not text:
        return None
    modifiers: tuple[str, ...] = ()
    if found := _WITH_MODIFIERS.match(text):
        text, modifiers = found[1], tuple(found[2].removeprefix("-").split("-"))
    system = _system_of(text, setting, facts, day)
    if system.kind is not Kind.SERVICE:
        modifiers = ()
    return CodedLine(system, normal(text), modifiers=modifiers)


def modifiers_of(typed: str) -> tuple[str, ...]:
    """Read modifiers separated by anything, or run together: "25 RT", "25,rt", "25RT"."""
    words = re.findall(r"[A-Z0-9]+", typed.upper())
    pairs = [
        word[at : at + 2]
        for word in words
        for at in range(0, len(word), 2)
        if len(word) % 2 == 0 or len(word) == 1
    ]
    odd = [word for word in words if len(word) % 2 and len(word) > 1]
    return tuple(dict.fromkeys([*pairs, *odd]))


def units_of(typed: str) -> int | None:
    """Read units; None for what is not a number from 1 to 9999."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit()):
        return None
    units = int(text) if len(text) <= 6 else 0
    return units if 1 <= units <= MAX_UNITS else None


def pointers_of(typed: str) -> tuple[int, ...]:
    """Read pointers to diagnoses by number or letter: "1 2", "1,2", "AB" and "12" are the same.

    Numbers above nine are separated by a comma or space.
    """
    words = re.findall(r"[A-Z]+|[0-9]+", typed.upper())
    separated = re.search(r"[\s,;]", typed.strip()) is not None
    found: list[int] = []
    for word in words:
        if word.isdigit() and separated:
            found.append(int(word[:3]))
        elif word.isdigit():
            found.extend(int(digit) for digit in word)
        else:
            found.extend(ord(letter) - ord("A") + 1 for letter in word)
    return tuple(dict.fromkeys(number for number in found if number > 0))


def _system_of(text: str, setting: Setting, facts: CodeFacts, day: date) -> System:
    """Tell the code set: where the code is in force, else where it ever was, else by shape."""
    code = normal(text)
    asked = systems_of(setting)
    others = tuple(system for system in System if system not in asked)
    for systems in (asked, others):
        if known := _known(code, systems, facts, day):
            return known
    if "." in text:
        return System.ICD10CM
    if setting is Setting.INPATIENT and len(code) == 7 and code[0].isdigit():
        return System.ICD10PCS
    if _SERVICE_SHAPE.match(code):
        return System.CPT
    if setting is not Setting.INPATIENT and _HCPCS_SHAPE.match(code):
        return System.HCPCS
    return System.ICD10CM


def _known(code: str, systems: Iterable[System], facts: CodeFacts, day: date) -> System | None:
    by_day = [system for system in systems if facts.code(system, code, day)]
    billable = [s for s in by_day if (found := facts.code(s, code, day)) and found.billable]
    ever = [] if by_day else [system for system in systems if facts.ever(system, code)]
    return next(iter([*billable, *by_day, *ever]), None)

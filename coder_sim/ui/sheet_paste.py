"""A pasted list of codes, read: one a line or separated, with modifiers and units if given."""

import re
from dataclasses import dataclass

from coder_sim.ui.sheet_entry import MAX_UNITS

_CODE = re.compile(r"[A-Z0-9][A-Z0-9.]{1,8}")
_CODE_WITH_MODIFIERS = re.compile(r"([A-Z0-9]{5})((?:-[A-Z0-9]{2})+)")
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_UNITS = re.compile(r"(?:X\s?|UNITS?:?\s?)(\d{1,4})|(\d{1,4})\s?(?:UNITS?|X)")
_POA = re.compile(r"(?:POA\s?[:=]?\s?)?([YNUW])")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-*\u2022]\s+)")
_SERVICE = re.compile(r"\d{4}[0-9FTUM]|[A-V]\d{4}")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class PastedCode:
    """One code of a list, with what stood beside it."""

    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    poa: str | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted text says, and the pieces of it that say nothing."""

    codes: tuple[PastedCode, ...]
    strange: tuple[str, ...]
    """Lines, or parts of them, that were left out."""


def read_pasted(text: str) -> Pasted:
    """Read a pasted list; words after a code are taken for its title and dropped."""
    codes: list[PastedCode] = []
    strange: list[str] = []
    for row in text.splitlines():
        plain = _NUMBERING.sub("", row).strip()
        if not plain:
            continue
        cells = [cell.strip() for cell in re.split(r"[,;\t]", plain) if cell.strip()]
        found = _read_cells(cells, strange)
        if not found:
            strange.append(_short(plain))
        codes.extend(found)
    return Pasted(tuple(codes), tuple(dict.fromkeys(strange)))


def _read_cells(cells: list[str], strange: list[str]) -> list[PastedCode]:
    """Read the cells of one row: codes, each followed by its own particulars."""
    found: list[PastedCode] = []
    titled = False
    for cell in cells:
        beside = _particulars(cell.upper(), found[-1]) if found else None
        if beside is not None:
            found[-1] = beside
        elif code := _read_code(cell):
            found.append(code)
            titled = " " in cell
        elif found and not titled:
            # A title in a cell of its own, or what is left of one that holds a comma.
            titled = True
        elif not found:
            strange.append(_short(cell))
    return found


def _read_code(cell: str) -> PastedCode | None:
    """Read a cell that begins with a code; its particulars or its title may follow."""
    first, _, rest = cell.upper().partition(" ")
    first = first.rstrip(":.")
    if joined := _CODE_WITH_MODIFIERS.fullmatch(first):
        code = PastedCode(joined[1], tuple(joined[2].removeprefix("-").split("-")))
    elif _CODE.fullmatch(first) and any(letter.isdigit() for letter in first):
        code = PastedCode(first)
    else:
        return None
    return _particulars(rest, code) or code


def _particulars(text: str, code: PastedCode) -> PastedCode | None:
    """Return the code with modifiers, units and POA from a text that is nothing else."""
    left = text
    units, poa = code.units, code.poa
    if found := _UNITS.search(left):
        units = int(found[1] or found[2])
        left = left[: found.start()] + " " + left[found.end() :]
    words = left.replace("-", " ").split()
    service = _SERVICE.fullmatch(code.code) is not None
    if not service and len(words) <= 2 and (value := _POA.fullmatch(" ".join(words))):
        poa, words = value[1], []
    modifiers = tuple(word for word in words if service and _MODIFIER.fullmatch(word))
    if len(modifiers) != len(words) or not 1 <= units <= MAX_UNITS:
        return None
    if not text.strip():
        return code
    joined = tuple(dict.fromkeys((*code.modifiers, *modifiers)))
    return PastedCode(code.code, joined, units, poa)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "\u2026"

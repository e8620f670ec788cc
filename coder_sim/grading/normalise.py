"""Brings an answer sheet into normal form: one spelling, numbered and ranked lines."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coder_sim.domain.answer import CodedLine, Passage
from coder_sim.domain.code_set import Kind, normal

_SERVICE_WITH_MODIFIERS = re.compile(r"\s*([A-Z0-9]{5})((?:[\s,/\-\u2010-\u2015]+[A-Z0-9]{2})+)\s*")
_WORD = re.compile(r"[A-Z0-9]+")
_BLANK_POA = frozenset({"", "EXEMPT"})


@dataclass(frozen=True, slots=True)
class Line:
    """One answer line in normal form."""

    number: int
    """Position on the sheet, from 1, all kinds together."""
    kind: Kind
    code: str
    poa: str = ""
    modifiers: tuple[str, ...] = ()
    """Sorted, each once."""
    units: int = 1
    pointers: tuple[int, ...] = ()
    evidence: tuple[Passage, ...] = ()
    rank: int = 0
    """Place in an order that hardly depends on the order of entry; ties in matching go by it."""


def _ascii_digits(text: str) -> str:
    """Return upper-case text with compatibility forms and foreign digits made plain."""
    if text.isascii():
        return text.upper()
    plain = unicodedata.normalize("NFKC", text)
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return "".join(digits).upper()


def _modifiers(entries: Iterable[str]) -> tuple[str, ...]:
    """Return modifiers sorted, each once, however they were typed."""
    return tuple(
        sorted({word for entry in entries for word in _WORD.findall(_ascii_digits(entry))})
    )


def _line(number: int, entered: CodedLine) -> Line:
    text, modifiers = _ascii_digits(entered.code), _modifiers(entered.modifiers)
    if entered.kind is Kind.SERVICE and (typed := _SERVICE_WITH_MODIFIERS.fullmatch(text)):
        text, modifiers = typed[1], _modifiers((*entered.modifiers, typed[2]))
    poa = _ascii_digits((entered.poa or "").strip())
    return Line(
        number=number,
        kind=entered.kind,
        code=normal(text),
        poa="" if poa in _BLANK_POA else poa,
        modifiers=modifiers,
        units=entered.units,
        pointers=entered.pointers,
        evidence=entered.evidence,
    )


def normalise(entered: Sequence[CodedLine]) -> tuple[Line, ...]:
    """Return the lines of a sheet in normal form, in the order entered."""
    lines = [_line(number, line) for number, line in enumerate(entered, start=1)]
    order = sorted(lines, key=lambda x: (x.code, x.poa, x.modifiers, x.units, x.number))
    rank = {line.number: place for place, line in enumerate(order)}
    return tuple(replace(line, rank=rank[line.number]) for line in lines)

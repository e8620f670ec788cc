"""Finds the codes that a line of an instructional note names, so that they can be followed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coder_sim.domain.code_set import normal

_CODE = re.compile(r"(?<![\w.])([A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|U\d\d(?:\.\d)?)(?![\w])")


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code or heading named in a text: ``text[start:end]``."""

    start: int
    end: int
    code: str
    """Normal form, without what stands for further characters ("I50.4-" gives "I504")."""


def named_codes(text: str) -> Iterator[NamedCode]:
    """Yield the ICD-10-CM codes a line names, left to right; both ends of a range."""
    for found in _CODE.finditer(text):
        yield NamedCode(found.start(), found.end(), normal(found.group()))

"""The word lists of the scan: what is a first name, what is none, what stands beside a number."""

import tomllib
from dataclasses import dataclass
from functools import cache

from coder_sim.paths import data_folder


@dataclass(frozen=True, slots=True)
class Words:
    """Names and their look-alikes; the other lists are in lower case."""

    given: frozenset[str]
    not_names: frozenset[str]
    plain: frozenset[str]
    eponyms: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    date_labels: frozenset[str]
    titles: frozenset[str]
    name_labels: frozenset[str]
    credentials: frozenset[str]
    family: frozenset[str]


@cache
def words() -> Words:
    """Read the lists that ship with the program, once."""
    beside = tomllib.loads((data_folder() / "identifiers" / "beside.toml").read_text("utf-8"))
    return Words(
        given=frozenset(_lines("given_names.txt")),
        not_names=frozenset(word for line in _lines("not_names.txt") for word in line.split()),
        plain=frozenset(word for line in _lines("plain_words.txt") for word in line.split()),
        eponyms=frozenset(_lines("eponyms.txt")),
        **{name: frozenset(text.split()) for name, text in beside.items()},
    )


def _lines(name: str) -> tuple[str, ...]:
    lines = (data_folder() / "identifiers" / name).read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))

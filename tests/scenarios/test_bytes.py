"""The same seed gives the same bytes, on every Python and in every process."""

import hashlib
import json
from pathlib import Path

import pytest

from coder_sim.library.lookup import Library
from coder_sim.packs.archiving import zipped
from coder_sim.scenarios import FAMILIES, Family, case_of, members
from coder_sim.scenarios.dice import Dice, wordings

DIGESTS = Path(__file__).parent / "digests.json"
"""SHA-256 of the files of charts 1 to 3; new ones go with a new generator version."""


def digest(family: Family, facts: Library) -> str:
    cases = tuple(case_of(family, seed, facts) for seed in (1, 2, 3))
    whole = hashlib.sha256()
    for name, content in sorted(members(family, cases, "drill-digest").items()):
        whole.update(name.encode() + b"\0" + content + b"\0")
    return whole.hexdigest()


@pytest.mark.parametrize("family", FAMILIES, ids=[one.id for one in FAMILIES])
def test_the_bytes_are_those_of_this_generator_version(family: Family, facts: Library) -> None:
    assert digest(family, facts) == json.loads(DIGESTS.read_text("utf-8"))[family.id]


def test_a_pack_of_drills_is_the_same_file_each_time(facts: Library) -> None:
    family = FAMILIES[0]
    first, second = (
        zipped(members(family, (case_of(family, 8, facts),), "drill-twice")) for _ in range(2)
    )
    assert first == second


def test_dice_fall_as_they_always_did() -> None:
    dice = Dice("a seed that stays")
    assert [dice.between(1, 6) for _ in range(8)] == [3, 5, 6, 3, 5, 1, 4, 4]
    assert dice.some("abcdef", 3) == ("b", "e", "a")


@pytest.mark.parametrize(
    ("text", "count"),
    [("plain", 1), ("[a|b] c", 2), ("[a|b] [c|d|e]", 6), ("[a [b|c]|d]", 3), ("[|a]", 2)],
)
def test_wordings_are_counted(text: str, count: int) -> None:
    assert wordings(text) == count
    assert len({Dice(str(seed)).spin(text) for seed in range(200)}) == count

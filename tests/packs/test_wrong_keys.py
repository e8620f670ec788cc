"""Fifty keys, each made wrong by one change to a sound one: the check finds every defect."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coder_sim import cli
from coder_sim.library.lookup import Library
from coder_sim.packs.lint import lint
from coder_sim.packs.reader import read

FOLDER = Path(__file__).parent / "wrong_keys"
BASE = FOLDER / "base"
CHANGES: list[dict[str, Any]] = json.loads((FOLDER / "changes.json").read_text("utf-8"))
RULES = (
    "codes valid on the date",
    "headings rejected",
    "PCS in the table",
    "POA-exempt codes have no POA",
    "no hard edit",
    "Excludes1 pairs are declared",
    "drg is what the key groups to",
    "hcc is what the key maps to",
    "units cover the dose",
    "PERFECT scores 100",
    "distractors score below 100",
    "distractors yield their class",
    "constraints are acyclic",
    "constraints are respected by the key",
    "guideline ids exist",
    "evidence matches its quote",
    "first_allowed is no unacceptable principal",
    "first_allowed is no manifestation",
    "first_allowed is required",
    "first_allowed has evidence",
    "every service line has a cite",
    "every symptom is coded or foreseen",
    "external-cause lines have a POA unless exempt",
    "over-coding never beats omission",
)
"""The rules for keys that fail a build, one a line."""


def name(number: int) -> str:
    return f"wrong-{number:02}"


def spoil(case: Path, change: dict[str, Any]) -> None:
    """Make the one change; a change without a value takes the field away."""
    if change["at"].endswith(".txt"):
        old, new = change["value"]
        text = (case / change["at"]).read_text("utf-8")
        assert old in text
        (case / change["at"]).write_text(text.replace(old, new), "utf-8")
        return
    parts = change["at"].replace("\\.", "\0").split(".")
    part, *path = (x.replace("\0", ".") for x in parts)
    file = case / f"{part}.json"
    whole = inner = json.loads(file.read_text("utf-8"))
    *above, last = (int(x) if x.isdigit() else x for x in path)
    for step in above:
        inner = inner[step]
    before = json.dumps(whole)
    if "value" in change:
        inner[last] = change["value"]
    else:
        del inner[last]
    assert json.dumps(whole) != before
    file.write_text(json.dumps(whole), "utf-8")


@pytest.fixture
def wrong_keys(tmp_path: Path) -> Path:
    """Return a pack with one case for each change."""
    folder = tmp_path / "wrong-keys"
    folder.mkdir()
    listing = json.loads((BASE / "pack.json").read_text("utf-8"))
    listing["cases"] = [name(number) for number in range(1, len(CHANGES) + 1)]
    (folder / "pack.json").write_text(json.dumps(listing), "utf-8")
    for id, change in zip(listing["cases"], CHANGES, strict=True):
        case = folder / "cases" / id
        shutil.copytree(BASE / "cases" / change["base"], case)
        about = json.loads((case / "case.json").read_text("utf-8"))
        (case / "case.json").write_text(json.dumps({**about, "id": id}), "utf-8")
        spoil(case, change)
    return folder


@pytest.fixture
def checked(
    wrong_keys: Path, built_home: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[int], list[str]]:
    """Check the pack once; return what was printed of the case with a number."""
    assert cli.main(["pack", "check", str(wrong_keys)]) == 1
    lines = capsys.readouterr().out.splitlines()
    return lambda number: [line for line in lines if f"case {name(number)}: " in line]


def missed(checked: Callable[[int], list[str]]) -> Iterator[str]:
    for number, change in enumerate(CHANGES, 1):
        place = f"key.json {change['field']}"
        told = [x for x in checked(number) if place in x and not x.startswith("warning")]
        if not any(change["says"] in line for line in told):
            yield f"{name(number)} {change['rule']}: {checked(number)}"


def test_every_planted_defect_is_found_where_it_is(checked: Callable[[int], list[str]]) -> None:
    assert list(missed(checked)) == []
    assert all(len(checked(number)) <= 4 for number in range(1, len(CHANGES) + 1))


def test_the_defects_cover_every_rule_and_no_rule_is_unheard_of() -> None:
    assert set(RULES) <= {change["rule"] for change in CHANGES}
    assert len(CHANGES) >= 40
    assert len({json.dumps(change, sort_keys=True) for change in CHANGES}) == len(CHANGES)


def test_the_sound_keys_they_were_made_from_have_no_finding(facts: Library) -> None:
    pack = read(BASE, facts)
    assert len(pack.cases) == 4
    assert lint(pack, facts) == ()

"""Every hostile pack meets the right verdict, in words, and leaves nothing behind."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.errors import PackError
from coder_sim.library.lookup import Library
from coder_sim.wording.problems import problem_line
from tests.hostile import containers, contents
from tests.hostile.items import Item, Verdict

ITEMS = (*containers.items(), *contents.items())


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.name)
def test_the_verdict_is_right_and_in_words(item: Item, tmp_path: Path, facts: Library) -> None:
    place = tmp_path / "item"
    place.mkdir()
    path = item.make(place)
    before = sorted(tmp_path.rglob("*"))
    if item.verdict is Verdict.TAKEN:
        assert packs.read_for_import(path, facts).pack.cases
    else:
        with pytest.raises(PackError) as refused:
            packs.read_for_import(path, facts)
        for problem in refused.value.problems:
            line = problem_line(problem)
            assert problem.file
            assert problem.what.strip()
            assert line.isprintable(), line
            assert len(line) < 1_000
            assert "Traceback" not in line
    assert sorted(tmp_path.rglob("*")) == before


def test_the_corpus_is_large_and_names_each_item_once() -> None:
    assert len(ITEMS) >= 200
    assert [name for name, count in Counter(item.name for item in ITEMS).items() if count > 1] == []


def test_no_item_makes_the_program_write_read_or_call_elsewhere(
    tmp_path: Path, library_file: Path
) -> None:
    """Read every item in one process of little memory that tells what it opens and calls."""
    listed = []
    for number, item in enumerate(ITEMS):
        place = tmp_path / "items" / str(number)
        place.mkdir(parents=True)
        listed.append(str(item.make(place)))
    before = sorted(tmp_path.rglob("*"))
    asked = json.dumps({"library": str(library_file), "paths": listed})
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.watched"],
        input=asked,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["elsewhere"] == []
    refused = [item.name for item, why in zip(ITEMS, told["why"], strict=True) if why == "refused"]
    assert refused == [item.name for item in ITEMS if item.verdict is Verdict.REFUSED]
    assert sorted(tmp_path.rglob("*")) == before

"""The order of what the code finder shows depends on no answer key (K7)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coder_sim import cli
from coder_sim.paths import data_folder
from tests.packs.folders import PackFolder

WORDS = ("heart failure", "diabetes", "fx hip right", "knee injection", "office visit")


@pytest.fixture
def order(
    built_home: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[], dict[str, list[str]]]:
    """Search for each of the words, as the command line does."""

    def search() -> dict[str, list[str]]:
        found = {}
        for words in WORDS:
            assert cli.main(["search", words, "--json", "--k", "20"]) == 0
            hits = json.loads(capsys.readouterr().out)["hits"]
            found[words] = [hit["code"] for hit in hits]
        return found

    return search


def test_packs_on_the_shelf_change_no_order(
    order: Callable[[], dict[str, list[str]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = order()
    small = PackFolder(tmp_path / "small").write()
    bundled = data_folder() / "packs" / "first-flights"
    assert cli.main(["pack", "import", str(small), str(bundled)]) == 0
    capsys.readouterr()
    assert order() == before

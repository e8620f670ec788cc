"""What stands behind the window: bundled packs come to the shelf once, and start-up stays short."""

import logging
import shutil
from pathlib import Path

import pytest

from coder_sim import packs, paths
from coder_sim.domain.facts import CodeFacts
from coder_sim.packs import Reading
from coder_sim.services import Backstage

BUNDLED = Path(__file__).parents[1] / "data" / "packs"
SHIPPED = sorted(listing.parent.name for listing in BUNDLED.glob("*/pack.json"))
CASES = len(list(BUNDLED.glob("*/cases/*/case.json")))


def test_bundled_charts_are_read_once_and_not_at_each_start(
    home: Path, library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    read: list[str] = []
    whole = packs.read_for_import

    def reading(path: Path, facts: CodeFacts) -> Reading:
        read.append(path.name)
        return whole(path, facts)

    monkeypatch.setattr(packs, "read_for_import", reading)
    for added in (len(SHIPPED), 0):
        backstage = Backstage(library_file, paths.learner_file(home))
        try:
            assert backstage.shelve_bundled() == added
            assert len(backstage.desk.worklist()) == CASES
        finally:
            backstage.close()
    assert read == SHIPPED


def test_a_bundled_pack_at_fault_is_named_in_the_log_and_the_others_are_there(
    home: Path,
    library_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    home.mkdir()
    shutil.copytree(BUNDLED, tmp_path / "data" / "packs")
    (tmp_path / "data" / "packs" / "broken").mkdir()
    (tmp_path / "data" / "packs" / "broken" / "pack.json").write_text("{", "utf-8")
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "data")
    backstage = Backstage(library_file, paths.learner_file(home))
    try:
        with caplog.at_level(logging.ERROR):
            assert backstage.shelve_bundled() == len(SHIPPED)
    finally:
        backstage.close()
    assert "bundled pack broken was not taken" in caplog.text

"""``coder-sim results``: hand in one's attempts, score those of a class anew."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coder_sim import cli, packs, paths
from coder_sim.library.lookup import Library
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.learner_notebook import LearnerNotebook
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.views import CaseRef
from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_sheet
from tests.packs.folders import PackFolder

Run = Callable[..., tuple[int, str, str]]
AT = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)


@pytest.fixture
def run(built_home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return PackFolder(tmp_path / "mock").write()


@pytest.fixture
def handed_in(run: Run, built_home: Path, folder: Path, facts: Library, tmp_path: Path) -> Path:
    """Code one case of the pack and export it."""
    with LearnerStore(paths.learner_file(built_home), AT) as store:
        Shelf(store, lambda: AT).add_pack(packs.read(folder, facts))
        desk = LearnerDesk(store, facts, lambda: AT)
        view = desk.submit(CaseRef("small-pack", "stay"), a_sheet("I11.0", "I50.33"))
        LearnerNotebook(store, lambda: AT).dispute(view.id, "key d1", "The chart says both.")
    target = tmp_path / "mine.results"
    code, out, _ = run("results", "export", "-o", target, "--name", "Quiet Heron")
    assert (code, out) == (0, f"{target}: 1 attempt\n")
    return target


def test_a_handed_in_attempt_is_scored_anew(run: Run, handed_in: Path, folder: Path) -> None:
    code, out, err = run("results", "check", handed_in, "--pack", folder, "--json")
    assert code == 0
    (line,) = json.loads(out)["attempts"]
    assert (line["learner"], line["case"], line["number"]) == ("Quiet Heron", "stay", 1)
    assert line["learning_pct"] == pytest.approx(line["learning_pct_in_file"])
    assert line["remarks"] == []
    assert line["disputes"] == [{"row": "key d1", "text": "The chart says both."}]
    assert err == ""


def test_a_bad_file_is_named_and_does_not_stop_the_others(
    run: Run, handed_in: Path, folder: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.results"
    bad.write_bytes(handed_in.read_bytes().replace(b"Heron", b"Raven"))
    gone = tmp_path / "gone.results"
    code, out, err = run("results", "check", bad, gone, handed_in, "--pack", folder)
    assert code == 1
    assert "Quiet Heron (K-" in out
    assert "bad.results" in err
    assert "altered" in err
    assert "gone.results" in err
    assert "does not tell who worked there" in err


def test_without_a_pack_nothing_is_scored(run: Run, handed_in: Path) -> None:
    code, out, _ = run("results", "check", handed_in)
    assert code == 0
    assert "not scored  [no pack with this case was given" in out


def test_there_must_be_an_attempt_to_export(run: Run, tmp_path: Path) -> None:
    code, out, err = run("results", "export", "-o", tmp_path / "x.results")
    assert (code, out) == (1, "")
    assert "no attempts yet" in err


def test_a_file_that_cannot_be_written_is_named(run: Run, handed_in: Path, tmp_path: Path) -> None:
    code, _, err = run("results", "export", "-o", tmp_path / "no" / "folder" / "x.results")
    assert code == 1
    assert "x.results" in err

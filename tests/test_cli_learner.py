"""The verbs about practice data, as somebody types them: check, dump, backup, restore."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim import paths
from coder_sim.cli import main
from coder_sim.errors import Exit
from coder_sim.services import now
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.rows import FORMAT
from tests.builders import a_pack, a_sheet
from tests.store.conftest import CASE, PACK, a_submission


@pytest.fixture
def learner(home: Path) -> Path:
    path = paths.learner_file(home)
    with LearnerStore(path, now()) as store:
        store.add_pack(a_pack(), now())
        store.submit(a_submission(store))
        store.save_draft(PACK, CASE, a_sheet("I10"), now())
    return path


def damage(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE draft SET sheet = '{}'")


def test_check_counts_what_is_there(learner: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == Exit.DONE
    assert capsys.readouterr().out.splitlines() == [
        "STATE autosave 2",
        "STATE submit 1",
        "STATE import 1",
        f"STATE migrate {FORMAT}",
        "1 packs, 1 cases, 1 attempts.",
        "All is well.",
    ]


def test_check_of_an_empty_home_makes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == Exit.DONE
    assert "no practice data" in capsys.readouterr().out
    assert not home.exists()


def test_check_names_what_is_damaged_and_the_way_back(
    learner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup"]) == Exit.DONE
    damage(learner)
    assert main(["check"]) == Exit.ENVIRONMENT
    told = capsys.readouterr().err
    assert f"The draft of case {CASE} in pack {PACK} is damaged." in told
    assert "coder-sim restore puts it in place" in told


def test_check_draws_every_document(learner: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coder_sim", "check", "--render-all"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (Exit.DONE, "")
    assert "1 documents drawn" in done.stdout


def test_a_restore_brings_the_same_dump_back(
    learner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["dump"])
    before = capsys.readouterr().out
    assert before.startswith(f"format {FORMAT}\n")
    assert main(["backup"]) == Exit.DONE
    damage(learner)
    assert main(["dump"]) == Exit.ENVIRONMENT
    capsys.readouterr()
    assert main(["restore"]) == Exit.DONE
    assert "The damaged file is kept in" in capsys.readouterr().out
    assert main(["dump"]) == Exit.DONE
    assert capsys.readouterr().out == before


def test_a_backup_goes_where_it_is_sent_and_comes_back_from_there(
    learner: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "--to", str(tmp_path / "stick")]) == Exit.DONE
    (copy,) = (tmp_path / "stick").iterdir()
    assert capsys.readouterr().out.strip() == str(copy)
    assert main(["restore", str(copy)]) == Exit.DONE
    assert main(["backup", "--list"]) == Exit.DONE
    assert "coder-sim-" in capsys.readouterr().out


@pytest.mark.parametrize("verb", ["restore", "backup"])
def test_with_nothing_to_work_on_the_verbs_say_so(
    verb: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb]) in (Exit.INPUT, Exit.ENVIRONMENT)
    assert "there is no" in capsys.readouterr().err.lower()
    assert not paths.learner_file(home).exists()


@pytest.mark.parametrize("verb", ["check", "dump", "backup", "restore", "pack list"])
def test_a_newer_programs_data_is_refused_and_not_touched(
    verb: str, learner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup"])
    data = bytearray(learner.read_bytes())
    data[60:64] = (FORMAT + 1).to_bytes(4, "big")
    learner.write_bytes(data)
    before = sorted(path.name for path in learner.parent.rglob("*"))
    assert main(verb.split()) == Exit.ENVIRONMENT
    assert "newer Coder Sim" in capsys.readouterr().err
    assert learner.read_bytes() == data
    assert sorted(path.name for path in learner.parent.rglob("*")) == before


def test_doctor_counts_practice_data_and_names_its_damage(
    learner: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup"])
    main(["doctor"])
    told = capsys.readouterr().out
    assert "1 packs, 1 cases, 1 attempts, backup: 20" in told
    damage(learner)
    assert main(["doctor"]) == Exit.ENVIRONMENT
    assert f"The draft of case {CASE} in pack {PACK} is damaged." in capsys.readouterr().err

"""The command line in rough hands: closed streams, full disks, locked folders, odd words."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim import cli
from coder_sim.domain.code_set import System
from coder_sim.errors import LibraryFault, PackError
from coder_sim.library import build, sources
from coder_sim.library.lookup import Library
from coder_sim.packs.members import open_members
from coder_sim.reports import write_report

ROOT = Path(__file__).parents[1]
FLIGHT = ROOT / "data" / "packs" / "first-flights"
posix = pytest.mark.skipif(os.name == "nt", reason="shells and rights of POSIX systems")

Shell = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(built_home: Path) -> Shell:
    """Run a line of shell in which $CS is the program."""

    def line(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", text],
            env={**os.environ, "CS": f"{sys.executable} -m coder_sim", "PYTHONUNBUFFERED": ""},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )

    return line


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that may be looked for but not into; skips for a user who may do all."""
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "library.db").write_bytes(b"")
    folder.chmod(0)
    try:
        if os.access(folder, os.R_OK | os.X_OK):
            pytest.skip("this user may read everything")
        yield folder
    finally:
        folder.chmod(0o700)


@posix
def test_a_reader_who_leaves_early_is_no_error(shell: Shell) -> None:
    done = shell("$CS search --k 500 fracture | head -1")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@posix
def test_a_full_disk_behind_the_output_is_told_in_words(shell: Shell) -> None:
    done = shell("$CS search --k 1 htn >/dev/full")
    assert done.returncode == 3
    assert done.stderr == "coder-sim: The output cannot be written: No space left on device.\n"


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(shell: Shell, home: Path, closed: str) -> None:
    assert shell(f"$CS search --jsonl {closed}").returncode == 0
    assert shell(f"$CS search htn {closed}").returncode == 0
    assert not (home / "reports").exists()


@posix
def test_search_lines_are_utf_8_whatever_the_locale(shell: Shell) -> None:
    asked = r"""printf '{"q": "M\303\251ni\303\250re", "k": 3}\n\377\376\n'"""
    done = shell(f"{asked} | LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 $CS search --jsonl")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["q"] == "Ménière"
    assert first["codes"][0].startswith("H81.0")
    assert second["error"] == "this line is not JSON"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("[" * 100_000, "this line is not JSON"),
        ('{"q": "htn", "sys": ["cm"]}', "sys is a text in quotes"),
        ('{"q": "htn", "date": 5}', "date is a text in quotes"),
        ('{"q": "htn", "date": "May"}', "'May' is not a date like 2026-05-04"),
        ('{"q": "htn", "chapter": 23}', "chapter is a whole number from 1 to 22"),
        ('{"q": "htn", "k": 2.5}', "k is a whole number from 1 to 1000"),
        ('{"q": "htn", "k": true}', "k is a whole number from 1 to 1000"),
    ],
    ids=[
        "nested",
        "list of sets",
        "number as date",
        "no date",
        "no chapter",
        "fraction",
        "truth value",
    ],
)
def test_a_bad_search_line_says_what_is_wrong_and_the_next_is_answered(
    built_home: Path,
    line: str,
    error: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    after = '{"q": "htn", "k": null, "sys": null, "date": null}'
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n{after}\n"))
    assert cli.main(["search", "--jsonl"]) == 0
    answers = [json.loads(answer) for answer in capsys.readouterr().out.splitlines()]
    assert answers[0]["error"] == error
    assert len(answers[1]["codes"]) == 20


@pytest.mark.parametrize("word", ["\udcff", "\x00", "é" * 5000, "", "I10 '; DROP TABLE code;--"])
def test_a_word_that_is_no_code_is_unknown(
    built_home: Path, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["code", word]) == 1
    assert "is in no loaded code set" in capsys.readouterr().err


def test_half_characters_name_no_code_and_no_modifier(facts: Library) -> None:
    assert [facts.ever(system, "\ud800") for system in System] == [None] * len(System)
    assert facts.modifier("\ud83d") is None


@pytest.mark.parametrize(
    "words",
    [
        ["--home", "", "codes", "status"],
        ["codes", "status", "--home", ""],
        ["pack", "check", ""],
        ["pack", "build", ""],
        ["grade", ""],
    ],
    ids=" ".join,
)
def test_an_empty_path_is_a_usage_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    assert "give a path" in capsys.readouterr().err


@posix
def test_a_home_of_a_user_who_does_not_exist_is_told_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["--home", "~no-such-user/x", "codes", "status"]) == 3
    assert "Name one with --home DIR." in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["/", "."], ids=["root", "here"])
def test_a_folder_without_a_pack_is_told_by_its_name(
    built_home: Path,
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for verb in ("build", "check"):
        assert cli.main(["pack", verb, folder]) == 1
        said = capsys.readouterr()
        name = "/" if folder == "/" else tmp_path.name
        assert f"{name}: There is no pack.json in this folder." in said.out + said.err
    assert not said.err.startswith(":")


def test_a_pack_is_built_beside_its_folder_however_that_is_named(
    built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my-pack").symlink_to(FLIGHT, target_is_directory=True)
    monkeypatch.chdir(FLIGHT / "cases")
    target = tmp_path / "made.casepack"
    assert cli.main(["pack", "build", "..", "-o", str(target)]) == 0
    assert target.is_file()


@posix
@pytest.mark.parametrize("verb", ["check", "build", "import"])
def test_a_circle_of_links_is_no_pack(
    built_home: Path, verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    assert cli.main(["pack", verb, str(circle)]) == 1
    said = capsys.readouterr()
    assert f"{circle}: Cannot be opened: Too many levels" in said.out + said.err


def test_pictures_that_cannot_be_put_anywhere_are_told_in_words(
    built_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    file = tmp_path / "a file"
    file.write_text("in the way")
    assert cli.main(["--smoke", str(file)]) == 3
    assert f"The folder {file} cannot be made" in capsys.readouterr().err


def test_a_locked_folder_is_no_pack(locked: Path) -> None:
    with pytest.raises(PackError, match="Cannot be opened: Permission denied"):
        open_members(locked)


def test_a_library_that_cannot_be_reached_is_not_current(locked: Path) -> None:
    assert not build.is_current(locked)
    assert not build.is_current(locked / "deeper")
    with pytest.raises(LibraryFault, match="Permission denied"):
        build.build(locked / "deeper")


def test_a_home_that_cannot_hold_the_build_lock_is_told_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "library.lock").mkdir()
    with pytest.raises(LibraryFault, match="cannot be written in") as caught:
        build.build(tmp_path)
    assert str(tmp_path) in caught.value.what
    assert "--home" in caught.value.todo


def test_a_disk_that_fills_up_during_a_build_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript("PRAGMA max_page_count=1; CREATE TABLE full (x);")

    monkeypatch.setattr(build, "_read", lambda known, report: None)
    monkeypatch.setattr(build, "write_database", write)
    with pytest.raises(LibraryFault, match="database or disk is full"):
        build.build(tmp_path, known=sources.installed())
    assert [path.name for path in tmp_path.iterdir()] == ["library.lock"]


def test_doctor_names_a_home_that_is_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a file"
    file.write_text("in the way")
    assert cli.main(["--home", str(file), "doctor"]) == 3
    assert f"{file} cannot be written" in capsys.readouterr().err


def test_doctor_names_a_locked_home(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--home", str(locked / "deeper"), "doctor"]) == 3
    assert f"{locked / 'deeper'} cannot be written" in capsys.readouterr().err


def test_a_report_that_can_be_written_nowhere_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a file"
    file.write_text("in the way")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(file))
    assert write_report(RuntimeError(), "a test", file) is None


def test_a_bug_while_the_window_opens_ends_it_with_a_report(built_home: Path) -> None:
    script = (
        "import sys; from coder_sim import cli; from coder_sim.library import build\n"
        "def broken(home): raise RuntimeError('broken')\n"
        "build.is_current = broken\n"
        f"sys.exit(cli.main(['--smoke', {str(built_home / 'shots')!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 70, done.stderr
    assert "Traceback" not in done.stderr
    assert "RuntimeError" in next((built_home / "reports").iterdir()).read_text("utf-8")

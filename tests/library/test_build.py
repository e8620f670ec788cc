"""The library is built whole or not at all, once, and only when something changed."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coder_sim.domain.code_set import System
from coder_sim.errors import LibraryFault, SourceError
from coder_sim.library import build
from coder_sim.library.lookup import Library
from coder_sim.library.sources import Sources
from coder_sim.paths import library_file as library_of
from tests.library import samples

Step = tuple[int, int, str]
FY2026 = date(2026, 6, 1).toordinal()


@pytest.fixture
def known(tmp_path: Path) -> Sources:
    return samples.sources(tmp_path / "sources")


@pytest.fixture
def built(library_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{library_file.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def _count(connection: sqlite3.Connection, question: str, *values: object) -> int:
    number: int = connection.execute(f"SELECT count(*) FROM {question}", values).fetchone()[0]
    return number


def test_the_whole_of_fy2026_is_there(built: sqlite3.Connection) -> None:
    valid = "code WHERE system = ? AND billable AND valid_from <= ? AND valid_to >= ?"
    assert _count(built, valid, "ICD-10-CM", FY2026, FY2026) == 74_719
    assert _count(built, "code WHERE system = ?", "ICD-10-PCS") == 78_638
    assert _count(built, "block WHERE name LIKE 'chapter %'") == 22
    assert _count(built, "block WHERE name NOT LIKE 'chapter %'") == 297
    assert _count(built, "code WHERE system = 'ICD-10-CM'") == 98_186


def test_every_element_of_the_tabular_list_is_there(built: sqlite3.Connection) -> None:
    found = dict(built.execute("SELECT kind, count(*) FROM note GROUP BY kind"))
    assert found == {
        "includes": 415,
        "Excludes1": 2_644,
        "Excludes2": 1_165,
        "code first": 363,
        "use additional code": 844,
        "code also": 320,
        # 86 elements, and the table of visual impairment at H54.
        "note": 87,
        "7th character": 508,
        # 6,809 blocks, and the texts between 7th characters at every code these make.
        "inclusion term": 6_809 + 527,
    }
    assert built.execute("SELECT count(DISTINCT code) FROM seventh").fetchone() == (508,)


def test_codes_begin_and_end_with_their_editions(built: sqlite3.Connection) -> None:
    codes = "code WHERE system = 'ICD-10-CM' AND billable AND"
    assert _count(built, f"{codes} valid_from = ?", date(2025, 10, 1).toordinal()) == 487
    assert _count(built, f"{codes} valid_to = ?", date(2026, 9, 30).toordinal()) == 30
    assert _count(built, f"{codes} valid_from > ?", date(2025, 10, 1).toordinal()) == 0


def test_ids_are_dense_and_in_tabular_order(built: sqlite3.Connection) -> None:
    low, high, count = built.execute("SELECT min(id), max(id), count(*) FROM code").fetchone()
    assert (low, high) == (1, count)
    order = [code for (code,) in built.execute("SELECT code FROM code ORDER BY id LIMIT 98505")]
    assert order.index("C7A") < order.index("C76")
    assert order.index("I1A") > order.index("I16")


def test_a_library_of_small_files_answers(tmp_path: Path, known: Sources) -> None:
    with Library(build.build(tmp_path / "home", known=known)) as library:
        code = library.code(System.ICD10CM, "A000", date(2026, 1, 1))
        assert code is not None
        assert (code.valid_from, code.valid_to) == (date(2025, 10, 1), date(2026, 9, 30))
        assert library.breadcrumb(System.ICD10CM, "A000") == (
            "Chapter 1: Made-up diseases (A00-B99)",
            "Wide section (A00-A49)",
            "Narrow section (A00-A09)",
            "A00 Sample fever",
        )
        assert [note.node for note in library.notes("A000")] == [
            *("A00.0", "A00", "A00-A49", "chapter 1"),
        ]
        assert library.code(System.HCPCS, "J0001", date(2026, 4, 1)) is None
        assert library.code(System.HCPCS, "J0001", date(2026, 3, 31)) is not None
        modifier = library.modifier("ZZ")
        assert modifier is not None
        assert modifier.systems == (System.HCPCS,)
        assert {edition.system: edition.codes for edition in library.editions()} == {
            System.ICD10CM: 10,
            System.ICD10PCS: 2,
            System.CPT: 1,
        }


def test_without_the_cpt_file_all_else_works(tmp_path: Path, known: Sources) -> None:
    (known.code_sets / "cpt.csv").unlink()
    with Library(build.build(tmp_path / "home", known=known)) as library:
        assert library.ever(System.CPT, "00001") is None
        assert library.ever(System.HCPCS, "J0001") is not None
        assert System.CPT not in {edition.system for edition in library.editions()}


def test_a_library_is_rebuilt_only_when_a_source_changes(tmp_path: Path, known: Sources) -> None:
    home = tmp_path / "home"
    assert not build.is_current(home, known)
    first = build.build(home, known=known).stat().st_ino
    assert build.is_current(home, known)
    assert build.build(home, known=known).stat().st_ino == first
    os.utime(known.code_sets / "cpt.csv", (0, 0))
    assert build.is_current(home, known)
    (known.code_sets / "cpt.csv").write_text("code,label,valid_from,valid_to,note\n2,New,,,\n")
    assert not build.is_current(home, known)
    assert build.build(home, known=known).stat().st_ino != first


def test_progress_only_ever_grows_to_the_whole(tmp_path: Path, known: Sources) -> None:
    steps: list[Step] = []
    build.build(tmp_path / "home", known=known, progress=lambda *step: steps.append(step))
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)
    assert steps[-1][0] == steps[-1][1] == 100
    assert steps[0][2] == "Reading ICD-10-CM"


@pytest.mark.parametrize("patience", range(6))
def test_a_build_that_is_interrupted_leaves_the_old_library(
    tmp_path: Path, known: Sources, patience: int
) -> None:
    home = tmp_path / "home"
    before = build.build(home, known=known).read_bytes()
    left = iter(range(patience))

    def interrupt(*_: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.build(home, known=known, force=True, progress=interrupt)
    assert library_of(home).read_bytes() == before
    assert not list(home.glob("library-building-*"))


def test_a_damaged_source_leaves_the_old_library(tmp_path: Path, known: Sources) -> None:
    home = tmp_path / "home"
    before = build.build(home, known=known).read_bytes()
    assert known.tabular is not None
    known.tabular.write_text(samples.TABULAR[:900])
    with pytest.raises(SourceError):
        build.build(home, known=known)
    assert library_of(home).read_bytes() == before


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path, known: Sources) -> None:
    home = tmp_path / "home"
    left = home / "library-building-killed"
    left.mkdir(parents=True)
    (left / "library.db").write_bytes(b"half a library")
    assert not build.is_current(home, known)
    build.build(home, known=known)
    assert not left.exists()


def test_a_file_that_is_no_library_is_replaced(tmp_path: Path, known: Sources) -> None:
    home = tmp_path / "home"
    home.mkdir()
    library_of(home).write_bytes(b"not a database, but long enough to look like one" * 40)
    with pytest.raises(LibraryFault, match="damaged"):
        Library(library_of(home))
    with Library(build.build(home, known=known)) as library:
        assert library.ever(System.ICD10CM, "B00") is not None


def test_a_missing_library_and_one_of_another_version_are_told_apart(
    tmp_path: Path, known: Sources
) -> None:
    with pytest.raises(LibraryFault, match="not been built"):
        Library(tmp_path / "library.db")
    file = build.build(tmp_path / "home", known=known)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
        connection.commit()
    with pytest.raises(LibraryFault, match="another version"):
        Library(file)


def test_a_missing_data_package_is_a_fault_of_the_installation(
    tmp_path: Path, known: Sources
) -> None:
    with pytest.raises(LibraryFault, match="simple-icd-10-cm"):
        build.build(tmp_path / "home", known=replace(known, tabular=None))


def test_of_two_builders_one_waits_and_then_finds_the_work_done(
    tmp_path: Path, known: Sources
) -> None:
    home = tmp_path / "home"
    begun, go_on = threading.Event(), threading.Event()
    steps: list[Step] = []

    def slowly(done: int, total: int, what: str) -> None:
        begun.set()
        go_on.wait(60)

    first = threading.Thread(target=lambda: build.build(home, known=known, progress=slowly))
    second = threading.Thread(
        target=lambda: build.build(home, known=known, progress=lambda *step: steps.append(step))
    )
    first.start()
    assert begun.wait(60)
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert steps == [(100, 100, "The code library is ready")]


def test_the_builder_process_prints_json_and_says_faults_in_one_line(tmp_path: Path) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("in the way")
    command = (sys.executable, "-m", "coder_sim.library.build", "--home", str(nowhere))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("The code library cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_a_killed_builder_leaves_nothing_that_passes_for_a_library(tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = (sys.executable, "-m", "coder_sim.library.build", "--home", str(home))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout is not None
        assert json.loads(builder.stdout.readline())["done"] == 0
        builder.kill()
    assert not library_of(home).exists()
    assert not build.is_current(home)
    with closing(sqlite3.connect(home / "library.lock", timeout=0)) as lock:
        lock.execute("BEGIN EXCLUSIVE")


def test_progress_lines_are_json(
    tmp_path: Path,
    known: Sources,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("coder_sim.library.sources.installed", lambda home: known)
    assert build.main(["--home", str(tmp_path / "home")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {"done": 0, "total": 100, "what": "Reading ICD-10-CM"}
    assert lines[-1] == {"ready": str(tmp_path / "home" / "library.db")}

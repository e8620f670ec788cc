"""The finder puts what a whole line means first: usual codes, 7th characters, several problems."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim.domain.code_set import System
from coder_sim.errors import LibraryFault
from coder_sim.library import index_part
from coder_sim.library.index_build import build_index
from coder_sim.library.schema import index_file
from coder_sim.library.search import Finder
from coder_sim.paths import data_folder


@pytest.fixture(scope="module")
def finder(library_file: Path) -> Iterator[Finder]:
    with Finder.open(index_file(library_file), library_file) as opened:
        yield opened


def _codes(finder: Finder, text: str, limit: int = 10) -> list[str]:
    found = finder.search(text, (System.ICD10CM,), limit=limit)
    return [hit.code.display for hit in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lung nodules", "R91.8"),
        ("terminal ileitis", "K50.00"),
        ("right leg pain", "M79.604"),
        ("Cellulitis of right hand", "L03.113"),
        ("central retinal vein occlusion, left", "H34.8122"),
        ("hcc", "C22.0"),
        ("cerebral inf", "I63.9"),
        ("rheumatoid art", "M06.9"),
    ],
)
def test_the_usual_code_of_the_whole_text_comes_first(finder: Finder, text: str, code: str) -> None:
    assert _codes(finder, text)[0] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hydrops fetalis", "O36.20X0"),
        ("hydrops fetalis fetus 2", "O36.20X2"),
        ("subsequent encounter ankle fracture right", "S82.891D"),
        ("open fracture left tibia", "S82.202B"),
        ("fracture tibia nonunion left", "S82.202K"),
        ("gout with tophus chronic", "M1A.9XX1"),
    ],
)
def test_a_7th_character_is_the_one_named_else_the_first(
    finder: Finder, text: str, code: str
) -> None:
    assert code in _codes(finder, text, 3)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("worsening sob and bilateral leg swelling, hx chf", ("R06.02",)),
        ("left breast ca w bone mets", ("C50.912", "C79.51")),
        ("aki on ckd 3b", ("N17.9", "N18.32")),
        ("gunshot wound to left thigh", ("S71.102A",)),
    ],
)
def test_each_problem_of_one_line_is_answered(
    finder: Finder, text: str, codes: tuple[str, ...]
) -> None:
    assert set(codes) <= set(_codes(finder, text))


def test_sides_that_do_not_stand_together_are_not_both_sides(finder: Finder) -> None:
    assert _codes(finder, "left mca stroke with right hemiparesis", 4)[0].startswith("I63")
    assert "M16.0" in _codes(finder, "hip osteoarthritis right and left", 3)


def test_two_processes_write_the_index_that_one_writes(
    library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        closing(sqlite3.connect(library_file)) as library,
        closing(sqlite3.connect(tmp_path / "library.db")) as copy,
    ):
        library.backup(copy)
        build_index(copy, data_folder(), tmp_path / "two")
        monkeypatch.setattr(index_part, "_PAYS", 10**6)
        build_index(copy, data_folder(), tmp_path / "one")
    assert (tmp_path / "two").read_bytes() == (tmp_path / "one").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library.db", "one", "two"]


def test_a_second_process_that_fails_is_told_in_words(
    library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with (
        closing(sqlite3.connect(library_file)) as library,
        pytest.raises(LibraryFault, match="ended too soon"),
    ):
        build_index(library, data_folder(), tmp_path / "index")
    assert not (tmp_path / "index").exists()

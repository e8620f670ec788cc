"""The finder answers words, abbreviations, misspellings and codes, over the whole library."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim.library import schema
from coder_sim.library.index_build import build_index
from coder_sim.library.search import Finder
from coder_sim.paths import data_folder


@pytest.fixture(scope="module")
def finder(library_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    index = schema.index_file(library_file)
    if not index.is_file():
        index = tmp_path_factory.mktemp("index") / "library.idx"
        with closing(sqlite3.connect(library_file)) as database:
            build_index(database, data_folder(), index)
    with Finder.open(index, library_file) as opened:
        yield opened


def _codes(finder: Finder, text: str, limit: int = 5) -> list[str]:
    return [hit.code.display for hit in finder.search(text, limit=limit)]


def test_a_code_is_found_with_and_without_its_dot(finder: Finder) -> None:
    for typed in ("S72001A", "s72.001a", "S72 001A", "s72001a "):
        assert _codes(finder, typed)[0] == "S72.001A"


def test_a_heading_leads_to_its_default_code(finder: Finder) -> None:
    assert _codes(finder, "I50")[0] == "I50.9"
    assert _codes(finder, "e11")[0] == "E11.9"

"""Figures of the code library for ``make bench``: opening, looking up, searching."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from coder_sim.domain.code_set import System
from coder_sim.library.lookup import Library
from coder_sim.library.schema import index_file
from coder_sim.library.search import Finder

TEXTS = (
    *("htn", "heart attack", "diabetis with neuropathy", "fx distal radius left", "S72001A"),
    *("copd exacerbation", "hip replacement right", "chest pain", "acute kidney injury", "sepsis"),
    *("vaginal delivery", "fall from ladder", "pneumonia due to pseudomonas", "office visit"),
    *("laceration finger left initial", "long term insulin", "ckd stage 4", "colon polyp snare"),
)
TYPED = tuple(text[:length] for text in TEXTS for length in range(2, len(text) + 1))
"""What stands in the search box at each key stroke."""

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def finder(library_file: Path) -> Iterator[Finder]:
    with Finder.open(index_file(library_file), library_file) as finder:
        yield finder


@pytest.fixture(scope="module")
def full_text(library_file: Path) -> Iterator[sqlite3.Connection]:
    """Give the same titles in SQLite's own full-text index: what a finder costs at the least."""
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("ATTACH ? AS library", (str(library_file),))
        index.execute("CREATE VIRTUAL TABLE title USING fts5 (text, prefix='2 3')")
        index.execute("INSERT INTO title (rowid, text) SELECT id, title FROM library.code")
        index.commit()
        index.execute("DETACH library")
        yield index


def _plainly(index: sqlite3.Connection, text: str) -> list[tuple[int]]:
    words = " ".join(f'"{word}"*' for word in text.split())
    found = index.execute(
        "SELECT rowid FROM title WHERE title MATCH ? ORDER BY rank LIMIT 20", (words,)
    )
    return found.fetchall()


def _percentiles(seconds: list[float]) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds."""
    cuts = quantiles(seconds, n=20)
    return 1000 * cuts[9], 1000 * cuts[18]


def test_opening_the_library(benchmark: BenchmarkFixture, library_file: Path) -> None:
    def begin() -> int:
        with Library(library_file) as library:
            return len(library.editions())

    benchmark.group = "open"
    assert benchmark(begin) == len(System)


def test_opening_the_finder(benchmark: BenchmarkFixture, library_file: Path) -> None:
    def begin() -> int:
        with Finder.open(index_file(library_file), library_file) as finder:
            return len(finder.search("I10"))

    benchmark.group = "open"
    assert benchmark(begin)


def test_looking_a_code_up_with_its_notes(benchmark: BenchmarkFixture, library_file: Path) -> None:
    def look_up(library: Library) -> int:
        return len(library.notes("I5033")) + len(library.breadcrumb(System.ICD10CM, "I5033"))

    def fresh() -> tuple[tuple[Library], dict[str, object]]:
        library = Library(library_file)
        opened.append(library)
        return (library,), {}

    opened: list[Library] = []
    benchmark.group = "look up, nothing cached"
    assert benchmark.pedantic(look_up, setup=fresh, rounds=50)
    for library in opened:
        library.close()


def test_searching_at_each_key_stroke(
    benchmark: BenchmarkFixture, finder: Finder, full_text: sqlite3.Connection
) -> None:
    ours: list[float] = []
    plain: list[float] = []

    def type_everything() -> int:
        found = 0
        for text in TYPED:
            started = perf_counter()
            found += len(finder.search(text))
            between = perf_counter()
            _plainly(full_text, text)
            ours.append(between - started)
            plain.append(perf_counter() - between)
        return found

    assert benchmark.pedantic(type_everything, rounds=5, warmup_rounds=1)
    (p50, p95), (plain_p50, plain_p95) = _percentiles(ours), _percentiles(plain)
    assert benchmark.stats is not None
    # The group's name is what the table shows above its rows.
    benchmark.stats.group = (
        f"{len(TYPED)} key strokes: p50 {p50:.1f} ms, p95 {p95:.1f} ms; FTS5 in turn with it: "
        f"p50 {plain_p50:.1f} ms, p95 {plain_p95:.1f} ms; ratios "
        f"{p50 / plain_p50:.1f} and {p95 / plain_p95:.1f}"
    )

"""Our finder does not fall below what it once reached with the shipped data."""

import csv
from pathlib import Path

import pytest

from tests.benchmarks.search.__main__ import by_kind, main
from tests.benchmarks.search.finders import FullText, Ours, Trigram, WRatio, titles
from tests.benchmarks.search.queries import KINDS, Query, present, read
from tests.benchmarks.search.scoring import Answer, figures

FLOORS = Path(__file__).parent / "floors.csv"
ALLOWANCE = 0.02


def _floors() -> dict[str, float]:
    with FLOORS.open(encoding="utf-8", newline="") as lines:
        return {row["kind"]: float(row["hit_10"]) for row in csv.DictReader(lines)}


def test_every_kind_has_a_recorded_figure() -> None:
    assert set(_floors()) == {kind.name for kind in present()}


def test_our_finder_keeps_what_it_reached(library_file: Path) -> None:
    asked = [query for kind in present() for query in read(kind)]
    with Ours.over(library_file.parent) as finder:
        answers = by_kind(finder, asked)
    reached = {kind: round(figures(part).hit_10, 3) for kind, part in answers.items()}
    fallen = {
        kind: (reached[kind], floor)
        for kind, floor in _floors().items()
        if reached[kind] < floor - ALLOWANCE
    }
    assert fallen == {}


class _Slow:
    name = "slow"
    step = 5

    def ask(self, query: Query) -> Answer:
        return Answer(query, query.accepted, 0.0)


def test_a_slow_baseline_is_asked_a_part_of_every_kind() -> None:
    asked = [query for kind in present() for query in read(kind)]
    answered = by_kind(_Slow(), asked, _Slow.step)
    assert set(answered) == {kind.name for kind in present()}
    assert sum(map(len, answered.values())) == len(asked[::5])


def test_the_baselines_answer_over_the_same_codes(library_file: Path) -> None:
    rows = titles(library_file.parent)
    query = Query(KINDS[0], "obstructive sleep apnea", ("G4733",))
    for finder in (FullText(rows), Trigram(rows), WRatio(rows)):
        assert finder.ask(query).place, finder.name
        if isinstance(finder, FullText):
            finder.close()


def test_the_report_names_the_kind_its_figures_and_the_misses(
    library_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(library_file.parent)
    assert main(["--home", home, "--ours", "--kind", "abbreviations", "--misses", "2"]) == 0
    printed = capsys.readouterr().out
    assert "abbreviations, shorthand" in printed
    assert "held out" in printed
    assert "worst misses" in printed


def test_the_index_is_asked_for_where_none_was_imported(
    library_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(library_file.parent), "--with-index"]) == 2
    assert "no Alphabetic Index" in capsys.readouterr().err


def test_a_home_without_a_library_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path)]) == 2
    assert "coder-sim codes build" in capsys.readouterr().err

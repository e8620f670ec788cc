"""Drills from the command line: listed, printed, written as packs that everything else takes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coder_sim import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(built_home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_the_list_names_fifteen_families(run: Run) -> None:
    code, out, _ = run("drill", "--list")
    assert code == 0
    assert len(out.splitlines()) == 15
    assert "hypertension" in out


def test_a_chart_is_printed_without_its_key_unless_asked(run: Run) -> None:
    _, chart, _ = run("drill", "sides", "--seed", "4")
    _, both, _ = run("drill", "sides", "--seed", "4", "--key")
    assert "Answer key" not in chart
    assert both.startswith(chart.rstrip())
    assert "(I.B.13, IV.F.3)" in both


def test_the_same_seed_prints_the_same_and_another_does_not(run: Run) -> None:
    first, again, other = (run("drill", "burns", "--seed", seed)[1] for seed in ("5", "5", "6"))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", ["made", "made.casepack"])
def test_a_written_pack_passes_the_check_and_can_be_imported(
    run: Run, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    code, out, _ = run("drill", "drugs", "--seed", "3", "--count", "4", "-o", target)
    assert (code, "4 charts" in out) == (0, True)
    assert run("pack", "check", target) == (0, "", "")
    assert run("pack", "import", target)[0] == 0
    assert "drugs-6" in run("pack", "list")[1]


def test_a_folder_with_something_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    code, _, err = run("drill", "drugs", "-o", tmp_path)
    assert code == 1
    assert "not empty" in err
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["mine.txt"]


def test_an_unknown_family_and_none_at_all_are_told(run: Run) -> None:
    code, _, err = run("drill", "tonsils")
    assert code == 1
    assert "diabetes" in err
    assert run("drill")[0] == 2

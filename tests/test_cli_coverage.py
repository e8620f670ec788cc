"""The coverage matrix as a user prints it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coder_sim import cli
from tests.packs.folders import PackFolder

PACKS = Path(__file__).parents[1] / "data" / "packs"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(built_home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a home whose library is built already; gives (exit code, out, err)."""

    def command(*words: str | Path) -> tuple[int, str, str]:
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_the_matrix_names_charts_totals_and_what_nothing_serves(run: Run, tmp_path: Path) -> None:
    code, out, err = run("pack", "coverage", PackFolder(tmp_path / "small").write())
    assert (code, err) == (0, "")
    assert "small-pack/stay  difficulty 3" in out
    row = next(line for line in out.splitlines() if line.startswith("  chapter-09"))
    assert row.split()[1:3] == ["##", "2"]
    empty = out.partition("Served by no chart:")[2].partition("Served by too few")[0]
    assert "trap-01" in empty
    assert "chapter-09" not in empty
    assert "difficulty-2  1 of 8" in out


def test_the_matrix_in_json_holds_the_same(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("pack", "coverage", "--json", PackFolder(tmp_path / "small").write())
    found = json.loads(out)
    assert code == 0
    assert [chart["case"] for chart in found["charts"]] == ["stay", "visit"]
    assert "chapter-09" in found["charts"][0]["objectives"]
    totals = {row["id"]: row["charts"] for row in found["objectives"]}
    assert totals["chapter-09"] == 2
    assert found["empty"] == [id for id, charts in totals.items() if charts == 0]


def test_a_pack_at_fault_is_named_and_the_others_are_counted(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(PACKS / "first-flights", broken)
    (broken / "pack.json").write_text("{", "utf-8")
    code, out, err = run("pack", "coverage", broken, PackFolder(tmp_path / "small").write())
    assert code == 1
    assert "broken/pack.json" in err
    assert out.startswith("2 charts")


def test_pages_beside_the_packs_are_passed_over(run: Run, tmp_path: Path) -> None:
    small = PackFolder(tmp_path / "small").write()
    page = tmp_path / "BLUEPRINT.md"
    page.write_text("# Plan\n", "utf-8")
    assert run("pack", "coverage", page, small)[0] == 0
    assert "BLUEPRINT" not in "".join(map(str, run("pack", "check", page, small)))
    assert run("pack", "check", page)[0] == 1


def test_every_bundled_chart_declares_what_it_teaches(run: Run) -> None:
    folders = sorted(path.parent for path in PACKS.glob("*/pack.json"))
    found = json.loads(run("pack", "coverage", "--json", *folders)[1])
    declared = ("trap-", "error-", "nothing-wrong")
    assert [
        chart["case"]
        for chart in found["charts"]
        if not any(id.startswith(declared) for id in chart["objectives"])
    ] == []

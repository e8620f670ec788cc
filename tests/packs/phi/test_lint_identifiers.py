"""A pack is not built while a chart holds what names one person; the author may declare it so."""

import json
from pathlib import Path
from typing import Any

import pytest

from coder_sim import packs
from coder_sim.cli import main
from coder_sim.errors import PackError
from coder_sim.library.lookup import Library
from coder_sim.packs.lint import Level, lint
from coder_sim.packs.schema import schema_text
from coder_sim.packs.writer import build
from tests.packs.folders import STAY_NOTE, PackFolder
from tests.packs.test_reader import put

PLANTED = STAY_NOTE + "\nMRN 00482913. Wife Maria called. Reviewed on 2026-05-04.\n"
DECLARED = {"case": "stay", "doc": "summary", "quote": "00482913", "reason": "Made up."}


@pytest.fixture
def planted(small_pack: PackFolder) -> PackFolder:
    small_pack.files["cases/stay/summary.txt"] = PLANTED.encode()
    return small_pack


def spoken(pack: PackFolder, facts: Library) -> list[tuple[Level, str, str]]:
    return [
        (finding.level, finding.problem.field, finding.problem.what)
        for finding in lint(packs.read(pack.write(), facts), facts)
        if "looks like" in finding.problem.what or "declared" in finding.problem.what
    ]


def test_a_record_number_is_an_error_and_a_name_a_warning(
    planted: PackFolder, facts: Library
) -> None:
    assert spoken(planted, facts) == [
        (
            Level.ERROR,
            "documents[0]",
            'Line 11 of summary looks like a medical record number: "00482913".',
        ),
        (Level.WARNING, "documents[0]", 'Line 11 of summary looks like a person\'s name: "Maria".'),
    ]


def test_a_pack_with_a_record_number_is_not_built(
    planted: PackFolder, facts: Library, tmp_path: Path
) -> None:
    target = tmp_path / "out.casepack"
    with pytest.raises(PackError, match="looks like a medical record number"):
        build(planted.write(), target, facts)
    assert not target.exists()


def test_a_number_declared_invented_lets_the_pack_be_built(
    planted: PackFolder, facts: Library, tmp_path: Path
) -> None:
    put("pack identifiers_kept", [DECLARED])(planted)
    built = build(planted.write(), tmp_path / "out.casepack", facts)
    assert built.identifiers_kept[0].reason == "Made up."
    assert [level for level, _, _ in spoken(planted, facts)] == [Level.WARNING]


@pytest.mark.parametrize(
    "changed", [{"quote": "00482914"}, {"doc": "other"}], ids=["quote", "document"]
)
def test_a_declaration_for_nothing_is_told(
    planted: PackFolder, facts: Library, changed: dict[str, Any]
) -> None:
    put("pack identifiers_kept", [DECLARED | changed])(planted)
    assert any(
        "is declared invented and does not stand" in what for _, _, what in spoken(planted, facts)
    )


def test_a_declaration_needs_its_reason(planted: PackFolder, facts: Library) -> None:
    put("pack identifiers_kept", [{"case": "stay", "doc": "summary", "quote": "x"}])(planted)
    with pytest.raises(PackError) as refused:
        packs.read(planted.write(), facts)
    assert [problem.field for problem in refused.value.problems] == ["identifiers_kept[0].reason"]


def test_the_published_schema_knows_the_declaration() -> None:
    assert "identifiers_kept" in json.loads(schema_text())["$defs"]["pack"]["properties"]


def test_an_import_warns_of_identifiers_and_takes_the_pack(
    planted: PackFolder, built_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "import", str(planted.write())]) == 0
    said = capsys.readouterr().err
    assert "looks like a medical record number" in said
    assert "2026-05-04" not in said

"""The Tabular List is read in its order, its notes block by block, its codes complete."""

from pathlib import Path

import pytest

from coder_sim.domain.code_set import NoteKind
from coder_sim.errors import SourceError
from coder_sim.library.readers.tabular import (
    NoteBlock,
    TabularBlock,
    TabularNode,
    fiscal_year,
    read_tabular,
    recognise,
)
from tests.library.samples import TABULAR


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "whatever the publisher calls it.xml"
    path.write_text(TABULAR, "utf-8")
    return path


def _nodes(file: Path) -> dict[str, TabularNode]:
    return {item.code: item for item in read_tabular(file) if isinstance(item, TabularNode)}


def test_a_file_is_known_by_its_content(file: Path, tmp_path: Path) -> None:
    assert recognise(file) == "ICD10CM.tabular"
    assert fiscal_year(file) == 2026
    other = tmp_path / "icd10cm_tabular_2026.xml"
    other.write_text("<ICD10CM.index/>")
    assert recognise(other) == "ICD10CM.index"
    other.write_text("code,title\n")
    assert recognise(other) is None


def test_sections_lie_in_wider_sections_and_chapters(file: Path) -> None:
    blocks = [item for item in read_tabular(file) if isinstance(item, TabularBlock)]
    assert [(block.name, block.level) for block in blocks] == [
        ("chapter 1", 0),
        ("A00-A49", 1),
        ("A00-A09", 2),
        ("B00-B09", 1),
        ("chapter 19", 0),
        ("S00-S09", 1),
    ]


def test_codes_and_headings_come_in_tabular_order(file: Path) -> None:
    nodes = _nodes(file)
    assert list(nodes)[:4] == ["A00", "A000", "A001", "B00"]
    assert [nodes[code].level for code in ("A00", "A000", "S061X7", "S061X7A")] == [0, 1, 3, 4]
    assert [nodes[code].billable for code in ("A00", "A000", "B00", "S00", "S00XXXA")] == [
        *(False, True, True),
        *(False, True),
    ]


def test_lines_of_a_block_stay_together_and_blocks_apart(file: Path) -> None:
    nodes = _nodes(file)
    assert nodes["A00"].notes == (
        NoteBlock(NoteKind.INCLUSION_TERM, ("Pretended fever",)),
        NoteBlock(NoteKind.CODE_FIRST, ("any cause, such as:", "sample germ (B00)")),
    )
    assert [note.lines for note in nodes["A001"].notes] == [("for chills",), ("for sweats",)]


def test_7th_characters_complete_codes_with_placeholders(file: Path) -> None:
    nodes = _nodes(file)
    assert [code for code in nodes if code.startswith("S00X")] == ["S00XXXA", "S00XXXD", "S00XXXS"]
    assert nodes["S00XXXD"].title == "Bump, later visit"
    assert "".join(seventh.character for seventh in nodes["S00"].seventh) == "ADS"


def test_a_fatal_injury_has_no_later_encounter(file: Path) -> None:
    made = [code for code in _nodes(file) if code.startswith("S061X") and len(code) == 7]
    assert made == ["S061X0A", "S061X0D", "S061X0S", "S061X7A"]


def test_inclusion_text_between_7th_characters_goes_to_the_one_before(file: Path) -> None:
    nodes = _nodes(file)
    assert nodes["S00XXXD"].notes == (NoteBlock(NoteKind.INCLUSION_TERM, ("check-up of a bump",)),)
    assert nodes["S00"].notes[-1] == NoteBlock(NoteKind.INCLUSION_TERM, ("Bump on the head",))
    assert nodes["S00XXXS"].notes == ()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<ICD10CM.index/>", "not an ICD-10-CM Tabular List"),
        ("no xml at all", "not an ICD-10-CM Tabular List"),
        ("", "not an ICD-10-CM Tabular List"),
        (TABULAR[:1500], "breaks off"),
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa">]><ICD10CM.tabular>&a;</ICD10CM.tabular>',
            "declares a document type",
        ),
    ],
)
def test_other_files_are_refused_in_words(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "sample.xml"
    path.write_text(content)
    with pytest.raises(SourceError, match=complaint) as refused:
        list(read_tabular(path))
    assert refused.value.problems[0].file == "sample.xml"

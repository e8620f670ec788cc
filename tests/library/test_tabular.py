"""The Tabular List is read in its order, its notes block by block, its codes complete."""

from datetime import date

import pytest

from coder_sim.domain.code_set import NoteKind
from coder_sim.errors import SourceError
from coder_sim.library.readers import tabular
from coder_sim.library.readers.catalog import SourceEdition, SourceKind, in_file
from coder_sim.library.readers.known import reader_of
from coder_sim.library.readers.tabular import NoteBlock, TabularBlock, TabularNode
from tests.library.samples import TABULAR

FILE = TABULAR.encode()


def _nodes() -> dict[str, TabularNode]:
    rows = tabular.TABULAR.read(FILE).rows
    return {item.code: item for item in rows if isinstance(item, TabularNode)}


def test_a_file_is_known_by_its_content() -> None:
    assert reader_of(FILE) is tabular.TABULAR
    assert reader_of(FILE[:700]) is tabular.TABULAR
    assert reader_of(b"<ICD10CM.tubular/>") is None
    assert reader_of(b"code,heading\n") is None
    assert reader_of(b"") is None


def test_it_tells_its_edition_and_how_many_codes_it_holds() -> None:
    content = tabular.TABULAR.read(FILE)
    assert content.kind is SourceKind.TABULAR
    assert content.kind.slug == "tabular"
    assert content.edition == SourceEdition("FY2026", date(2025, 10, 1), date(2026, 9, 30), 2026)
    assert content.count == 10


def test_sections_lie_in_wider_sections_and_chapters() -> None:
    blocks = [item for item in tabular.TABULAR.read(FILE).rows if isinstance(item, TabularBlock)]
    assert [(block.name, block.level) for block in blocks] == [
        ("chapter 1", 0),
        ("A00-A49", 1),
        ("A00-A09", 2),
        ("B00-B09", 1),
        ("chapter 19", 0),
        ("S00-S09", 1),
    ]


def test_codes_and_headings_come_in_tabular_order() -> None:
    nodes = _nodes()
    assert list(nodes)[:4] == ["A00", "A000", "A001", "B00"]
    assert [nodes[code].level for code in ("A00", "A000", "S061X7", "S061X7A")] == [0, 1, 3, 4]
    assert [nodes[code].billable for code in ("A00", "A000", "B00", "S00", "S00XXXA")] == [
        *(False, True, True),
        *(False, True),
    ]


def test_lines_of_a_block_stay_together_and_blocks_apart() -> None:
    nodes = _nodes()
    assert nodes["A00"].notes == (
        NoteBlock(NoteKind.INCLUSION_TERM, ("Pretended fever",)),
        NoteBlock(NoteKind.CODE_FIRST, ("any cause, such as:", "sample germ (B00)")),
    )
    assert [note.lines for note in nodes["A001"].notes] == [("for chills",), ("for sweats",)]


def test_7th_characters_complete_codes_with_placeholders() -> None:
    nodes = _nodes()
    assert [code for code in nodes if code.startswith("S00X")] == ["S00XXXA", "S00XXXD", "S00XXXS"]
    assert nodes["S00XXXD"].title == "Bump, later visit"
    assert "".join(seventh.character for seventh in nodes["S00"].seventh) == "ADS"


def test_a_fatal_injury_has_no_later_encounter() -> None:
    made = [code for code in _nodes() if code.startswith("S061X") and len(code) == 7]
    assert made == ["S061X0A", "S061X0D", "S061X0S", "S061X7A"]


def test_inclusion_text_between_7th_characters_goes_to_the_one_before() -> None:
    nodes = _nodes()
    assert nodes["S00XXXD"].notes == (NoteBlock(NoteKind.INCLUSION_TERM, ("check-up of a bump",)),)
    assert nodes["S00"].notes[-1] == NoteBlock(NoteKind.INCLUSION_TERM, ("Bump on the head",))
    assert nodes["S00XXXS"].notes == ()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("<ICD10CM.index/>", "its root element is ICD10CM.index"),
        ("no xml at all", "damaged"),
        ("", "breaks off"),
        (TABULAR[:1500], "breaks off"),
        (TABULAR.replace("<version>2026", "<version>soon"), "does not state its year"),
        (TABULAR.replace("<note>for chills", "<a>" * 60 + "</a>" * 60 + "<note>"), "40 deep"),
        (f'<!DOCTYPE x [<!ENTITY a "aa">]>{TABULAR[38:]}', "declares a document type"),
    ],
)
def test_other_files_are_refused_in_words(content: str, complaint: str) -> None:
    with pytest.raises(SourceError, match=complaint):
        tabular.TABULAR.read(content.encode())


def test_a_document_type_is_refused_before_anything_is_read() -> None:
    with pytest.raises(SourceError, match="declares a document type"):
        reader_of(b'<!DOCTYPE x [<!ENTITY a "aa">]><ICD10CM.tabular>')


def test_a_refusal_takes_the_name_of_its_file_and_keeps_its_place() -> None:
    with pytest.raises(SourceError) as refused:
        tabular.TABULAR.read(FILE[:1500])
    (problem,) = in_file(refused.value, "sample.xml").problems
    assert problem.file == "sample.xml"
    assert problem.field.startswith("line ")


def test_the_table_of_visual_impairment_is_a_note_of_its_category() -> None:
    table = (
        "<visualImpairment><visCategory><heading>Degree</heading></visCategory>"
        "<visCategory><value>1</value><visRange><visMax><value>6/18</value></visMax>"
        "<visMin><value>6/60</value></visMin></visRange><visRange><visMax><value>0.3</value>"
        "</visMax><visMin><value>0.1</value></visMin></visRange></visCategory>"
        "<visCategory><value>5</value><visRange><visMax><value>No light</value></visMax>"
        "</visRange></visCategory></visualImpairment>"
    )
    content = TABULAR.replace("<desc>Sample fever, high</desc>", f"<desc>High</desc>{table}")
    nodes = tabular.TABULAR.read(content.encode()).rows
    category = next(row for row in nodes if isinstance(row, TabularNode) and row.code == "A00")
    assert category.notes[-1] == NoteBlock(
        NoteKind.NOTE, ("Degree", "1; 6/18 = 0.3; 6/60 = 0.1", "5; No light")
    )

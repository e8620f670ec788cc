"""The readers find in the publishers' own files exactly what is in them."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from coder_sim.library.readers.catalog import Content, SourceKind
from coder_sim.library.readers.index_book import IndexTerm
from coder_sim.library.readers.known import reader_of
from coder_sim.library.readers.pcs_definitions import PcsDevice
from coder_sim.library.readers.pcs_tables import PcsTable
from coder_sim.library.sources import package_folder

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official"
pytestmark = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the publishers' files are not beside this checkout"
)
REBUILT_INDEX = "secondary/reconstructed_icd10cm_index_2025.xml"
KINDS = {
    "icd10cm-drug-April-1-2026-XML.xml": SourceKind.DRUG_TABLE,
    "icd10cm-eindex-April-1-2026-XML.xml": SourceKind.EXTERNAL_CAUSE_INDEX,
    "icd10cm-index-2027.excerpt.xml": SourceKind.ALPHABETIC_INDEX,
    "icd10cm-neoplasm-April-1-2026-XML.xml": SourceKind.NEOPLASM_TABLE,
    "icd10cm_order_2026.excerpt.txt": SourceKind.CM_ORDER,
    "icd10pcs_definitions_2026.xml": SourceKind.PCS_DEFINITIONS,
    "icd10pcs_index_2025.xml": SourceKind.PCS_INDEX,
    "icd10pcs_tables_2026.xml": SourceKind.PCS_TABLES,
    REBUILT_INDEX: SourceKind.ALPHABETIC_INDEX,
}


def _content(name: str) -> Content[object]:
    data = (OFFICIAL / name).read_bytes()
    reader = reader_of(data)
    assert reader is not None
    assert reader.kind is KINDS[name]
    return reader.read(data)


def _terms(name: str) -> list[IndexTerm]:
    return [row for row in _content(name).rows if isinstance(row, IndexTerm)]


@pytest.mark.parametrize(
    ("name", "main_terms", "subterms", "cells"),
    [
        ("icd10cm-drug-April-1-2026-XML.xml", 5_179, 2_251, 43_224),
        ("icd10cm-eindex-April-1-2026-XML.xml", 314, 7_776, 0),
        ("icd10cm-neoplasm-April-1-2026-XML.xml", 1, 1_939, 10_922),
        ("icd10cm-index-2027.excerpt.xml", 6, 12, 0),
        ("icd10pcs_index_2025.xml", 3_215, 21_269, 0),
        (REBUILT_INDEX, 8_100, 72_924, 0),
    ],
)
def test_books_have_all_their_terms(name: str, main_terms: int, subterms: int, cells: int) -> None:
    terms = _terms(name)
    levels = Counter(term.level > 0 for term in terms)
    assert (levels[False], levels[True]) == (main_terms, subterms)
    text = (OFFICIAL / name).read_text("utf-8")
    dashes = len(re.findall(r'<cell col="[2-7]">-{0,2}</cell>', text))
    assert sum(len(term.cells) for term in terms) == cells - dashes


def test_references_and_codes_are_as_many_as_in_the_file() -> None:
    terms = _terms("icd10cm-eindex-April-1-2026-XML.xml")
    assert sum(bool(term.code) for term in terms) == 139 + 6_532
    assert sum(bool(term.see) for term in terms) == 76 + 715
    assert sum(bool(term.see_also) for term in terms) == 23 + 75
    assert sum(bool(term.see_category) for term in terms) == 15
    assert sum(bool(term.modifiers) for term in terms) == 1_575


def test_the_procedure_index_keeps_every_code_table_and_reference() -> None:
    terms = _terms("icd10pcs_index_2025.xml")
    assert Counter(len(term.code) for term in terms if term.code) == {
        3: 1_415, 4: 11_520, 5: 370, 6: 262, 7: 2_794,
    }  # fmt: skip
    assert sum(bool(term.see) for term in terms) == 1_785
    assert sum(bool(term.use) for term in terms) == 2_342


def test_procedure_tables_build_the_published_number_of_codes() -> None:
    content = _content("icd10pcs_tables_2026.xml")
    tables = [row for row in content.rows if isinstance(row, PcsTable)]
    codes = set(
        chain.from_iterable(row.codes(table.code) for table in tables for row in table.rows)
    )
    assert len(tables) == 914
    assert sum(len(table.rows) for table in tables) == 2_733
    assert len(codes) == content.count == 79_115


def test_definitions_and_devices_are_all_read() -> None:
    content = _content("icd10pcs_definitions_2026.xml")
    assert content.count == 1_090
    assert sum(isinstance(row, PcsDevice) for row in content.rows) == 99


def test_the_order_file_has_headings_and_codes() -> None:
    content = _content("icd10cm_order_2026.excerpt.txt")
    assert (len(content.rows), content.count) == (8, 6)


def test_the_tabular_list_has_exactly_the_codes_of_its_year() -> None:
    folder = package_folder("simple_icd_10_cm")
    assert folder is not None
    (file,) = (folder / "data").glob("*.xml")
    data = file.read_bytes()
    reader = reader_of(data)
    assert reader is not None
    content = reader.read(data)
    assert (content.count, content.edition.year) == (74_719, 2026)

"""The library agrees with the publishers' own files, where they lie beside the checkout."""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coder_sim.domain.code_set import System
from coder_sim.library.lookup import Library

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official"
FIRST_DAY = date(2025, 10, 1)
pytestmark = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the publishers' files are not beside this checkout"
)


@pytest.fixture(scope="module")
def tables() -> ElementTree.Element:
    return ElementTree.parse(OFFICIAL / "icd10pcs_tables_2026.xml").getroot()


def _codes(tables: ElementTree.Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each procedure code with the labels of its characters 4 to 7."""
    for table in tables.iter("pcsTable"):
        head = "".join(label.get("code", "") for label in table.findall("axis/label"))
        for row in table.findall("pcsRow"):
            for labels in itertools.product(*(axis.findall("label") for axis in row)):
                code = head + "".join(label.get("code", "") for label in labels)
                yield code, tuple(label.text or "" for label in labels)


def test_titles_and_levels_are_those_of_the_order_file(facts: Library) -> None:
    rows = (OFFICIAL / "icd10cm_order_2026.excerpt.txt").read_text("latin-1").splitlines()
    for row in rows:
        code = facts.code(System.ICD10CM, row[6:13].strip(), FIRST_DAY)
        assert code is not None
        assert (code.title, code.billable) == (row[77:].strip(), row[14] == "1")


def test_every_procedure_code_of_the_tables_is_known_and_no_other(
    facts: Library, tables: ElementTree.Element
) -> None:
    official = {code for code, _ in _codes(tables)}
    assert len(official) == 79_115
    found = {code: facts.code(System.ICD10PCS, code, FIRST_DAY) for code in official}
    assert None not in found.values()
    untitled = [code for code in found.values() if code is not None and not code.title]
    assert len(untitled) == 577
    titled = facts._tables.connection.execute(
        "SELECT code FROM code WHERE system = 'ICD-10-PCS' AND ? BETWEEN valid_from AND valid_to",
        (FIRST_DAY.toordinal(),),
    )
    assert {code for (code,) in titled} <= official


def test_body_parts_are_named_in_the_words_of_the_tables(
    facts: Library, tables: ElementTree.Element
) -> None:
    labels = {code[:4]: named[0] for code, named in _codes(tables) if code.startswith("0")}
    same = sum(_words(facts.axis_label(code + "ZZZ", 4)) == _words(labels[code]) for code in labels)
    assert same / len(labels) > 0.97


def test_the_side_of_a_named_body_part_is_that_of_the_tables(
    facts: Library, tables: ElementTree.Element
) -> None:
    labels = {code[:4]: named[0] for code, named in _codes(tables) if code.startswith("0")}
    ours = {code: facts.axis_label(code + "ZZZ", 4) for code in labels}
    mistaken = [code for code in labels if ours[code] and _side(ours[code]) != _side(labels[code])]
    assert len(mistaken) <= 1


def _side(label: str) -> set[str]:
    return {"left", "right", "bilateral"}.intersection(_words(label))


def _words(label: str) -> list[str]:
    return sorted(re.findall(r"[a-z0-9]+", label.lower()))

"""Procedures and services are found by the name they go by, with all that is said of them."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim.domain.code_set import System
from coder_sim.library.index_build import build_index
from coder_sim.library.schema import index_file
from coder_sim.library.search import Finder
from coder_sim.paths import data_folder

FIRST = (
    ("cholecystectomy", "0FT44ZZ"),
    ("open cholecystectomy", "0FT40ZZ"),
    ("partial nephrectomy right open", "0TB00ZZ"),
    ("partial left nephrectomy laparoscopic", "0TB14ZZ"),
    ("nephrectomy left", "0TT10ZZ"),
    ("left fem-pop bypass with vein graft", "041L09L"),
    ("left fem-pop bypass with synthetic graft", "041L0JL"),
    ("bilateral vasectomy", "0VBQ0ZZ"),
    ("left mastectomy", "0HTU0ZZ"),
    ("bilateral mastectomy", "0HTV0ZZ"),
    ("coronary stent drug eluting", "027034Z"),
    ("open left inguinal hernia repair with mesh", "0YU60JZ"),
    ("total knee replacement left cemented", "0SRD0J9"),
    ("kyphoplasty t12", "0PU43JZ"),
    ("mechanical ventilation 6 days", "5A1955Z"),
    ("mechanical ventilation 2 days", "5A1945Z"),
    ("acdf", "0RG10A0"),
    ("ct chest with contrast", "BB241ZZ"),
    ("tips procedure", "06183J4"),
    ("loop recorder", "0JH632Z"),
    ("crrt", "5A1D90Z"),
)


@pytest.fixture(scope="module")
def finder(library_file: Path) -> Iterator[Finder]:
    with Finder.open(index_file(library_file), library_file) as opened:
        yield opened


def _found(finder: Finder, text: str, system: System, limit: int = 10) -> list[str]:
    return [hit.code.code for hit in finder.search(text, [system], limit=limit)]


@pytest.mark.parametrize(("text", "code"), FIRST)
def test_what_is_said_of_a_procedure_decides_its_code(finder: Finder, text: str, code: str) -> None:
    assert _found(finder, text, System.ICD10PCS)[0] == code


def test_the_robot_is_offered_beside_the_operation(finder: Finder) -> None:
    found = _found(finder, "robotic partial nephrectomy", System.ICD10PCS)
    assert found[0] == "0TB04ZZ"
    assert "8E0W4CZ" in found[:5]


def test_a_name_of_several_codes_lists_the_usual_one_first_and_the_others_after(
    finder: Finder,
) -> None:
    found = _found(finder, "modified radical mastectomy", System.ICD10PCS)
    assert found[:2] == ["0HTT0ZZ", "07T50ZZ"]


def test_brand_and_dose_lead_to_a_drug_that_a_publisher_titles_without_them(
    library_file: Path, tmp_path: Path
) -> None:
    database_file = tmp_path / library_file.name
    shutil.copy(library_file, database_file)
    titles = (
        ("Injection of a substance by the kind", "J9299"),
        ("Injection of a substance by the other kind", "J9271"),
    )
    with closing(sqlite3.connect(database_file)) as database:
        database.executemany("UPDATE code SET title = ? WHERE code = ?", titles)
        database.commit()
        build_index(database, data_folder(), index_file(database_file))
    with Finder.open(index_file(database_file), database_file) as finder:
        assert _found(finder, "opdivo 1 mg", System.HCPCS)[0] == "J9299"
        assert _found(finder, "keytruda", System.HCPCS)[0] == "J9271"

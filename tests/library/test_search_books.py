"""Imported index books lead the finder to codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coder_sim.domain.books import Book
from coder_sim.domain.code_set import System
from coder_sim.library import schema
from coder_sim.library.index_books import Books, Printed
from coder_sim.library.index_build import build_index
from coder_sim.library.search import Finder

CODES = (
    ("C220", "Liver cell carcinoma"),
    ("C228", "Malignant neoplasm of liver, primary, unspecified as to type"),
    ("C787", "Secondary malignant neoplasm of liver and intrahepatic bile duct"),
    ("J850", "Gangrene and necrosis of lung"),
    ("J189", "Pneumonia, unspecified organism"),
    ("T391X1", "Poisoning by 4-Aminophenol derivatives, accidental (unintentional)"),
    ("T391X5", "Adverse effect of 4-Aminophenol derivatives"),
    ("D45", "Polycythemia vera"),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "library.db")) as library:
        library.executescript(schema.TABLES)
        library.execute("INSERT INTO meta VALUES ('stamp', 'one')")
        library.executemany(
            "INSERT INTO code VALUES (?, ?, ?, ?, 1, NULL, NULL, 1, ?)",
            [
                (number, System.ICD10CM.value, code, title, date.max.toordinal())
                for number, (code, title) in enumerate(CODES, start=1)
            ],
        )
        library.commit()
        yield library


def _add(
    database: sqlite3.Connection,
    id: int,
    book: Book,
    path: str,
    parent: int | None = None,
    code: str = "",
    see: str = "",
) -> None:
    title = path.rsplit(", ", 1)[-1] if parent else path
    database.execute(
        "INSERT INTO index_entry VALUES (?, ?, ?, ?, 0, '', ?, '', ?, ?, ?, '', ?, '', '', '', '')",
        (id, book.value, parent, id, title, title, path, code, see),
    )


def _first(database: sqlite3.Connection, folder: Path, text: str) -> tuple[str, str]:
    database.commit()
    build_index(database, folder / "no terms", folder / "library.idx")
    with Finder.open(folder / "library.idx", folder / "library.db") as finder:
        hit = finder.search(text, (System.ICD10CM,))[0]
        return hit.code.code, hit.why


def test_an_entry_leads_to_its_code_though_no_title_has_its_words(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    _add(database, 1, Book.DISEASES, "Vaquez's disease", code="D45")
    code, why = _first(database, tmp_path, "vaquez disease")
    assert code == "D45"
    assert "Index" in why


def test_a_reference_to_one_entry_leads_to_the_code_of_that_entry(
    database: sqlite3.Connection,
) -> None:
    _add(database, 1, Book.DISEASES, "Gangrene, gangrenous")
    _add(database, 2, Book.DISEASES, "Gangrene, gangrenous, lung", parent=1, code="J85.0")
    _add(database, 3, Book.DISEASES, "Mortification, lung", see="Gangrene (dry), lung")
    found = list(Books(database).printed())
    assert Printed("Mortification  lung", "J850", False) in found


def test_a_reference_to_a_term_puts_its_words_in_place(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    _add(database, 1, Book.DISEASES, "Pneumonitis", see="Pneumonia (lobar), by type")
    _add(database, 2, Book.DISEASES, "Heart", see="condition")
    assert Books(database).rules() == {"pneumonitis": ("Pneumonia",)}
    assert _first(database, tmp_path, "pneumonitis")[0] == "J189"


def test_columns_of_the_neoplasm_table_say_how_the_growth_behaves(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    _add(database, 1, Book.NEOPLASMS, "Neoplasm, neoplastic, hepatic")
    cells = [(1, 2, "C22.8"), (1, 3, "C78.7")]
    database.executemany("INSERT INTO index_cell VALUES (?, ?, ?)", cells)
    assert _first(database, tmp_path, "hepatic metastasis")[0] == "C787"
    assert _first(database, tmp_path, "hepatic cancer")[0] == "C228"


def test_columns_of_the_drug_table_say_how_the_harm_came_about(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    _add(database, 1, Book.DRUGS, "Tylenol")
    cells = [(1, 2, "T39.1X1"), (1, 6, "T39.1X5")]
    database.executemany("INSERT INTO index_cell VALUES (?, ?, ?)", cells)
    assert _first(database, tmp_path, "tylenol poisoning accidental")[0] == "T391X1"
    assert _first(database, tmp_path, "adverse effect of tylenol")[0] == "T391X5"

"""The index folds, orders and stores what the finder searches."""

import gc
import sqlite3
from pathlib import Path

import pytest

from coder_sim.errors import LibraryFault
from coder_sim.library import index_text, schema
from coder_sim.library.index_build import build_index
from coder_sim.library.index_file import IndexFile, IndexWriter
from coder_sim.library.index_rows import CodeEntry, fold_diagnoses, fold_procedures
from coder_sim.library.index_text import Side


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fracture", "fractures"),
        ("diabetes", "diabetic"),
        ("infection", "infected"),
        ("ulcer", "ulceration"),
        ("haemorrhage", "hemorrhage"),
        ("oedema", "edema"),
        ("tumour", "tumor"),
        ("neuropathy", "neuropathies"),
        ("complications", "complicated"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert index_text.stem(one) == index_text.stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("radiation", "radial"), ("virus", "viral"), ("hip", "hippus"), ("abscess", "absence")],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert index_text.stem(one) != index_text.stem(other)


def test_what_a_title_denies_is_marked() -> None:
    denied = index_text.stems("Migraine without aura, not intractable, with status")
    assert denied == ["migrain", "-aura", "-intractabl", "status"]
    stems = index_text.stems("Laceration without foreign body of right index finger")
    assert stems == ["lacer", "-foreign", "-body", "index", "finger"]
    assert index_text.stems("Non-pressure chronic ulcer")[0] == "-pressur"


def test_roman_numerals_count_where_they_are_numerals() -> None:
    assert index_text.words("Type II, stage IV") == ["type", "2", "stage", "4"]
    assert index_text.words("IV infusion, vitamin i") == ["iv", "infusion", "vitamin", "i"]


def test_accents_and_possessives_do_not_matter() -> None:
    assert index_text.words("Sjögren's, Ménière\u2019s") == ["sjogren", "meniere"]


def _entries(*rows: tuple[int, str, str, bool, int | None]) -> list[CodeEntry]:
    return [
        CodeEntry(position, id, code, title, billable, parent, None)
        for position, (id, code, title, billable, parent) in enumerate(rows)
    ]


def test_sides_and_7th_characters_fold_into_one_row_with_the_unspecified_side_first() -> None:
    entries = _entries(
        (1, "S00", "Bump", False, None),
        (2, "S001", "Bump of right toe", False, 1),
        (3, "S001XXA", "Bump of right toe, initial encounter", True, 2),
        (4, "S001XXD", "Bump of right toe, subsequent encounter", True, 2),
        (5, "S002", "Bump of left toe", False, 1),
        (6, "S002XXA", "Bump of left toe, initial encounter", True, 5),
        (7, "S009", "Bump of unspecified toe", False, 1),
        (8, "S009XXA", "Bump of unspecified toe, initial encounter", True, 7),
    )
    (row,) = fold_diagnoses(entries)
    assert [(member.entry.code, member.side) for member in row.members] == [
        ("S009XXA", Side.UNSPECIFIED),
        ("S001XXA", Side.RIGHT),
        ("S001XXD", Side.RIGHT),
        ("S002XXA", Side.LEFT),
    ]


def test_conditions_that_differ_by_more_than_their_side_stay_apart() -> None:
    entries = _entries(
        (1, "R10", "Pain", False, None),
        (2, "R101", "Right upper pain", True, 1),
        (3, "R102", "Left lower pain", True, 1),
        (4, "R103", "Pain, unspecified", True, 1),
    )
    assert len(list(fold_diagnoses(entries))) == 3


def test_procedures_fold_by_side_alone() -> None:
    entries = _entries(
        (1, "0SR90JZ", "Replacement of Right Hip Joint, Open Approach", True, None),
        (2, "0SRB0JZ", "Replacement of Left Hip Joint, Open Approach", True, None),
        (3, "0SRC0JZ", "Replacement of Right Knee Joint, Open Approach", True, None),
    )
    rows = sorted([member.entry.code for member in row.members] for row in fold_procedures(entries))
    assert rows == [["0SR90JZ", "0SRB0JZ"], ["0SRC0JZ"]]


def test_sections_come_back_as_they_were_written(tmp_path: Path) -> None:
    writer = IndexWriter()
    writer.numbers("numbers", [1, 2, 4_000_000_000])
    writer.raw("odd", b"abc")
    writer.floats("halves", [0.5, 1.5])
    writer.lines("texts", ["one", "", "\u00e9t\u00e9"])
    writer.write(tmp_path / "index")
    with IndexFile(tmp_path / "index") as index:
        assert list(index.numbers("numbers")) == [1, 2, 4_000_000_000]
        assert bytes(index.raw("odd")) == b"abc"
        assert list(index.numbers("halves", "f")) == [0.5, 1.5]
        assert index.lines("texts") == ["one", "", "\u00e9t\u00e9"]


def test_a_closed_index_gives_its_file_up(tmp_path: Path) -> None:
    writer = IndexWriter()
    writer.numbers("numbers", [1])
    writer.write(tmp_path / "index")
    index = IndexFile(tmp_path / "index")
    numbers = index.numbers("numbers")
    index.close()
    with pytest.raises(ValueError, match="released"):
        numbers[0]


def test_an_empty_library_gives_an_index_and_leaves_the_collector_on(tmp_path: Path) -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(schema.TABLES)
    told: list[tuple[int, int]] = []
    build_index(database, tmp_path, tmp_path / "index", lambda *part: told.append(part))
    database.close()
    assert told == sorted(told)
    assert len(told) == 5
    assert told[-1][0] == told[-1][1]
    assert gc.isenabled()
    with IndexFile(tmp_path / "index") as index:
        assert index.text("stamp") == ""
        assert len(index.numbers("ICD-10-CM.code_id")) == 0


def test_an_absent_index_is_named_in_words(tmp_path: Path) -> None:
    with pytest.raises(LibraryFault, match="cannot be read"):
        IndexFile(tmp_path / "absent")

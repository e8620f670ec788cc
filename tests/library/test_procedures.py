"""ICD-10-PCS is built character by character: from its tables, else from titles."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coder_sim.domain.books import Axis, AxisDefinition, AxisValue
from coder_sim.library.lookup import Library
from coder_sim.library.procedures import PcsTables
from tests.library import samples_books
from tests.library.shelved import built

IN_YEAR, LATER = date(2026, 6, 1), date(2026, 12, 1)
EARS = (AxisValue("0", "Ear, Left", codes=2), AxisValue("1", "Ear, Right", codes=2))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PcsTables]:
    files = {"t.xml": samples_books.PCS_TABLES, "d.xml": samples_books.PCS_DEFINITIONS}
    library = built(tmp_path_factory.mktemp("home"), files)
    with closing(sqlite3.connect(library)) as connection:
        yield PcsTables(connection)


@pytest.mark.parametrize(
    ("prefix", "axis"),
    [
        ("", Axis(1, "Section", (AxisValue("0", "Handicraft", codes=4),), True)),
        ("0", Axis(2, "Body System", (AxisValue("X", "Ears", codes=4),), True)),
        (
            "0X",
            Axis(
                3,
                "Operation",
                (AxisValue("A", "Mending", "Making whole again", 4),),
                True,
            ),
        ),
        ("0XA", Axis(4, "Body Part", EARS, True)),
        ("0XA1", Axis(5, "Approach", (AxisValue("0", "Open", codes=2),), True)),
        (
            "0XA10",
            Axis(
                6,
                "Device",
                (AxisValue("1", "Glue", codes=1), AxisValue("Z", "No Device", codes=1)),
                True,
            ),
        ),
        ("0XA10Z", Axis(7, "Qualifier", (AxisValue("1", "Neat", codes=1),), True)),
    ],
)
def test_each_character_offers_what_may_follow(tables: PcsTables, prefix: str, axis: Axis) -> None:
    assert tables.next_axis(prefix, IN_YEAR) == axis


@pytest.mark.parametrize("prefix", ["1", "0XB", "0XA2", "0XA1Z", "0XA10Z1", "0xa", "é", "%"])
def test_nothing_follows_what_no_code_begins_with(tables: PcsTables, prefix: str) -> None:
    assert tables.next_axis(prefix, IN_YEAR) is None


def test_only_combinations_within_a_row_are_codes(tables: PcsTables) -> None:
    assert tables.builds("0XA10Z1", IN_YEAR)
    assert not tables.builds("0XA1021", IN_YEAR)
    assert not tables.builds("0XA10Z", IN_YEAR)
    assert [row.codes for row in tables.rows("0XA", IN_YEAR)] == [2, 2]
    first = tables.rows("0XA", IN_YEAR)[0]
    assert [axis.name for axis in first.axes] == ["Body Part", "Approach", "Device", "Qualifier"]
    assert [value.label for value in first.axes[0].values] == ["Ear, Left", "Ear, Right"]


def test_labels_and_definitions_are_those_of_the_publisher(tables: PcsTables) -> None:
    labels = [tables.label("0XA0011", position, IN_YEAR) for position in range(1, 8)]
    assert labels == ["Handicraft", "Ears", "Mending", "Ear, Left", "Open", "Glue", "Neat"]
    assert tables.definition("0XA0011", 3, IN_YEAR) == AxisDefinition(
        "Mending", "Making whole again", "With or without glue", ("Patching",)
    )
    assert tables.definition("0XA0011", 4, IN_YEAR) == AxisDefinition(
        "Ear, Left", "", "", ("Auricle", "Earlobe")
    )
    assert tables.definition("0XA0011", 5, IN_YEAR) is None


def test_on_a_day_outside_the_tables_titles_have_to_do(tables: PcsTables) -> None:
    assert tables.rows("0XA", LATER) == ()
    assert tables.next_axis("0XA", date(2026, 9, 30)) is not None
    assert tables.next_axis("0XA", LATER) is None, "the sample titles end with September"


def test_without_tables_the_labels_come_from_titles(tmp_path: Path) -> None:
    with closing(sqlite3.connect(built(tmp_path, {}))) as connection:
        derived = PcsTables(connection)
        assert derived.next_axis("0XA", IN_YEAR) == Axis(
            4,
            "Body Part",
            (AxisValue("0", "Left Ear", codes=1), AxisValue("1", "Right Ear", codes=1)),
            False,
        )
        assert derived.builds("0XA1011", IN_YEAR)
        assert not derived.builds("0XA10Z1", IN_YEAR)
        assert derived.definition("0XA1011", 3, IN_YEAR) is None


def test_the_whole_code_set_can_be_walked_without_tables(facts: Library) -> None:
    code = ""
    while (axis := facts.procedures.next_axis(code, IN_YEAR)) is not None:
        assert axis.name
        code += max(axis.values, key=lambda value: value.codes).value
    assert facts.procedures.builds(code, IN_YEAR)
    hips = facts.procedures.next_axis("0SR", IN_YEAR)
    assert hips is not None
    assert not hips.exact
    assert {"Left Hip Joint", "Right Hip Joint"} <= {value.label for value in hips.values}

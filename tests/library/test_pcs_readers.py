"""ICD-10-PCS tables and definitions are read; tables that contradict themselves are refused."""

import pytest

from coder_sim.errors import SourceError
from coder_sim.library.readers.known import reader_of
from coder_sim.library.readers.pcs_definitions import PCS_DEFINITIONS, PcsDefinition, PcsDevice
from coder_sim.library.readers.pcs_tables import PCS_TABLES
from tests.library import samples_books

TABLES = samples_books.PCS_TABLES
DEFINITIONS = samples_books.PCS_DEFINITIONS


def test_every_row_of_a_table_builds_its_codes() -> None:
    content = PCS_TABLES.read(TABLES.encode())
    (table,) = content.rows
    assert (table.code, table.labels) == ("0XA", ("Handicraft", "Ears", "Mending"))
    assert table.names[3:] == ("Body Part", "Approach", "Device", "Qualifier")
    assert table.definition == "Making whole again"
    assert [code for row in table.rows for code in row.codes(table.code)] == [
        *("0XA0011", "0XA1011", "0XA00Z1", "0XA10Z1"),
    ]
    assert content.count == 4


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('codes="2"', 'codes="3"', "states 3 codes and builds 2"),
        ('values="2"', 'values="3"', "axis 4 has not as many values"),
        ('code="1">Ear, R', 'code="0">Ear, R', "axis 4 has a value twice"),
        ('code="1">Ear, R', 'code="I">Ear, R', 'value "I" without meaning'),
        (">Open<", "><", 'value "0" without meaning'),
        ('<axis pos="7"', '<axis pos="8"', "not just the axes 4 to 7"),
        ('<axis pos="2"', '<axis pos="4"', "does not begin with its axes"),
        ("<version>2026", "<version>", "does not state its year"),
        ("pcsTable>", "pcsTables>", "holds no tables"),
    ],
)
def test_a_table_at_fault_is_refused(right: str, wrong: str, complaint: str) -> None:
    with pytest.raises(SourceError, match=complaint):
        PCS_TABLES.read(TABLES.replace(right, wrong).encode())


def test_a_table_may_not_stand_there_twice() -> None:
    start, end = TABLES.index("<pcsTable>"), TABLES.index("</ICD10PCS")
    with pytest.raises(SourceError, match="twice") as refused:
        PCS_TABLES.read((TABLES[:end] + TABLES[start:]).encode())
    assert refused.value.problems[0].field == "table 0XA"


def test_a_definition_stands_for_each_of_its_labels() -> None:
    reader = reader_of(DEFINITIONS.encode())
    assert reader is PCS_DEFINITIONS
    assert reader.read(DEFINITIONS.encode()).rows == (
        PcsDefinition(
            *("0", 3, "Mending", "Making whole again", "With or without glue", ("Patching",))
        ),
        PcsDefinition("0", 4, "Ear, Left", "", "", ("Auricle", "Earlobe")),
        PcsDefinition("0", 4, "Ear, Right", "", "", ("Auricle", "Earlobe")),
        PcsDevice("Glue, Red", "Mending", "Ears", "1", "Glue"),
    )


def test_definitions_at_fault_are_refused() -> None:
    with pytest.raises(SourceError, match='axis "9"'):
        PCS_DEFINITIONS.read(DEFINITIONS.replace('pos="4"', 'pos="9"').encode())
    with pytest.raises(SourceError, match="no broader value"):
        PCS_DEFINITIONS.read(DEFINITIONS.replace("parent", "other").encode())
    with pytest.raises(SourceError, match="holds no definitions"):
        PCS_DEFINITIONS.read(DEFINITIONS.replace("section", "part").encode())

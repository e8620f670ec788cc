"""Notes typed in capitals, in small letters or as tables are read like any other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder_sim.packs.phi import scan
from coder_sim.packs.phi.evened import evened, plain_signs

NOTE = """Patient Name: Quintanilla, Rafael
MRN: 4482193   DOB: 3/14/1962
Consult: Dr. Lindqvist saw this 94 year old woman from 2473 Old Quarry Street, Dayton, OH 45402.
Next of kin: Keiko Thornquist (wife), 614 555 0134.
Electronically signed by Sunniva O'Shaughnessy, MD
"""
HELD = [
    ("name", "Quintanilla, Rafael"),
    ("mrn", "4482193"),
    ("date", "3/14/1962"),
    ("name", "Lindqvist"),
    ("age", "94"),
    ("street", "2473 Old Quarry Street"),
    ("zip", "45402"),
    ("name", "Keiko Thornquist"),
    ("phone", "614 555 0134"),
    ("name", "Sunniva O'Shaughnessy"),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(find.kind.value, text[find.start : find.end]) for find in scan(text)]


@pytest.mark.parametrize("typed", [str, str.upper, str.lower])
def test_a_note_holds_the_same_identifiers_however_it_is_typed(typed: type[str]) -> None:
    assert found(typed(NOTE)) == [(kind, typed(held)) for kind, held in HELD]


def test_one_shouted_line_amid_a_note_is_read_too() -> None:
    text = "Seen today, doing well.\nATTENDING: EMEKA ACHEBE, MD\nContinue lisinopril.\n"
    assert found(text) == [("name", "EMEKA ACHEBE")]


@pytest.mark.parametrize(
    "text",
    [
        "| Name | Ioana Ngata |\n| MRN | E2738067 |\n",
        "Name ..... Ioana Ngata\nMRN ..... E2738067\n",
    ],
)
def test_a_table_is_read_across_its_rules_and_leaders(text: str) -> None:
    assert found(text) == [("name", "Ioana Ngata"), ("mrn", "E2738067")]


def test_a_value_may_stand_on_the_line_below_its_label() -> None:
    text = "Name\nBertram Holloway\nSSN\n523-44-9182\nAddress\n88 Elm St\nReno, NV 89501\n"
    kinds = ["name", "ssn", "street", "zip"]
    assert [kind for kind, _ in found(text)] == kinds


@given(st.text())
def test_evening_keeps_every_place(text: str) -> None:
    assert len(evened(text)) == len(plain_signs(text)) == len(text)

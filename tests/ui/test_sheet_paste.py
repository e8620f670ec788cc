"""A pasted list of codes is read as a coder would; what is not understood is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder_sim.ui.sheet_paste import PastedCode, read_pasted


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("I10\nI50.23\n", ("I10", "I50.23")),
        ("I10, I50.23; 99214-25", ("I10", "I50.23", "99214")),
        ("i10\te11.22", ("I10", "E11.22")),
        ("I10  Essential (primary) hypertension\r\nE11.22 Type 2", ("I10", "E11.22")),
        ("I10, essential hypertension", ("I10",)),
        ("1. I10\n2) E11.22\n- N18.31\n\u2022 Z79.4", ("I10", "E11.22", "N18.31", "Z79.4")),
        ("", ()),
    ],
)
def test_codes_stand_one_a_line_or_between_commas(text: str, codes: tuple[str, ...]) -> None:
    pasted = read_pasted(text)
    assert tuple(code.code for code in pasted.codes) == codes
    assert pasted.strange == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("99214-25", PastedCode("99214", ("25",))),
        ("20610 LT 59", PastedCode("20610", ("LT", "59"))),
        ("20610-LT-59 x2", PastedCode("20610", ("LT", "59"), 2)),
        ("J3301 x4", PastedCode("J3301", (), 4)),
        ("J3301, 4 units", PastedCode("J3301", (), 4)),
        ("J3301\tJW\tunits: 3", PastedCode("J3301", ("JW",), 3)),
        ("E11.22, POA Y", PastedCode("E11.22", poa="Y")),
        ("e11.22 n", PastedCode("E11.22", poa="N")),
    ],
)
def test_modifiers_units_and_poa_beside_a_code_are_taken(text: str, code: PastedCode) -> None:
    assert read_pasted(text).codes == (code,)


def test_what_is_not_understood_is_named() -> None:
    pasted = read_pasted("Diagnoses:\nI10\nhello there, my friend\nE11.9")
    assert [code.code for code in pasted.codes] == ["I10", "E11.9"]
    assert pasted.strange == ("Diagnoses:", "hello there", "my friend", "hello there, my friend")


def test_units_beyond_what_a_claim_holds_are_not_taken() -> None:
    assert read_pasted("J3301 x0").codes == (PastedCode("J3301"),)


@given(st.text(max_size=200))
def test_any_text_can_be_pasted(text: str) -> None:
    for code in read_pasted(text).codes:
        assert any(letter.isdigit() for letter in code.code)
        assert 1 <= code.units <= 9999


@given(st.lists(st.sampled_from(["I10", "E11.22", "99214-25", "J3301 x4"]), max_size=8))
def test_every_code_of_a_list_is_read(codes: list[str]) -> None:
    for text in ("\n".join(codes), ", ".join(codes)):
        pasted = read_pasted(text)
        assert len(pasted.codes) == len(codes)
        assert not pasted.strange

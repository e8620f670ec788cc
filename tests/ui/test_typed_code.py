"""Text shaped like a code that leads to none says why; words are left alone."""

from datetime import date

import pytest

from coder_sim.domain.code_set import System
from coder_sim.ui.typed_code import astray
from tests.ui.tiny_library import CM, CPT, PCS, TinyLibrary

DAY = date(2026, 3, 12)


def said(text: str, *systems: System) -> str:
    library = TinyLibrary()
    return astray(text, library.search(text, systems, DAY), systems, library, DAY)


@pytest.mark.parametrize("text", ["I10", "i50.2", "S72.001", "0SR9019", "J3301", "htn", "I50"])
def test_codes_and_their_beginnings_need_no_words(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize("text", ["h1n1", "a1c", "b12", "aspirin", "t2dm", "heart failure", "20"])
def test_words_with_digits_are_words(text: str) -> None:
    assert said(text) == ""


@pytest.mark.parametrize("text", ["J1030", "i10.99", "S72001X", "0SR9999", "99999"])
def test_a_code_that_does_not_exist_is_named(text: str) -> None:
    assert said(text) == "is no code of the code sets loaded here."


def test_a_code_of_another_day_says_when_it_is_valid() -> None:
    library, early = TinyLibrary(), date(2019, 1, 1)
    ended = "ended Sep 30, 2024: not valid for this encounter."
    assert astray("Z68.10", (), (CM, CPT), library, DAY) == ended
    starts = "starts Oct 1, 2025: not valid for this encounter."
    assert astray("J18.9", (), (CM,), library, early) == starts


def test_a_code_of_a_code_set_that_is_not_searched_names_it() -> None:
    assert said("99214", CM, PCS) == "is CPT, which is not searched now (Ctrl+L)."

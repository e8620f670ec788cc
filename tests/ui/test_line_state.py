"""What the code sets say about a line, in words."""

from datetime import date

import pytest

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import System
from coder_sim.ui.line_state import Level, day_words, modifier_words, state_of
from tests.ui.tiny_library import CM, CPT, TinyLibrary

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("system", "code", "remark"),
    [
        (CM, "I10", ""),
        (CM, "I50", "heading: needs more characters"),
        (CM, "S7200", "heading: needs more characters"),
        (CM, "S72001", "needs a 7th character"),
        (CM, "ZZ99", "not in the ICD-10-CM code set on this date"),
        (CM, "Z6810", "not valid on this date: ended Sep 30, 2024"),
        (CPT, "00000", "not among the CPT codes loaded here"),
    ],
)
def test_what_keeps_a_code_from_being_reported(system: System, code: str, remark: str) -> None:
    state = state_of(CodedLine(system, code), TinyLibrary(), DAY, diagnoses=1)
    assert state.remark == remark
    assert state.level is (Level.FAULT if remark else Level.FINE)


def test_a_code_of_a_later_edition_says_when_it_starts() -> None:
    state = state_of(CodedLine(CM, "I10"), TinyLibrary(), date(2025, 9, 30), diagnoses=1)
    assert state.remark == "not valid on this date: starts Oct 1, 2025"


def test_a_pointer_to_no_diagnosis_is_named() -> None:
    line = CodedLine(CPT, "99214", pointers=(1, 4))
    state = state_of(line, TinyLibrary(), DAY, diagnoses=3)
    assert state.remark == "points to diagnosis 4, which is not there"
    assert state.level is Level.LOOK


def test_a_modifier_that_is_not_known_is_named() -> None:
    line = CodedLine(CPT, "99214", modifiers=("25", "2X", "ZZ"))
    state = state_of(line, TinyLibrary(), DAY, diagnoses=1)
    assert (state.remark, state.level) == ("modifier 2X, ZZ is not known", Level.LOOK)


def test_modifiers_are_spelled_out() -> None:
    words = modifier_words(("RT", "2X"), TinyLibrary())
    assert words == "RT: right side\n2X: not known"


def test_dates_are_written_with_the_month_as_a_word() -> None:
    assert day_words(date(2026, 12, 1)) == "Dec 1, 2026"

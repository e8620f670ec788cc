"""Prompts while a sheet is filled: what the codes alone give reason to look at."""

from datetime import date

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Encounter, Setting, Sex
from coder_sim.practice.checks import sheet_prompts
from tests.ui.tiny_library import TinyLibrary

STAY = Encounter(Setting.INPATIENT, 72, Sex.F, date(2026, 3, 12), admit=date(2026, 3, 8))


def sheet(*codes: str) -> AnswerSheet:
    return AnswerSheet(tuple(CodedLine(System.ICD10CM, code) for code in codes))


def test_a_code_that_stands_there_twice_is_prompted_at_its_line() -> None:
    (prompt,) = sheet_prompts(STAY, sheet("I10", "N1831", "I10"), TinyLibrary())
    assert (prompt.heading, prompt.lines[0]) == ("Twice", 2)
    assert prompt.text == "I10 stands on the sheet twice; once an encounter is enough."


def test_what_a_line_says_by_itself_is_not_prompted_again() -> None:
    assert sheet_prompts(STAY, sheet("I50", "NOSUCH"), TinyLibrary()) == ()


def test_an_empty_sheet_prompts_nothing() -> None:
    assert sheet_prompts(STAY, AnswerSheet(), TinyLibrary()) == ()

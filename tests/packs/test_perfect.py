"""The key's own answer: what it reports, and in which order."""

from dataclasses import replace
from datetime import date

from coder_sim.domain.answer import AnswerKey, AnyOf, KeyId, KeyLine
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Encounter, Setting, Sex
from coder_sim.packs.perfect import asked, perfect, with_code, with_line

STAY = Encounter(Setting.INPATIENT, 70, Sex.M, date(2026, 5, 8))
VISIT = replace(STAY, setting=Setting.PROFESSIONAL)


def line(id: str, code: str, system: System = System.ICD10CM) -> KeyLine:
    return KeyLine(KeyId(id), system, code, poa=("Y",) if system is System.ICD10CM else None)


KEY = AnswerKey(
    (KeyId("d1"),),
    (
        line("d1", "I110"),
        replace(line("s1", "99214", System.CPT), pointers=(KeyId("d2"), KeyId("d1")), units=2),
        replace(line("d2", "I5033"), poa=("exempt", "N")),
        replace(line("d3", "Z794"), poa=("exempt",)),
        replace(line("d4", "Z7984"), optional=True),
        replace(line("d5", "Z7985"), ambiguity=2),
    ),
)


def test_it_has_every_line_that_is_asked_for() -> None:
    assert [kept.id for kept in asked(KEY)] == ["d1", "s1", "d2", "d3"]


def test_it_has_as_many_lines_of_a_group_as_are_asked_for() -> None:
    lines = tuple(replace(line(f"g{place}", "I10"), any_of="g") for place in range(3))
    key = replace(KEY, lines=lines, any_of=(AnyOf("g", 2, 3),))

    assert [kept.id for kept in asked(key)] == ["g0", "g1"]


def test_it_reports_lines_as_the_key_has_them() -> None:
    sheet = perfect(STAY, asked(KEY))

    assert [coded.code for coded in sheet.lines] == ["I110", "99214", "I5033", "Z794"]
    assert [coded.poa for coded in sheet.lines] == ["Y", None, "N", None]
    assert sheet.lines[1].units == 2
    assert sheet.lines[1].pointers == (2, 1), "positions among the diagnoses, not among all lines"


def test_it_has_no_poa_outside_of_inpatient_stays() -> None:
    assert {coded.poa for coded in perfect(VISIT, asked(KEY)).lines} == {None}


def test_a_pointer_to_a_line_left_out_is_left_out() -> None:
    kept = tuple(line for line in asked(KEY) if line.id != "d2")

    assert perfect(VISIT, kept).lines[1].pointers == (1,)


def test_one_code_is_changed_and_one_line_added_without_touching_the_rest() -> None:
    sheet = perfect(STAY, asked(KEY))

    changed = with_code(sheet, 2, "I509")
    longer = with_line(sheet, changed.lines[2])

    assert changed.lines[2] == replace(sheet.lines[2], code="I509")
    assert changed.lines[:2] == sheet.lines[:2]
    assert longer.lines[:-1] == sheet.lines

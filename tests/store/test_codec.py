"""Domain values survive the way to JSON and back, or are refused."""

import json
from dataclasses import replace
from datetime import date

import pytest

from coder_sim.domain.answer import (
    AnswerKey,
    AnswerSheet,
    CodedLine,
    Passage,
    ProviderQuery,
    Review,
)
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.feedback import Feedback
from coder_sim.domain.grade import (
    AskedQuery,
    AxisDifference,
    Direction,
    EvidenceLink,
    Finding,
    Grade,
    Severity,
    Support,
)
from coder_sim.store.codec import from_json, to_json
from tests.builders import a_case, a_feedback, a_grade, a_sheet


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (CaseBrief, a_case().brief),
        (AnswerKey, a_case().key),
        (AnswerSheet, a_sheet("I10", "E119")),
        (Grade, a_grade()),
        (Feedback, a_feedback()),
        (Review, Review("A", "B", date(2026, 5, 4), 0.95, ("read twice",))),
    ],
)
def test_a_value_comes_back_as_it_went(kind: type[object], value: object) -> None:
    assert from_json(kind, to_json(value)) == value


def test_equal_values_give_equal_text_with_sorted_keys() -> None:
    text = to_json(a_case().key)
    assert text == to_json(a_case().key)
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    "text",
    [
        '{"lines":[{"system":"ICD-10-CM","code":5}]}',
        '{"lines":[{"system":"ICD-9","code":"I10"}]}',
        '{"lines":[{"code":"I10"}]}',
        '{"lines":[],"notes":"unknown"}',
        '{"lines":[',
    ],
)
def test_a_wrong_type_an_unknown_name_or_torn_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        from_json(AnswerSheet, text)


def test_half_a_character_from_the_keyboard_does_not_lose_the_sheet() -> None:
    sheet = AnswerSheet(queries=(ProviderQuery("note", "pain", "left \ud83d or right?"),))
    back = from_json(AnswerSheet, to_json(sheet))
    assert back.queries[0].question == "left ? or right?"


NEWER = frozenset(
    {
        *("links", "asked", "others", "repeats", "axes", "key_cc", "answer_cc"),
        *("start", "end", "nth", "topic", "more"),
    }
)


def _older(value: object) -> object:
    """Return a stored value as it was before these fields were known."""
    if isinstance(value, dict):
        return {name: _older(part) for name, part in value.items() if name not in NEWER}
    return [_older(part) for part in value] if isinstance(value, list) else value


def test_rows_of_an_earlier_program_are_read_with_the_new_parts_empty() -> None:
    passage = Passage("note", "pain")
    line = CodedLine(System.ICD10CM, "I10", evidence=(passage,))
    sheet = AnswerSheet((line,), (ProviderQuery("note", "pain", "Which side?"),))
    for value in (sheet, a_grade(), a_case().key):
        stored = json.dumps(_older(json.loads(to_json(value))))
        assert from_json(type(value), stored) == value


def test_offsets_links_and_axes_come_back_as_they_went() -> None:
    linked = CodedLine(System.ICD10CM, "I10", evidence=(Passage("n1", "", start=3, end=9),))
    query = ProviderQuery("n1", "pain", "Why?", 2, "cause", (Passage("n1", "left"),))
    sheet = AnswerSheet((linked,), (query,))
    assert from_json(AnswerSheet, to_json(sheet)) == sheet
    finding = Finding(
        *("PCS_DEVICE", "p1", 2, Severity.MAJOR, Direction.NEUTRAL),
        axes=(AxisDifference(6, "2", "4", "Metal", "Ceramic"),),
        others=(1,),
    )
    grade = replace(
        a_grade(),
        findings=(finding,),
        links=(EvidenceLink(1, 1, Support.PARTLY, "d1"),),
        asked=(AskedQuery(1, "q1", accepted=True),),
    )
    assert from_json(Grade, to_json(grade)) == grade

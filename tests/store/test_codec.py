"""Domain values survive the way to JSON and back, or are refused."""

import json
from datetime import date

import pytest

from coder_sim.domain.answer import AnswerKey, AnswerSheet, ProviderQuery, Review
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.feedback import Feedback
from coder_sim.domain.grade import Grade
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

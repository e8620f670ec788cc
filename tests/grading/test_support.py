"""Linked passages and provider queries are compared with the key's by place."""

import pytest

from coder_sim.domain.answer import AnswerSheet, KeyQuery, Passage, ProviderQuery
from coder_sim.domain.encounter import Document
from coder_sim.domain.facts import CodeFacts
from coder_sim.grading.grader import grade
from tests.grading.cases import CLINIC, a_key, keyed, reported

TEXT = "Cough and fever. Pneumonia of the left lower lobe. Pneumonia is treated."
CHART = (Document("n1", "note", "provider", "Note", TEXT), Document("n2", "note", "nurse", "", ""))
KEY = a_key(
    keyed("d1", "J18.9", evidence=(Passage("n1", "Pneumonia of the left lower lobe"),)),
    queries=(KeyQuery("q1", "n1", "Pneumonia is treated", "Which organism?"),),
)


@pytest.mark.parametrize(
    ("passage", "supported"),
    [
        (Passage("n1", "Pneumonia of the left lower lobe."), 1),
        (Passage("n1", "Pneumonia"), 1),
        (Passage("n1", "lobe. Pneumonia is treated"), 0),
        (Passage("n1", "Pneumonia", nth=2), 0),
        (Passage("n1", "Cough"), 0),
        (Passage("n2", "Pneumonia"), 0),
        (Passage("n1", "not in the chart"), 0),
        (Passage("n9", "Pneumonia"), 0),
    ],
)
def test_a_passage_supports_a_line_when_half_of_the_shorter_is_common(
    passage: Passage, supported: int, facts: CodeFacts
) -> None:
    sheet = AnswerSheet((reported("J18.9", evidence=(passage,)),))
    assert grade(CLINIC, KEY, sheet, facts, CHART).evidence == (supported, 1)


def test_evidence_of_an_unpaired_line_supports_nothing(facts: CodeFacts) -> None:
    passage = Passage("n1", "Pneumonia of the left lower lobe")
    sheet = AnswerSheet((reported("R05.1", evidence=(passage,)),))
    assert grade(CLINIC, KEY, sheet, facts, CHART).evidence == (0, 1)


@pytest.mark.parametrize(
    ("quotes", "counted"),
    [
        ((), (0, 0, 1)),
        (("is treated",), (1, 1, 1)),
        (("Pneumonia",), (1, 1, 1)),
        (("Cough",), (0, 1, 1)),
        (("is treated", "Cough", "Pneumonia is"), (2, 3, 1)),
    ],
)
def test_a_query_is_right_where_its_passage_meets_the_keys(
    quotes: tuple[str, ...], counted: tuple[int, int, int], facts: CodeFacts
) -> None:
    sheet = AnswerSheet((), tuple(ProviderQuery("n1", quote) for quote in quotes))
    assert grade(CLINIC, KEY, sheet, facts, CHART).queries == counted


def test_links_and_queries_touch_no_score(facts: CodeFacts) -> None:
    plain = AnswerSheet((reported("J18.9"),))
    linked = AnswerSheet(
        (reported("J18.9", evidence=(Passage("n1", "Cough"),)),), (ProviderQuery("n1", "Cough"),)
    )
    first, second = (grade(CLINIC, KEY, sheet, facts, CHART) for sheet in (plain, linked))
    assert (first.scores, first.findings) == (second.scores, second.findings)

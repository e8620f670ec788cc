"""Linked passages and provider queries are compared with the key's by place."""

import pytest

from coder_sim.domain.answer import AnswerSheet, KeyQuery, Passage, ProviderQuery
from coder_sim.domain.encounter import Document
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import AskedQuery, EvidenceLink, Support
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


TWO = a_key(
    keyed("d1", "J18.9", evidence=(Passage("n1", "Pneumonia of the left lower lobe"),)),
    keyed("d2", "R05.1", evidence=(Passage("n1", "Cough"),)),
    keyed("d3", "R50.9"),
)


@pytest.mark.parametrize(
    ("code", "passage", "support", "key"),
    [
        ("J18.9", Passage("n1", "Pneumonia of the left"), Support.SUPPORTED, "d1"),
        ("J18.9", Passage("n1", "", start=17, end=26), Support.SUPPORTED, "d1"),
        ("J18.9", Passage("n1", "lobe. Pneumonia is treated"), Support.PARTLY, "d1"),
        ("J18.9", Passage("n1", "Cough"), Support.ELSEWHERE, "d2"),
        ("J18.9", Passage("n1", "is treated"), Support.NOT, None),
        ("J18.9", Passage("n1", "", start=17, end=999), Support.NOT, None),
        ("J18.9", Passage("n1", "", start=26, end=17), Support.NOT, None),
        ("J18.9", Passage("n2", "Pneumonia"), Support.NOT, None),
        ("R50.9", Passage("n1", "fever"), Support.OPEN, None),
        ("R50.9", Passage("n1", "no such words"), Support.NOT, None),
        ("I10", Passage("n1", "Cough"), Support.ELSEWHERE, "d2"),
        ("I10", Passage("n1", "fever"), Support.NOT, None),
    ],
)
def test_each_passage_gets_a_verdict(
    code: str, passage: Passage, support: Support, key: str | None, facts: CodeFacts
) -> None:
    sheet = AnswerSheet((reported("Z79.4"), reported(code, evidence=(passage,))))
    (link,) = grade(CLINIC, TWO, sheet, facts, CHART).links
    assert link == EvidenceLink(2, 1, support, key)


@pytest.mark.parametrize(
    ("query", "key", "accepted"),
    [
        (ProviderQuery("n1", "Pneumonia"), "q1", True),
        (ProviderQuery("n1", "Pneumonia", nth=2), "q1", True),
        (ProviderQuery("n1", "Pneumonia", nth=1), "q2", False),
        (ProviderQuery("n1", "Cough", more=(Passage("n1", "is treated"),)), "q1", True),
        (ProviderQuery("n1", "Cough", more=(Passage("n1", "", start=51, end=60),)), "q1", True),
        (ProviderQuery("n1", "fever"), None, False),
        (ProviderQuery("n9", "Pneumonia"), None, False),
    ],
)
def test_a_query_may_rest_on_several_passages_and_say_which_occurrence(
    query: ProviderQuery, key: str | None, accepted: bool, facts: CodeFacts
) -> None:
    asking = a_key(
        keyed("d1", "J18.9"),
        queries=(
            KeyQuery("q1", "n1", "Pneumonia is treated", "Which organism?", accept_answer=True),
            KeyQuery("q2", "n1", "Pneumonia of the left", "Since when?"),
        ),
    )
    result = grade(CLINIC, asking, AnswerSheet((), (query,)), facts, CHART)
    assert result.asked == (AskedQuery(1, key, accepted),)
    assert result.queries == (int(key is not None), 1, 2)


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


@pytest.mark.parametrize(
    ("quote", "counted"),
    [
        ("Pneumonia is treated", (1, 1, 1)),
        ("is treated", (1, 1, 1)),
        ("Pneumonia is treated with care", (1, 1, 1)),
        ("Cough", (0, 1, 1)),
    ],
)
def test_without_a_chart_quotes_are_compared_with_each_other(
    quote: str, counted: tuple[int, int, int], facts: CodeFacts
) -> None:
    passage = Passage("n1", "left lower lobe")
    sheet = AnswerSheet((reported("J18.9", evidence=(passage,)),), (ProviderQuery("n1", quote),))
    result = grade(CLINIC, KEY, sheet, facts)
    assert (result.queries, result.evidence) == (counted, (1, 1))

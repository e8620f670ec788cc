"""What holds of every feedback, whatever the sheet: nothing empty, nothing said twice."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Severity
from coder_sim.grading.grader import grade
from coder_sim.wording.feedback_phrases import EFFECTS, HEADLINES, MODIFIER_RULES, SOURCES, TIPS
from coder_sim.wording.finding_texts import finding_texts
from coder_sim.wording.plain import as_text
from tests.grading.mutations import sheets
from tests.grading.oracles import Oracle
from tests.wording.composing import a_brief, of_oracle

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LONG = settings(QUICK, max_examples=500)
_ORDER = [
    "What you reported",
    "What the chart says",
    "The rule",
    "Why the key's code",
    "The effect",
    "Next time",
]


def check(oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts) -> None:
    feedback = of_oracle(oracle, facts, sheet)
    for shown in feedback.rows:
        headings = [x.heading for x in shown.parts]
        assert headings == sorted(headings, key=_ORDER.index)
        paragraphs = [text for x in shown.parts for text in x.text.split("\n")]
        assert all(text.strip() for text in paragraphs)
        assert len(paragraphs) == len(set(paragraphs))
        assert shown.severity is None or shown.parts, shown.headline
    covered = [x.answer for x in feedback.rows if x.answer is not None]
    assert set(covered) == set(range(1, len(sheet.lines) + 1))
    assert as_text(feedback)


@given(case=sheets())
@QUICK
def test_every_line_is_told_once_and_nothing_is_empty(
    case: tuple[Oracle, AnswerSheet], facts: CodeFacts
) -> None:
    check(*case, facts)


@pytest.mark.long
@given(case=sheets(changes=8))
@LONG
def test_every_line_is_told_once_on_many_examples(
    case: tuple[Oracle, AnswerSheet], facts: CodeFacts
) -> None:
    check(*case, facts)


@given(case=sheets())
@QUICK
def test_every_finding_has_a_text_for_machines(
    case: tuple[Oracle, AnswerSheet], facts: CodeFacts
) -> None:
    oracle, sheet = case
    brief: CaseBrief = a_brief(oracle.job.encounter)
    result = grade(oracle.job.encounter, oracle.job.key, sheet, facts)
    texts = finding_texts(brief, oracle.job.key, sheet, result, facts)
    assert len(texts) == len(result.findings)
    for finding, text in zip(result.findings, texts, strict=True):
        assert len(text) > 20 or finding.severity is Severity.INFO, finding


def test_no_fixed_phrase_says_never() -> None:
    every = " ".join(
        text
        for table in (EFFECTS, HEADLINES, MODIFIER_RULES, SOURCES, TIPS)
        for text in table.values()
    )
    assert not re.search(r"\bnever\b", every, re.IGNORECASE)

"""Any sheet can be graded: nonsense becomes findings, not errors."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage, ProviderQuery
from coder_sim.domain.code_set import System
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Grade
from coder_sim.grading.grader import grade
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, graded, keyed
from tests.grading.mutations import ORACLES
from tests.grading.oracles import Oracle
from tests.wording.composing import of_oracle

texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "99214-25",
            "I10",
            "i10",
            "E11.22",
            "0SRB04A",
            "J3301",
            "25",
            "I1\u0660",
            "\uff29\uff11\uff10",
        ]
    ),
)
lines = st.builds(
    CodedLine,
    system=st.sampled_from(System),
    code=texts,
    poa=st.one_of(st.none(), st.text(max_size=3)),
    modifiers=st.lists(texts, max_size=3).map(tuple),
    units=st.integers(-(10**6), 10**9),
    pointers=st.lists(st.integers(-3, 300), max_size=4).map(tuple),
    evidence=st.lists(st.builds(Passage, texts, texts), max_size=2).map(tuple),
)
sheets = st.builds(
    AnswerSheet,
    st.lists(lines, max_size=12).map(tuple),
    st.lists(st.builds(ProviderQuery, texts, texts), max_size=2).map(tuple),
)
THOROUGH = settings(
    max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def assert_sane(result: Grade, sheet: AnswerSheet) -> None:
    scores = result.scores
    for value in (scores.learning.pct, scores.code_over_code.pct, scores.practicum.pct):
        assert 0.0 <= value <= 100.0
    numbers = [x.answer for x in result.matches if x.answer is not None]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= set(range(1, len(sheet.lines) + 1))


@given(oracle=st.sampled_from(ORACLES), sheet=sheets)
@QUICK
def test_any_sheet_can_be_graded(oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts) -> None:
    assert_sane(grade(oracle.job.encounter, oracle.job.key, sheet, facts), sheet)


@pytest.mark.long
@given(oracle=st.sampled_from(ORACLES), sheet=sheets)
@THOROUGH
def test_any_of_many_sheets_can_be_graded_and_told(
    oracle: Oracle, sheet: AnswerSheet, facts: CodeFacts
) -> None:
    result = grade(oracle.job.encounter, oracle.job.key, sheet, facts)
    assert_sane(result, sheet)
    assert of_oracle(oracle, facts, sheet).rows


@pytest.mark.parametrize(
    "code",
    [
        "",
        "\x00",
        "I10\x00",
        "99214-25-",
        "\ud800",
        "\u0661\u0662",
        "E11." * 50,
        "'; --",
        "A" * 10**5,
    ],
    ids=lambda code: repr(code)[:12],
)
@pytest.mark.parametrize("system", System)
def test_a_line_of_nonsense_is_an_extra_told_in_words(
    code: str, system: System, facts: CodeFacts
) -> None:
    odd = CodedLine(system, code, poa="?", modifiers=("\x00",), units=-1, pointers=(0, -3, 99))
    sheet = AnswerSheet((CodedLine(System.ICD10CM, "I10"), odd))
    oracle = replace(ORACLES[0], job=replace(ORACLES[0].job, key=a_key(keyed("d1", "I10"))))
    result = grade(STAY, oracle.job.key, sheet, facts)
    (finding,) = [x for x in result.findings if x.answer == 2]
    assert finding.cls in {"INVALID", "UNSUPPORTED_EXTRA"}
    rows = of_oracle(oracle, facts, sheet).rows
    assert [x.headline for x in rows if x.answer == 2] != []


@pytest.mark.parametrize("oracle", ORACLES[:1])
def test_two_hundred_lines_can_be_graded(oracle: Oracle, facts: CodeFacts) -> None:
    rows = [replace(x, code=f"{x.code}{i % 10}") for i in range(40) for x in oracle.sheet.lines]
    sheet = AnswerSheet(tuple(rows[:200]))
    result = grade(oracle.job.encounter, oracle.job.key, sheet, facts)
    assert_sane(result, sheet)
    assert len(result.findings) >= 190


@pytest.mark.parametrize(
    "code", ["I10", "i10", " I 1 0 ", "I.10", "\uff29\uff11\uff10", "I1\u0660"], ids=repr
)
def test_a_code_may_be_typed_in_many_ways(code: str, facts: CodeFacts) -> None:
    sheet = AnswerSheet((CodedLine(System.ICD10CM, code),))
    assert graded(a_key(keyed("d1", "I10")), sheet, facts).match("d1").cls == "EXACT"


def test_a_modifier_alone_in_the_code_field_is_an_unsupported_service(facts: CodeFacts) -> None:
    sheet = AnswerSheet((CodedLine(System.ICD10CM, "I10"), CodedLine(System.CPT, "25")))
    result = graded(a_key(keyed("d1", "I10")), sheet, facts, OFFICE)
    assert result.classes == ["UNSUPPORTED_EXTRA"]


def test_a_code_entered_under_another_code_set_does_not_pair(facts: CodeFacts) -> None:
    sheet = AnswerSheet((CodedLine(System.ICD10PCS, "I10"),))
    assert graded(a_key(keyed("d1", "I10")), sheet, facts, CLINIC).classes == ["OMITTED", "INVALID"]


def test_a_sheet_of_headings_is_graded(facts: CodeFacts) -> None:
    result = graded(a_key(keyed("d1", "E11.22")), a_sheet("E11", "I50"), facts, STAY)
    assert result.classes == ["TRUNCATED", "INVALID", "DRG_CHANGE"]

"""The worked arithmetic of the grading model, addend by addend."""

from collections import defaultdict

import pytest

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Element
from coder_sim.grading.constants import MODEL_VERSION
from coder_sim.grading.grader import grade
from tests.grading.mutations import ORACLES, with_code, without
from tests.grading.oracles import Oracle, oracle


def addends(number: str, answer: str, facts: CodeFacts) -> dict[Element, tuple[float, float]]:
    """Return points earned and possible by element."""
    found = oracle(number, answer)
    result = grade(found.job.encounter, found.job.key, found.sheet, facts)
    sums: dict[Element, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for entry in result.tally:
        earned, possible = sums[entry.element]
        sums[entry.element] = (earned + entry.earned, possible + entry.possible)
    return dict(sums)


def test_hypertension_heart_failure_and_kidney_disease(facts: CodeFacts) -> None:
    assert addends("01", "A", facts) == {
        Element.CODE: (2.75, 5.0),
        Element.FIRST: (0.0, 2.0),
        Element.POA: (1.0, 1.0),
        Element.SEQUENCE: (0.5, 0.5),
    }


def test_healing_fracture(facts: CodeFacts) -> None:
    assert addends("03", "A", facts) == {Element.CODE: (0.5, 1.0), Element.FIRST: (0.0, 1.0)}


def test_hip_replacement(facts: CodeFacts) -> None:
    assert addends("06", "A", facts) == {
        Element.CODE: (3.0, 6.0),
        Element.FIRST: (1.0, 2.0),
        Element.POA: (0.5, 0.75),
    }


def test_visit_with_injection(facts: CodeFacts) -> None:
    sums = addends("07", "A", facts)
    assert sums[Element.CODE] == pytest.approx((5.0, 5.9))
    assert sums[Element.MODIFIERS] == (0.0, 1.5)
    assert sums[Element.UNITS] == (1.0, 1.5)
    assert sums[Element.POINTERS] == pytest.approx((0.6, 0.6))
    assert sums[Element.FIRST] == (0.0, 0.5)


@pytest.mark.parametrize("found", ORACLES, ids=lambda x: f"{x.job.title[:12]}-{x.answer}")
def test_the_addends_make_up_the_learning_score(found: Oracle, facts: CodeFacts) -> None:
    result = grade(found.job.encounter, found.job.key, found.sheet, facts)
    learning = result.scores.learning
    assert sum(x.earned for x in result.tally) == pytest.approx(learning.earned)
    assert sum(x.possible for x in result.tally) == pytest.approx(learning.possible)
    assert sum(x.penalty for x in result.tally) == pytest.approx(learning.penalty)
    assert result.model_version == MODEL_VERSION == "1.1"


PERFECT = [x for x in ORACLES if x.answer.startswith("PERFECT")]


@pytest.mark.parametrize("found", PERFECT, ids=lambda x: x.job.title[:12])
def test_a_perfect_sheet_scores_full_and_an_empty_one_nothing(
    found: Oracle, facts: CodeFacts
) -> None:
    for sheet, pct in ((found.sheet, 100.0), (AnswerSheet(), 0.0)):
        scores = grade(found.job.encounter, found.job.key, sheet, facts).scores
        told = (scores.learning.pct, scores.code_over_code.pct, scores.practicum.pct)
        assert told == (pct, pct, pct)
        right = pct == 100.0
        passed = (scores.first_dx_correct, scores.record_over_record, scores.case_financial)
        assert passed == (right, right, right)


@pytest.mark.parametrize("found", PERFECT, ids=lambda x: x.job.title[:12])
def test_a_distractor_called_over_scores_at_most_as_much_as_omission(
    found: Oracle, facts: CodeFacts
) -> None:
    encounter, key = found.job.encounter, found.job.key
    numbers = {x.key: x.answer for x in grade(encounter, key, found.sheet, facts).matches}
    for line in key.lines:
        for distractor in line.distractors:
            number = numbers.get(line.id)
            if distractor.direction != "OVER" or number is None:
                continue
            swapped = grade(encounter, key, with_code(found.sheet, number, distractor.code), facts)
            omitted = grade(encounter, key, without(found.sheet, number), facts)
            assert swapped.scores.learning.pct <= omitted.scores.learning.pct

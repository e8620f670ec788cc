"""The laws of the grading model hold on random changes of the oracles' answers."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.facts import CodeFacts
from tests.grading import laws
from tests.grading.mutations import ORACLES, sheets
from tests.grading.oracles import Oracle

LAWS = [
    laws.unsupported_payment_gains_nothing,
    laws.an_unrelated_diagnosis_raises_nothing,
    laws.the_keys_code_lowers_nothing,
    laws.later_order_changes_no_match,
]
KEYS = list({x.job.title: x for x in ORACLES}.values())
names = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
_HEALTH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
quick = settings(max_examples=60, deadline=None, suppress_health_check=_HEALTH)
thorough = settings(max_examples=500, deadline=None, suppress_health_check=_HEALTH)


def check(
    law: Callable[..., None],
    case: tuple[Oracle, AnswerSheet],
    facts: CodeFacts,
    data: st.DataObject,
) -> None:
    oracle, sheet = case
    if "data" in law.__annotations__:
        law(oracle, sheet, facts, data)
    else:
        law(oracle, sheet, facts)


@names
@given(case=sheets(), data=st.data())
@quick
def test_a_law_holds(
    law: Callable[..., None],
    case: tuple[Oracle, AnswerSheet],
    data: st.DataObject,
    facts: CodeFacts,
) -> None:
    check(law, case, facts, data)


@pytest.mark.long
@names
@given(case=sheets(changes=7), data=st.data())
@thorough
def test_a_law_holds_on_many_examples(
    law: Callable[..., None],
    case: tuple[Oracle, AnswerSheet],
    data: st.DataObject,
    facts: CodeFacts,
) -> None:
    check(law, case, facts, data)


@given(oracle=st.sampled_from(ORACLES), data=st.data())
@quick
def test_both_of_two_contradictory_codes_are_no_better_than_a_guess(
    oracle: Oracle, data: st.DataObject, facts: CodeFacts
) -> None:
    laws.both_of_two_contradictory_codes_are_no_better_than_a_guess(oracle, facts, data)


@pytest.mark.long
@given(oracle=st.sampled_from(ORACLES), data=st.data())
@thorough
def test_both_of_two_contradictory_codes_stay_no_better_on_many_examples(
    oracle: Oracle, data: st.DataObject, facts: CodeFacts
) -> None:
    laws.both_of_two_contradictory_codes_are_no_better_than_a_guess(oracle, facts, data)


@pytest.mark.parametrize("oracle", KEYS, ids=[f"{x.job.title}" for x in KEYS])
def test_nothing_scores_nothing_and_the_key_scores_everything(
    oracle: Oracle, facts: CodeFacts
) -> None:
    laws.nothing_scores_nothing_and_the_key_everything(oracle, facts)
    laws.a_distractor_that_overpays_is_no_better_than_an_omission(oracle, facts)

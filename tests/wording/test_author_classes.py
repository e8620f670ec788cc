"""An author's class may be a near miss; headline and advice go by where the codes differ."""

from dataclasses import replace

import pytest

from coder_sim.domain.answer import Distractor
from coder_sim.domain.facts import CodeFacts
from tests.grading.cases import STAY, a_key, a_sheet, keyed
from tests.wording.composing import composed, part

NEXT = "Next time"


def told(key: str, code: str, cls: str, facts: CodeFacts) -> tuple[str, str]:
    """Return headline and advice for a foreseen wrong code of the second line."""
    trap = Distractor(code.replace(".", ""), cls, 0.25, "The record says otherwise.")
    lines = (keyed("d1", "I10"), replace(keyed("x1", key), distractors=(trap,)))
    found = composed(a_key(*lines), a_sheet("I10", code), facts, STAY).rows[1]
    return found.headline, part(found, NEXT)


def test_a_duration_is_called_a_duration_whatever_the_class(facts: CodeFacts) -> None:
    headline, advice = told("5A1945Z", "5A1955Z", "PCS_QUALIFIER", facts)
    assert headline.startswith("Wrong duration: ")
    assert advice == "In this section character 5 is the duration: look for it by name."


def test_an_approach_is_called_an_approach_whatever_the_class(facts: CodeFacts) -> None:
    headline, advice = told("0DTJ4ZZ", "0DTJ0ZZ", "PCS_DEVICE", facts)
    assert headline.startswith("Wrong approach: ")
    assert advice.startswith("Find how the site was reached")


def test_where_several_characters_differ_the_class_decides(facts: CodeFacts) -> None:
    headline, _ = told("0SRB04A", "0SR9019", "PCS_DEVICE", facts)
    assert headline.startswith("Wrong device: ")


@pytest.mark.parametrize(
    ("code", "headline", "advice"),
    [
        ("I63.9", "Right category, another code: ", "Read all titles of the category"),
        ("G51.0", "Another code: ", "Compare the title with the provider's own words"),
    ],
)
def test_the_category_is_called_right_only_where_it_is(
    code: str, headline: str, advice: str, facts: CodeFacts
) -> None:
    shown, hint = told("I63.411", code, "WRONG_CODE_SAME_CATEGORY", facts)
    assert shown.startswith(headline)
    assert hint.startswith(advice)

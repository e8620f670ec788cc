"""An author's class may be a near miss; headline and advice go by where the codes differ."""

from dataclasses import replace

import pytest

from coder_sim.domain.answer import Alternate, Distractor, Extra, KeyLine
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Verdict
from tests.grading.cases import CLINIC, STAY, a_key, a_sheet, keyed, reported
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


def test_a_rule_that_the_author_has_said_is_only_named(facts: CodeFacts) -> None:
    why = "An outpatient's probable or suspected diagnosis is not coded."
    extra = Extra("K219", "UNSUPPORTED_EXTRA", 0.5, "MAJOR", cite="IV.H", explain=why)
    key = a_key(keyed("d1", "R07.89"), extras=(extra,))
    found = composed(key, a_sheet("R07.89", "K21.9"), facts, CLINIC).rows[1]
    assert why in part(found, "What you reported")
    assert part(found, "The rule") == "IV.H Uncertain diagnosis."


def test_sentences_on_a_facet_stand_once_beside_the_whole_reason(facts: CodeFacts) -> None:
    why = "Blood was lost. Hemoglobin was 13 before, so it was not present on admission. It is D62."
    trap = Distractor("D649", "RELATED_WRONG", 0.0, "The kind of anemia is told.")
    line = replace(keyed("x1", "D62", poa=("N",)), distractors=(trap,), rationale=why)
    key = a_key(keyed("d1", "I10", poa=("Y",)), line)
    sheet = a_sheet(reported("I10", "Y"), reported("D64.9", "Y"))
    found = composed(key, sheet, facts, STAY).rows[1]
    assert sum(x.text.count("not present on admission.") for x in found.parts) == 1


RETURN = (
    "The wound was closed again. He went back to the operating room for the first operation's "
    "sake: 78. It took 59 minutes. Where the laboratory wants it, modifier QW is added."
)


@pytest.mark.parametrize(
    ("answer", "shown", "hidden"),
    [
        ("13160", "first operation's sake: 78.", "modifier QW"),
        ("13160-78-59", "", "modifier QW"),
        ("13160-78-59", "", "59 minutes"),
    ],
)
def test_only_sentences_on_the_modifier_in_question_are_shown(
    answer: str, shown: str, hidden: str, facts: CodeFacts
) -> None:
    line = replace(keyed("s1", "13160", modifiers=("78",)), rationale=RETURN)
    found = composed(a_key(keyed("d1", "I10"), line), a_sheet("I10", answer), facts, CLINIC).rows[1]
    assert shown in part(found, "The rule")
    assert hidden not in part(found, "The rule")


@pytest.mark.parametrize(
    ("line", "sheet", "words"),
    [
        (
            keyed("s1", "20610", modifiers=("50",)),
            ("20610-RT", "20610-LT"),
            "once only, with modifier 50 for both sides.",
        ),
        (
            keyed("s1", "J7325", units=96),
            ("J7325", "J7325"),
            "once only, with all 96 units on one line.",
        ),
    ],
)
def test_what_belongs_on_one_line_is_said_beside_the_second(
    line: KeyLine, sheet: tuple[str, ...], words: str, facts: CodeFacts
) -> None:
    found = composed(a_key(keyed("d1", "M17.0"), line), a_sheet("M17.0", *sheet), facts, CLINIC)
    assert words in part(found.rows[-1], "What you reported")


def test_an_alternate_at_part_credit_is_not_called_right(facts: CodeFacts) -> None:
    line = replace(keyed("d2", "E78.5"), alternates=(Alternate("E7800", 0.5, "Half is told."),))
    found = composed(a_key(keyed("d1", "I10"), line), a_sheet("I10", "E78.00"), facts, CLINIC)
    assert found.rows[1].headline.startswith("Accepted, but the key's code fits better: E78.00")
    assert found.rows[1].verdict is Verdict.PARTLY
    assert found.rows[1].points == "0.5 of 1 for the code"


def test_the_key_s_own_procedure_twice_is_reported_twice(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("p1", "0DTJ4ZZ"))
    found = composed(key, a_sheet("I10", "0DTJ4ZZ", "0DTJ4ZZ"), facts, STAY)
    assert found.rows[2].headline.startswith("Reported twice: 0DTJ4ZZ")


def test_a_part_of_a_procedure_is_no_part_of_a_combination_code(facts: CodeFacts) -> None:
    extra = Extra("0DJD4ZZ", "REDUNDANT_COMPONENT", 0.25, explain="Looking is part of it.")
    key = a_key(keyed("d1", "I10"), keyed("p1", "0DTJ4ZZ"), extras=(extra,))
    found = composed(key, a_sheet("I10", "0DTJ4ZZ", "0DJD4ZZ"), facts, STAY)
    assert found.rows[2].headline.startswith("Part of another line: 0DJD4ZZ")


@pytest.mark.parametrize(("code", "said"), [("E11.9", True), ("E11.51", False)])
def test_only_a_title_that_denies_complications_is_said_to(
    code: str, said: bool, facts: CodeFacts
) -> None:
    trap = Distractor(code.replace(".", ""), "COMPLICATION_OMITTED", 0.5, "Gangrene is told.")
    line = replace(keyed("d2", "E11.52"), distractors=(trap,))
    found = composed(a_key(keyed("d1", "I10"), line), a_sheet("I10", code), facts, CLINIC).rows[1]
    assert ("there is no complication" in part(found, "What you reported")) is said


@pytest.mark.parametrize(("pointers", "denied"), [((1,), False), ((3,), True)])
def test_a_service_with_one_right_pointer_is_not_said_to_be_denied(
    pointers: tuple[int, ...], denied: bool, facts: CodeFacts
) -> None:
    line = keyed("s1", "20610", pointers=("d1", "d2"))
    key = a_key(keyed("d1", "M17.11"), keyed("d2", "M25.461"), keyed("d3", "I10"), line)
    sheet = a_sheet("M17.11", "M25.461", "I10", reported("20610", pointers=pointers))
    found = composed(key, sheet, facts, CLINIC).rows[3]
    assert ("may deny" in part(found, "The effect")) is denied


def test_a_sentence_of_two_words_brings_its_reason_along(facts: CodeFacts) -> None:
    why = "Each lesion counts. It ran 95 minutes in all, 35 beyond the first hour. One unit."
    line = replace(keyed("s1", "96415"), rationale=why)
    sheet = a_sheet("I10", reported("96415", units=2))
    found = composed(a_key(keyed("d1", "I10"), line), sheet, facts, CLINIC).rows[1]
    assert part(found, "The rule").startswith("It ran 95 minutes in all, 35 beyond")
    assert "One unit." in part(found, "The rule")


def test_a_code_that_cannot_be_reported_is_said_to_be_so_beside_the_author(
    facts: CodeFacts,
) -> None:
    extra = Extra("J2930", "INVALID", 0.5, "MAJOR", explain="The pharmacy bills it.")
    key = a_key(keyed("d1", "I10"), extras=(extra,))
    found = composed(key, a_sheet("I10", "J2930"), facts, CLINIC).rows[1]
    assert "The pharmacy bills it." in part(found, "What you reported")
    assert "it ended on 2024-03-31" in part(found, "What you reported")

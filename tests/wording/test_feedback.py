"""Feedback says what was reported, what the chart says, the rule, the effect and the way out."""

import pytest

from coder_sim.domain.answer import (
    Alternate,
    Constraint,
    Distractor,
    Dose,
    Excludes1Exception,
    Extra,
    KeyId,
    KeyQuery,
    Passage,
    ProviderQuery,
)
from coder_sim.domain.answer import AnswerSheet as Sheet
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Span, Verdict
from coder_sim.domain.grade import Severity
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, keyed, reported
from tests.grading.oracles import oracle
from tests.wording.composing import composed, of_oracle, part, row

REPORTED, CHART, RULE, EFFECT, NEXT = (
    "What you reported",
    "What the chart says",
    "The rule",
    "The effect",
    "Next time",
)


def test_rows_follow_the_key_then_extras_then_the_sheet(facts: CodeFacts) -> None:
    feedback = of_oracle(oracle("03", "A"), facts)
    assert [x.verdict for x in feedback.rows] == [Verdict.PARTLY, Verdict.EXTRA, Verdict.NOTE]
    assert [x.answer for x in feedback.rows] == [2, 1, 1]


def test_a_missed_combination_is_explained_in_full(facts: CodeFacts) -> None:
    found = row(of_oracle(oracle("01", "A"), facts), "Part of a combination code: I10 ")
    assert part(found, REPORTED) == "You reported one part of what I13.0 says as a whole."
    assert "one combination code replaces" in part(found, RULE)
    assert "I.C.9.a.3 " in part(found, RULE)
    assert "moves the MS-DRG from 291 (1.2838)" in part(found, EFFECT)
    assert part(found, NEXT)
    assert found.points == "0.25 of 1 for the code"
    assert (found.severity, found.verdict) == (Severity.CRITICAL, Verdict.PARTLY)


def test_the_change_of_payment_group_is_told_with_weights(facts: CodeFacts) -> None:
    feedback = of_oracle(oracle("01", "A"), facts)
    found = row(feedback, "MS-DRG 293 instead of 291")
    assert "weight 0.5660" in part(found, REPORTED)
    assert part(found, EFFECT).startswith("The relative weight would be 0.7178 below")
    assert row(feedback, "Principal diagnosis: I13.0 belongs first").points == "2 lost"


def test_an_equal_hcc_leaves_the_risk_score_alone(facts: CodeFacts) -> None:
    found = row(of_oracle(oracle("01", "A"), facts), "HCCs: 38, 224, 329 instead of 37, 224, 329")
    assert "HCC 37" in part(found, REPORTED)
    assert part(found, EFFECT).startswith("The risk score comes out the same, but the claim counts")


DIFFERENCES = [
    ("E11.22", "E11.9", "Your code says there is no complication."),
    ("N18.31", "N18.30", "Your code's title says unspecified where the record gives the detail."),
    ("M17.11", "M17.12", "Your code says left; the record says right."),
    ("G56.01", "G56.00", "Your code leaves the side open; the record says right."),
    ("M17.0", "M17.11", "Your code covers the right side only: incomplete, not a wrong side."),
    ("S72.141D", "S72.141", "S72.141 is a heading: it needs a 7th character in position 7."),
    ("E11.22", "E11.2", "E11.2 is a heading; choose one of the 3 entries below it."),
    (
        "D62",
        "D64.9",
        "Your code says \u201cunspecified\u201d where the key's says "
        "\u201cAcute posthemorrhagic\u201d.",
    ),
    (
        "S72.141D",
        "S72.141A",
        "Your 7th character is A (initial encounter for closed fracture); the record supports "
        "D (subsequent encounter for closed fracture with routine healing).",
    ),
]


@pytest.mark.parametrize(("key", "code", "sentence"), DIFFERENCES)
def test_the_difference_between_two_diagnoses_is_named(
    key: str, code: str, sentence: str, facts: CodeFacts
) -> None:
    feedback = composed(a_key(keyed("d1", key)), a_sheet(code), facts)
    assert part(feedback.rows[0], REPORTED) == sentence


def test_a_wrong_character_of_a_procedure_is_named_with_both_labels(facts: CodeFacts) -> None:
    found = row(of_oracle(oracle("06", "B"), facts), "Wrong device: 0SRB02A")
    said = part(found, REPORTED)
    assert said.startswith("Character 6 (device): you chose ")
    assert "Metal on Polyethylene" in said
    assert "the record says Ceramic on Polyethylene" in said


def test_facets_of_a_service_are_told_in_one_row(facts: CodeFacts) -> None:
    feedback = of_oracle(oracle("07", "A"), facts)
    visit = row(feedback, "E/M level too high; modifier missing: 99215 ")
    assert "99215 is one level above 99214." in part(visit, REPORTED)
    assert "The record calls for 25 (" in part(visit, REPORTED)
    drug = row(feedback, "Code right, modifier does not apply, units wrong: J3301")
    assert "You reported 1 unit; the key has 4." in part(drug, REPORTED)
    assert drug.points.startswith("0 of 0.5 for modifiers, 0 of 0.5 for units")


def test_units_are_set_against_the_dose(facts: CodeFacts) -> None:
    drug = keyed("s1", "J3301", units=4, dose=Dose(40, 10, "mg"))
    sheet = a_sheet("M17.11", reported("J3301", units=40))
    feedback = composed(a_key(keyed("d1", "M17.11"), drug), sheet, facts, OFFICE)
    assert "40 mg at 10 mg a unit." in part(feedback.rows[1], REPORTED)


def test_pointers_are_told_by_their_codes(facts: CodeFacts) -> None:
    found = row(of_oracle(oracle("07", "B"), facts), "Code right, diagnosis pointers wrong: 99214")
    said = "The service points to M17.11; the key has it point to E11.65, I10."
    assert part(found, REPORTED) == said


NOTE = "Hypertension, stable.\nStage 3a chronic kidney disease. Hypertension, stable.\n"


def test_the_evidence_is_quoted_and_its_place_is_found(facts: CodeFacts) -> None:
    second = Passage("n1", "Hypertension, stable.", nth=2)
    key = a_key(keyed("d1", "I10", evidence=(second,), rationale="It was managed."))
    found = composed(key, a_sheet("I10"), facts, texts=(NOTE,)).rows[0]
    assert part(found, CHART) == "Note 1: \u201cHypertension, stable.\u201d"
    assert part(found, RULE) == "It was managed."
    start = NOTE.rindex("Hypertension")
    assert found.evidence == (Span("n1", start, start + len("Hypertension, stable.")),)


def test_the_authors_words_on_this_very_error_come_first(facts: CodeFacts) -> None:
    distractor = Distractor("N1830", "UNDER_SPECIFIED", 0.5, "The note says 3a.")
    line = keyed("d1", "N18.31", distractors=(distractor,), rationale="The stage is known.")
    found = composed(a_key(line), a_sheet("N18.30"), facts).rows[0]
    assert part(found, REPORTED) == "The note says 3a."
    assert part(found, RULE).startswith("I.B.2 ")
    assert part(found, "Why the key's code") == "The stage is known."


def test_an_accepted_alternate_is_right_and_says_why(facts: CodeFacts) -> None:
    alternate = Alternate("I160", 1.0, "Both readings hold.")
    line = keyed("d1", "I10", alternates=(alternate,), rationale="It was treated.")
    found = composed(a_key(line), a_sheet("I16.0"), facts).rows[0]
    assert found.headline.startswith("Right, an accepted alternate: I16.0 ")
    assert part(found, REPORTED) == "Both readings hold."
    assert part(found, RULE) == "It was treated."


def test_an_authors_extra_is_explained_by_the_author_alone(facts: CodeFacts) -> None:
    extra = Extra("R0602", "SYMPTOM_INTEGRAL", 0.25, "MINOR", cite="I.B.5", explain="It is asthma.")
    key = a_key(keyed("d1", "J45.909"), extras=(extra,))
    found = composed(key, a_sheet("J45.909", "R06.02"), facts).rows[1]
    assert part(found, REPORTED) == "It is asthma."
    assert part(found, RULE).startswith("I.B.5 ")
    assert found.points == "0.25 taken off"


@pytest.mark.parametrize(
    ("code", "start"),
    [
        ("XYZ", "\u201cXYZ\u201d is not a code of the ICD-10-CM edition of 2026-07-14."),
        ("E11", "E11 is a heading; choose among what is below it: E11.0, E11.1, E11.2 ..."),
        ("S72.141", "S72.141 is a heading: it needs a 7th character in position 7."),
        ("E11.22", "The same diagnosis code already stands on your sheet."),
        ("E11.9", "It and E11.22 on your sheet cannot both be true; the key has E11.22."),
        ("J18.9", "The key does not report this code at this encounter."),
    ],
)
def test_an_extra_line_is_told_what_is_wrong_with_it(
    code: str, start: str, facts: CodeFacts
) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "E11.22"))
    feedback = composed(key, a_sheet("I10", "E11.22", code), facts)
    assert part(feedback.rows[-1], REPORTED).startswith(start)


def test_a_code_that_pays_more_says_what_it_would_have_paid(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "J18.9", poa=("Y",)), keyed("d2", "I50.32", poa=("Y",)))
    sheet = a_sheet(reported("J18.9", "Y"), reported("I50.33", "Y"))
    found = composed(key, sheet, facts, STAY).rows[1]
    assert found.verdict is Verdict.WRONG
    assert "beyond the key's, from MS-DRG 194 (0.8059) to 193 (1.3144)." in part(found, EFFECT)
    assert "0.5 taken off" in found.points


def test_measures_stand_side_by_side_with_their_arithmetic(facts: CodeFacts) -> None:
    feedback = of_oracle(oracle("01", "B"), facts)
    told = {x.name: (x.value, x.arithmetic) for x in feedback.measures}
    assert told["Learning score"] == ("79.4 %", "6.75 of 8.5 points")
    assert told["Code-over-code"] == ("83.3 %", "5 of 6 codes right; 7 entered, 6 in the key")
    assert told["Practicum score"] == ("71.4 %", "5 of 7, the larger of 7 entered and 6 in the key")
    assert told["Record-over-record"][0] == "0 of 1"
    assert told["Case/financial"] == ("1 of 1", "MS-DRG 291 (1.2838), the same as the key")
    assert told["POA indicators"][0] == "4 of 4"
    assert told["Principal diagnosis"] == (
        "code not right",
        "1 of 1: the line that belongs first leads, but its code is not right yet",
    )
    perfect = of_oracle(oracle("01", "PERFECT"), facts)
    assert next(x.arithmetic for x in perfect.measures if x.value == "right") == "1 of 1"


def test_a_failed_claim_says_what_fails_it(facts: CodeFacts) -> None:
    def told(number: str, answer: str) -> str:
        feedback = of_oracle(oracle(number, answer), facts)
        return next(x.arithmetic for x in feedback.measures if x.name == "Case/financial")

    assert told("03", "A") == "the first-listed diagnosis is not as in the key"
    assert told("03", "C") == "a diagnosis on the sheet is not a reportable code"
    assert told("07", "A") == "a service, its modifiers or its units are not as in the key"
    assert told("07", "B").startswith("a service points to no diagnosis")
    assert told("07", "PERFECT") == "the services would be paid as the key's"


def test_a_claim_paid_in_full_may_still_move_the_risk_score(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "I25.10"), hcc=())
    feedback = composed(key, a_sheet("I10", "I25.110"), facts, OFFICE)
    claim = next(x for x in feedback.measures if x.name == "Case/financial")
    assert claim.value == "1 of 1"
    assert claim.arithmetic.endswith(
        "the risk score, which pays a health plan, is 0.570 instead of 0.330"
    )
    assert "Risk score" in part(row(feedback, "HCCs: "), EFFECT)


def test_the_summary_names_what_mattered_most(facts: CodeFacts) -> None:
    summary = of_oracle(oracle("01", "A"), facts).summary
    assert summary.startswith("2 of 6 codes fully right, learning score 50 %.")
    assert summary.endswith(
        "Look at this first. Principal diagnosis: I13.0 belongs first, not I50.33."
    )
    perfect = of_oracle(oracle("05", "PERFECT"), facts).summary
    assert perfect == "Both codes are right, with nothing to correct."


def test_practice_follows_from_the_gravest_findings(facts: CodeFacts) -> None:
    topics = of_oracle(oracle("01", "A"), facts).practise_next
    assert topics[0].endswith("(I.C.9.a.3)")
    assert of_oracle(oracle("01", "PERFECT"), facts).practise_next == ()
    services = of_oracle(oracle("07", "A"), facts).practise_next
    assert services[:3] == ("Levels of E/M visits", "Modifiers", "Units of drugs and services")


CHART_WITH_GAP = "Urosepsis suspected. White count 15. Urine culture grew E. coli."
QUERY = KeyQuery("q1", "n1", "Urosepsis suspected", "Is this sepsis or a local infection?")


@pytest.mark.parametrize(
    ("asked", "headings"),
    [
        ((), ["A query was called for"]),
        (("Urosepsis suspected. White",), ["You put a query at a passage that calls for one"]),
        (("grew E. coli",), ["A query was called for", "Your query is not among the key's"]),
    ],
)
def test_provider_queries_are_compared_by_their_passages(
    asked: tuple[str, ...], headings: list[str], facts: CodeFacts
) -> None:
    key = a_key(keyed("d1", "N39.0"), queries=(QUERY,))
    queries = tuple(ProviderQuery("n1", quote) for quote in asked)
    sheet = Sheet(a_sheet("N39.0").lines, queries)
    feedback = composed(key, sheet, facts, texts=(CHART_WITH_GAP,))
    assert [x.heading for x in feedback.queries] == headings
    # What a query says is not read: the learner compares it.
    compared = "Compare your question with this one: Is this sepsis or a local infection?"
    matched = len(headings) == 1 and bool(asked)
    assert (compared in feedback.queries[0].text) is matched
    assert ("leaves the answer open" in feedback.queries[0].text) is matched


def test_an_excludes1_pair_is_a_prompt(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "J01.90"), keyed("d2", "J32.9", optional=True))
    wrong = a_key(keyed("d1", "J01.00"), keyed("d2", "J32.0"))
    (prompt,) = composed(wrong, a_sheet("J01.90", "J32.9"), facts).prompts
    assert prompt.heading == "J01.90 with J32.9"
    assert prompt.text.startswith("The Tabular List states at J01 (Excludes1)")
    # The key's author keeps both codes: nothing to ask.
    assert composed(key, a_sheet("J01.90", "J32.9"), facts).prompts == ()


def test_an_excludes1_pair_that_the_author_excuses_is_no_prompt(facts: CodeFacts) -> None:
    excused = (Excludes1Exception("J0190", "J329", "unrelated"),)
    key = a_key(keyed("d1", "J01.00"), keyed("d2", "J32.0"), excludes1_exceptions=excused)
    assert composed(key, a_sheet("J01.90", "J32.9"), facts).prompts == ()


def test_an_excludes1_note_stands_beside_the_extra_it_speaks_against(facts: CodeFacts) -> None:
    feedback = composed(a_key(keyed("d1", "A41.9")), a_sheet("A41.9", "R78.81"), facts)
    assert feedback.prompts == ()
    assert "The Tabular List states at" in part(feedback.rows[1], RULE)


@pytest.mark.parametrize(
    ("encounter", "code", "asked"),
    [(STAY, "Z12.11", True), (CLINIC, "Z12.11", False), (CLINIC, "W11.XXXA", True)],
)
def test_a_code_unfit_to_lead_is_prompted_where_that_is_a_rule(
    encounter: Encounter, code: str, asked: bool, facts: CodeFacts
) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", code))
    prompts = composed(key, a_sheet(code, "I10"), facts, encounter).prompts
    assert [x.heading for x in prompts] == (["First position"] if asked else [])


def test_linked_evidence_is_counted_beside_the_scores(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10", evidence=(Passage("n1", "Hypertension, stable."),)))
    linked = (Passage("n1", "Hypertension"), Passage("n1", "kidney disease"))
    sheet = Sheet((reported("I10", evidence=linked),))
    feedback = composed(key, sheet, facts, texts=(NOTE,))
    assert next(x.value for x in feedback.measures if x.name == "Evidence") == "1 of 2"


def test_a_broken_sequence_is_a_note_with_what_it_cost(facts: CodeFacts) -> None:
    rule = Constraint("c1", KeyId("d2"), KeyId("d3"), cite="Tabular N18 code first")
    key = a_key(
        keyed("d1", "I10"), keyed("d2", "E11.22"), keyed("d3", "N18.31"), constraints=(rule,)
    )
    feedback = composed(key, a_sheet("I10", "N18.31", "E11.22"), facts)
    found = row(feedback, "Sequence: E11.22 belongs before N18.31")
    assert (found.verdict, found.points, found.answer) == (Verdict.NOTE, "0.5 lost", 2)
    assert part(found, REPORTED) == ""
    assert part(found, RULE).startswith("The Tabular List states at N18 (code first): ")


def test_a_further_component_is_a_note_that_costs_nothing(facts: CodeFacts) -> None:
    found = row(of_oracle(oracle("01", "B"), facts), "Part of the same error: I12.9 ")
    assert (found.verdict, found.severity, found.points) == (Verdict.NOTE, Severity.INFO, "")
    assert "costs nothing more" in part(found, REPORTED)


def test_an_optional_line_is_accepted_without_points(facts: CodeFacts) -> None:
    found = row(of_oracle(oracle("06", "PERFECT"), facts), "Accepted, optional: 30233N1 ")
    assert (found.verdict, found.points) == (Verdict.OPTIONAL, "")


def test_an_empty_stay_has_no_payment_group(facts: CodeFacts) -> None:
    feedback = composed(a_key(keyed("d1", "J18.9", poa=("Y",))), Sheet(), facts, STAY)
    found = row(feedback, "MS-DRG none instead of 195")
    assert part(found, REPORTED).startswith("Your sheet has no diagnosis")
    assert feedback.rows[0].verdict is Verdict.MISSED


def test_a_missed_line_is_told_where_such_lines_are_found(facts: CodeFacts) -> None:
    tips = {
        code: part(composed(a_key(keyed("d1", code)), Sheet(), facts).rows[0], NEXT)
        for code in ("Z79.4", "W11.XXXA", "I10")
    }
    assert "medication list" in tips["Z79.4"]
    assert tips["W11.XXXA"].startswith("For an injury ask how, where")
    assert "assessment and plan" in tips["I10"]

"""No sentence of feedback claims what is not so: defects that readers of real feedback found."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coder_sim.domain.answer import (
    AnswerKey,
    Distractor,
    EmLevels,
    Extra,
    KeyLine,
    Passage,
    ProviderQuery,
)
from coder_sim.domain.answer import AnswerSheet as Sheet
from coder_sim.domain.encounter import Encounter, FacilityPolicy, Setting
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import FeedbackRow
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, keyed, reported
from tests.wording.composing import composed, every_text, part, row

REPORTED, CHART, RULE, EFFECT, NEXT = (
    "What you reported",
    "What the chart says",
    "The rule",
    "The effect",
    "Next time",
)
KEY_CODE = "Why the key's code"
EMERGENCY = replace(CLINIC, setting=Setting.ED)


def first_row(
    line: KeyLine, code: str | None, facts: CodeFacts, encounter: Encounter = CLINIC
) -> FeedbackRow:
    """Return the row of the one key line, answered by the code or not at all."""
    sheet = a_sheet(code) if code else Sheet()
    return composed(a_key(line), sheet, facts, encounter).rows[0]


def an_extra(code: str, facts: CodeFacts, encounter: Encounter = CLINIC) -> str:
    key = a_key(keyed("d1", "I10", poa=("Y",)))
    return part(composed(key, a_sheet("I10", code), facts, encounter).rows[1], REPORTED)


SEPSIS = (
    keyed("d1", "A41.51", poa=("Y",)),
    keyed("d2", "R65.20", poa=("Y",)),
    keyed("d3", "G93.41", poa=("Y",)),
)


def test_a_near_code_takes_the_place_of_the_keys_before_payment_is_told(facts: CodeFacts) -> None:
    # Either encephalopathy is an MCC: exchanging them leaves the MS-DRG as it is.
    codes = [reported(x, "Y") for x in ("A41.51", "R65.20", "G92.8")]
    wrong = composed(a_key(*SEPSIS), a_sheet(*codes), facts, STAY).rows[2]
    assert wrong.headline.startswith("Near, but not the key's code: G92.8")
    assert part(wrong, EFFECT) == ""
    missed = composed(a_key(*SEPSIS), a_sheet(*codes[:2]), facts, STAY).rows[2]
    assert "moves the MS-DRG from 871 " in part(missed, EFFECT)


def test_an_incomplete_code_is_returned_whatever_a_grouper_makes_of_it(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I50.33", poa=("Y",)), keyed("d2", "N17.9", poa=("Y",)))
    sheet = a_sheet(reported("I50.3", "Y"), reported("N17.9", "Y"))
    feedback = composed(key, sheet, facts, STAY)
    returned = "A claim with an incomplete code is returned unpaid."
    assert part(feedback.rows[0], EFFECT) == returned
    stay = row(feedback, "MS-DRG 999 instead of 292")
    assert part(stay, EFFECT) == "As reported, the stay cannot be paid."


def test_a_changed_condition_group_names_what_is_lost_and_what_comes(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "I50.23"), hcc=("224",))
    found = composed(key, a_sheet("I10", "I50.21"), facts, OFFICE).rows[1]
    assert "loses HCC 224 (" in part(found, EFFECT)
    assert "and adds HCC 225 (" in part(found, EFFECT)


@pytest.mark.parametrize(
    ("key", "code", "headline"),
    [
        ("O70.1", "O70.20", "Another form than the record's"),
        ("O70.20", "O70.1", "Another form than the record's"),
        ("N18.31", "N18.30", "Less specific than the record"),
        ("I48.21", "I48.20", "Less specific than the record"),
        ("I50.33", "I50.9", "Less specific than the record"),
        ("I50.23", "I50.30", "Another form than the record's"),
        ("N17.9", "N17.0", "More than the record says"),
    ],
)
def test_only_a_title_that_says_less_is_called_less_specific(
    key: str, code: str, headline: str, facts: CodeFacts
) -> None:
    found = first_row(keyed("d1", key), code, facts)
    assert found.headline.startswith(f"{headline}: ")
    if headline.startswith("Another"):
        assert "another form" in part(found, REPORTED)


@pytest.mark.parametrize(
    ("key", "code", "headline", "sentence"),
    [
        (
            "30233N1",
            "30233R1",
            "Wrong substance",
            "Character 6 (substance): you chose Platelets, the record says Red Blood Cells.",
        ),
        (
            "5A1945Z",
            "5A1955Z",
            "Wrong duration",
            "Character 5 (duration): you chose Greater than 96 Consecutive Hours, the record says "
            "24-96 Consecutive Hours.",
        ),
        (
            "3E033VJ",
            "3E03329",
            "Several characters differ",
            "In the titles: Anti-infective, where the key has Hormone.",
        ),
        (
            "0SRR019",
            "0SRR0J9",
            "Wrong device",
            "Character 6 (device): you chose Synthetic Substitute, the record says Metal Synthetic "
            "Substitute.",
        ),
    ],
)
def test_characters_are_named_as_their_section_names_them(
    key: str, code: str, headline: str, sentence: str, facts: CodeFacts
) -> None:
    lines = (keyed("d1", "I10"), keyed("p1", key))
    found = composed(a_key(*lines), a_sheet("I10", code), facts, STAY).rows[1]
    assert found.headline.startswith(f"{headline}: ")
    assert sentence in part(found, REPORTED)
    if not key.startswith("0"):
        # The rules about devices are those of the Medical and Surgical section.
        assert "PCS B" not in part(found, RULE)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("Z37.0", "outcome"),
        ("Z3A.39", "gestation"),
        ("Z85.46", "cancer"),
        ("Z87.891", "past"),
        ("Z89.411", "absent"),
        ("Z66", "resuscitate"),
        ("Z91.120", "reason"),
        ("R65.20", "sepsis"),
        ("O24.420", "pregnancy"),
        ("C79.51", "tumor site"),
        ("T46.1X6A", "not taken"),
        ("S62.024G", "each injury"),
        ("T81.41XA", "complication of care"),
        ("Y92.010", "where"),
        ("N18.31", "stage"),
        ("B96.20", "organism"),
    ],
)
def test_a_missed_code_is_looked_for_where_its_chapter_is_found(
    code: str, word: str, facts: CodeFacts
) -> None:
    assert word in part(first_row(keyed("d1", code), None, facts), NEXT)


POLICY = FacilityPolicy(external_cause=False, transfusion=False, history_z=False)


@pytest.mark.parametrize(
    ("code", "policy", "reason"),
    [
        ("W07.XXXA", POLICY, "The facility's policy does not ask for external cause codes here."),
        ("Z87.01", POLICY, "The facility's policy does not ask for history codes here."),
        ("30233N1", POLICY, "The facility's policy does not ask for transfusions to be coded."),
        ("W07.XXXA", FacilityPolicy(), ""),
        ("J18.9", POLICY, ""),
    ],
)
def test_an_unlisted_extra_is_told_what_is_known_of_it(
    code: str, policy: FacilityPolicy, reason: str, facts: CodeFacts
) -> None:
    said = an_extra(code, facts, replace(STAY, policy=policy))
    assert said == f"The key does not report this code at this encounter. {reason}".strip()


def test_no_judgement_is_put_into_the_authors_mouth(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "N17.9"), keyed("d2", "I10"))
    asked = (ProviderQuery("n1", "Platelets 124, will follow"),)
    sheet = Sheet(a_sheet("N17.0", "I10", "J18.9").lines, asked)
    feedback = composed(key, sheet, facts, texts=("Platelets 124, will follow.",))
    assert feedback.queries[0].text.endswith("which code waits for its answer.")
    assert "author" not in every_text(feedback)


HINTED = keyed("d1", "I10", common_error="O10 beside the CKD code.", poa=("Y",))


def test_a_common_error_is_told_only_where_it_helps(facts: CodeFacts) -> None:
    hint = "A common error: O10 beside the CKD code."
    explained = replace(
        HINTED, distractors=(Distractor("I160", "RELATED_WRONG", 0.0, "A crisis."),)
    )
    assert hint in part(first_row(HINTED, "I16.9", facts), NEXT)
    assert hint in part(first_row(HINTED, None, facts), NEXT)
    assert hint not in part(first_row(explained, "I16.0", facts), NEXT)
    assert part(first_row(HINTED, "I10", facts), NEXT) == ""
    wrong_poa = composed(a_key(HINTED), a_sheet(reported("I10", "N")), facts, STAY).rows[0]
    assert hint not in part(wrong_poa, NEXT)


@pytest.mark.parametrize(
    ("error", "shown_on_a_miss"),
    [("POA Y for everything.", False), ("Choosing the acute code.", True)],
)
def test_a_hint_about_poa_is_for_a_wrong_poa(
    error: str, shown_on_a_miss: bool, facts: CodeFacts
) -> None:
    line = replace(HINTED, common_error=error)
    missed = part(first_row(line, None, facts, STAY), NEXT)
    wrong_poa = composed(a_key(line), a_sheet(reported("I10", "N")), facts, STAY).rows[0]
    assert ("A common error: " in missed) is shown_on_a_miss
    assert ("A common error: " in part(wrong_poa, NEXT)) is not shown_on_a_miss


def test_a_facet_is_explained_by_the_sentences_about_it(facts: CodeFacts) -> None:
    why = "Diabetes was treated. It was there on arrival: POA is Y. That is common."
    line = keyed("d1", "E11.9", poa=("Y",), rationale=why)
    found = composed(a_key(line), a_sheet(reported("E11.9", "N")), facts, STAY).rows[0]
    assert part(found, RULE).startswith("Diabetes was treated. It was there on arrival: POA is Y.")
    assert "That is common." not in part(found, RULE)


@pytest.mark.parametrize(
    ("cite", "text"),
    [
        ("T36-T50 code first", "(code first): for adverse effects, the nature of the adverse"),
        ("R65.2 use additional code", "organ dysfunction, such as acute kidney failure (N17.-);"),
        ("N18 code first", "(code first): any associated diabetic chronic kidney disease ("),
        ("Z91.1 code also", "(code also): if applicable, to identify underdosing"),
    ],
)
def test_a_note_of_the_tabular_list_reads_as_one_sentence(
    cite: str, text: str, facts: CodeFacts
) -> None:
    lines = [keyed(f"d{i}", x) for i, x in enumerate(("R65.20", "T46.1X6A", "N18.31", "Z91.120"))]
    missed = replace(keyed("d9", "I10"), tabular=(cite,))
    rows = composed(a_key(*lines, missed, first=("d0",)), Sheet(), facts).rows
    assert text in part(rows[-1], RULE)


VISIT = keyed(
    "s1",
    "99284",
    modifiers=("25",),
    em=EmLevels("emergency-department", ("99283", "99284", "99285")),
    guidelines=("Claims Processing Manual ch. 4 sec. 160",),
)


def test_a_hospital_visit_is_not_levelled_by_medical_decisions(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), VISIT)
    found = composed(key, a_sheet("I10", "99285"), facts, EMERGENCY).rows[1]
    texts = " ".join(x.text for x in found.parts)
    assert "by its own guideline" in part(found, RULE)
    assert "medical decision" not in texts
    assert "time" not in texts.replace("Next time", "")
    assert "doctor" not in texts


def test_elements_of_a_visit_are_told_without_two_colons_in_a_row(facts: CodeFacts) -> None:
    levels = EmLevels(
        "office", ("99213", "99214"), problems="moderate: one illness not at goal", risk="low"
    )
    key = a_key(keyed("d1", "I10"), keyed("s1", "99213", em=levels))
    found = composed(key, a_sheet("I10", "99214"), facts, OFFICE).rows[1]
    assert part(found, REPORTED) == (
        "99214 is one level above 99213. In the key: problems moderate, one illness not at goal; "
        "risk low."
    )


REPAIR = keyed(
    "s1",
    "12002",
    distractors=(
        Distractor("12001", "WRONG_SERVICE_FAMILY", 0.25, "The lengths are added.", "UNDER"),
    ),
)


def test_the_second_code_for_one_service_gets_the_authors_reason(facts: CodeFacts) -> None:
    sheet = a_sheet("I10", "12001", "12001")
    rows = composed(a_key(keyed("d1", "I10"), REPAIR), sheet, facts, CLINIC).rows
    assert part(rows[1], EFFECT) == "The claim asks payment for less than the record shows."
    assert part(rows[1], REPORTED) == "The lengths are added."
    assert part(rows[2], REPORTED) == "For the same reason as 12001, above."


def test_a_missed_line_is_told_of_its_wrong_code_that_was_compared_with_another(
    facts: CodeFacts,
) -> None:
    neuropathy = Distractor("E1140", "UNDER_SPECIFIED", 0.5, "The note says polyneuropathy.")
    lines = (
        keyed("d1", "E11.40"),
        keyed("d2", "E11.42", distractors=(neuropathy,)),
    )
    missed = row(composed(a_key(*lines), a_sheet("E11.40"), facts), "Missed: E11.42")
    assert part(missed, REPORTED) == "E11.40 on your sheet: The note says polyneuropathy."


def test_the_right_service_reported_twice_is_once_too_many(facts: CodeFacts) -> None:
    sheet = a_sheet("I10", "12002", "12002")
    extra = composed(a_key(keyed("d1", "I10"), REPAIR), sheet, facts, CLINIC).rows[2]
    assert part(extra, REPORTED) == "The key has this code once only."


@pytest.mark.parametrize(("count", "last"), [(5, "word5"), (7, "and 2 more")])
def test_up_to_five_passages_are_quoted(count: int, last: str, facts: CodeFacts) -> None:
    passages = tuple(Passage("n1", f"word{i}") for i in range(1, count + 1))
    text = " ".join(x.quote for x in passages)
    key = a_key(keyed("d1", "I10", evidence=passages))
    chart = part(composed(key, Sheet(), facts, texts=(text,)).rows[0], CHART).split("\n")
    assert "word5" in chart[4]
    assert last in chart[-1]


def test_an_authored_extra_tells_what_it_would_pay(facts: CodeFacts) -> None:
    def effect(explain: str) -> str:
        extra = Extra("J90", "UNSUPPORTED_EXTRA", 0.5, "MAJOR", explain=explain)
        key = a_key(keyed("d1", "I10", poa=("Y",)), extras=(extra,))
        sheet = a_sheet(reported("I10", "Y"), reported("J90", "Y"))
        return part(composed(key, sheet, facts, STAY).rows[1], EFFECT)

    assert effect("No provider diagnosed it.").startswith("Added to the key's codes, it would ")


def test_what_was_said_of_one_extra_is_not_said_again_of_the_next(facts: CodeFacts) -> None:
    why = "The visit was not about the joints."
    extras = tuple(Extra(x, "UNSUPPORTED_EXTRA", 0.5, explain=why) for x in ("M2550", "M549"))
    key = a_key(keyed("d1", "I10"), extras=extras)
    rows = composed(key, a_sheet("I10", "M25.50", "M54.9"), facts).rows
    assert [part(x, REPORTED) for x in rows[1:]] == [why, "For the same reason as M25.50, above."]


def test_a_rule_told_once_is_then_called_by_its_name(facts: CodeFacts) -> None:
    lines = (
        keyed("d1", "N18.31", rationale="The stage is 3a.", guidelines=("I.C.14.a.1",)),
        keyed("d2", "I10", rationale="It was treated.", guidelines=("I.C.14.a.1",)),
    )
    first, second = composed(a_key(*lines), Sheet(), facts).rows
    assert "I.C.14.a.1 Stages of chronic kidney disease: N18.1" in part(first, RULE)
    assert part(second, RULE) == (
        "It was treated.\nI.C.14.a.1 Stages of chronic kidney disease (see N18.31 above)"
    )


def test_several_accepted_first_diagnoses_are_all_named(facts: CodeFacts) -> None:
    key = a_key(
        keyed("d1", "I10"), keyed("d2", "E11.9"), keyed("d3", "J45.909"), first=("d1", "d2")
    )
    feedback = composed(key, a_sheet("J45.909", "I10", "E11.9"), facts)
    assert row(feedback, "First-listed").headline == (
        "First-listed diagnosis: I10 or E11.9 belongs first, not J45.909"
    )


def test_a_wrong_version_of_an_optional_line_says_that_it_costs_nothing(facts: CodeFacts) -> None:
    key: AnswerKey = a_key(keyed("d1", "I10"), keyed("d2", "Z79.899", optional=True))
    found = composed(key, a_sheet("I10", "Z79.1"), facts).rows[1]
    assert part(found, REPORTED).endswith("optional here: this costs no points.")
    assert found.points == ""


def test_no_gist_of_a_guideline_says_never() -> None:
    file = Path(__file__).parents[2] / "data" / "guidelines" / "2026.json"
    sections = json.loads(file.read_text("utf-8"))
    assert sections
    assert [
        x["id"] for x in sections if "never" in f"{x['title']} {x['gist']}".lower().split()
    ] == []

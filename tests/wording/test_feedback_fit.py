"""Each sentence fits the kind of line and of error it stands beside."""

from dataclasses import dataclass
from typing import cast

import pytest

from coder_sim.domain.answer import CodedLine, Distractor, Dose, EmLevels, Extra, KeyLine
from coder_sim.domain.code_set import Modifier, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import FeedbackRow
from coder_sim.domain.grade import Severity
from coder_sim.grading.findings import DRUG_UNITS, MEDICAL_DECISION, NCCI
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, keyed, reported
from tests.wording.composing import composed, part, row

REPORTED, RULE, EFFECT, NEXT = ("What you reported", "The rule", "The effect", "Next time")
KEY_CODE = "Why the key's code"


def service_row(
    line: KeyLine, answer: CodedLine | str, facts: CodeFacts, dx: str = "I10"
) -> FeedbackRow:
    return composed(a_key(keyed("d1", dx), line), a_sheet(dx, answer), facts, CLINIC).rows[1]


@pytest.mark.parametrize(
    ("key", "code", "sentence"),
    [
        (
            "E11.22",
            "E11.649",
            "Your code says \u201chypoglycemia without coma\u201d where the key's says "
            "\u201cdiabetic chronic kidney disease\u201d.",
        ),
        ("I13.0", "R65.21", "The key has I13.0 here, and not R65.21."),
        ("I13.0", "I16.1", "The key has I13.0 in the same section, I10-I1A, and not I16.1."),
    ],
)
def test_a_code_is_near_only_as_far_as_the_classification_says(
    key: str, code: str, sentence: str, facts: CodeFacts
) -> None:
    judged = "WRONG_CODE_SAME_CATEGORY" if key[:3] == code[:3] else "RELATED_WRONG"
    plain = Distractor(code.replace(".", ""), judged, 0.0)
    line = keyed("d1", key, distractors=(plain,))
    found = composed(a_key(line), a_sheet(code), facts, OFFICE).rows[0]
    assert part(found, REPORTED) == sentence


def test_the_authors_words_on_a_code_come_before_those_on_the_keys(facts: CodeFacts) -> None:
    no = Distractor("M1712", "WRONG_LATERALITY", 0.25, "That code is the other knee.")
    line = keyed("d1", "M17.11", distractors=(no,), rationale="The right knee was treated.")
    found = composed(a_key(line), a_sheet("M17.12"), facts).rows[0]
    first, second = part(found, REPORTED).split("\n")
    assert first == "That code is the other knee."
    assert second == "Your code says left; the record says right."
    assert part(found, KEY_CODE) == "The right knee was treated."
    headings = [x.heading for x in found.parts]
    assert headings.index(REPORTED) < headings.index(RULE) < headings.index(KEY_CODE)


def test_a_code_wrong_on_two_axes_is_told_both(facts: CodeFacts) -> None:
    found = composed(a_key(keyed("d1", "S62.024G")), a_sheet("S62.025A"), facts).rows[0]
    assert found.headline.startswith("Wrong side, wrong 7th character: S62.025A")
    assert "Your code says left; the record says right." in part(found, REPORTED)
    assert "Your 7th character is A (" in part(found, REPORTED)
    assert "7th character says that" in part(found, NEXT)
    other = composed(a_key(keyed("d1", "S62.024G")), a_sheet("S62.005G"), facts).rows[0]
    assert "wrong 7th character" not in other.headline


def test_an_unspecified_code_of_the_other_side_is_told_both(facts: CodeFacts) -> None:
    found = composed(a_key(keyed("d1", "S62.024G")), a_sheet("S62.002G"), facts).rows[0]
    assert ", wrong side: S62.002G" in found.headline
    assert "Your code says left; the record says right." in part(found, REPORTED)


@pytest.mark.parametrize(("code", "phase"), [("S62.024A", True), ("O36.8121", False)])
def test_a_7th_character_is_a_phase_of_care_only_in_some_chapters(
    code: str, phase: bool, facts: CodeFacts
) -> None:
    key = "S62.024G" if phase else "O36.8122"
    found = composed(a_key(keyed("d1", key)), a_sheet(code), facts).rows[0]
    assert ("active treatment" in part(found, NEXT)) is phase


FOOT = keyed("s1", "11042", optional_modifiers=("LT",), pointers=("d1",))


def test_a_modifier_against_the_side_of_the_diagnosis_is_no_idle_extra(facts: CodeFacts) -> None:
    answer = reported("11042-RT", pointers=(1,))
    found = service_row(FOOT, answer, facts, "L97.422")
    assert found.headline.startswith("Code right, modifier for the other side: 11042")
    assert part(found, REPORTED).startswith("You added RT (")
    assert part(found, REPORTED).endswith(", but the diagnosis L97.422 says left.")
    assert "not needed" not in found.headline
    assert part(found, EFFECT) == "A service on one side for a diagnosis on the other is denied."


def test_a_modifier_that_no_diagnosis_contradicts_is_only_not_needed(facts: CodeFacts) -> None:
    line = keyed("s1", "11042", pointers=("d1",))
    found = service_row(line, reported("11042-RT", pointers=(1,)), facts, "L97.411")
    assert found.headline.startswith("Code right, modifier not needed: 11042")


@dataclass(frozen=True, slots=True)
class Wordy:
    """Facts that explain every modifier as official lists do."""

    facts: CodeFacts

    def __getattr__(self, name: str) -> object:
        return getattr(self.facts, name)

    def modifier(self, code: str) -> Modifier:
        meaning = f"Part of a service; under certain circumstances {'it is charged so; ' * 40}"
        return Modifier(code, meaning, (System.CPT,))


def test_a_modifier_explained_at_length_is_told_by_its_name(facts: CodeFacts) -> None:
    wordy = cast(CodeFacts, Wordy(facts))
    found = service_row(keyed("s1", "59025"), reported("59025-TC"), wordy)
    assert part(found, REPORTED).startswith("You added TC (Part of a service).")


SINGLE = keyed("s1", "J9271", modifiers=("JZ",), units=200, dose=Dose(200, 1, "mg"))


def test_a_missing_drug_modifier_is_told_of_in_terms_of_drugs(facts: CodeFacts) -> None:
    found = service_row(SINGLE, reported("J9271", units=200), facts)
    assert "neither JW nor JZ" in part(found, EFFECT)
    assert "bundle" not in part(found, EFFECT)
    assert "single-dose container" in part(found, NEXT)


@pytest.mark.parametrize(
    ("code", "drug"), [("45385", False), ("Q4010", False), ("J3301", True), ("Q5107", True)]
)
def test_only_doses_are_divided_into_units(code: str, drug: bool, facts: CodeFacts) -> None:
    found = service_row(keyed("s1", code), reported(code, units=2), facts)
    assert ("Divide the amount" in part(found, NEXT)) is drug
    assert (DRUG_UNITS in part(found, RULE)) is drug


def test_the_rule_on_separate_work_stands_only_beside_its_modifiers(facts: CodeFacts) -> None:
    def rule(modifier: str, answer: str) -> str:
        line = keyed("s1", "73110", modifiers=(modifier,), guidelines=(NCCI,))
        return part(service_row(line, answer, facts), RULE)

    assert "separates services" in rule("XS", "73110")
    assert "separates services" not in rule("26", "73110")
    assert "separates services" not in rule("XS", "73110-XS")


def test_another_service_is_not_called_one_that_was_not_given(facts: CodeFacts) -> None:
    no = Distractor("96365", "WRONG_SERVICE_FAMILY", 0.25, "Only one initial service a day.")
    found = service_row(keyed("s1", "96367", distractors=(no,)), "96365", facts)
    assert part(found, EFFECT) == "The line is paid as another service than the one the key has."


def test_an_extra_that_costs_the_first_place_says_where_it_is_counted(facts: CodeFacts) -> None:
    key = a_key(
        keyed("d1", "S62.024G"), extras=(Extra("Z4789", "AFTERCARE_WITH_INJURY", 0.5, "MAJOR"),)
    )
    found = row(composed(key, a_sheet("Z47.89", "S62.024G"), facts), "Aftercare code")
    assert found.points == "already counted in the first-listed diagnosis"
    alone = row(composed(key, a_sheet("Z47.89"), facts), "Aftercare code")
    assert alone.points == "already counted in the first-listed diagnosis"
    second = row(composed(key, a_sheet("S62.024G", "Z47.89"), facts), "Aftercare code")
    assert second.points == "0.5 taken off"


GIVEN = keyed("s1", "J9305", units=87, split_group="pem")
WASTED = keyed("s2", "J9305", modifiers=("JW",), units=3, split_group="pem")


def test_units_on_one_line_and_the_missed_line_tell_one_story(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "C34.11"), GIVEN, WASTED)
    feedback = composed(key, a_sheet("C34.11", reported("J9305-JW", units=90)), facts)
    missed, whole = row(feedback, "Missed: J9305"), row(feedback, "Code right, units not split")
    assert whole.severity is Severity.INFO
    assert part(whole, REPORTED).endswith(
        "This line keeps its points; the missed line costs its own."
    )
    assert part(missed, REPORTED).startswith("Its units stand on your line J9305-JW with the")
    assert part(missed, REPORTED).endswith("The points for it are lost here, not there.")


@pytest.mark.parametrize(
    ("rationale", "told"),
    [
        (
            "It was treated. It was 4.1 on admission and 2.9 on day 3: not present, N. It is low.",
            "It was 4.1 on admission and 2.9 on day 3: not present, N.",
        ),
        ("Hemoglobin was 12.3 on admission, so it arose later: N. It is one.", "so it arose later"),
        ("The flare is what brought her in. It was treated.", "The flare is what brought her in."),
        ("The stage is given.", "App. I "),
        ("A chronic disease is always reportable.", "App. I "),
    ],
)
def test_a_wrong_poa_tells_what_the_value_means_here(
    rationale: str, told: str, facts: CodeFacts
) -> None:
    line = keyed("d1", "E87.6", poa=("N",), rationale=rationale)
    found = composed(a_key(line), a_sheet(reported("E87.6", "Y")), facts, STAY).rows[0]
    first = part(found, RULE).split("\n")[0]
    assert told in first
    assert not first.endswith(":")
    assert "It is low." not in first


@pytest.mark.parametrize(
    ("code", "rationale", "told"),
    [
        ("J9271", "One unit is 1 mg. Two vials were used up.", "One unit is 1 mg."),
        ("96413", "It is chemotherapy. The first hour is meant.", "The first hour is meant."),
        ("99284", "Vital signs an hour later give four points.", ""),
    ],
)
def test_units_are_explained_by_the_sentences_about_units(
    code: str, rationale: str, told: str, facts: CodeFacts
) -> None:
    levels = EmLevels("emergency-department", ("99283", "99284")) if code == "99284" else None
    line = keyed("s1", code, rationale=rationale, em=levels, pointers=("d1",))
    found = service_row(line, reported(code, units=3, pointers=(1,)), facts)
    assert part(found, RULE).partition("\n")[0] == told
    unlinked = service_row(line, reported(code), facts)
    assert part(unlinked, RULE) == ""


def test_how_visits_are_levelled_explains_no_pointer(facts: CodeFacts) -> None:
    levels = EmLevels("office", ("99213", "99214"))
    visit = keyed("s1", "99213", em=levels, guidelines=(MEDICAL_DECISION,), pointers=("d1",))
    assert part(service_row(visit, "99213", facts), RULE) == ""
    assert MEDICAL_DECISION in part(service_row(visit, "99214", facts), RULE)

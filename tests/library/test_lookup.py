"""Lookups on the whole FY2026 library."""

from datetime import date

import pytest

from coder_sim.domain.code_set import ClaimField, NoteKind, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.library.lookup import Library

CM = System.ICD10CM
PCS = System.ICD10PCS
DAY = date(2026, 6, 1)


def test_the_library_satisfies_what_the_grader_asks_of_it(facts: Library) -> None:
    asked: CodeFacts = facts
    assert asked.code(CM, "I10", DAY) is not None


def test_a_code_made_by_a_7th_character_has_its_full_title(facts: Library) -> None:
    code = facts.code(CM, "S72001A", DAY)
    assert code is not None
    assert code.display == "S72.001A"
    assert code.billable
    assert code.title == (
        "Fracture of unspecified part of neck of right femur, initial encounter for closed fracture"
    )


@pytest.mark.parametrize(
    ("code", "day", "there"),
    [
        ("I420", date(2026, 9, 30), True),
        ("I420", date(2026, 10, 1), False),
        ("E11A", date(2025, 10, 1), True),
        ("E11A", date(2025, 9, 30), False),
        ("U071", date(2020, 4, 1), True),
        ("U071", date(2020, 3, 31), False),
        ("XYZ", DAY, False),
        ("", DAY, False),
    ],
)
def test_a_code_is_found_on_the_days_it_is_valid(
    facts: Library, code: str, day: date, there: bool
) -> None:
    assert (facts.code(CM, code, day) is not None) is there


def test_headings_are_found_but_are_not_billable(facts: Library) -> None:
    heading = facts.code(CM, "S72", DAY)
    assert heading is not None
    assert not heading.billable


def test_the_path_of_a_code_leads_from_its_chapter_to_the_heading_above(facts: Library) -> None:
    assert facts.breadcrumb(CM, "I5033") == (
        "Chapter 9: Diseases of the circulatory system (I00-I99)",
        "Other forms of heart disease (I30-I5A)",
        "I50 Heart failure",
        "I50.3 Diastolic (congestive) heart failure",
    )
    assert [code.code for code in facts.ancestors(CM, "I5033")] == ["I503", "I50"]
    assert [code.code for code in facts.children(CM, "I503", DAY)] == [
        "I5030",
        "I5031",
        "I5032",
        "I5033",
    ]


def test_the_innermost_section_is_named(facts: Library) -> None:
    assert facts.section("D62") == facts.section("D649") == "D60-D64"
    assert facts.section("C50911") == "C50"
    assert facts.section("nonsense") == ""


def _where(facts: Library, code: str) -> list[tuple[NoteKind, str]]:
    return [(note.kind, note.node) for note in facts.notes(code)]


def test_notes_come_from_the_code_first_and_then_from_outside(facts: Library) -> None:
    assert _where(facts, "I5033") == [
        (NoteKind.CODE_ALSO, "I50.3"),
        (NoteKind.EXCLUDES1, "I50.3"),
        (NoteKind.CODE_FIRST, "I50"),
        (NoteKind.EXCLUDES2, "I50"),
        (NoteKind.EXCLUDES2, "chapter 9"),
    ]
    assert _where(facts, "E1122") == [
        (NoteKind.USE_ADDITIONAL, "E11.22"),
        (NoteKind.INCLUDES, "E11"),
        (NoteKind.USE_ADDITIONAL, "E11"),
        (NoteKind.EXCLUDES1, "E11"),
        (NoteKind.NOTE, "chapter 4"),
        (NoteKind.EXCLUDES1, "chapter 4"),
    ]
    assert _where(facts, "N1831")[:3] == [
        (NoteKind.CODE_FIRST, "N18"),
        (NoteKind.USE_ADDITIONAL, "N18"),
        (NoteKind.EXCLUDES2, "N17-N19"),
    ]


def test_a_block_of_notes_keeps_its_heading_line_with_its_list(facts: Library) -> None:
    code_first = facts.notes("N1831")[0]
    assert code_first.lines[0] == "any associated:"
    assert "hypertensive chronic kidney disease (I12.-, I13.-)" in code_first.lines
    assert code_first.node_title == "Chronic kidney disease (CKD)"


def test_inclusion_terms_are_not_inherited(facts: Library) -> None:
    terms = [note for note in facts.notes("I420") if note.kind is NoteKind.INCLUSION_TERM]
    assert [(note.node, note.lines) for note in terms] == [
        ("I42.0", ("Congestive cardiomyopathy",))
    ]
    above = [note.kind for note in facts.notes("S7200")]
    below = [note.kind for note in facts.notes("S72001")]
    assert NoteKind.INCLUSION_TERM in above
    assert NoteKind.INCLUSION_TERM not in below


def test_a_code_made_by_a_7th_character_keeps_the_inclusion_terms(facts: Library) -> None:
    terms = [note for note in facts.notes("T360X1A") if note.kind is NoteKind.INCLUSION_TERM]
    assert [note.node for note in terms] == ["T36.0X1"]


def test_7th_characters_are_those_of_the_nearest_heading(facts: Library) -> None:
    assert "".join(s.character for s in facts.seventh_characters("S72001")) == "ABCDEFGHJKMNPQRS"
    assert facts.seventh_characters("S72") == facts.seventh_characters("S72001A")
    assert facts.seventh_characters("I10") == ()
    assert [s.character for s in facts.seventh_characters("S060X0")] == ["A", "D", "S"]
    assert [s.character for s in facts.seventh_characters("S061X7")] == ["A"]


@pytest.mark.parametrize(
    ("field", "code", "means"),
    [
        (ClaimField.PLACE_OF_SERVICE, "11", "Office"),
        (ClaimField.DISCHARGE_STATUS, "20", "Died"),
        (ClaimField.DISCHARGE_STATUS, "11", ""),
    ],
)
def test_codes_in_claim_fields_have_their_meaning(
    facts: Library, field: ClaimField, code: str, means: str
) -> None:
    assert facts.claim_value(field, code) == means

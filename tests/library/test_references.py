"""Notes are read as a coder reads them: the fourteen pitfalls of the Tabular List, one by one."""

import pytest

from coder_sim.domain.code_set import NoteKind
from coder_sim.domain.facts import CodeFacts
from coder_sim.grading.edits import HARD
from coder_sim.library.instructions import fingerprint
from coder_sim.library.references import ADVERSE_EFFECT, Reference, read_block, read_line
from tests.grading.cases import CLINIC, STAY, a_key, a_sheet, graded, keyed
from tests.library.tabular_notes import tabular

ONE, FIRST, ADD = NoteKind.EXCLUDES1, NoteKind.CODE_FIRST, NoteKind.USE_ADDITIONAL


def nodes(facts: CodeFacts, kind: NoteKind, code: str, other: str) -> list[str]:
    """Return where the notes of a kind stand that name one code at another."""
    found = facts.instructions(code.replace(".", ""), other.replace(".", ""))
    return [x.note.node for x in found if x.note.kind is kind]


@pytest.mark.parametrize(
    ("line", "spans", "pattern"),
    [
        ("acute cystitis (N30.0-)", [("N300", "N300")], ""),
        ("injuries (S00-T88)", [("S00", "T88")], ""),
        ("types (E08-E10, E13)", [("E08", "E10"), ("E13", "E13")], ""),
        ("leukemia (C91.-, C92.-)", [("C91", "C91"), ("C92", "C92")], ""),
        ("fractures (S32.1--S32.9)", [("S321", "S329")], ""),
        ("joint (Z89.52-", [("Z8952", "Z8952")], ""),
        ("see S06.1- to S06.6-, and S06.81-", [("S061", "S066"), ("S0681", "S0681")], ""),
        ("classified in M75-M77", [("M75", "M77")], ""),
        ("code to condition", [], ""),
        ("open (S92.- with 7th character B or C)", [("S92", "S92")], ".{6}[BC]"),
        ("cough (A37 with fifth-character 1)", [("A37", "A37")], ".{4}[1]"),
        ("stroke (I69. with final characters -91)", [("I69", "I69")], ".*91$"),
        ("nerve (E08-E13 with .42)", [("E08", "E13")], ".{3}(?:42)"),
        ("vessels (E08-E13 with .51-.52)", [("E08", "E13")], ".{3}(?:51|52)"),
        ("drugs (F11-F19 with .15. .25, .95)", [("F11", "F19")], ".{3}(?:15|25|95)"),
        ("psychosis (F11-F19 with fifth to sixth characters 51)", [("F11", "F19")], ".{4}51"),
        ("salts (T36.8X- with sixth character 1-4)", [("T368X", "T368X")], ".{5}[1-4]"),
    ],
)
def test_a_line_names_codes_prefixes_and_ranges(
    line: str, spans: list[tuple[str, str]], pattern: str
) -> None:
    assert list(read_line(line)) == [Reference(first, last, pattern) for first, last in spans]


def test_1_notes_are_inherited_from_headings_sections_and_chapters(facts: CodeFacts) -> None:
    assert nodes(facts, ONE, "E11.65", "E10.9") == ["E11"]
    assert nodes(facts, NoteKind.EXCLUDES2, "I10", "P04.0") == ["chapter 9"]
    assert nodes(facts, FIRST, "T39.015A", "K29.00") == ["T36-T50"]


def test_2_a_note_at_either_code_is_enough(facts: CodeFacts) -> None:
    assert nodes(facts, ONE, "N39.0", "N30.00") == ["N39.0"]
    assert nodes(facts, ONE, "N30.00", "N39.0") == []


def test_3_a_list_under_a_header_is_one_block() -> None:
    block = read_block(("meningitis (in):", "mumps (B26.1)", "(A18.3, K67)"))
    assert [[x.first for x in found] for _, found in block.lines] == [[], ["B261"], ["A183", "K67"]]


def test_4_a_heading_without_dash_names_all_below_it(facts: CodeFacts) -> None:
    # The note says A18.3; reportable codes are A18.31 and below.
    assert nodes(facts, ONE, "K67", "A18.31") == ["K67"]


@pytest.mark.parametrize(
    ("first", "last", "inside"),
    [
        ("C43", "C44", "C4A9"),
        ("M1A", "M10", "M109"),
        ("Z30", "Z39", "Z3A39"),
        ("M05", "M06", "M058A"),
    ],
)
def test_5_ranges_run_in_tabular_order(first: str, last: str, inside: str) -> None:
    spans = tabular().spans
    assert spans[first][0] <= spans[inside][0] <= spans[last][1]
    # As plain text C4A would lie behind C44, M1A behind M10.
    assert (spans["C4A"] < spans["C44"], spans["M1A"] < spans["M10"]) == (True, True)


def test_6_the_intent_is_character_six_or_five(facts: CodeFacts) -> None:
    # L27.0 asks for the drug with "fifth or sixth character 5".
    assert nodes(facts, ADD, "L27.0", "T36.0X5A") == ["L27.0"]
    assert nodes(facts, ADD, "L27.0", "T36.95XA") == ["L27.0"]
    assert nodes(facts, ADD, "L27.0", "T36.0X1A") == []
    assert nodes(facts, ADD, "L27.0", "T50.A15A") == ["L27.0"]
    assert nodes(facts, ADD, "L27.0", "T50.A11A") == []


def test_7_a_header_may_limit_the_codes_that_a_block_governs(facts: CodeFacts) -> None:
    assert nodes(facts, FIRST, "T39.015A", "K29.00") == ["T36-T50"]
    assert nodes(facts, FIRST, "T39.011A", "K29.00") == []
    block = read_block((", for adverse effects, the nature, such as:", "gastritis (K29.-)"))
    assert block.subject == (Reference("T36", "T50", ADVERSE_EFFECT),)
    limited = read_block(("code, for codes G31.0-G31.83, G31.85-G31.9, to identify:", "x (F02)"))
    assert [(x.first, x.last) for x in limited.subject] == [("G310", "G3183"), ("G3185", "G319")]
    assert nodes(facts, ADD, "G31.84", "F02.80") == []


def test_8_misprints_and_stale_references_are_set_right(facts: CodeFacts) -> None:
    # One of the two lines gives a code that does not exist.
    assert nodes(facts, FIRST, "F02.80", "G31.09") == ["F02", "F02"]
    assert nodes(facts, ONE, "R10.85", "R10.11") == ["R10.85"]
    assert "Z47.33" in nodes(facts, ONE, "Z47.33", "Z89.521")


def test_9_codes_outside_parentheses_are_read_in_full(facts: CodeFacts) -> None:
    for diabetes in ("E08.10", "E09.10", "E10.10", "E11.10", "E13.10"):
        assert nodes(facts, ONE, "E87.20", diabetes) == ["E87.2"], diabetes
    assert nodes(facts, ONE, "E87.20", "E11.9") == []


def test_10_not_all_that_looks_like_a_code_is_one(facts: CodeFacts) -> None:
    assert read_line("deficiency of G6PD (anemia)") == ()
    assert nodes(facts, FIRST, "G32.0", "D51.0") == ["G32.0"]


def test_11_conditions_on_single_characters_are_kept(facts: CodeFacts) -> None:
    assert nodes(facts, ONE, "N08", "E11.21") == ["N08"]
    assert nodes(facts, ONE, "N08", "E11.22") == []
    assert nodes(facts, FIRST, "R13.10", "I69.391") == ["R13.1"]
    assert nodes(facts, FIRST, "R13.10", "I69.321") == []


def test_12_targets_in_words_that_matter_are_entered_by_hand(facts: CodeFacts) -> None:
    assert nodes(facts, ONE, "Z47.89", "S72.141D") == ["Z47"]
    assert nodes(facts, ONE, "Z47.89", "S72.141A") == []
    assert nodes(facts, ONE, "Z48.00", "S61.411D") == ["Z48"]


def test_13_excludes1_is_a_question_and_no_error() -> None:
    assert "EDIT_EXCLUDES1" not in HARD


def test_14_edits_of_the_principal_diagnosis_are_for_inpatients(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "Z12.11"))
    classes = {
        encounter.setting: [
            x.cls for x in graded(key, a_sheet("Z12.11"), facts, encounter).grade.prompts
        ]
        for encounter in (STAY, CLINIC)
    }
    assert classes[STAY.setting] == ["EDIT_UNACCEPTABLE_PDX"]
    assert classes[CLINIC.setting] == []


def test_a_line_has_a_short_name_of_its_own() -> None:
    assert fingerprint("one line") != fingerprint("one  line")
    assert len(fingerprint("")) == 10

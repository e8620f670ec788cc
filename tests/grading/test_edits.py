"""Automated edits prompt; they read the Tabular List's notes and touch no score."""

import pytest

from coder_sim.domain.answer import Excludes1Exception
from coder_sim.domain.code_set import InstructionalNote, NoteKind
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Certainty, Severity
from coder_sim.grading.references import names, spans
from tests.grading.cases import CLINIC, STAY, a_key, a_sheet, graded, keyed

NOBODY = a_key(keyed("d1", "A09"))

# Two codes and the node at which the note stands.
EXCLUDED = [
    ("N39.0", "N30.00", "N39.0"),
    ("K92.2", "K25.4", "K92.2"),
    ("F17.210", "Z87.891", "F17"),
    ("M54.16", "M51.16", "M54.1"),
    ("J01.90", "J32.9", "J01"),
    ("Z34.83", "O09.523", "Z34"),
    ("F45.8", "G47.63", "F45.8"),
    ("R78.81", "A41.9", "A41"),
]


@pytest.mark.parametrize(("one", "other", "node"), EXCLUDED)
def test_an_excludes1_note_is_found_from_either_side(
    one: str, other: str, node: str, facts: CodeFacts
) -> None:
    nodes: list[str] = []
    for codes in ((one, other), (other, one)):
        prompts = graded(NOBODY, a_sheet(*codes), facts).grade.prompts
        (found,) = [x for x in prompts if x.cls == "EDIT_EXCLUDES1"]
        assert (found.expected, found.reported) == codes
        nodes += found.detail
        assert (found.severity, found.certainty) == (Severity.INFO, Certainty.CHECK)
    # Where both codes have a note, the note of the first on the sheet is named.
    assert nodes[0] == node


@pytest.mark.parametrize(
    ("one", "other"), [("I13.0", "I10"), ("J18.0", "J69.1"), ("A41.02", "Z16.10"), ("I10", "E11.9")]
)
def test_other_pairs_are_let_be(one: str, other: str, facts: CodeFacts) -> None:
    assert graded(NOBODY, a_sheet(one, other), facts).grade.prompts == ()


def test_the_author_may_excuse_a_pair(facts: CodeFacts) -> None:
    excused = (Excludes1Exception("J329", "J0190", "two sinuses"),)
    key = a_key(keyed("d1", "A09"), excludes1_exceptions=excused)
    assert graded(key, a_sheet("J01.90", "J32.9"), facts).grade.prompts == ()


@pytest.mark.parametrize(
    ("encounter", "code", "edit"),
    [
        (STAY, "Z12.11", "EDIT_UNACCEPTABLE_PDX"),
        (CLINIC, "Z12.11", ""),
        (STAY, "W11.XXXA", "EDIT_E_CODE_AS_PDX"),
        (CLINIC, "W11.XXXA", "EDIT_E_CODE_AS_PDX"),
        (CLINIC, "F02.80", "EDIT_MANIFESTATION_AS_PDX"),
        (STAY, "I10", ""),
    ],
)
def test_a_code_unfit_to_lead_is_prompted(
    encounter: Encounter, code: str, edit: str, facts: CodeFacts
) -> None:
    prompts = graded(NOBODY, a_sheet(code, "E11.9"), facts, encounter).grade.prompts
    assert [x.cls for x in prompts] == ([edit] if edit else [])


def test_prompts_do_not_count(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "J01.90"), keyed("d2", "J32.9"))
    result = graded(key, a_sheet("J01.90", "J32.9"), facts)
    assert len(result.grade.prompts) == 1
    assert result.scores.record_over_record


@pytest.mark.parametrize(
    ("line", "code", "named"),
    [
        ("acute cystitis (N30.0-)", "N3000", True),
        ("acute cystitis (N30.0-)", "N3010", False),
        ("injuries (S00-T88)", "S72141A", True),
        ("injuries (S00-T88)", "V031XXA", False),
        ("types (E08-E10, E13)", "E1165", False),
        ("types (E08-E10, E13)", "E1365", True),
        ("range of codes (I20.0-I20.8)", "I209", False),
        ("range of codes (I20.0-I20.8)", "I2081", True),
        ("code to condition", "I10", False),
        ("G6PD deficiency (anemia)", "D550", False),
        ("open fracture 7th character (S52.0-)", "S52001B", False),
    ],
)
def test_references_are_codes_prefixes_and_ranges(line: str, code: str, named: bool) -> None:
    note = InstructionalNote(NoteKind.EXCLUDES1, (line,), "X", "")
    assert names(note, code) is named


def test_references_of_a_block_are_read_together() -> None:
    assert spans(("meningitis (in):", "mumps (B26.1)", "(A18.3, K67)")) == (
        ("B261", "B261"),
        ("A183", "A183"),
        ("K67", "K67"),
    )

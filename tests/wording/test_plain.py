"""Feedback for the terminal: short where a line is right, each thing said once."""

from coder_sim.domain.answer import Distractor, Passage
from coder_sim.domain.code_set import InstructionalNote, NoteKind
from coder_sim.domain.facts import CodeFacts
from coder_sim.wording.notes import clean_lines, note_text
from coder_sim.wording.plain import WIDTH, as_text
from tests.grading.cases import STAY, a_key, a_sheet, keyed, reported
from tests.wording.composing import composed

NOTE = "Diabetes with kidney disease. Stage 3a. Hypertension."
KEY = a_key(
    keyed("d1", "E11.22", poa=("Y",), rationale="The link is presumed.", guidelines=("I.A.15",)),
    keyed(
        "d2",
        "N18.31",
        poa=("Y",),
        rationale="The stage is given.",
        guidelines=("I.C.14.a.1",),
        evidence=(Passage("n1", "Stage 3a"), Passage("n1", "kidney disease")),
        distractors=(Distractor("N1830", "UNDER_SPECIFIED", 0.5, "The note says 3a."),),
    ),
)


def plain(facts: CodeFacts, *codes: str) -> str:
    sheet = a_sheet(*(reported(x, "Y") for x in codes))
    return as_text(composed(KEY, sheet, facts, STAY, texts=(NOTE,)))


def test_a_right_line_says_why_and_no_more(facts: CodeFacts) -> None:
    block = next(x for x in plain(facts, "E11.22", "N18.31").split("\n\n") if "E11.22" in x)
    assert block.split("\n")[1:] == ["    Why: The link is presumed."]


def test_a_wrong_line_repeats_neither_its_title_nor_its_facets(facts: CodeFacts) -> None:
    text = plain(facts, "E11.22", "N18.30")
    assert text.count("stage 3 unspecified") == 1
    assert "Reported:" not in text
    assert "Expected: N18.31 Chronic kidney disease, stage 3a \u00b7 POA Y" in text
    assert "Yours: The note says 3a." in text
    assert "The stage is given." not in text


def test_a_wrong_facet_is_told_in_one_sentence(facts: CodeFacts) -> None:
    sheet = a_sheet(reported("E11.22", "N"), reported("N18.31", "Y"))
    text = as_text(composed(KEY, sheet, facts, STAY, texts=(NOTE,)))
    assert "Reported:" not in text
    assert "Expected:" not in text
    assert "Yours: You gave POA N (not present on admission); the record supports Y" in text


def test_of_several_passages_the_terminal_shows_the_first(facts: CodeFacts) -> None:
    assert "Chart: Note 1: \u201cStage 3a\u201d and 1 more" in plain(facts, "E11.22", "N18.30")


def test_a_sheet_of_unknown_codes_stays_readable(facts: CodeFacts) -> None:
    text = plain(facts, "J18.9", "M25.50", "R05.9", "I10")
    assert max(len(line) for line in text.split("\n")) <= WIDTH
    assert text.count("The key does not report this code") == 0
    assert text.count("Point to the sentence") == 1


WRONG = {
    "I13.0": "I11.0",
    "I50.23": "I50.22",
    "E11.22": "E11.21",
    "N18.31": "N18.30",
    "J44.1": "J44.9",
    "M17.11": "M17.12",
    "F33.1": "F33.9",
    "I48.21": "I48.20",
    "L89.152": "L89.159",
    "E66.813": "E66.9",
    "K57.30": "K57.31",
    "I25.10": "I25.119",
}


def test_a_dozen_wrong_lines_are_read_in_a_few_minutes(facts: CodeFacts) -> None:
    why = "The provider names the very form in the assessment, and it was treated at this stay."
    lines = []
    for number, (code, wrong) in enumerate(WRONG.items(), start=1):
        no = Distractor(wrong.replace(".", ""), "RELATED_WRONG", 0.25, f"{wrong} leaves it open.")
        quote = (Passage("n1", "Diabetes with kidney disease. Stage 3a."),)
        lines.append(
            keyed(f"d{number}", code, rationale=why, distractors=(no,), evidence=quote, poa=("Y",))
        )
    sheet = a_sheet(*(reported(x, "Y") for x in WRONG.values()))
    text = as_text(composed(a_key(*lines), sheet, facts, STAY, texts=(NOTE,)))
    assert all(f"{wrong} leaves it open." in text for wrong in WRONG.values())
    assert len(text.split()) <= 750


def test_a_note_loses_the_comma_that_joined_it_to_its_label() -> None:
    lines = (", if applicable, to identify:", "  injury  (S00-T88)", ",")
    assert clean_lines(lines) == ("if applicable, to identify:", "injury (S00-T88)")
    note = InstructionalNote(NoteKind.CODE_ALSO, lines, "Z91.1", "Noncompliance")
    assert note_text(note) == (
        "The Tabular List states at Z91.1 (code also): if applicable, to identify injury (S00-T88)."
    )

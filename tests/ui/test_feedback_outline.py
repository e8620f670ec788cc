"""What is read first: the verdicts, the deciding sentences, and no more than two minutes of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from coder_sim.domain.feedback import Feedback, FeedbackRow, Measure, Part, Verdict
from coder_sim.domain.grade import Severity
from coder_sim.ui.feedback_outline import (
    Reading,
    deciding,
    folded_words,
    outline,
    short_arithmetic,
    short_title,
    short_worth,
)
from coder_sim.ui.feedback_writer import FeedbackWriter
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import a_feedback

WORDS = "The Tabular List asks for the cause first, and the chart names it on its first page"


def a_row(verdict: Verdict, number: int, severity: Severity | None) -> FeedbackRow:
    """Return a wordy row."""
    rule = Part("The rule", f"{WORDS}, in place {number}. {WORDS}.")
    return FeedbackRow(
        verdict,
        f"Less specific than the record: N18.3{number % 9} Chronic kidney disease, stage 3",
        f"N18.3{number % 9} Chronic kidney disease, stage 3 \u00b7 POA Y",
        f"N18.3{(number + 1) % 9} Chronic kidney disease, stage 3b, as the chart has it",
        "0.5 of 1 for the code",
        severity,
        (rule, Part("Next time", WORDS), Part("The effect", WORDS)),
        (),
        ("I.C.14.a.1",),
        number + 1,
        f"key d{number}",
    )


def a_sheet(verdicts: list[Verdict]) -> Feedback:
    measures = tuple(Measure(f"Measure {n}", "29.4 %", "5 of 17 codes right", "") for n in range(6))
    rows = tuple(a_row(v, n, Severity.MAJOR) for n, v in enumerate(verdicts))
    return Feedback(WORDS, measures, rows, (), (), (WORDS[:40],) * 3)


def shown(look: Look, feedback: Feedback, reading: Reading) -> str:
    document = QTextDocument()
    FeedbackWriter(document, look, 1).write(feedback, reading)
    return document.toPlainText()


@pytest.mark.parametrize(
    "verdicts",
    [
        [Verdict.PARTLY] * 17,
        [Verdict.WRONG] * 10 + [Verdict.EXTRA] * 7,
        [Verdict.MISSED] * 12 + [Verdict.EXTRA] * 12 + [Verdict.RIGHT],
    ],
)
def test_a_nearly_all_wrong_sheet_opens_with_fewer_than_450_words(
    look: Look, verdicts: list[Verdict]
) -> None:
    feedback = a_sheet(verdicts)
    first = shown(look, feedback, Reading()).split()
    assert len(first) < 450
    assert len(shown(look, feedback, Reading(everything=True)).split()) > 900


def test_the_gravest_lines_get_their_reason_first() -> None:
    rows = [a_row(Verdict.WRONG, n, Severity.MINOR) for n in range(16)]
    rows[11] = replace(rows[11], severity=Severity.CRITICAL)
    found = outline(replace(a_sheet([]), rows=tuple(rows)), Reading()).reasons
    assert 11 in found
    assert len(found) < len(rows)


def test_few_lines_all_get_their_reason() -> None:
    feedback = a_feedback()
    found = outline(feedback, Reading(1)).reasons
    assert set(found) == {1, 2, 3, 4, 6}


def test_what_is_right_comes_last_and_folds() -> None:
    feedback = a_sheet([Verdict.RIGHT, Verdict.WRONG, Verdict.OPTIONAL, Verdict.MISSED])
    closed = outline(feedback, Reading(1))
    assert (closed.order, closed.folds) == ((1, 3, 0, 2), ((0, 2),))
    assert outline(feedback, Reading(0)).folds == ((0, 2),)
    assert outline(feedback, Reading(0, opened=True)).folds == ()
    assert outline(feedback, Reading(1, everything=True)).folds == ()


def test_what_was_optional_is_marked_among_what_is_right() -> None:
    row = replace(a_row(Verdict.RIGHT, 0, None), headline="Right: I10 Hypertension")
    optional = replace(row, verdict=Verdict.OPTIONAL, headline="Optional: Z79.82 Aspirin")
    assert folded_words((row, optional)) == "I10, Z79.82 (optional)"


@given(
    st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=30),
    st.integers(0, 29),
    st.booleans(),
    st.booleans(),
)
def test_every_line_stands_once_whatever_is_opened(
    verdicts: list[Verdict], current: int, opened: bool, everything: bool
) -> None:
    current = min(current, len(verdicts) - 1)
    found = outline(a_sheet(verdicts), Reading(current, opened, everything))
    assert sorted(found.order) == list(range(len(verdicts)))
    folded = [row for fold in found.folds for row in fold]
    assert len(folded) == len(set(folded))
    assert not (opened and current in folded)


def test_a_long_reason_is_cut() -> None:
    assert deciding("One sentence only.") == "One sentence only."
    assert deciding(" ".join(["word"] * 40)) == " ".join(["word"] * 24) + "\u2026"


def test_a_line_that_is_not_opened_says_what_is_amiss_and_what_is_expected() -> None:
    row = a_row(Verdict.PARTLY, 0, Severity.CRITICAL)
    assert short_title(row) == (
        "Less specific than the record: N18.30, expected N18.31 Chronic kidney disease, stage 3b, "
        "as\u2026"
    )
    assert short_worth(row) == "0.5/1  critical"
    same = replace(row, expected="N18.30 Chronic kidney disease, stage 3 \u00b7 POA N")
    assert short_title(same) == "Less specific than the record: N18.30, expected POA N"
    service = replace(
        row,
        headline="Code right, diagnosis pointers wrong: 99214 Office visit",
        reported="99214-25 Office visit \u00b7 1 unit",
        expected="99214-25 Office visit \u00b7 1 unit \u00b7 for I10",
    )
    assert short_title(service) == (
        "Code right, diagnosis pointers wrong: 99214-25, expected for I10"
    )
    missed = replace(row, verdict=Verdict.MISSED, headline="Missed: I10 Hypertension", expected="")
    assert short_title(missed) == "I10 Hypertension"
    assert short_worth(replace(missed, points="0.25 taken off", severity=None)) == "\u22120.25"
    assert short_worth(replace(missed, points="", severity=Severity.MAJOR)) == ""


def test_the_sum_without_what_it_is_made_of() -> None:
    assert short_arithmetic("2 of 9 codes right; 7 entered, 9 in the key") == "2 of 9 codes right"
    assert short_arithmetic("2 of 9, the larger of 7 entered and 9 in the key") == "2 of 9"

"""What has changed since the attempt before."""

from dataclasses import replace

from coder_sim.domain.feedback import Feedback, FeedbackRow, Measure, Verdict
from coder_sim.wording.feedback_compare import earlier_words, progress_words


def row(code: str, verdict: Verdict, name: str, reported: str | None = None) -> FeedbackRow:
    told = code if reported is None else reported
    return FeedbackRow(verdict, code, told, f"{code} title", "", None, (), (), (), 1, name)


def feedback(score: str, *rows: FeedbackRow) -> Feedback:
    return Feedback("", (Measure("Learning score", score, "", ""),), rows, (), (), ())


BEFORE = feedback(
    "40 %",
    row("I10", Verdict.RIGHT, "key d1"),
    row("E11.9", Verdict.WRONG, "key d2", "E10.9"),
    row("N18.31", Verdict.MISSED, "key d3", ""),
    row("R07.9", Verdict.EXTRA, "answer 4"),
)


def test_what_came_right_got_lost_and_stayed_is_told_by_code() -> None:
    now = feedback(
        "60 %",
        row("I10", Verdict.MISSED, "key d1", ""),
        row("E11.9", Verdict.RIGHT, "key d2"),
        row("N18.31", Verdict.MISSED, "key d3", ""),
    )
    assert progress_words(BEFORE, now, 1) == (
        "Learning score 60 %, 40 % in attempt 1.",
        "Now right: E11.9.",
        "Right before, not now: I10.",
        "Still to correct: N18.31.",
        "Extra codes given up: 1.",
    )


def test_the_same_sheet_again_tells_what_is_still_to_correct() -> None:
    assert progress_words(BEFORE, BEFORE, 2) == (
        "Learning score 40 %, 40 % in attempt 2.",
        "Still to correct: E11.9, N18.31.",
    )


def test_many_codes_are_counted() -> None:
    rows = [row(f"A0{n}", Verdict.MISSED, f"key d{n}") for n in range(8)]
    many = feedback("0 %", *rows)
    assert progress_words(many, many, 1)[1].endswith("A05 and 2 more.")


def test_what_an_earlier_attempt_had_for_a_line() -> None:
    now = row("E11.9", Verdict.RIGHT, "key d2")
    assert earlier_words(now, BEFORE) == "E10.9 (wrong)"
    assert earlier_words(replace(now, name="key d3"), BEFORE) == "not reported (missed)"
    assert earlier_words(replace(now, name="answer 4"), BEFORE) == ""
    assert earlier_words(replace(now, name=""), BEFORE) == ""

"""Feedback reads top to bottom, and each line shows its evidence in the chart."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.feedback import Feedback, Part, Span, Verdict
from coder_sim.practice.views import AttemptView
from coder_sim.ui.feedback_outline import Reading, compared, title_of, without_verdict
from coder_sim.ui.feedback_view import FeedbackView
from coder_sim.ui.feedback_writer import FeedbackWriter, verdict_colour
from coder_sim.ui.theme import DARK, Look
from coder_sim.wording.feedback_lead import reason
from tests.ui.fake_desk import OFFICE, FakeDesk, a_feedback, span

KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def attempt() -> AttemptView:
    return FakeDesk().submit(OFFICE, AnswerSheet())


@pytest.fixture
def view(qtbot: QtBot, look: Look, attempt: AttemptView) -> FeedbackView:
    view = FeedbackView(look)
    qtbot.addWidget(view)
    view.resize(1366, 740)
    view.show()
    view.show_attempt(attempt)
    view.focus_page()
    return view


def press(key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def written(look: Look, feedback: Feedback, reading: Reading | None = None) -> list[str]:
    """Return the lines of text; without a reading the first line is opened."""
    document = QTextDocument()
    FeedbackWriter(document, look, 1).write(feedback, reading or Reading(0, opened=True))
    return document.toPlainText().splitlines()


def marked(view: FeedbackView) -> list[str]:
    """Return the passages marked in the chart, the current one last."""
    return [
        selection.cursor.selectedText()
        for page in view.chart.pages()
        for selection in page.extraSelections()
    ]


def test_feedback_written_before_it_is_on_screen_opens_at_its_top(
    qtbot: QtBot, look: Look, attempt: AttemptView
) -> None:
    rows = attempt.feedback.rows * 6
    long = replace(attempt, feedback=replace(attempt.feedback, rows=rows))
    view = FeedbackView(look)
    qtbot.addWidget(view)
    view.show_attempt(long)
    view.resize(1024, 500)
    view.show()
    view.focus_page()
    QApplication.processEvents()
    bar = view.page.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    view.resize(1024, 560)
    QApplication.processEvents()
    assert bar.value() == 0


def test_no_text_cursor_stands_in_what_is_only_read(view: FeedbackView) -> None:
    assert view.page.cursorWidth() == 0


def test_everything_is_on_the_page_in_reading_order(look: Look) -> None:
    lines = written(look, a_feedback(), Reading(everything=True))
    order = [
        "Two of four codes are right. What mattered most: the injection was left out, which is a "
        "service the practice gave and did not bill.",
        "Learning score",
        "Code over code",
        "Line by line",
        "20610 Drain or inject a large joint",
        "Provider queries",
        "Worth a look: these checks touch no score",
        "Practise next",
        "What the scores tell",
    ]
    assert list(dict.fromkeys(line for line in lines if line in order)) == order


def test_the_line_one_stands_on_shows_expected_beside_reported_and_its_explanation(
    look: Look,
) -> None:
    lines = written(look, a_feedback(), Reading(2, opened=True))
    start = lines.index("20610 Drain or inject a large joint")
    assert lines[start - 1] == "\ufffc  Missed   0 of 1 for the code  ·  critical"
    assert lines[start + 1 : start + 5] == [
        "Expected",
        "20610, modifier LT, 1 unit",
        "The chart says",
        "Injected 40 mg triamcinolone under sterile technique.",
    ]
    assert {"The rule", "The effect", "Next time"} <= set(lines[start:])


def test_other_wrong_lines_give_their_reason_in_one_paragraph(look: Look) -> None:
    two = Part("The rule", "Name the side.\nI.B.13 Laterality: more about it.")
    row = replace(a_feedback().rows[3], parts=(Part("Next time", "Look again."), two))
    rows = (row, a_feedback().rows[2])
    lines = written(look, replace(a_feedback(), rows=rows), Reading(1))
    start = lines.index("Z79.4 Long term (current) use of insulin")
    assert "Name the side." in lines[start:]
    unsaid = {"Next time", "I.B.13 Laterality: more about it.", "Source"}
    assert not unsaid & set(lines[start:])
    without_rule = replace(row, parts=(Part("Next time", "Look again."),))
    assert reason(without_rule) == (Part("Next time", "Look again."),)
    assert reason(replace(row, parts=())) == ()


def test_the_authors_words_on_the_learners_own_code_are_its_reason(look: Look) -> None:
    own = Part("What you reported", "A is for active treatment.\nYour code says so.")
    rule, key = Part("The rule", "I.C.19.a: more."), Part("Why the key's code", "It heals.")
    missed = replace(a_feedback().rows[3], verdict=Verdict.MISSED, parts=(own, rule))
    assert reason(missed) == (rule,)
    short = Part("What you reported", "A is for active treatment.")
    assert reason(replace(missed, parts=(own, rule, key))) == (short,)
    assert reason(replace(missed, verdict=Verdict.EXTRA)) == (short,)


def test_what_the_headline_says_is_not_said_again(look: Look) -> None:
    row = replace(a_feedback().rows[1], headline="M25.562, not M25.569", cites=("I.B.13",))
    lines = written(look, replace(a_feedback(), rows=(row,)))
    assert not {"Reported", "Expected"} & set(lines)
    assert lines[lines.index("Source") + 1] == "I.B.13"
    ruled = replace(row, parts=(Part("The rule", "I.B.13 Laterality: name the side."),))
    assert "Source" not in written(look, replace(a_feedback(), rows=(ruled,)))


def test_poa_and_pointers_stand_with_the_code_instead_of_the_code_said_twice(look: Look) -> None:
    missed = replace(
        a_feedback().rows[2],
        headline="Missed: N10 Pyelonephritis",
        expected="N10 Pyelonephritis · POA Y",
    )
    assert title_of(missed) == "N10 Pyelonephritis · POA Y"
    lines = written(look, replace(a_feedback(), rows=(missed,)))
    assert "N10 Pyelonephritis · POA Y" in lines
    assert "Expected" not in lines
    partly = replace(
        a_feedback().rows[1],
        headline="POA indicator wrong: I10 Hypertension",
        reported="I10 Hypertension · POA N",
        expected="I10 Hypertension · POA Y",
    )
    lines = written(look, replace(a_feedback(), rows=(partly,)))
    assert lines[lines.index("Reported") + 1] == "POA N"
    assert lines[lines.index("Expected") + 1] == "POA Y"
    other = replace(partly, expected="I13.0 Hypertensive disease · POA N")
    assert compared(other) == [("Expected", "I13.0 Hypertensive disease · POA N")]
    assert compared(replace(other, reported="", expected="")) == []
    assert compared(replace(partly, expected="")) == []


def test_a_reason_that_many_lines_share_is_given_once(look: Look) -> None:
    extra = replace(a_feedback().rows[3], parts=(Part("The rule", "Nothing calls for it."),))
    rows = (a_feedback().rows[1], extra, extra, extra)
    lines = written(look, replace(a_feedback(), rows=rows))
    assert lines.count("Nothing calls for it.") == 1
    opened = written(look, replace(a_feedback(), rows=rows), Reading(3, opened=True))
    assert opened.count("Nothing calls for it.") == 2


def test_scores_show_their_arithmetic_above_and_their_meaning_below(look: Look) -> None:
    measure = a_feedback().measures[0]
    lines = written(look, a_feedback(), Reading(everything=True))
    assert lines.index(measure.arithmetic) < lines.index("Line by line")
    assert lines.index(measure.meaning) > lines.index("What the scores tell")


def test_right_lines_are_one_until_the_learner_stands_among_them(look: Look) -> None:
    rows = [replace(a_feedback().rows[0], headline=f"Right: {code}") for code in ("I10", "E11.9")]
    feedback = replace(a_feedback(), rows=(rows[0], a_feedback().rows[1], rows[1]))
    closed = written(look, feedback, Reading(1))
    assert "I10, E11.9" in closed
    assert closed[closed.index("I10, E11.9") - 1] == "\ufffc  Right   2 lines"
    among = written(look, feedback, Reading(0, opened=True))
    assert {"I10", "E11.9"} <= set(among)
    assert "I10, E11.9" not in among


def test_a_right_line_is_short_until_the_learner_stands_on_it(look: Look) -> None:
    feedback = replace(a_feedback(), rows=a_feedback().rows[:2])
    assert "I.C.9.a" not in written(look, feedback, Reading(1, opened=True))
    assert "I.C.9.a" in written(look, feedback, Reading(0, opened=True))


def test_markup_in_a_pack_stays_text(look: Look) -> None:
    row = replace(a_feedback().rows[2], parts=(Part("The rule", "<b>bold</b> & <img src=x>"),))
    assert "<b>bold</b> & <img src=x>" in written(look, replace(a_feedback(), rows=(row,)))


def test_feedback_without_lines_is_its_summary(look: Look) -> None:
    assert written(look, Feedback("Nothing to judge.", (), (), (), (), ())) == ["Nothing to judge."]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_has_word_icon_and_colour(look: Look, verdict: Verdict) -> None:
    row = replace(a_feedback().rows[0], verdict=verdict, headline=f"{verdict.capitalize()}: I10")
    lines = written(look, replace(a_feedback(), rows=(row,)))
    assert any(line.startswith(f"\ufffc  {verdict.capitalize()}") for line in lines)
    assert "I10" in lines
    assert verdict_colour(look.theme, verdict).isValid()


def test_a_headline_of_its_own_kind_is_left_alone() -> None:
    row = replace(a_feedback().rows[6], headline="Sequence: the reason for the visit is first")
    assert without_verdict(row) == "Sequence: the reason for the visit is first"


def test_reading_starts_at_the_first_line_that_is_not_right(view: FeedbackView) -> None:
    assert view.page.current == 1
    assert view.page.verticalScrollBar().value() == 0
    assert marked(view)[-1] == "Left knee pain"


def test_up_and_down_step_through_the_lines_and_their_evidence(view: FeedbackView) -> None:
    press(KEY.Key_Down)
    assert (view.page.current, view.page.reading.opened) == (1, True)
    press(KEY.Key_Down)
    assert (view.page.current, marked(view)) == (
        2,
        ["injected 40 mg triamcinolone", "injected 40 mg triamcinolone"],
    )
    for _ in range(3):
        press(KEY.Key_Up)
    assert view.page.current == 1
    for _ in range(20):
        press(KEY.Key_Down)
    # What is right comes last.
    assert view.page.current == 5


def test_a_line_without_evidence_marks_nothing(view: FeedbackView) -> None:
    view.page.go_to(4)
    assert marked(view) == []
    assert view.evidence() == ()


def test_f8_visits_every_passage_and_comes_round(view: FeedbackView) -> None:
    visited = []
    for _ in range(9):
        press(KEY.Key_F8)
        visited.append((view.page.current, view.current_evidence()))
    assert visited[:5] == [
        (1, span("sore left knee")),
        (2, span("injected 40 mg triamcinolone")),
        (3, span("metformin 1000 mg BID")),
        (3, span("Hemoglobin A1c   6.8 %", "lab")),
        (6, span("Hypertension, at goal")),
    ]
    assert visited[7] == (0, span("HTN"))
    assert visited[8] == (1, span("Left knee pain"))


def test_shift_f8_goes_back_the_same_way(view: FeedbackView) -> None:
    for _ in range(4):
        press(KEY.Key_F8)
    back = []
    for _ in range(4):
        press(KEY.Key_F8, HELD.ShiftModifier)
        back.append(view.current_evidence())
    assert back == [
        span("metformin 1000 mg BID"),
        span("injected 40 mg triamcinolone"),
        span("sore left knee"),
        span("Left knee pain"),
    ]


def test_evidence_in_another_document_brings_it_to_the_front(view: FeedbackView) -> None:
    for _ in range(4):
        press(KEY.Key_F8)
    page = view.chart.current_page()
    assert page is not None
    assert page.source.id == "lab"


def test_the_current_line_comes_into_view(view: FeedbackView) -> None:
    view.resize(1100, 400)
    for row in (6, 0, 3):
        view.page.go_to(row)
        area = view.page.area(row)
        assert area.top() >= 0
        assert min(area.bottom(), area.top() + 1) <= view.page.viewport().height()


def test_down_reads_on_to_the_end_of_a_long_line_before_the_next(
    view: FeedbackView, attempt: AttemptView
) -> None:
    long = Part("The rule", "A sentence that takes its room on the page. " * 120)
    row = replace(attempt.feedback.rows[1], parts=(long,))
    rows = (row, attempt.feedback.rows[2])
    view.show_attempt(replace(attempt, feedback=replace(attempt.feedback, rows=rows)))
    view.resize(1100, 420)
    QApplication.processEvents()
    places = []
    while view.page.current == 0:
        press(KEY.Key_Down)
        places.append(view.page.verticalScrollBar().value())
    *reading, _ = places  # the last step closes the line, and the page is shorter then
    assert len(reading) > 2
    assert reading == sorted(reading)
    press(KEY.Key_Up)
    assert view.page.current == 0


def test_opening_a_line_leaves_it_where_the_eyes_are(view: FeedbackView) -> None:
    view.resize(1366, 500)
    QApplication.processEvents()
    view.page.go_to(2)
    view.page.go_to(3)
    before = view.page.area(4).top()
    view.page.go_to(4)
    area = view.page.area(4)
    fits = area.bottom() <= view.page.viewport().height()
    assert fits
    assert abs(area.top() - before) <= 1 or area.top() < before


def test_clicking_a_line_makes_it_current(view: FeedbackView) -> None:
    spot = view.page.area(2).center().toPoint()
    spot.setX(60)
    QTest.mouseClick(view.page.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert view.page.current == 2


def test_another_attempt_is_chosen_from_a_list(
    qtbot: QtBot, view: FeedbackView, attempt: AttemptView
) -> None:
    desk = FakeDesk()
    first, second = (desk.submit(OFFICE, AnswerSheet()) for _ in range(2))
    view.show_attempt(second, desk.attempts(OFFICE))
    box = view.findChild(QComboBox)
    assert box is not None
    assert (box.isVisible(), box.currentText()) == (True, "Attempt 2: 62.5 %")
    box.setFocus()
    with qtbot.waitSignal(view.attempt_chosen) as chosen:
        press(KEY.Key_Down)
    assert chosen.args == [first.id]
    view.show_attempt(attempt)
    assert not box.isVisible()


def test_an_attempt_made_after_the_clock_was_set_back_is_marked_in_the_list(
    view: FeedbackView,
) -> None:
    desk = FakeDesk()
    first, second = (desk.submit(OFFICE, AnswerSheet()) for _ in range(2))
    newest, oldest = desk.attempts(OFFICE)
    view.show_attempt(first, (replace(newest, clock_changed=True), oldest))
    box = view.findChild(QComboBox)
    assert box is not None
    assert [box.itemText(row) for row in range(2)] == [
        "Attempt 2: 62.5 %, clock was set back",
        "Attempt 1: 62.5 %",
    ]
    assert second.number == 2


def test_switching_the_look_keeps_line_and_place(view: FeedbackView, look: Look) -> None:
    view.resize(1100, 400)
    view.page.go_to(3)
    before = view.page.verticalScrollBar().value()
    look.choose(DARK)
    assert (view.page.current, view.page.verticalScrollBar().value()) == (3, before)
    cursor = view.page.document().find("Extra")
    assert cursor.charFormat().foreground().color() == look.theme.warn


def test_lines_stay_short_enough_to_read_in_a_wide_window(view: FeedbackView) -> None:
    view.resize(2400, 800)
    QApplication.processEvents()
    page = view.page
    room = page.viewport().width() - page.document().rootFrame().frameFormat().rightMargin()
    assert room < page.fontMetrics().horizontalAdvance("n") * 110


def test_evidence_of_a_document_that_is_gone_is_left_out(
    view: FeedbackView, attempt: AttemptView
) -> None:
    row = replace(attempt.feedback.rows[1], evidence=(Span("elsewhere", 0, 4),))
    view.show_attempt(replace(attempt, feedback=replace(attempt.feedback, rows=(row,))))
    assert marked(view) == []

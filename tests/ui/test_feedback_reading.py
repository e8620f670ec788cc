"""Feedback is opened as far as it is read; objections and the attempt before belong to it."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage
from coder_sim.domain.code_set import System
from coder_sim.domain.feedback import Feedback, Verdict
from coder_sim.domain.notebook import Annotation, AnnotationId, Dispute
from coder_sim.practice.views import AttemptView
from coder_sim.ui.feedback_outline import Reading
from coder_sim.ui.feedback_view import FeedbackView
from coder_sim.ui.feedback_writer import ICONS, FeedbackWriter, verdict_colour
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import OFFICE, FakeDesk, span

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


def test_before_any_key_no_explanation_is_opened_and_one_key_opens_all(view: FeedbackView) -> None:
    text = view.page.document().toPlainText
    assert "The effect" not in text()
    press(KEY.Key_F4)
    assert {"The effect", "What the scores tell", "I10 Essential (primary) hypertension"} <= set(
        text().splitlines()
    )
    press(KEY.Key_F4)
    assert "The effect" not in text()


def test_enter_opens_the_line_and_closes_it(view: FeedbackView) -> None:
    for opened in (True, False, True):
        press(KEY.Key_Return)
        assert view.page.reading.opened is opened
    assert "I.B.13" in view.page.document().toPlainText()


def named(attempt: AttemptView) -> AttemptView:
    rows = tuple(replace(r, name=f"key d{n}") for n, r in enumerate(attempt.feedback.rows))
    return replace(attempt, feedback=replace(attempt.feedback, rows=rows))


def test_an_objection_is_written_by_keys_and_stands_at_its_line(
    qtbot: QtBot, view: FeedbackView, attempt: AttemptView
) -> None:
    view.show_attempt(named(attempt))
    press(KEY.Key_J, HELD.ControlModifier)
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, "The note says left.")
    with qtbot.waitSignal(view.objection_made) as made:
        press(KEY.Key_Escape)
    assert made.args == [attempt.id, "key d1", "The note says left."]
    assert view.page.hasFocus()
    lines = view.page.document().toPlainText().splitlines()
    assert lines[lines.index("Your objection") + 1] == "The note says left."
    press(KEY.Key_J, HELD.ControlModifier)
    assert box.toPlainText() == "The note says left."
    with qtbot.assertNotEmitted(view.objection_made):
        press(KEY.Key_Return, HELD.ControlModifier)
    press(KEY.Key_J, HELD.ControlModifier)
    box.clear()
    with qtbot.waitSignal(view.objection_made) as made:
        press(KEY.Key_Return, HELD.ControlModifier)
    assert made.args == [attempt.id, "key d1", ""]
    assert "Your objection" not in view.page.document().toPlainText()


def test_an_objection_half_written_is_kept_when_another_attempt_is_shown(
    qtbot: QtBot, view: FeedbackView, attempt: AttemptView
) -> None:
    view.show_attempt(named(attempt))
    press(KEY.Key_J, HELD.ControlModifier)
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, "But")
    with qtbot.waitSignal(view.objection_made) as made:
        view.show_attempt(attempt)
    assert made.args == [attempt.id, "key d1", "But"]


def test_kept_objections_and_highlights_come_with_the_attempt(
    view: FeedbackView, attempt: AttemptView
) -> None:
    at = span("HTN")
    mark = Annotation(AnnotationId("a"), at.doc, at.start, at.end, "HTN")
    dispute = Dispute(attempt.id, "key d2", "It was billed apart.", attempt.submitted_at)
    view.show_attempt(named(attempt), (), None, (mark,), (dispute,))
    assert "It was billed apart." in view.page.document().toPlainText()
    assert "HTN" in marked(view)


def test_the_attempt_before_is_compared_with_this_one(
    view: FeedbackView, attempt: AttemptView
) -> None:
    before = named(attempt)
    better = replace(before.feedback.rows[1], verdict=Verdict.RIGHT, reported="M25.562")
    rows = (before.feedback.rows[0], better, *before.feedback.rows[2:])
    score = replace(attempt.feedback.measures[0], value="80 %")
    now = replace(before, number=2, feedback=replace(before.feedback, rows=rows, measures=(score,)))
    view.show_attempt(now, (), before)
    lines = view.page.document().toPlainText().splitlines()
    start = lines.index("Since attempt 1")
    assert lines[start + 1] == "Learning score 80 %, 62.5 % in attempt 1."
    assert lines[start + 2] == "Now right: M25.562."
    view.page.go_to(1)
    lines = view.page.document().toPlainText().splitlines()
    assert lines[lines.index("Attempt 1") + 1] == "M25.569 (partly right)"


def test_what_the_learner_linked_is_underlined_beside_the_evidence(
    view: FeedbackView, attempt: AttemptView
) -> None:
    linked = CodedLine(System.CPT, "20610", evidence=(Passage("note", "no swelling"),))
    row = replace(attempt.feedback.rows[1], answer=1)
    feedback = replace(attempt.feedback, rows=(row,))
    view.show_attempt(replace(attempt, sheet=AnswerSheet((linked,)), feedback=feedback))
    assert "no swelling" in marked(view)


def test_verdicts_are_told_apart_without_colour(view: FeedbackView, look: Look) -> None:
    """A grey picture of each verdict's line, without its words' own colours, is another one."""
    shapes = {}
    for verdict in Verdict:
        side = 32
        icon = look.icon(ICONS[verdict], verdict_colour(look.theme, verdict))
        grey = icon.pixmap(side, side).toImage().convertToFormat(QImage.Format.Format_Alpha8)
        drawn = frozenset(
            (x, y) for x in range(side) for y in range(side) if grey.pixelColor(x, y).alpha() > 127
        )
        assert len(drawn) > side, verdict
        shapes[verdict] = drawn
    for one, other in combinations(Verdict, 2):
        assert len(shapes[one] ^ shapes[other]) > side, (one, other)
    text = view.page.document().toPlainText()
    for verdict in (Verdict.PARTLY, Verdict.MISSED, Verdict.EXTRA, Verdict.WRONG):
        assert f"\ufffc  {verdict.value.capitalize()}" in text


def test_tab_reaches_the_chart_and_comes_back_and_esc_in_the_box_keeps_the_words(
    view: FeedbackView, attempt: AttemptView
) -> None:
    view.show_attempt(named(attempt))
    view.activateWindow()
    view.focus_page()
    stops = []
    for _ in range(8):
        press(KEY.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused)
        if focused is view.page:
            break
    assert stops[-1] is view.page
    assert any(view.chart.isAncestorOf(stop) for stop in stops)

"""The chart: plain text, headings, marks at exact offsets, find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import Passage
from coder_sim.domain.encounter import Document
from coder_sim.domain.feedback import Span
from coder_sim.ui.chart_view import ChartView
from coder_sim.ui.document_page import DocumentPage
from coder_sim.ui.document_text import is_heading, occurrences, passage_at, span_of
from coder_sim.ui.theme import DARK, Look
from tests.ui.desk_cases import HISTORY, STAY

Key, Hold = Qt.Key, Qt.KeyboardModifier
LONG = "ASSESSMENT\n" + "\n".join(f"{n}. Line with sepsis number {n}." for n in range(1, 120))


@pytest.fixture
def chart(qtbot: QtBot, look: Look) -> ChartView:
    made = ChartView(look)
    qtbot.addWidget(made)
    made.resize(460, 500)
    made.show_documents(STAY.documents)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def document(text: str, id: str = "d") -> Document:
    return Document(id, "Progress note", "provider", "Day 2", text)


def front(chart: ChartView) -> DocumentPage:
    page = chart.current_page()
    assert page is not None
    return page


def marked(page: DocumentPage) -> list[tuple[int, int]]:
    return [
        (mark.cursor.selectionStart(), mark.cursor.selectionEnd())
        for mark in page.extraSelections()
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("HISTORY OF PRESENT ILLNESS", True),
        ("ASSESSMENT AND PLAN:", True),
        ("HOSPITAL DAY 2", True),
        ("  LABS  ", True),
        ("BP 168/94 HR 102 RR 24", False),
        ("Chart 14-C", False),
        ("EKG: NSR", False),
        ("NO", False),
        ("", False),
        ("PATIENT STATES THAT " * 5, False),
    ],
)
def test_short_lines_in_capitals_are_headings(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


def test_tabs_name_type_and_who_wrote_it(chart: ChartView) -> None:
    tabs = chart.findChild(QTabBar)
    assert tabs is not None
    assert [tabs.tabText(n) for n in range(tabs.count())] == [
        "History and physical",
        "Nursing note (nurse)",
    ]
    assert "Written by: provider" in tabs.tabToolTip(0)


def test_documents_of_one_type_are_told_apart_by_title(chart: ChartView) -> None:
    notes = [Document(str(n), "Progress note", "provider", f"Day {n}", "x") for n in (1, 2)]
    chart.show_documents(notes)
    tabs = chart.findChild(QTabBar)
    assert tabs is not None
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["Day 1", "Day 2"]


def test_pack_text_is_never_read_as_markup(chart: ChartView) -> None:
    text = "<b>BOLD</b> & <img src='x'>\n1. one\n\n1. two\n**stars**\tt\u0301ab"
    chart.show_documents([document(text)])
    assert front(chart).toPlainText() == text


def test_headings_are_bold_and_the_text_is_not(chart: ChartView) -> None:
    page = front(chart)
    weights = []
    for words in ("CHIEF COMPLAINT", "Shortness"):
        cursor = page.textCursor()
        cursor.setPosition(HISTORY.index(words) + 2)
        weights.append(cursor.charFormat().font().weight())
    assert weights[0] > weights[1]


def test_evidence_is_marked_at_its_place_with_underline_and_ground(chart: ChartView) -> None:
    start = HISTORY.index("systolic")
    spans = [Span("hp", start, start + 8), Span("rn", 0, 7), Span("other", 0, 5)]
    chart.highlight(spans, None)
    page = front(chart)
    (mark,) = page.extraSelections()
    assert mark.cursor.selectedText() == "systolic"
    assert mark.format.fontUnderline()
    assert mark.format.background().color() == page._look.theme.evidence
    assert marked(chart.pages()[1]) == [(0, 7)]


def test_the_current_passage_brings_its_document_to_the_front_and_into_view(
    qtbot: QtBot, chart: ChartView
) -> None:
    chart.show_documents([document("short", "a"), document(LONG, "b")])
    start = LONG.index("number 100")
    span = Span("b", start, start + 10)
    chart.highlight([span], span)
    page = front(chart)
    assert page.source.id == "b"
    cursor = page.textCursor()
    cursor.setPosition(start)
    assert page.viewport().rect().contains(page.cursorRect(cursor).center())
    current = page.extraSelections()[-1]
    assert current.format.background().color() == page._look.theme.evidence_current


def test_marks_take_the_colours_of_the_new_theme(chart: ChartView, look: Look) -> None:
    chart.highlight([Span("hp", 0, 7)], None)
    look.choose(DARK)
    (mark,) = front(chart).extraSelections()
    assert mark.format.background().color() == look.theme.evidence


def test_selected_text_becomes_a_passage_without_the_space_around_it(chart: ChartView) -> None:
    page = front(chart)
    start = HISTORY.index("heart failure")
    cursor = page.textCursor()
    cursor.setPosition(start - 1)
    cursor.setPosition(start + 13, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert chart.selected_passage() == Passage("hp", "heart failure")


def test_find_goes_from_place_to_place_and_esc_returns_to_the_text(chart: ChartView) -> None:
    chart.show_documents([document(LONG)])
    chart.open_find()
    box = chart._find.box
    QTest.keyClicks(box, "SEPSIS number 11")
    page = front(chart)
    assert [page.source.text[a:b] for a, b in marked(page)[:2]] == ["sepsis number 11"] * 2
    assert chart._find._count.text() == "1 of 11"
    QTest.keyClick(box, Key.Key_Return)
    assert chart._find._count.text() == "2 of 11"
    QTest.keyClick(box, Key.Key_Return, Hold.ShiftModifier)
    QTest.keyClick(box, Key.Key_Return, Hold.ShiftModifier)
    assert chart._find._count.text() == "11 of 11"
    QTest.keyClick(box, Key.Key_Escape)
    assert page.hasFocus()
    assert marked(page) == []


def test_esc_in_the_text_closes_the_find_bar_before_it_leaves_the_page(chart: ChartView) -> None:
    leave = QShortcut(QKeySequence("Esc"), chart)
    left: list[bool] = []
    leave.activated.connect(lambda: left.append(True))
    chart.open_find()
    chart.focus_document()
    QTest.keyClick(front(chart), Key.Key_Escape)
    assert (chart._find.isHidden(), left) == (True, [])
    QTest.keyClick(front(chart), Key.Key_Escape)
    assert left == [True]


def test_what_is_not_there_is_said(chart: ChartView) -> None:
    chart.open_find()
    QTest.keyClicks(chart._find.box, "zebra")
    assert "Not found" in chart._find._count.text()


def test_the_space_bar_turns_pages(chart: ChartView) -> None:
    chart.show_documents([document(LONG)])
    page = front(chart)
    page.setFocus()
    QTest.keyClick(page, Key.Key_Space)
    down = page.verticalScrollBar().value()
    assert down > 0
    QTest.keyClick(page, Key.Key_Space, Hold.ShiftModifier)
    assert page.verticalScrollBar().value() < down


def test_lines_stay_readable_in_a_wide_pane(chart: ChartView) -> None:
    chart.resize(1800, 500)
    page = front(chart)
    frame = page.document().rootFrame().frameFormat()
    text_width = page.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert text_width <= page.fontMetrics().horizontalAdvance("n") * 86


def test_words_are_found_in_any_case_across_line_ends() -> None:
    assert occurrences("Heart\nfailure, heart  FAILURE", "heart failure") == ((0, 13), (15, 29))
    assert occurrences("text", "  ") == ()
    assert occurrences("a.b axb", "a.b") == ((0, 3),)


TEXTS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_quote_leads_back_to_where_it_was_taken(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    passage = passage_at("d", text, start, end)
    if passage is None:
        assert not text[start:end].strip()
        return
    span = span_of(passage, text)
    assert span is not None
    assert text[start:end].strip() in passage.quote
    assert text[span.start : span.end] == passage.quote
    # Both ends stand between words.
    assert span.start == 0 or not text[span.start - 1 : span.start + 1].isalnum()
    assert not text[span.end - 1 : span.end + 1].isalnum() or span.end == len(text)


def test_half_selected_words_are_taken_whole() -> None:
    text = "Left heart failure, chronic."
    assert passage_at("d", text, 7, 16) == Passage("d", "heart failure")
    assert passage_at("d", text, 5, 19) == Passage("d", "heart failure,")


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=40))
def test_qt_counts_the_characters_of_a_document_as_packs_do(text: str) -> None:
    shown = QTextDocument()
    shown.setPlainText(text.replace("\r", "\n"))
    assert shown.characterCount() - 1 == len(text)


def test_a_quote_that_is_gone_has_no_place() -> None:
    assert span_of(Passage("d", "fever", 2), "fever once") is None


@pytest.mark.parametrize(
    "text", ["caf\u00e9 \u2265 5 \u00b5g", "a\tb\u0301c", "\u05d0\u05d1 mixed"]
)
def test_marks_are_exact_in_texts_with_other_scripts(chart: ChartView, text: str) -> None:
    chart.show_documents([document(text + " target")])
    start = len(text) + 1
    chart.highlight([Span("d", start, start + 6)], None)
    (mark,) = front(chart).extraSelections()
    assert mark.cursor.selectedText() == "target"

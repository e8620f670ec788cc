"""Passages stand on the screen exactly where the pack says: tabs, accents, overlaps, all."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from coder_sim.domain.encounter import Document
from coder_sim.domain.feedback import Span
from coder_sim.ui.document_page import DocumentPage, OwnMark
from coder_sim.ui.document_text import passage_at, span_of
from coder_sim.ui.theme import Look

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \t\nabA1.,:\u0301\u0308\u00a0\u2265\u00b5\u2013\u200d\u05d0\u0915"),
        # Packs hold nothing beyond the BMP, no controls and no half characters.
        st.characters(max_codepoint=0xD7FF, exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    ),
    min_size=1,
    max_size=300,
)


@given(TEXTS, st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_span_is_marked_exactly(look: Look, text: str, data: st.DataObject) -> None:
    page = DocumentPage(Document("d", "note", "provider", "Note", text), look)
    places = st.integers(0, len(text))
    spans = [
        Span("d", *sorted((data.draw(places), data.draw(places))))
        for _ in range(data.draw(st.integers(1, 6)))
    ]
    page.mark_own([OwnMark(spans[0], noted=True)])
    page.mark_linked(spans[1:2])
    page.highlight(spans, spans[-1])
    wanted = [spans[0], *spans[1:2], *spans, spans[-1]]
    marks = [
        (mark.cursor.selectionStart(), mark.cursor.selectionEnd())
        for mark in page.extraSelections()
    ]
    assert marks == [(span.start, span.end) for span in wanted]
    for mark, span in zip(page.extraSelections(), wanted, strict=True):
        shown = mark.cursor.selectedText().replace("\u2029", "\n")
        assert shown.replace("\u00a0", " ") == text[span.start : span.end].replace("\u00a0", " ")
    page.deleteLater()
    QApplication.sendPostedEvents(page)


@given(TEXTS, st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_selected_comes_back_to_the_same_place(
    look: Look, text: str, data: st.DataObject
) -> None:
    page = DocumentPage(Document("d", "note", "provider", "Note", text), look)
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    cursor = page.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    passage = page.selected_passage()
    low, high = page.textCursor().selectionStart(), page.textCursor().selectionEnd()
    if passage is None:
        assert not text[low:high].strip()
        return
    span = span_of(passage, text)
    assert span is not None
    assert text[span.start : span.end] == passage.quote
    assert passage_at("d", text, span.start, span.end) == passage
    # Words are taken whole; apart from that nothing is added.
    assert text[low:high].strip() in passage.quote
    page.go_to(span)
    assert page.selected_passage() == passage
    page.deleteLater()

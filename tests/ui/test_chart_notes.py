"""The learner's own highlights and notes: made and removed by keys, listed, undone, stored."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim.domain.feedback import Span
from coder_sim.domain.notebook import Annotation, AnnotationId
from coder_sim.ui.document_note_list import NotesModel
from coder_sim.ui.theme import Look
from coder_sim.ui.workspace import Workspace
from tests.ui.desk_cases import HISTORY, STAY, opened
from tests.ui.tiny_library import TinyLibrary

Key, Hold = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def workspace(qtbot: QtBot, look: Look) -> Workspace:
    library = TinyLibrary()
    made = Workspace(library, library, look)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show_case(opened(STAY))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.chart.focus_document()
    return made


def press(key: Qt.Key, held: Qt.KeyboardModifier = Hold.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, held)


def select(workspace: Workspace, words: str) -> None:
    page = workspace.chart.current_page()
    assert page is not None
    cursor = page.textCursor()
    start = page.source.text.index(words)
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def marked(workspace: Workspace) -> list[str]:
    page = workspace.chart.current_page()
    assert page is not None
    return [mark.cursor.selectedText() for mark in page.extraSelections()]


def marks(workspace: Workspace) -> tuple[Annotation, ...]:
    return workspace._taking.notes.marks()


def test_one_key_highlights_and_takes_it_away_again(workspace: Workspace) -> None:
    kept: list[Annotation] = []
    dropped: list[AnnotationId] = []
    workspace.note_kept.connect(kept.append)
    workspace.note_dropped.connect(dropped.append)
    select(workspace, "systolic heart failure")
    press(Key.Key_H, Hold.ControlModifier)
    assert marked(workspace) == ["systolic heart failure"]
    start = HISTORY.index("systolic heart failure")
    assert [(x.doc, x.start, x.end, x.quote) for x in kept] == [
        ("hp", start, start + 22, "systolic heart failure")
    ]
    press(Key.Key_H, Hold.ControlModifier)
    assert (marked(workspace), dropped) == ([], [kept[0].id])


def test_a_highlight_is_undone_and_redone_among_the_changes_of_the_sheet(
    workspace: Workspace,
) -> None:
    select(workspace, "HTN")
    press(Key.Key_H, Hold.ControlModifier)
    workspace.focus_finder()
    QTest.keyClicks(workspace.finder.box, "i10")
    press(Key.Key_Return)
    press(Key.Key_Z, Hold.ControlModifier)
    assert (workspace.sheet().lines, len(marks(workspace))) == ((), 1)
    dropped: list[AnnotationId] = []
    workspace.note_dropped.connect(dropped.append)
    press(Key.Key_Z, Hold.ControlModifier)
    assert (marks(workspace), len(dropped)) == ((), 1)
    kept: list[Annotation] = []
    workspace.note_kept.connect(kept.append)
    press(Key.Key_Z, Hold.ControlModifier | Hold.ShiftModifier)
    assert marks(workspace) == tuple(kept)


def test_a_note_is_written_by_keys_and_listed(workspace: Workspace) -> None:
    select(workspace, "ran out of furosemide")
    press(Key.Key_J, Hold.ControlModifier)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "underdosing?")
    press(Key.Key_Return)
    QApplication.processEvents()
    (mark,) = marks(workspace)
    assert (mark.quote, mark.note) == ("ran out of furosemide", "underdosing?")
    model = workspace._taking.list.model
    assert model.index(0).data() == "underdosing?\n\u201cran out of furosemide\u201d"
    press(Key.Key_Z, Hold.ControlModifier)
    assert marks(workspace)[0].note == ""


def test_the_list_leads_to_the_text_and_esc_leads_back_to_it(workspace: Workspace) -> None:
    workspace.chart.step_document(1)
    select(workspace, "per daughter")
    press(Key.Key_H, Hold.ControlModifier)
    workspace.chart.step_document(1)
    press(Key.Key_J, Hold.ControlModifier | Hold.ShiftModifier)
    assert workspace._taking.list.list.hasFocus()
    workspace._taking.list.list.setCurrentIndex(workspace._taking.list.model.index(0))
    press(Key.Key_Return)
    passage = workspace.chart.selected_passage()
    assert passage is not None
    assert (passage.doc, passage.quote) == ("rn", "per daughter")
    press(Key.Key_J, Hold.ControlModifier | Hold.ShiftModifier)
    assert workspace._taking.list.isHidden()
    press(Key.Key_J, Hold.ControlModifier | Hold.ShiftModifier)
    press(Key.Key_Escape)
    page = workspace.chart.current_page()
    assert page is not None
    assert page.hasFocus()


def test_del_in_the_list_removes_a_highlight(workspace: Workspace) -> None:
    for words in ("HTN", "T2DM"):
        select(workspace, words)
        press(Key.Key_H, Hold.ControlModifier)
    press(Key.Key_J, Hold.ControlModifier | Hold.ShiftModifier)
    workspace._taking.list.list.setCurrentIndex(workspace._taking.list.model.index(0))
    press(Key.Key_Delete)
    assert [mark.quote for mark in marks(workspace)] == ["T2DM"]


def test_without_a_selection_the_way_is_told(qtbot: QtBot, workspace: Workspace) -> None:
    for key in (Key.Key_H, Key.Key_J):
        with qtbot.waitSignal(workspace.told) as told:
            press(key, Hold.ControlModifier)
        assert told.args[0].startswith("Select text in the chart first")
    assert marks(workspace) == ()


def test_stored_highlights_come_back_and_those_of_another_text_are_left_out(
    qtbot: QtBot, workspace: Workspace
) -> None:
    at = HISTORY.index("HTN")
    own = Annotation(AnnotationId("a"), "hp", at, at + 3, "HTN", "see I10")
    old = Annotation(AnnotationId("b"), "hp", at, at + 3, "DVT")
    gone = Annotation(AnnotationId("c"), "xr", 0, 3, "HTN")
    case = opened(STAY)
    with qtbot.assertNotEmitted(workspace.note_kept), qtbot.assertNotEmitted(workspace.told):
        workspace.show_case(replace(case, annotations=(own, old, gone)))
    assert (marks(workspace), marked(workspace)) == ((own,), ["HTN"])
    assert workspace._taking.list.isVisible()
    workspace.show_case(case)
    assert (marks(workspace), workspace._taking.list.isVisible()) == ((), False)


def test_the_list_is_a_sound_model(workspace: Workspace) -> None:
    notes = workspace._taking.notes
    model = NotesModel(notes)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    first = notes.highlight(Span("hp", 5, 9), "text")
    notes.highlight(Span("hp", 0, 3), "one")
    assert [model.index(row).data() for row in range(2)] == ["\u201cone\u201d", "\u201ctext\u201d"]
    assert model.setData(model.index(1), "a note")
    notes.remove(first.id)
    assert model.rowCount() == 1
    assert not model.setData(model.index(5), "nothing")
    tester.deleteLater()


def test_with_the_list_open_tab_still_comes_round_in_a_few_stops(workspace: Workspace) -> None:
    select(workspace, "HTN")
    press(Key.Key_H, Hold.ControlModifier)
    workspace._taking.toggle_list()
    workspace.focus_finder()
    stops = []
    for _ in range(8):
        press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused)
        if focused is workspace.finder.box:
            break
    assert stops[-1] is workspace.finder.box, [type(stop).__name__ for stop in stops]
    assert workspace._taking.list.list in stops

"""The whole main job, done with real key events."""

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage
from coder_sim.practice.checks import SheetPrompt
from coder_sim.practice.views import SessionMode
from coder_sim.ui.sheet_prompts import SheetPrompts
from coder_sim.ui.theme import Look
from coder_sim.ui.workspace import Workspace
from tests.ui.desk_cases import CLINIC, STAY, opened
from tests.ui.tiny_library import CM, TinyLibrary

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
    made.focus_finder()
    qtbot.waitUntil(made.finder.box.hasFocus)
    return made


def codes(workspace: Workspace) -> list[str]:
    return [line.code for line in workspace.sheet().lines]


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None, "the keyboard is nowhere"
    QTest.keyClick(target, key, held)


def type_text(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, text)


def test_a_stay_is_coded_ordered_and_submitted_without_the_mouse(
    qtbot: QtBot, workspace: Workspace
) -> None:
    type_text("i5023")
    press(Key.Key_Return)
    type_text("htn")
    press(Key.Key_Return)
    type_text("i110")
    press(Key.Key_Return, Hold.ControlModifier)
    assert codes(workspace) == ["I110", "I5023", "I10"]
    press(Key.Key_F6)
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Delete)
    assert codes(workspace) == ["I110", "I5023"]
    press(Key.Key_Up)
    press(Key.Key_Right)
    press(Key.Key_Right)
    type_text("y")
    type_text("n")
    assert [line.poa for line in workspace.sheet().lines] == ["Y", "N"]
    with qtbot.waitSignal(workspace.submit_requested):
        press(Key.Key_F9)


def test_loading_a_case_changes_nothing_and_says_nothing(
    qtbot: QtBot, workspace: Workspace
) -> None:
    sheet = AnswerSheet((CodedLine(CM, "I10", poa="Y"),))
    with qtbot.assertNotEmitted(workspace.sheet_changed):
        workspace.show_case(opened(STAY, sheet))
        workspace.show_case(opened(CLINIC))
        workspace.show_case(opened(STAY, sheet))
    assert workspace.sheet() == sheet


def test_every_change_is_told_once_and_undone_from_the_box(
    qtbot: QtBot, workspace: Workspace
) -> None:
    type_text("i10")
    with qtbot.waitSignal(workspace.sheet_changed):
        press(Key.Key_Return)
    with qtbot.waitSignal(workspace.sheet_changed):
        press(Key.Key_Z, Hold.ControlModifier)
    assert workspace.sheet() == AnswerSheet()
    press(Key.Key_Z, Hold.ControlModifier | Hold.ShiftModifier)
    assert codes(workspace) == ["I10"]
    assert workspace.finder.box.text() == "i10"


def test_the_line_just_added_moves_while_the_keyboard_stays_in_the_box(
    qtbot: QtBot, workspace: Workspace
) -> None:
    for code in ("i10", "i5023", "n1831"):
        type_text(code)
        press(Key.Key_Return)
    press(Key.Key_Up, Hold.AltModifier)
    assert codes(workspace) == ["I10", "N1831", "I5023"]
    press(Key.Key_Home, Hold.AltModifier)
    assert codes(workspace) == ["N1831", "I10", "I5023"]
    press(Key.Key_Down, Hold.AltModifier)
    assert codes(workspace) == ["I10", "N1831", "I5023"]
    assert workspace.finder.box.hasFocus()


def test_selected_chart_text_becomes_evidence_of_the_line(
    qtbot: QtBot, workspace: Workspace
) -> None:
    type_text("i5023")
    press(Key.Key_Return)
    press(Key.Key_F6, Hold.ShiftModifier)
    select(workspace, "systolic heart failure")
    press(Key.Key_E, Hold.ControlModifier)
    assert workspace.sheet().lines[0].evidence == (Passage("hp", "systolic heart failure"),)
    page = workspace.chart.current_page()
    assert page is not None
    assert [mark.cursor.selectedText() for mark in page.extraSelections()] == [
        "systolic heart failure"
    ]


def test_a_query_is_written_about_selected_text(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.chart.focus_document()
    select(workspace, "ran out of furosemide")
    press(Key.Key_Q, Hold.ControlModifier | Hold.ShiftModifier)
    type_text("Was it the cost?")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.sheet().queries[0].question != "")
    (query,) = workspace.sheet().queries
    assert (query.doc, query.quote, query.question) == (
        "hp",
        "ran out of furosemide",
        "Was it the cost?",
    )
    press(Key.Key_Z, Hold.ControlModifier)
    press(Key.Key_Z, Hold.ControlModifier)
    assert workspace.sheet() == AnswerSheet()


def test_without_selected_text_the_way_is_told(qtbot: QtBot, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.told) as told:
        press(Key.Key_E, Hold.ControlModifier)
    assert "Select text" in told.args[0]
    assert workspace.sheet() == AnswerSheet()


def test_f6_goes_round_the_panes_both_ways(qtbot: QtBot, workspace: Workspace) -> None:
    order = [workspace.chart, workspace.finder, workspace.answer]

    def here() -> int:
        focused = QApplication.focusWidget()
        assert focused is not None
        return next(i for i, pane in enumerate(order) if pane.isAncestorOf(focused))

    seen = [here()]
    for _ in range(3):
        press(Key.Key_F6)
        seen.append(here())
    press(Key.Key_F6, Hold.ShiftModifier)
    assert [*seen, here()] == [1, 2, 0, 1, 0]


def test_tab_reaches_every_pane_and_comes_back_in_a_few_stops(workspace: Workspace) -> None:
    stops = []
    for _ in range(8):
        press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused)
        if focused is workspace.finder.box:
            break
    assert stops[-1] is workspace.finder.box
    for pane in (workspace.chart, workspace.finder, workspace.answer):
        assert any(pane.isAncestorOf(stop) for stop in stops)


def test_everything_the_keyboard_reaches_has_a_name_and_a_role(workspace: Workspace) -> None:
    nameless = []
    for widget in workspace.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(workspace):
            heard = QAccessible.queryAccessibleInterface(widget)
            if not heard.text(QAccessible.Text.Name) or heard.role() == QAccessible.Role.NoRole:
                nameless.append(type(widget).__name__)
    assert nameless == []


def test_pages_of_the_last_case_are_freed(qtbot: QtBot, workspace: Workspace) -> None:
    old = list(workspace.chart.pages())
    workspace.show_case(opened(CLINIC))
    qtbot.waitUntil(lambda: not any(isValid(page) for page in old))


def test_ctrl_k_comes_back_to_the_box_from_anywhere(qtbot: QtBot, workspace: Workspace) -> None:
    type_text("pneu")
    for pane in (workspace.answer.focus, workspace.chart.focus_document):
        pane()
        press(Key.Key_K, Hold.ControlModifier)
        assert workspace.finder.box.hasFocus()
        assert workspace.finder.box.selectedText() == "pneu"


def test_the_sizes_of_the_panes_are_kept(qtbot: QtBot, look: Look, workspace: Workspace) -> None:
    workspace._splitter.setSizes([600, 330, 400])
    library = TinyLibrary()
    other = Workspace(library, library, look)
    qtbot.addWidget(other)
    other.resize(workspace.size())
    other.show()
    other.restore_state(workspace.save_state())
    assert other._splitter.sizes() == workspace._splitter.sizes()


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x00\x00\x00\x01\xff\xff\xff\xfe12"])
def test_a_damaged_state_is_left_alone(workspace: Workspace, junk: bytes) -> None:
    before = workspace._splitter.sizes()
    workspace.restore_state(QByteArray(junk))
    assert workspace._splitter.sizes() == before


def test_no_two_actions_share_a_key_and_each_has_a_name(workspace: Workspace) -> None:
    actions = workspace.actions_for_menu()
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert all(action.text() and action.objectName() for action in actions)


def test_the_facts_of_the_encounter_stand_above_the_chart(workspace: Workspace) -> None:
    text = workspace._header._facts.text()
    # Lines end between facts, never within one.
    assert all(" " not in fact for fact in text.split("  \N{MIDDLE DOT}  "))
    facts = text.replace("\N{NO-BREAK SPACE}", " ")
    for words in ("Inpatient", "72 years, female", "Admitted Mar 8, 2026", "Discharge status 06"):
        assert words in facts


@pytest.mark.parametrize("width", [1366, 1920])
def test_nothing_is_clipped(qtbot: QtBot, workspace: Workspace, width: int) -> None:
    workspace.resize(width, 700)
    assert workspace.minimumSizeHint().width() <= 1366
    assert workspace.minimumSizeHint().height() <= 480
    for pane in (workspace.chart, workspace.finder, workspace.answer):
        assert pane.width() >= pane.minimumSizeHint().width()


def select(workspace: Workspace, words: str) -> None:
    page = workspace.chart.current_page()
    assert page is not None
    cursor = page.textCursor()
    start = page.source.text.index(words)
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def test_what_is_said_belongs_to_the_last_change(workspace: Workspace) -> None:
    said: list[str] = []
    workspace.told.connect(said.append)
    type_text("i10")
    press(Key.Key_Return)
    assert said[-1] == "Added I10."
    press(Key.Key_Z, Hold.ControlModifier)
    assert said[-1] == "Undone: add I10."
    press(Key.Key_Z, Hold.ControlModifier | Hold.ShiftModifier)
    assert said[-1] == "Done again: add I10."
    workspace.answer.remove_selected()
    assert said[-1] == "Removed I10; Ctrl+Z brings it back."
    type_text("i5023")
    press(Key.Key_Return)
    type_text("n1831")
    press(Key.Key_Return)
    press(Key.Key_Up, Hold.AltModifier)
    assert said[-1] == ""


def test_in_a_window_too_narrow_for_the_panes_each_is_one_key_away(workspace: Workspace) -> None:
    workspace.resize(640, 420)
    QApplication.processEvents()
    assert workspace.finder.geometry().left() >= workspace.chart.geometry().right()
    assert workspace.answer.geometry().left() >= workspace.finder.geometry().right()
    button = workspace.answer.submit_button
    assert button.visibleRegion().isEmpty()
    press(Key.Key_F6)
    assert workspace.answer.table.hasFocus()
    assert button.visibleRegion().boundingRect() == button.rect()
    press(Key.Key_K, Hold.ControlModifier)
    assert not workspace.finder.box.visibleRegion().isEmpty()


def test_a_line_that_cannot_be_reported_is_never_submitted_silently(
    qtbot: QtBot, workspace: Workspace
) -> None:
    sheet = AnswerSheet((CodedLine(CM, "I10"), CodedLine(CM, "S7200"), CodedLine(CM, "I50")))
    workspace.show_case(opened(STAY, sheet))
    said: list[str] = []
    workspace.told.connect(said.append)
    with qtbot.assertNotEmitted(workspace.submit_requested):
        press(Key.Key_F9)
    assert said[-1].startswith("S72.00 heading: needs more characters, and 1 more.")
    assert workspace.answer.current_line == 1
    with qtbot.waitSignal(workspace.submit_requested):
        press(Key.Key_F9)


def test_enter_on_a_code_that_cannot_be_reported_lists_what_can(workspace: Workspace) -> None:
    sheet = AnswerSheet((CodedLine(CM, "I502"), CodedLine(CM, "I10")))
    workspace.show_case(opened(STAY, sheet))
    workspace.answer.focus()
    press(Key.Key_Return)
    assert workspace.finder.box.hasFocus()
    shown = workspace.finder.model
    assert [shown.index(n).data() for n in range(shown.rowCount())] != []
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert codes(workspace) == ["I5021", "I10"]


def test_linked_text_is_let_go_by_the_same_key_or_all_at_once(workspace: Workspace) -> None:
    workspace.show_case(opened(STAY, AnswerSheet((CodedLine(CM, "I10"),))))
    workspace.answer.focus()
    workspace.chart.focus_document()
    for words in ("HTN", "Hypertension"):
        select(workspace, words)
        press(Key.Key_E, Hold.ControlModifier)
    press(Key.Key_E, Hold.ControlModifier)
    assert [x.quote for x in workspace.sheet().lines[0].evidence] == ["HTN"]
    press(Key.Key_E, Hold.ControlModifier | Hold.ShiftModifier)
    assert workspace.sheet().lines[0].evidence == ()
    press(Key.Key_Z, Hold.ControlModifier)
    press(Key.Key_Z, Hold.ControlModifier)
    assert [x.quote for x in workspace.sheet().lines[0].evidence] == ["HTN", "Hypertension"]


def test_passages_of_the_current_line_stand_out_from_those_of_others(
    workspace: Workspace, look: Look
) -> None:
    lines = (
        CodedLine(CM, "I10", evidence=(Passage("hp", "HTN"),)),
        CodedLine(CM, "I5023", evidence=(Passage("hp", "systolic heart failure"),)),
    )
    workspace.show_case(opened(STAY, AnswerSheet(lines)))
    page = workspace.chart.current_page()
    assert page is not None

    def filled() -> list[str]:
        return [
            mark.cursor.selectedText()
            for mark in page.extraSelections()
            if mark.format.background().color() == look.theme.evidence
        ]

    place = page.verticalScrollBar().value()
    workspace.answer.focus()
    assert filled() == ["HTN"]
    press(Key.Key_Down)
    assert filled() == ["systolic heart failure"]
    assert {mark.cursor.selectedText() for mark in page.extraSelections()} == {
        "HTN",
        "systolic heart failure",
    }
    assert page.verticalScrollBar().value() == place


PROMPT = SheetPrompt((0,), "Twice", "I10 stands on the sheet twice.")


def test_prompts_are_shown_in_practice_and_never_in_an_exam(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.show_case(opened(STAY, AnswerSheet((CodedLine(CM, "I10"),))))
    workspace.answer.focus()
    panel = workspace.answer.findChild(SheetPrompts)
    assert panel is not None
    workspace.show_prompts((PROMPT,))
    assert (panel.isVisible(), panel.words()) == (True, PROMPT.text)
    with qtbot.waitSignal(workspace.mode_changed):
        workspace.set_mode(SessionMode.EXAM)
    assert not panel.isVisible()
    assert workspace.answer.model.prompts() == ()
    workspace.show_prompts((PROMPT,))
    assert not panel.isVisible()
    assert workspace._header._title.text().endswith("Exam")
    workspace.set_mode(SessionMode.PRACTICE)
    assert panel.isVisible()
    workspace.show_case(opened(STAY))
    assert not panel.isVisible()

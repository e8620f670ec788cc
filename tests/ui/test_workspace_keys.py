"""How many keys the main job takes, and how evidence is walked through, by real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage, ProviderQuery
from coder_sim.ui.theme import Look
from coder_sim.ui.workspace import Workspace
from tests.ui.desk_cases import CLINIC, HISTORY, STAY, opened
from tests.ui.tiny_library import CM, CPT, HCPCS, TinyLibrary

Key, Hold = Qt.Key, Qt.KeyboardModifier
FIRST = Passage("hp", "systolic heart failure")
SECOND = Passage("rn", "Furosemide given")


class Typist:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.count = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Hold.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.workspace, key, held)
        # What a key leaves to the event loop is done before a person presses the next one.
        QApplication.processEvents()
        self.count += 1

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.workspace, letter)
            QApplication.processEvents()
            self.count += 1


@pytest.fixture
def start(qtbot: QtBot, look: Look) -> Callable[..., Typist]:
    def build(sheet: AnswerSheet | None = None, *, inpatient: bool = True) -> Typist:
        library = TinyLibrary()
        workspace = Workspace(library, library, look)
        qtbot.addWidget(workspace)
        workspace.resize(1366, 700)
        workspace.show_case(opened(STAY if inpatient else CLINIC, sheet))
        workspace.show()
        qtbot.waitExposed(workspace)
        workspace.activateWindow()
        workspace.focus_finder()
        qtbot.waitUntil(workspace.finder.box.hasFocus)
        return Typist(workspace)

    return build


def test_a_six_code_stay_is_coded_ordered_and_submitted_in_at_most_60_keys(
    qtbot: QtBot, start: Callable[..., Typist]
) -> None:
    typist = start()
    for code in ("i5023", "e1122", "n1832", "z7984", "z87891"):
        typist.type(code)
        typist.press(Key.Key_Return)
    typist.type("i110")
    typist.press(Key.Key_Return, Hold.ControlModifier)
    typist.press(Key.Key_F6)
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Right)
    typist.type("yyyy")
    with qtbot.waitSignal(typist.workspace.submit_requested):
        typist.press(Key.Key_F9)
    lines = typist.workspace.sheet().lines
    assert [line.code for line in lines] == ["I110", "I5023", "E1122", "N1832", "Z7984", "Z87891"]
    assert [line.poa for line in lines] == ["Y", "Y", "Y", "Y", None, None]
    assert typist.count <= 60


def test_an_office_claim_is_completed_cell_by_cell(start: Callable[..., Typist]) -> None:
    typist = start(inpatient=False)
    for code in ("m1711", "i10", "99214", "j3301"):
        typist.type(code)
        typist.press(Key.Key_Return)
    typist.press(Key.Key_F6)
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Right)
    typist.type("4")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_Right)
    typist.type("a")
    typist.press(Key.Key_Return)
    typist.press(Key.Key_Up)
    typist.type("21")
    typist.press(Key.Key_Return)
    assert typist.workspace.sheet().lines[2:] == (
        CodedLine(CPT, "99214", pointers=(2, 1)),
        CodedLine(HCPCS, "J3301", units=4, pointers=(1,)),
    )


@pytest.mark.parametrize("code", ["I10", "E11.22", "N18.31", "S72.001A", "Z79.84"])
def test_a_code_takes_its_letters_and_enter(start: Callable[..., Typist], code: str) -> None:
    typist = start()
    typist.type(code.replace(".", "").lower())
    typist.press(Key.Key_Return)
    assert [line.code for line in typist.workspace.sheet().lines] == [code.replace(".", "")]
    assert typist.count <= 8


def test_a_heading_on_the_sheet_is_completed_from_the_finder(start: Callable[..., Typist]) -> None:
    typist = start(AnswerSheet((CodedLine(CM, "S72001", poa="Y"), CodedLine(CM, "I10"))))
    typist.press(Key.Key_F6)
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Return)
    finder = typist.workspace.finder
    rows = [finder.model.row_at(n) for n in range(finder.model.rowCount())]
    assert [row.code.code for row in rows if row] == ["S72001A", "S72001D"]
    typist.press(Key.Key_Down)
    typist.press(Key.Key_Return)
    before = CodedLine(CM, "I10")
    assert typist.workspace.sheet().lines == (CodedLine(CM, "S72001D", poa="Y"), before)
    typist.press(Key.Key_Z, Hold.ControlModifier)
    assert typist.workspace.sheet().lines[0].code == "S72001"


def test_a_code_of_the_sheet_is_looked_up_among_its_neighbours(
    start: Callable[..., Typist],
) -> None:
    typist = start(AnswerSheet((CodedLine(CM, "I5022"),)))
    typist.press(Key.Key_F6)
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Return)
    finder = typist.workspace.finder
    current = finder.model.row_at(finder.results.currentIndex().row())
    assert current is not None
    assert current.code.code == "I5022"
    assert finder.model.rowCount() == 4
    typist.press(Key.Key_Down)
    typist.press(Key.Key_Return)
    assert [line.code for line in typist.workspace.sheet().lines] == ["I5022", "I5023"]


def test_an_unknown_code_is_looked_up_as_a_search(start: Callable[..., Typist]) -> None:
    typist = start(AnswerSheet((CodedLine(CM, "I59"),)))
    typist.press(Key.Key_F6)
    typist.press(Key.Key_Right)
    typist.press(Key.Key_Return)
    assert typist.workspace.finder.box.text() == "I59"
    assert typist.workspace.finder.box.hasFocus()


LINKED = AnswerSheet(
    (
        CodedLine(CM, "I5023", evidence=(FIRST, SECOND)),
        CodedLine(CM, "I10", evidence=(Passage("hp", "HTN"),)),
    )
)


def shown(typist: Typist) -> str:
    """Return the passage that stands out in the document in front."""
    page = typist.workspace.chart.current_page()
    assert page is not None
    current = page._look.theme.evidence_current
    marks = [m for m in page.extraSelections() if m.format.background().color() == current]
    return marks[-1].cursor.selectedText() if marks else ""


def test_f8_walks_through_the_passages_of_all_lines_and_round_again(
    start: Callable[..., Typist],
) -> None:
    typist = start(LINKED)
    seen = []
    for _ in range(4):
        typist.press(Key.Key_F8)
        seen.append(shown(typist))
    assert seen == ["systolic heart failure", "Furosemide given", "HTN", "systolic heart failure"]
    typist.press(Key.Key_F8, Hold.ShiftModifier)
    assert shown(typist) == "HTN"


def test_with_a_line_chosen_f8_stays_with_its_passages(start: Callable[..., Typist]) -> None:
    typist = start(LINKED)
    typist.press(Key.Key_F6)
    seen = []
    for _ in range(3):
        typist.press(Key.Key_F8)
        seen.append(shown(typist))
    assert seen == ["systolic heart failure", "Furosemide given", "systolic heart failure"]


def test_without_a_passage_the_way_to_link_one_is_told(
    qtbot: QtBot, start: Callable[..., Typist]
) -> None:
    typist = start()
    with qtbot.waitSignal(typist.workspace.told) as told:
        typist.press(Key.Key_F8)
    assert "Ctrl+E" in told.args[0]


def test_a_passage_that_is_not_in_the_chart_is_passed_over(start: Callable[..., Typist]) -> None:
    gone = AnswerSheet(
        (CodedLine(CM, "I10", evidence=(Passage("hp", "not there"),)),),
        (ProviderQuery("lost", "not there either"),),
    )
    typist = start(gone)
    typist.press(Key.Key_F8)
    assert shown(typist) == ""
    assert typist.workspace.sheet() == gone


def test_the_second_of_two_equal_passages_is_the_one_linked(start: Callable[..., Typist]) -> None:
    typist = start(AnswerSheet((CodedLine(CM, "I10"),)))
    typist.press(Key.Key_F6)
    typist.workspace.chart.focus_document()
    page = typist.workspace.chart.current_page()
    assert page is not None
    cursor = page.textCursor()
    second = HISTORY.rindex("furosemide")
    cursor.setPosition(second)
    cursor.setPosition(second + len("furosemide"), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    typist.press(Key.Key_E, Hold.ControlModifier)
    assert typist.workspace.sheet().lines[0].evidence == (Passage("hp", "furosemide", 2),)


def test_ctrl_pgdown_turns_to_the_next_document_from_anywhere(start: Callable[..., Typist]) -> None:
    typist = start()
    titles = []
    for _ in range(2):
        typist.press(Key.Key_PageDown, Hold.ControlModifier)
        page = typist.workspace.chart.current_page()
        titles.append(page.source.id if page else "")
    assert titles == ["rn", "hp"]


def test_the_menu_of_the_chart_offers_what_can_be_done_with_a_selection(
    qtbot: QtBot, start: Callable[..., Typist]
) -> None:
    typist = start()
    page = typist.workspace.chart.current_page()
    assert page is not None
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton)
    offered = [action.text() for action in page.actions()]
    assert offered == [
        "Link selected text to the line",
        "Highlight selected text",
        "Note on selected text",
        "Query the provider",
    ]


def test_undo_and_redo_are_offered_only_when_there_is_something(
    start: Callable[..., Typist],
) -> None:
    typist = start()
    actions = {action.text(): action for action in typist.workspace.actions_for_menu()}

    def state() -> tuple[bool, bool]:
        return actions["Undo"].isEnabled(), actions["Redo"].isEnabled()

    assert state() == (False, False)
    typist.type("i10")
    typist.press(Key.Key_Return)
    assert state() == (True, False)
    actions["Undo"].trigger()
    assert state() == (False, True)
    typist.workspace.show_case(opened(CLINIC))
    assert state() == (False, False)


def test_every_action_works_from_a_menu_without_a_case_open_to_harm(
    qtbot: QtBot, start: Callable[..., Typist]
) -> None:
    typist = start()
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addActions(typist.workspace.actions_for_menu())
    for action in menu.actions():
        assert isinstance(action, QAction)
        action.trigger()
    assert typist.workspace.sheet() == AnswerSheet()

"""The answer sheet pane under real keys: cells, lines, lists, undo."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.ui.answer_sheet import AnswerSheetPane
from coder_sim.ui.sheet_commands import SheetDesk
from coder_sim.ui.sheet_rows import Column
from coder_sim.ui.theme import Look
from tests.ui.desk_cases import CLINIC, STAY
from tests.ui.tiny_library import CM, CPT, TinyLibrary

Key, Hold = Qt.Key, Qt.KeyboardModifier
SHEET = AnswerSheet(
    (
        CodedLine(CM, "I10"),
        CodedLine(CM, "E1122"),
        CodedLine(CM, "N1831"),
        CodedLine(CPT, "99214", pointers=(2,)),
    )
)


class Pane:
    """An answer sheet pane on its own desk."""

    def __init__(self, qtbot: QtBot, look: Look, *, inpatient: bool) -> None:
        self.library = TinyLibrary()
        self.desk = SheetDesk()
        self.pane = AnswerSheetPane(self.desk, self.library, look)
        qtbot.addWidget(self.pane)
        self.qtbot = qtbot
        self.pane.resize(430, 600)
        self.pane.start((STAY if inpatient else CLINIC).encounter)
        self.desk.load(SHEET)
        self.pane.show()
        qtbot.waitExposed(self.pane)
        self.pane.activateWindow()
        self.pane.focus()
        qtbot.waitUntil(self.pane.table.hasFocus)

    @property
    def lines(self) -> tuple[CodedLine, ...]:
        return self.desk.sheet.lines

    def at(self, line: int, column: Column) -> None:
        self.pane.table.go_to(self.pane.model.index_of(line, column))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Hold.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.pane, key, held)

    def type(self, text: str) -> None:
        """Type into the cell: the first key opens its editor, the others go there."""
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.pane, letter)

    def enter(self, text: str) -> None:
        """Type into the cell and press Enter, which is taken a moment later."""
        self.type(text)
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: not isinstance(QApplication.focusWidget(), QLineEdit))


@pytest.fixture
def stay(qtbot: QtBot, look: Look) -> Pane:
    return Pane(qtbot, look, inpatient=True)


@pytest.fixture
def visit(qtbot: QtBot, look: Look) -> Pane:
    return Pane(qtbot, look, inpatient=False)


@pytest.fixture(autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def test_poa_takes_one_key_a_line_and_goes_down_by_itself(stay: Pane) -> None:
    stay.at(0, Column.POA)
    stay.type("ynw")
    assert [line.poa for line in stay.lines[:3]] == ["Y", "N", "W"]
    stay.at(1, Column.POA)
    stay.press(Key.Key_Space)
    assert stay.lines[1].poa is None
    assert stay.pane.current_line == 2


def test_other_keys_in_a_poa_cell_do_nothing(stay: Pane) -> None:
    stay.at(0, Column.POA)
    stay.type("qx1")
    assert stay.desk.sheet == SHEET
    assert not isinstance(QApplication.focusWidget(), QLineEdit)


def test_modifiers_units_and_pointers_are_typed_into_their_cells(visit: Pane) -> None:
    visit.at(3, Column.MODIFIERS)
    visit.enter("25rt")
    visit.press(Key.Key_Right)
    visit.enter("3")
    visit.press(Key.Key_Right)
    visit.enter("12")
    assert visit.lines[3] == CodedLine(
        CPT, "99214", modifiers=("25", "RT"), units=3, pointers=(1, 2)
    )
    for _ in range(3):
        visit.desk.undo_stack.undo()
    assert visit.desk.sheet == SHEET


def test_enter_opens_a_cell_and_esc_leaves_it_as_it_was(visit: Pane) -> None:
    visit.at(3, Column.POINTERS)
    visit.press(Key.Key_Return)
    visit.type("9")
    visit.press(Key.Key_Escape)
    assert visit.desk.sheet == SHEET


def test_pointers_follow_a_diagnosis_that_moves_and_go_with_it(visit: Pane) -> None:
    visit.at(1, Column.CODE)
    visit.pane.make_first()
    assert (visit.lines[0].code, visit.lines[3].pointers) == ("E1122", (1,))
    visit.pane.move_current(2)
    assert (visit.lines[2].code, visit.lines[3].pointers) == ("E1122", (3,))
    visit.press(Key.Key_Delete)
    assert visit.lines[-1].pointers == ()
    for _ in range(3):
        visit.desk.undo_stack.undo()
    assert visit.desk.sheet == SHEET


def test_del_takes_all_selected_lines_as_one_change(visit: Pane) -> None:
    visit.at(0, Column.CODE)
    visit.press(Key.Key_Down, Hold.ShiftModifier)
    visit.press(Key.Key_Delete)
    assert [line.code for line in visit.lines] == ["N1831", "99214"]
    assert visit.pane.current_line == 0
    visit.desk.undo_stack.undo()
    assert visit.desk.sheet == SHEET


def test_when_the_last_line_goes_the_keyboard_rests_where_codes_are_typed(stay: Pane) -> None:
    stay.at(0, Column.POA)
    stay.press(Key.Key_A, Hold.ControlModifier)
    stay.press(Key.Key_Delete)
    assert stay.desk.sheet == AnswerSheet()
    stay.enter("i10")
    assert stay.lines == (CodedLine(CM, "I10"),)


def test_codes_are_typed_at_the_end_one_after_the_other(visit: Pane) -> None:
    last = visit.pane.model.rowCount() - 1
    visit.pane.table.go_to(visit.pane.model.index(last, Column.CODE))
    visit.enter("z79.84")
    visit.enter("j18.9")
    assert visit.lines[3:5] == (CodedLine(CM, "Z7984"), CodedLine(CM, "J189"))


def test_a_list_of_codes_is_pasted_as_one_change(visit: Pane) -> None:
    QGuiApplication.clipboard().setText("I11.0 Hypertensive heart disease\nJ3301\n20610-RT\n")
    visit.press(Key.Key_V, Hold.ControlModifier)
    assert [(line.system, line.code) for line in visit.lines[3:]] == [
        (CM, "I110"),
        (CPT, "99214"),
        (System.HCPCS, "J3301"),
        (CPT, "20610"),
    ]
    assert visit.lines[-1].modifiers == ("RT",)
    visit.desk.undo_stack.undo()
    assert visit.desk.sheet == SHEET


def test_pasting_what_is_no_list_changes_nothing_and_says_so(qtbot: QtBot, visit: Pane) -> None:
    QGuiApplication.clipboard().setText("nothing to see here")
    with qtbot.waitSignal(visit.pane.told):
        visit.press(Key.Key_V, Hold.ControlModifier)
    assert visit.desk.sheet == SHEET


def test_selected_codes_are_copied_one_a_line(visit: Pane) -> None:
    visit.at(0, Column.CODE)
    visit.press(Key.Key_Down, Hold.ShiftModifier)
    visit.press(Key.Key_C, Hold.ControlModifier)
    assert QGuiApplication.clipboard().text() == "I10\nE11.22"


def test_a_diagnosis_stands_on_the_sheet_once(qtbot: QtBot, visit: Pane) -> None:
    code = visit.library.codes[CM, "N1831"]
    with qtbot.waitSignal(visit.pane.told) as told:
        visit.pane.add_code(code, first=False)
    assert "already on the sheet" in told.args[0]
    assert visit.desk.sheet == SHEET
    assert visit.pane.current_line == 2
    visit.pane.add_code(code, first=True)
    assert [line.code for line in visit.lines[:3]] == ["N1831", "I10", "E1122"]


def test_a_service_may_stand_there_twice(visit: Pane) -> None:
    visit.pane.add_code(visit.library.codes[CPT, "99214"], first=False)
    assert [line.code for line in visit.lines].count("99214") == 2


def test_undo_goes_back_to_the_line_it_was_about(visit: Pane) -> None:
    visit.at(2, Column.CODE)
    visit.pane.make_first()
    assert visit.pane.current_line == 0
    visit.desk.undo_stack.undo()
    assert visit.pane.current_line == 2


def test_columns_are_those_the_setting_asks_for(stay: Pane, visit: Pane) -> None:
    def seen(pane: Pane) -> list[Column]:
        return [column for column in Column if not pane.pane.table.isColumnHidden(column)]

    assert seen(stay) == [Column.CODE, Column.TITLE, Column.POA]
    assert seen(visit) == [
        Column.CODE, Column.TITLE, Column.MODIFIERS, Column.UNITS, Column.POINTERS,
    ]  # fmt: skip


def test_every_title_has_room(visit: Pane, look: Look) -> None:
    table, model = visit.pane.table, visit.pane.model
    visit.pane.resize(340, 600)
    wrap = int(Qt.TextFlag.TextWordWrap)

    def roomy() -> bool:
        for line in range(len(visit.lines)):
            index = model.index_of(line, Column.TITLE)
            box = table.visualRect(index)
            metrics = QFontMetrics(look.fonts.body)
            needed = metrics.boundingRect(0, 0, box.width() - 10, 9999, wrap, index.data())
            if needed.height() > box.height():
                return False
        return True

    visit.qtbot.waitUntil(roomy)


def test_the_sheet_has_a_name_for_screen_readers(visit: Pane) -> None:
    table = QAccessible.queryAccessibleInterface(visit.pane.table)
    assert table.text(QAccessible.Text.Name) == "Answer sheet"

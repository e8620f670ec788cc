"""Cells that list what may be typed: found by value or by meaning, taken with Enter."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.encounter import CaseBrief
from coder_sim.ui.sheet_choices import Choice, ChoiceEditor, ChoicesModel, fitting, split_typed
from coder_sim.ui.sheet_rows import Column
from coder_sim.ui.theme import Look
from coder_sim.ui.workspace import Workspace
from tests.ui.desk_cases import CLINIC, STAY, opened
from tests.ui.tiny_library import CM, CPT, TinyLibrary

SHEET = AnswerSheet((CodedLine(CM, "I10"), CodedLine(CM, "M1711"), CodedLine(CPT, "20610")))
SIDES = (Choice("25", "separate visit"), Choice("LT", "left side"), Choice("RT", "right side"))
Opened = Callable[[CaseBrief, int, Column], ChoiceEditor]


@pytest.fixture
def workspace(qtbot: QtBot, look: Look) -> Workspace:
    library = TinyLibrary()
    made = Workspace(library, library, look)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def editor(workspace: Workspace) -> Opened:
    def build(brief: CaseBrief, line: int, column: Column) -> ChoiceEditor:
        workspace.show_case(opened(brief, SHEET))
        workspace.answer.table.open_editor(workspace.answer.model.index_of(line, column))
        found = QApplication.focusWidget()
        assert isinstance(found, ChoiceEditor)
        return found

    return build


def done(editor: ChoiceEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_modifier_is_found_by_what_it_means(workspace: Workspace, editor: Opened) -> None:
    box = editor(CLINIC, 2, Column.MODIFIERS)
    assert [box.model.index(n).data()[:2] for n in range(4)] == ["25", "LT", "RT", "XS"]
    QTest.keyClicks(box, "left")
    assert box.model.rowCount() == 1
    done(box)
    assert workspace.sheet().lines[2].modifiers == ("LT",)


def test_another_modifier_is_added_to_those_that_stand_there(
    workspace: Workspace, editor: Opened
) -> None:
    box = editor(CLINIC, 2, Column.MODIFIERS)
    QTest.keyClicks(box, "25 right s")
    done(box)
    assert workspace.sheet().lines[2].modifiers == ("25", "RT")


def test_what_is_typed_out_is_kept_as_it_is(workspace: Workspace, editor: Opened) -> None:
    for typed, kept in (("lt,25", ("LT", "25")), ("zz", ("ZZ",)), ("", ())):
        box = editor(CLINIC, 2, Column.MODIFIERS)
        box.selectAll()
        QTest.keyClicks(box, typed) if typed else box.clear()
        done(box)
        assert workspace.sheet().lines[2].modifiers == kept


def test_pointers_are_chosen_among_the_diagnoses(workspace: Workspace, editor: Opened) -> None:
    box = editor(CLINIC, 2, Column.POINTERS)
    QTest.keyClicks(box, "osteo")
    assert box.model.index(0).data().startswith("2   M17.11")
    done(box)
    assert workspace.sheet().lines[2].pointers == (2,)


def test_poa_shows_its_four_values_and_the_blank(workspace: Workspace, editor: Opened) -> None:
    box = editor(STAY, 0, Column.POA)
    assert [box.model.index(n).data().split()[0] for n in range(5)] == ["Y", "N", "U", "W", "blank"]
    for _ in range(2):
        QTest.keyClick(box, Qt.Key.Key_Down)
    done(box)
    assert workspace.sheet().lines[0].poa == "N"


def test_esc_leaves_the_cell_as_it_was_and_frees_the_list(
    qtbot: QtBot, workspace: Workspace, editor: Opened
) -> None:
    box = editor(CLINIC, 2, Column.MODIFIERS)
    popup = box.popup
    QTest.keyClicks(box, "left")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(popup))
    assert workspace.sheet() == SHEET


def test_the_list_stays_inside_the_sheet(workspace: Workspace, editor: Opened) -> None:
    box = editor(CLINIC, 2, Column.MODIFIERS)
    assert box.popup.isVisible()
    assert workspace.answer.table.rect().contains(box.popup.geometry())


def test_values_come_before_meanings() -> None:
    assert [x.value for x in fitting(SIDES, "r")] == ["RT"]
    assert [x.value for x in fitting(SIDES, "side left")] == ["LT"]
    assert fitting(SIDES, "") == SIDES


@pytest.mark.parametrize(
    ("text", "kept", "typed"),
    [
        ("25 left", ["25"], "LEFT"),
        ("25 LT", ["25"], "LT"),
        ("25 LT ", ["25", "LT"], ""),
        ("le", [], "LE"),
        ("25,", ["25"], ""),
        ("", [], ""),
    ],
)
def test_a_value_is_finished_once_something_follows(text: str, kept: list[str], typed: str) -> None:
    assert split_typed(text, frozenset({"25", "LT", "RT"})) == (kept, typed)


def test_the_choices_are_a_sound_model() -> None:
    model = ChoicesModel()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.show_choices(SIDES)
    model.show_choices(())
    model.show_choices(SIDES[:1])
    assert model.index(0).data() == "25   separate visit"
    tester.deleteLater()

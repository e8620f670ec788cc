"""The desk that holds the sheet: what it tells, when, and what undo brings back."""

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.ui.sheet_commands import NOWHERE, SheetDesk
from tests.ui.tiny_library import CM

ONE = AnswerSheet((CodedLine(CM, "I10"),))
TWO = AnswerSheet((CodedLine(CM, "I10"), CodedLine(CM, "E1122")))


@pytest.fixture
def desk(qapp: QCoreApplication) -> SheetDesk:
    desk = SheetDesk()
    desk.load(ONE)
    return desk


def test_a_change_is_told_with_the_line_to_look_at(qtbot: QtBot, desk: SheetDesk) -> None:
    with qtbot.waitSignal(desk.sheet_changed) as told:
        desk.change(TWO, "add", focus=1, before=0)
    assert (told.args, desk.sheet) == ([1], TWO)
    with qtbot.waitSignal(desk.sheet_changed) as told:
        desk.undo_stack.undo()
    assert (told.args, desk.sheet) == ([0], ONE)
    with qtbot.waitSignal(desk.sheet_changed) as told:
        desk.undo_stack.redo()
    assert (told.args, desk.sheet) == ([1], TWO)


def test_a_change_that_names_no_line_leads_nowhere(qtbot: QtBot, desk: SheetDesk) -> None:
    with qtbot.waitSignal(desk.sheet_changed) as told:
        desk.change(TWO, "add")
    assert told.args == [NOWHERE]


def test_loading_is_no_change_and_cannot_be_undone(qtbot: QtBot, desk: SheetDesk) -> None:
    desk.change(TWO, "add")
    with qtbot.assertNotEmitted(desk.sheet_changed), qtbot.waitSignal(desk.sheet_loaded):
        desk.load(ONE)
    assert not desk.undo_stack.canUndo()
    assert not desk.undo_stack.canRedo()
    assert desk.sheet == ONE


def test_an_equal_sheet_is_neither_told_nor_kept(qtbot: QtBot, desk: SheetDesk) -> None:
    with qtbot.assertNotEmitted(desk.sheet_changed):
        desk.change(AnswerSheet(ONE.lines), "nothing")
    assert not desk.undo_stack.canUndo()


def test_steps_are_named_for_the_menu(desk: SheetDesk) -> None:
    desk.change(TWO, "add E11.22")
    assert desk.undo_stack.undoText() == "add E11.22"


def test_a_new_change_forgets_what_was_undone(desk: SheetDesk) -> None:
    desk.change(TWO, "add")
    desk.undo_stack.undo()
    desk.change(AnswerSheet(), "remove")
    assert not desk.undo_stack.canRedo()
    assert desk.sheet == AnswerSheet()

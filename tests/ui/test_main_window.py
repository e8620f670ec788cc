"""The window carries a learner from the worklist to the feedback, by keyboard alone."""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.ui.actions import ActionGroup, Verb
from coder_sim.ui.cheat_sheet import CheatSheet
from coder_sim.ui.library_build import LibraryBuild
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.services import Services
from coder_sim.ui.theme import DARK, Look
from tests.ui.fake_desk import HEART, NOW, OFFICE, FakeDesk
from tests.ui.fake_notebook import FakeNotebook
from tests.ui.tiny_library import TinyLibrary

KEY, HELD = Qt.Key, Qt.KeyboardModifier
SHEET = AnswerSheet((CodedLine(System.ICD10CM, "I10"),))


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def window(qtbot: QtBot, look: Look, desk: FakeDesk, tmp_path: Path) -> Iterator[MainWindow]:
    library = TinyLibrary()
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.start(Services(desk, FakeNotebook(), library, library))
    qtbot.waitUntil(lambda: len(window.worklist.table.model().shown) == 3)  # type: ignore[attr-defined]
    yield window
    window.worker.drain()


@pytest.fixture
def press(window: MainWindow) -> Callable[..., None]:
    """Press a key on whatever has the focus, as a keyboard does."""

    def press(key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key, held)

    return press


def type_text(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def shows(window: MainWindow, page: QWidget | None) -> bool:
    return page is not None and page.isVisible()


def code_a_case(qtbot: QtBot, window: MainWindow, press: Callable[..., None]) -> None:
    """Open the first case and put I10 on its sheet."""
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: shows(window, window.workspace))
    assert window.workspace is not None
    type_text("I10")
    press(KEY.Key_Return)
    assert [line.code for line in window.workspace.sheet().lines] == ["I10"]


def test_a_case_is_coded_and_graded_without_the_mouse(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    code_a_case(qtbot, window, press)
    assert window.windowTitle() == "Office visit with a knee injection - Coder Sim"
    press(KEY.Key_F9)
    qtbot.waitUntil(lambda: shows(window, window.feedback))
    assert [view.sheet.lines[0].code for view in desk.done] == ["I10"]
    assert window.windowTitle().startswith("Feedback: Office visit")
    press(KEY.Key_F8)
    press(KEY.Key_Escape)
    assert shows(window, window.worklist)
    qtbot.waitUntil(lambda: window.worklist.current_words().startswith("Done"))
    assert desk.drafts == {}


def test_leaving_a_case_saves_its_draft_and_coming_back_shows_it(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    code_a_case(qtbot, window, press)
    press(KEY.Key_Left, HELD.AltModifier)
    qtbot.waitUntil(lambda: OFFICE in desk.drafts)
    assert shows(window, window.worklist)
    qtbot.waitUntil(lambda: window.worklist.current_words().startswith("Draft"))
    press(KEY.Key_Return, HELD.ControlModifier)
    qtbot.waitUntil(lambda: shows(window, window.workspace))
    assert window.workspace is not None
    assert window.workspace.sheet() == desk.drafts[OFFICE]
    assert "Draft saved" in window.saved_words()


def type_into_the_sheet(press: Callable[..., None], letter: Qt.Key) -> None:
    """Begin to type a code in the last row of the sheet, and leave the editor open."""
    press(KEY.Key_F6)
    for _ in range(5):
        press(KEY.Key_Down)
    press(letter)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


@pytest.mark.parametrize(
    ("key", "held"),
    [(KEY.Key_Left, HELD.AltModifier), (KEY.Key_Q, HELD.ControlModifier)],
)
def test_a_code_being_typed_is_saved_when_the_learner_leaves(
    qtbot: QtBot,
    window: MainWindow,
    desk: FakeDesk,
    press: Callable[..., None],
    key: Qt.Key,
    held: Qt.KeyboardModifier,
) -> None:
    code_a_case(qtbot, window, press)
    type_into_the_sheet(press, KEY.Key_E)
    press(key, held)
    window.worker.drain()
    assert [line.code for line in desk.drafts[OFFICE].lines] == ["I10", "E"]


def test_a_code_being_typed_is_submitted(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    code_a_case(qtbot, window, press)
    type_into_the_sheet(press, KEY.Key_E)
    press(KEY.Key_F9)
    window.worker.drain()
    assert [line.code for line in desk.done[0].sheet.lines] == ["I10", "E"]


def test_trouble_with_a_draft_is_told_until_it_is_over(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    desk.broken = "The disk is full."
    code_a_case(qtbot, window, press)
    qtbot.waitUntil(lambda: "not saved" in window.statusBar().currentMessage())
    assert "The disk is full. Free some space." in window.statusBar().currentMessage()
    desk.broken = ""
    qtbot.waitUntil(lambda: window.saved_words() == f"Draft saved {NOW.astimezone():%H:%M}")
    assert window.statusBar().currentMessage() == ""
    assert OFFICE in desk.drafts


def test_an_old_draft_tells_its_day(qtbot: QtBot, window: MainWindow, desk: FakeDesk) -> None:
    desk.saved_at = NOW - timedelta(days=3)
    desk.drafts[HEART] = SHEET
    window.open_case(HEART)
    qtbot.waitUntil(lambda: shows(window, window.workspace))
    assert window.saved_words() == "Draft saved 1 May 2026"


def test_opening_a_case_writes_nothing(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    desk.drafts[HEART] = SHEET
    window.open_case(HEART)
    qtbot.waitUntil(lambda: shows(window, window.workspace))
    desk.drafts.clear()
    press(KEY.Key_Escape)
    window.worker.drain()
    assert desk.drafts == {}


def test_an_empty_sheet_is_not_submitted(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: shows(window, window.workspace))
    press(KEY.Key_F9)
    window.worker.drain()
    assert desk.done == []
    assert window.statusBar().currentMessage().startswith("The sheet is empty")


def test_a_failed_submission_keeps_the_sheet_and_says_why(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    code_a_case(qtbot, window, press)
    desk.broken = "The disk is full."
    press(KEY.Key_F9)
    window.worker.drain()
    assert window.statusBar().currentMessage() == "The disk is full. Free some space."
    assert shows(window, window.workspace)
    desk.broken = ""
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: OFFICE in desk.drafts)
    assert [line.code for line in desk.drafts[OFFICE].lines] == ["I10"]


def test_a_past_attempt_is_looked_at_again_and_retried(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, press: Callable[..., None]
) -> None:
    desk.submit(OFFICE, SHEET)
    window.show_worklist()
    qtbot.waitUntil(lambda: window.worklist.current_words().startswith("Done"))
    press(KEY.Key_Return, HELD.ShiftModifier)
    qtbot.waitUntil(lambda: shows(window, window.feedback))
    press(KEY.Key_R, HELD.ControlModifier)
    qtbot.waitUntil(lambda: shows(window, window.workspace))
    assert window.workspace is not None
    assert window.workspace.sheet() == AnswerSheet()


def answer_box(button: str) -> Callable[[], None]:
    """Return a slot that answers the message box that is about to open."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, answer)
            return
        next(each for each in box.buttons() if each.text() == button).click()

    return answer


@pytest.mark.parametrize(("button", "closes"), [("Stay", False), ("Close without saving", True)])
def test_closing_with_an_unsaved_draft_asks_first(
    qtbot: QtBot,
    window: MainWindow,
    desk: FakeDesk,
    press: Callable[..., None],
    button: str,
    closes: bool,
) -> None:
    code_a_case(qtbot, window, press)
    desk.broken = "The disk is full."
    QTimer.singleShot(0, answer_box(button))
    assert window.close() is closes
    desk.broken = ""


def test_closing_saves_the_draft_and_remembers_the_window(
    qtbot: QtBot,
    window: MainWindow,
    desk: FakeDesk,
    look: Look,
    press: Callable[..., None],
    tmp_path: Path,
) -> None:
    code_a_case(qtbot, window, press)
    press(KEY.Key_D, HELD.ControlModifier | HELD.ShiftModifier)
    assert look.theme.name == DARK
    window.resize(1100, 700)
    press(KEY.Key_Q, HELD.ControlModifier)
    assert not window.isVisible()
    assert OFFICE in desk.drafts
    memory = WindowMemory(tmp_path / "window.ini")
    assert memory.look == DARK
    later = MainWindow(look, memory, lambda: NOW)
    qtbot.addWidget(later)
    # The width is held back by the screen of the test, which is narrower than any real one.
    assert later.height() == 700


def shared_keys(groups: Sequence[ActionGroup]) -> tuple[str, ...]:
    """Return the keys that two actions share in one place; the first group works everywhere."""
    everywhere, places = groups[0], groups[1:]
    found: list[str] = []
    for group in places or (ActionGroup("", ()),):
        taken: dict[str, QAction] = {}
        for action in (*everywhere.actions, *group.actions):
            for key in action.shortcuts():
                text = key.toString()
                if taken.setdefault(text, action) is not action:
                    found.append(f"{text}: {taken[text].text()} / {action.text()}")
    return tuple(dict.fromkeys(found))


def test_no_two_actions_share_a_key_in_one_place(window: MainWindow) -> None:
    assert shared_keys(window.action_groups()) == ()


def test_a_shared_key_would_be_found(look: Look, window: MainWindow) -> None:
    one, other = (Verb(look, text, "Ctrl+K", "", window) for text in ("One", "Other"))
    groups = (ActionGroup("Everywhere", (one,)), ActionGroup("Here", (other,)))
    assert shared_keys(groups) == ("Ctrl+K: One / Other",)


def test_every_action_of_the_window_is_in_its_groups(window: MainWindow) -> None:
    listed = {action for group in window.action_groups() for action in group.actions}
    with_keys = {action for action in window.findChildren(QAction) if action.shortcuts()}
    assert {action.text() for action in with_keys - listed} == set()


def test_the_cheat_sheet_names_every_key_and_is_freed_when_closed(
    qtbot: QtBot, window: MainWindow, press: Callable[..., None]
) -> None:
    press(KEY.Key_F1)
    sheet = window.findChild(CheatSheet)
    assert sheet is not None
    words = sheet.words()
    assert {"Ctrl+K", "F9", "F8", "Ctrl+Q"} <= set(words)
    assert "Submit" in words
    sheet.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(sheet)


def test_the_cheat_sheet_tells_the_keys_of_the_books(window: MainWindow) -> None:
    places = {group.place: group.hints for group in window.action_groups()}
    for book in ("Tabular List", "Index books", "ICD-10-PCS tables"):
        assert places[book], book


def test_every_widget_that_takes_the_keyboard_has_a_name(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk
) -> None:
    desk.submit(OFFICE, SHEET)
    assert window.flow is not None
    window.flow.look_back(OFFICE)
    qtbot.waitUntil(lambda: shows(window, window.feedback))
    window.open_case(OFFICE)
    qtbot.waitUntil(lambda: shows(window, window.workspace))
    unnamed = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert not unnamed, "\n".join(unnamed)


def test_the_first_start_builds_the_library_in_words(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"), datetime.now)
    qtbot.addWidget(window)
    window.show()
    program = "import json, time; print(json.dumps(dict(done=1, total=4, what='Reading titles')))"
    build = LibraryBuild((sys.executable, "-c", program), window)
    with qtbot.waitSignal(window.library_built):
        window.build_library(build)
        assert window.first_start.title.text() == "Building the code library"
    assert window.first_start.title.text() == "The code library is ready"
    assert (window.first_start.bar.value(), window.first_start.bar.maximum()) == (1, 4)


def test_a_fault_at_the_start_is_told_on_the_first_page(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    window.show_fault("A newer program wrote your data.", "Update Coder Sim.")
    assert window.first_start.title.text() == "A newer program wrote your data."
    assert window.first_start.about.text() == "Update Coder Sim."


def test_a_window_larger_than_the_screen_fills_it_instead(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"), lambda: NOW)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry().size()
    window.resize(room.width(), 600)
    window.open()
    assert window.isMaximized()
    assert window.minimumWidth() <= room.width()
    small = MainWindow(look, WindowMemory(tmp_path / "other.ini"), lambda: NOW)
    qtbot.addWidget(small)
    small.setMinimumSize(0, 0)
    small.resize(300, 300)
    small.open()
    assert (small.isVisible(), small.isMaximized()) == (True, False)

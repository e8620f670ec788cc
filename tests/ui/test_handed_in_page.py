"""At a sealed case F9 hands in; the page says so, and the passphrase leads to the feedback."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coder_sim.ui.handed_in_page import HandedInPage
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.services import Services
from coder_sim.ui.theme import Look
from tests.builders import a_sheet
from tests.ui.fake_desk import NOW, OFFICE, PASSPHRASE, FakeDesk
from tests.ui.fake_notebook import FakeNotebook
from tests.ui.tiny_library import TinyLibrary


@pytest.fixture
def desk() -> FakeDesk:
    desk = FakeDesk()
    desk.entries = tuple(
        replace(entry, sealed="passphrase") if entry.ref == OFFICE else entry
        for entry in desk.entries
    )
    desk.drafts[OFFICE] = a_sheet("I10")
    return desk


@pytest.fixture
def window(qtbot: QtBot, look: Look, desk: FakeDesk, tmp_path: Path) -> Iterator[MainWindow]:
    library = TinyLibrary()
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.start(Services(desk, FakeNotebook(), library, library))
    window.worker.drain()
    window.open_case(OFFICE)
    window.worker.drain()
    yield window
    window.worker.drain()


def hand_in(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)
    window.worker.drain()


def type_passphrase(window: MainWindow, text: str) -> None:
    page = window.handed_in
    page.passphrase.clear()
    QTest.keyClicks(page.passphrase, text)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    window.worker.drain()


def test_the_sheet_is_handed_in_and_not_graded(window: MainWindow, desk: FakeDesk) -> None:
    hand_in(window)
    assert window.places.page is window.handed_in
    assert desk.done == []
    assert [view.sheet for view in desk.waiting] == [a_sheet("I10")]
    page = window.handed_in
    assert page.title.text().startswith("Handed in: ")
    assert page.when.text().startswith("1 line")
    assert "kept as you handed it in" in page.how.text()
    assert "does not tell who coded the sheet" in page.promise.text()
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password


def test_the_passphrase_leads_to_the_feedback(window: MainWindow, desk: FakeDesk) -> None:
    hand_in(window)
    type_passphrase(window, PASSPHRASE)
    assert window.places.page is window.feedback
    assert len(desk.done) == 1
    assert desk.waiting == []


def test_another_passphrase_is_told_and_may_be_corrected(
    window: MainWindow, desk: FakeDesk
) -> None:
    hand_in(window)
    type_passphrase(window, "not the one at all")
    assert "another passphrase" in window.handed_in.refusal.text()
    assert not window.feedback.isVisible()
    type_passphrase(window, PASSPHRASE)
    assert window.feedback.isVisible()


def test_looking_back_shows_that_it_waits(window: MainWindow, desk: FakeDesk) -> None:
    hand_in(window)
    window.show_worklist()
    window.worklist.attempt_chosen.emit(OFFICE)
    window.worker.drain()
    assert window.places.page is window.handed_in


def test_a_failed_handing_in_keeps_the_sheet(window: MainWindow, desk: FakeDesk) -> None:
    desk.broken = "The disk is full."
    hand_in(window)
    assert window.places.page is window.workspace
    assert "The disk is full." in window.statusBar().currentMessage()
    desk.broken = ""


def test_a_class_key_is_not_typed_here(qtbot: QtBot, look: Look) -> None:
    page = HandedInPage(look)
    qtbot.addWidget(page)
    view = FakeDesk().hand_in(OFFICE, a_sheet("I10", "E11.9"))
    page.show_sheet(replace(view, sealed="class-key"), date(2026, 5, 4))
    assert page.passphrase.isHidden()
    assert page.open_key.isHidden()
    assert "sealed to your class" in page.how.text()
    assert page.when.text().startswith("2 lines")


def test_nothing_is_asked_before_something_is_typed(qtbot: QtBot, look: Look) -> None:
    page = HandedInPage(look)
    qtbot.addWidget(page)
    page.show_sheet(FakeDesk().hand_in(OFFICE, a_sheet("I10")), date(2026, 5, 4))
    asked: list[str] = []
    page.unseal_requested.connect(asked.append)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert (asked, page.open_key.isEnabled()) == ([], False)
    QTest.keyClicks(page.passphrase, "dabor")
    QTest.mouseClick(page.open_key, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.open_key, Qt.MouseButton.LeftButton)
    assert asked == ["dabor"]

"""Packs are looked at before they are stored, exported, binned and brought back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder_sim.practice.packs import PackNews, PackPreview
from coder_sim.practice.undertaking import Undertaking
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.pack_preview import PackPreviewDialog, report_lines
from coder_sim.ui.packs_page import STAYS
from coder_sim.ui.theme import Look
from tests.ui.fake_desk import FakeDesk
from tests.ui.fake_packs import FIRST, HARBOUR, FakePacks, a_preview
from tests.ui.windows import a_window, press

KEY, HELD = Qt.Key, Qt.KeyboardModifier
FILE = Path("harbour.casepack")


@pytest.fixture
def shelf() -> FakePacks:
    return FakePacks()


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path, shelf: FakePacks) -> Iterator[MainWindow]:
    window = a_window(qtbot, look, tmp_path, FakeDesk(), shelf)
    window.tour.guide.end()
    yield window
    window.worker.drain()
    dialog = window.loader.dialog if window.loader else None
    if dialog is not None:
        dialog.close()


def titles(window: MainWindow) -> list[str]:
    model = window.packs.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def shown(qtbot: QtBot, window: MainWindow, path: Path = FILE) -> PackPreviewDialog:
    """Load a pack and wait for its preview."""
    window.load_packs([path])
    assert window.loader is not None
    dialog = window.loader.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.bar.isHidden())
    return dialog


def test_a_key_leads_to_the_packs_and_esc_back(qtbot: QtBot, window: MainWindow) -> None:
    window.worklist.focus_list()
    press(KEY.Key_2, HELD.ControlModifier)
    qtbot.waitUntil(lambda: titles(window) == ["First flights"])
    assert "Twelve charts." in window.packs.details.text()
    assert "2. Heart failure" in window.packs.details.text()
    press(KEY.Key_Escape)
    assert window.worklist.isVisible()


def test_nothing_is_stored_before_the_user_says_so(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    dialog = shown(qtbot, window)
    assert dialog.title.text() == "Harbour clinic 1.0.0"
    assert dialog.news.text().startswith("New: 1 case will be added to the worklist.")
    told = ("Coder Sim project", "CC-BY-4.0", "01234567 89abcdef", "hidden until", "CPC, CCS")
    for words in told:
        assert words in dialog.report.toPlainText()
    assert len(shelf.shelved) == 1
    QTest.keyClick(dialog, KEY.Key_Escape)
    window.worker.drain()
    assert len(shelf.shelved) == 1


def test_a_pack_that_is_wanted_is_stored_and_the_dialog_freed(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    dialog = shown(qtbot, window)
    assert dialog.take.hasFocus()
    QTest.keyClick(dialog, KEY.Key_Return)
    qtbot.waitUntil(lambda: titles(window) == ["First flights", "Harbour clinic"])
    assert window.statusBar().currentMessage() == "Harbour clinic is on the shelf."
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(dialog)


def test_a_pack_with_problems_names_each_and_cannot_be_stored(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    problems = ("bad: pack.json title: Is missing.", "bad: case a: The quote is not there.")
    shelf.previews["bad"] = a_preview(Path("bad"), facts=None, problems=problems)
    dialog = shown(qtbot, window, Path("bad"))
    assert dialog.news.text() == "It cannot be put on the shelf:"
    assert all(problem in dialog.report.toPlainText() for problem in problems)
    assert dialog.take.isHidden()
    assert dialog.leave.text() == "Close"


@pytest.mark.parametrize(
    ("news", "button", "words"),
    [
        (PackNews.UPDATE, "Update", "An update of version 0.9.0"),
        (PackNews.FROM_BIN, "Bring it back", "It is in the bin"),
        (PackNews.SAME, "", "on the shelf already"),
    ],
)
def test_a_known_pack_says_what_loading_it_would_do(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks, news: PackNews, button: str, words: str
) -> None:
    shelf.previews["x"] = a_preview(Path("x"), news=news, known_version="0.9.0")
    dialog = shown(qtbot, window, Path("x"))
    assert words in dialog.news.text()
    assert (dialog.take.text() if not dialog.take.isHidden() else "") == button


def test_warnings_and_identifiers_are_told_and_hinder_nothing(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    found = ('case a, note line 3: a telephone number: "555 0100"',)
    shelf.previews["x"] = a_preview(Path("x"), warnings=("An unknown field.",), identifiers=found)
    dialog = shown(qtbot, window, Path("x"))
    report = dialog.report.toPlainText()
    assert "An unknown field." in report
    assert found[0] in report
    assert "not a certificate" in report
    assert dialog.take.isEnabled()


def test_a_very_long_list_of_problems_is_cut_with_a_count() -> None:
    many = tuple(f"problem {n}" for n in range(900))
    lines = report_lines(a_preview(FILE, facts=None, problems=many))
    assert lines[0] == "Problems (900)"
    assert lines[-2] == "  And 400 more."


def test_a_file_that_cannot_be_read_says_so(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    shelf.broken = "The disk went away."
    dialog = shown(qtbot, window)
    assert dialog.news.text() == "The disk went away."
    assert dialog.report.toPlainText() == "Try another place."


def test_storing_that_fails_keeps_the_dialog_with_the_reason(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    dialog = shown(qtbot, window)
    shelf.broken = "The disk is full."
    dialog.take.click()
    qtbot.waitUntil(lambda: dialog.news.text() == "The disk is full.")
    assert dialog.isVisible()


def test_cancelling_stops_the_reading(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = Event(), Event()

    def slow(path: Path, work: Undertaking) -> PackPreview:
        try:
            while True:
                work.step(1, 200, "Reading case 1")
                begun.set()
        finally:
            ended.set()

    monkeypatch.setattr(shelf, "look_at", slow)
    window.load_packs([FILE])
    assert window.loader is not None
    dialog = window.loader.dialog
    assert dialog is not None
    assert begun.wait(5)
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 200)
    assert dialog.news.text() == "Reading case 1"
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert ended.wait(5)
    window.worker.drain()
    assert len(shelf.shelved) == 1
    qtbot.waitUntil(lambda: window.loader is not None and window.loader.dialog is None)


def test_several_packs_are_shown_one_after_the_other(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    second = replace(HARBOUR, title="Second")
    shelf.previews["b"] = a_preview(Path("b"), facts=second)
    window.load_packs([Path("a"), Path("b")])
    assert window.loader is not None
    first = window.loader.dialog
    assert first is not None
    qtbot.waitUntil(lambda: first.bar.isHidden())
    first.close()
    qtbot.waitUntil(
        lambda: (
            window.loader is not None
            and window.loader.dialog is not None
            and window.loader.dialog.title.text().startswith("Second")
        )
    )


def test_a_pack_is_loaded_by_dropping_it_anywhere(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "harbour.casepack"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, HELD.NoModifier
    middle = QPointF(window.rect().center())
    enter = QDragEnterEvent(middle.toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(middle, copy, data, left, none))
    assert window.loader is not None
    qtbot.waitUntil(lambda: window.loader is not None and window.loader.dialog is not None)
    assert window.packs.isVisible()


def test_words_dropped_on_the_window_are_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(
        window.rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        HELD.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def answer(window: MainWindow, button: str, asked: list[str]) -> None:
    """Answer the question that is open, and keep its words."""
    box = window.packs.findChild(QMessageBox)
    assert box is not None
    asked.append(box.informativeText())
    next(each for each in box.buttons() if each.text() == button).click()


def test_removing_says_what_stays_and_the_pack_can_be_brought_back(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    asked: list[str] = []
    window.show_place(window.packs)
    qtbot.waitUntil(lambda: titles(window) == ["First flights"])
    QTimer.singleShot(0, lambda: answer(window, "Keep it", asked))
    press(KEY.Key_Delete)
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert STAYS in asked[0]
    assert not shelf.shelved[0].removed
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.packs.remove.trigger()
    answer(window, "Put it in the bin", asked)
    qtbot.waitUntil(lambda: window.packs.table.model().index(0, 4).data() == "In the bin")
    assert window.statusBar().currentMessage() == "It is in the bin."
    assert not window.packs.export.isEnabled()
    window.packs.restore.trigger()
    qtbot.waitUntil(lambda: window.packs.table.model().index(0, 4).data() == "On the shelf")


def test_a_pack_is_exported_to_the_file_that_is_named(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks, tmp_path: Path
) -> None:
    window.show_place(window.packs)
    qtbot.waitUntil(lambda: titles(window) == ["First flights"])
    window.packs.export.trigger()
    dialog = window.packs.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("first-flights-1.0.0.casepack")
    dialog.fileSelected.emit(str(tmp_path / "out.casepack"))
    dialog.close()
    qtbot.waitUntil(lambda: shelf.exported == [tmp_path / "out.casepack"])
    shelf.broken = "Cannot be written."
    window.packs.export_requested.emit(FIRST.id, tmp_path)
    qtbot.waitUntil(lambda: window.statusBar().currentMessage().startswith("Cannot be written."))


def test_an_empty_shelf_says_how_packs_come(
    qtbot: QtBot, window: MainWindow, shelf: FakePacks
) -> None:
    shelf.shelved.clear()
    window.show_place(window.packs)
    window.worker.drain()
    assert titles(window) == []
    assert not window.packs.export.isEnabled()
    assert not window.packs.remove.isEnabled()

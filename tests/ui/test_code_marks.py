"""Favourites, codes used of late and own notes: shown, kept through the worker, off in exams."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from coder_sim.domain.code_set import System
from coder_sim.ui.code_finder import FinderPane
from coder_sim.ui.code_marks import CodeMarks
from coder_sim.ui.code_note import CodeNote
from coder_sim.ui.finder_model import FinderRole
from coder_sim.ui.theme import Look
from coder_sim.ui.worker import Worker
from tests.ui.fake_notebook import FakeNotebook
from tests.ui.tiny_library import CM, CPT, PCS, TinyLibrary

DAY = date(2026, 3, 12)
Key, Hold = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def notebook() -> FakeNotebook:
    made = FakeNotebook()
    made.set_favourite(CM, "I5023", True)
    made.set_favourite(CPT, "99213", True)
    made.used(CM, "J189")
    made.set_code_note(CM, "J189", "Which organism?")
    return made


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    made = Worker()
    yield made
    made.drain()


@pytest.fixture
def pane(qtbot: QtBot, look: Look, notebook: FakeNotebook, worker: Worker) -> FinderPane:
    library = TinyLibrary()
    made = FinderPane(library, library, look)
    qtbot.addWidget(made)
    made.keep_marks(CodeMarks(notebook, worker, made))
    made.resize(420, 640)
    made.start((CM, PCS), DAY)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.focus()
    qtbot.waitUntil(made.box.hasFocus)
    worker.drain()
    return made


def shown(pane: FinderPane) -> list[str]:
    return [pane.model.index(n).data(FinderRole.CODE) for n in range(pane.model.rowCount())]


def detail(pane: FinderPane, row: int) -> str:
    return str(pane.model.index(row).data(FinderRole.DETAIL))


def test_an_empty_box_lists_favourites_then_codes_used_of_late(pane: FinderPane) -> None:
    assert shown(pane) == ["I50.23", "J18.9"]
    assert detail(pane, 0) == "favourite  ·  ICD-10-CM"
    assert detail(pane, 1) == "used of late  ·  ICD-10-CM  ·  your note: Which organism?"
    assert not pane.results.currentIndex().isValid()
    assert "Alt+1 to Alt+9" in pane.card.toPlainText()


def test_one_of_them_is_added_by_its_number(pane: FinderPane) -> None:
    added: list[str] = []
    pane.code_chosen.connect(lambda code, first: added.append(code.display))
    QTest.keyClick(pane.box, Key.Key_2, Hold.AltModifier)
    assert added == ["J18.9"]


def test_an_added_code_is_remembered(
    pane: FinderPane, notebook: FakeNotebook, worker: Worker
) -> None:
    QTest.keyClicks(pane.box, "i10")
    QTest.keyClick(pane.box, Key.Key_Return)
    worker.drain()
    assert notebook.codes[CM, "I10"].used_at is not None
    pane.box.clear()
    assert "I10" in shown(pane)


def test_an_exam_neither_shows_nor_remembers_what_was_used(
    pane: FinderPane, notebook: FakeNotebook, worker: Worker
) -> None:
    pane.show_exam(True)
    assert shown(pane) == ["I50.23"]
    QTest.keyClicks(pane.box, "i10")
    QTest.keyClick(pane.box, Key.Key_Return)
    worker.drain()
    assert (CM, "I10") not in notebook.codes
    pane.box.clear()
    pane.show_exam(False)
    assert shown(pane) == ["I50.23", "J18.9"]


def test_a_favourite_is_set_and_taken_away_with_one_key(
    pane: FinderPane, notebook: FakeNotebook, worker: Worker
) -> None:
    QTest.keyClicks(pane.box, "i10")
    QTest.keyClick(pane.box, Key.Key_D, Hold.ControlModifier)
    worker.drain()
    assert notebook.codes[CM, "I10"].favourite
    assert "Favourite" in pane.card.toPlainText()
    QTest.keyClick(pane.box, Key.Key_D, Hold.ControlModifier)
    worker.drain()
    assert not notebook.codes[CM, "I10"].favourite


def test_a_note_is_written_in_a_dialog_that_is_freed_when_it_closes(
    pane: FinderPane, notebook: FakeNotebook, worker: Worker, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane.box, "j189")
    pane._verbs.note.trigger()
    dialog = pane.findChild(CodeNote)
    assert dialog is not None
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    assert text.toPlainText() == "Which organism?"
    text.setPlainText("Culture first.\nThen J15.-")
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: bool(gone))
    worker.drain()
    assert notebook.codes[CM, "J189"].note == "Culture first.\nThen J15.-"
    assert "Your note   Culture first." in pane.card.toPlainText()


def test_what_could_not_be_kept_is_told(
    pane: FinderPane, notebook: FakeNotebook, worker: Worker
) -> None:
    notebook.broken = "The disk is full."
    QTest.keyClicks(pane.box, "i10")
    pane._verbs.favourite.trigger()
    worker.drain()
    assert "The disk is full" in pane._parts.status.text()
    worker.drain()
    assert "Favourite" not in pane.card.toPlainText()


def test_marks_never_change_the_order_of_what_is_found(pane: FinderPane, look: Look) -> None:
    library = TinyLibrary()
    plain = FinderPane(library, library, look)
    plain.start((CM, PCS), DAY)
    for text in ("systolic", "heart", "pneumonia"):
        pane.box.setText(text)
        plain.box.setText(text)
        assert shown(pane) == shown(plain)
    plain.deleteLater()


def test_without_a_code_there_is_nothing_to_mark(pane: FinderPane) -> None:
    pane._verbs.favourite.trigger()
    assert pane._parts.status.text() == "Choose a code first."


def test_marks_answer_before_they_are_on_disk(
    notebook: FakeNotebook, worker: Worker, qapp: QApplication
) -> None:
    marks = CodeMarks(notebook, worker)
    code = TinyLibrary().codes[System.ICD10CM, "I10"]
    assert marks.toggle_favourite(code)
    assert marks.of(code).favourite
    worker.drain()
    assert [mark.code for mark in marks.favourites((CM,))] == ["I10", "I5023"]

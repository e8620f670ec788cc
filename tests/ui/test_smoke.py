"""Every page can be drawn in both looks and two sizes, with nothing cut off."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.ui.main_window import SMALLEST, MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.services import Services
from coder_sim.ui.sheet_rows import Column, RowKind
from coder_sim.ui.smoke import draw_every_page
from coder_sim.ui.theme import LIGHT, Look
from tests.ui.fake_desk import HEART, NOW, OFFICE, FakeDesk
from tests.ui.fake_notebook import FakeNotebook
from tests.ui.tiny_library import TinyLibrary


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> MainWindow:
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    return window


def started(window: MainWindow) -> FakeDesk:
    desk, library = FakeDesk(), TinyLibrary()
    window.start(Services(desk, FakeNotebook(), library, library))
    return desk


def test_a_picture_of_each_page_in_each_look_and_size(
    window: MainWindow, look: Look, tmp_path: Path
) -> None:
    desk = started(window)
    pictures = draw_every_page(window, tmp_path / "shots")
    names = {path.name for path in pictures}
    assert {"worklist-light-1366x768.png", "feedback-dark-1920x1080.png"} <= names
    assert {"workspace-stay-dark-1366x768.png", "feedback-stay-light-1920x1080.png"} <= names
    assert {"guide-light-1366x768.png", "palette-dark-1366x768.png"} <= names
    assert {"in_tabular-light-1366x768.png", "tables-dark-1366x768.png"} <= names
    assert {"handed-in-light-1366x768.png", "handed-in-dark-1920x1080.png"} <= names
    assert len(names) == 14 * 2 * 2
    picture = QImage(str(tmp_path / "shots" / "workspace-dark-1920x1080.png"))
    assert (picture.width(), picture.height()) == (1920, 1080)
    assert [view.ref for view in desk.done] == [OFFICE, HEART]
    visit, stay = (view.sheet.lines for view in desk.done)
    assert {line.kind for line in visit} == {Kind.DIAGNOSIS, Kind.SERVICE}
    assert any(line.modifiers and line.pointers for line in visit)
    assert any(line.units > 1 for line in visit)
    assert {(line.kind, line.poa) for line in stay} == {
        (Kind.DIAGNOSIS, "Y"),
        (Kind.PROCEDURE, None),
    }
    assert desk.drafts == {}
    assert (look.theme.name, window.worklist.isVisible()) == (LIGHT, True)


def test_a_window_without_its_services_cannot_be_drawn(window: MainWindow, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not been started"):
        draw_every_page(window, tmp_path)


def cut_off(page: QWidget) -> list[str]:
    """Return the buttons and choices that stick out of their parent or are too narrow."""
    found = []
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QComboBox) or not widget.isVisible():
            continue
        parent = widget.parentWidget()
        inside = QRect(0, 0, parent.width(), parent.height()) if parent else widget.rect()
        if (
            not inside.contains(widget.geometry())
            or widget.width() < widget.minimumSizeHint().width()
        ):
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r}")
    return found


def test_nothing_is_cut_off_in_the_smallest_window(qtbot: QtBot, window: MainWindow) -> None:
    desk = started(window)
    window.resize(SMALLEST)
    qtbot.waitUntil(lambda: bool(window.worklist.current_words()))
    assert cut_off(window.worklist) == []
    for attempts in (1, 2):
        desk.submit(OFFICE, desk.open(OFFICE).sheet)
        assert window.flow is not None
        window.flow.look_back(OFFICE)
        qtbot.waitUntil(window.feedback.isVisible)
        window.worker.drain()
        assert len(desk.done) == attempts
        assert cut_off(window.feedback) == []
    assert (window.width(), window.height()) == (SMALLEST.width(), SMALLEST.height())


def test_a_service_and_its_details_are_readable_in_the_smallest_window(
    qtbot: QtBot, window: MainWindow
) -> None:
    desk = started(window)
    desk.save_draft(OFFICE, AnswerSheet((CodedLine(System.CPT, "99214", None, ("25",), 1, (1,)),)))
    window.resize(SMALLEST)
    window.open_case(OFFICE)
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.isVisible())
    assert window.workspace is not None
    page = window.workspace
    qtbot.waitUntil(lambda: cut_off(page) == [])
    table = window.workspace.answer.table
    row = next(n for n, r in enumerate(table.model().rows()) if r.kind is RowKind.LINE)  # type: ignore[attr-defined]
    title = table.model().index(row, Column.TITLE)
    longest = QFontMetrics(window.look.fonts.body).horizontalAdvance("established ")
    assert table.visualRect(title).width() > longest
    assert (window.width(), window.height()) == (SMALLEST.width(), SMALLEST.height())


def test_every_letter_on_the_pages_is_in_the_one_font_a_bare_machine_has(
    qtbot: QtBot, window: MainWindow
) -> None:
    desk = started(window)
    desk.submit(OFFICE, desk.open(OFFICE).sheet)
    window.show_worklist()
    qtbot.waitUntil(lambda: window.worklist.current_words().startswith("Done"))
    assert window.flow is not None
    window.flow.look_back(OFFICE)
    qtbot.waitUntil(window.feedback.isVisible)
    keys = window.show_keys()
    words = [label.text() for label in window.findChildren(QLabel)]
    words += [button.text() for button in window.findChildren(QAbstractButton)]
    words += [window.worklist.current_words(), window.feedback.page.toPlainText(), *keys.words()]
    keys.close()
    metrics = QFontMetrics(QFont("DejaVu Sans", 10))
    # U+FFFC stands for a picture within text.
    letters = set("".join(words)) - {"\n", "\ufffc"}
    assert {letter for letter in letters if not metrics.inFontUcs4(ord(letter))} == set()

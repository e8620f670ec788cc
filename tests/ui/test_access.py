"""Whoever cannot see colours, needs large letters or listens to the screen can use every page."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.paths import resources_folder
from coder_sim.practice.undertaking import Undertaking
from coder_sim.ui.header import ElidedLabel
from coder_sim.ui.icons import tinted
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.pack_preview import PackPreviewDialog
from coder_sim.ui.theme import LIGHT, Look
from tests.ui.fake_desk import OFFICE, FakeDesk
from tests.ui.fake_packs import FakePacks, a_preview
from tests.ui.test_smoke import cut_off
from tests.ui.windows import a_window

SHEET = AnswerSheet((CodedLine(System.ICD10CM, "I10"),))
VERDICTS = ("right", "partly", "wrong", "missed", "extra", "optional", "note")
STATES = ("new", "draft", "done")
LARGE = 15
"""Points: half as large again as the tests' usual letters."""


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    yield from every_page(qtbot, look, tmp_path)


@pytest.fixture
def large_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    qapp.setFont(QFont("DejaVu Sans", LARGE))
    look = Look(qapp, resources_folder(), LIGHT)
    yield from every_page(qtbot, look, tmp_path)
    qapp.setFont(QFont("DejaVu Sans", 10))
    look.deleteLater()


def every_page(qtbot: QtBot, look: Look, folder: Path) -> Iterator[MainWindow]:
    """A window whose pages all have something on them."""
    desk = FakeDesk()
    desk.submit(OFFICE, SHEET)
    window = a_window(qtbot, look, folder, desk, FakePacks())
    assert window.flow is not None
    window.flow.look_back(OFFICE)
    qtbot.waitUntil(window.feedback.isVisible)
    window.open_case(OFFICE)
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.isVisible())
    window.show_place(window.packs)
    qtbot.waitUntil(lambda: window.packs.current() is not None)
    window.show_worklist()
    window.worker.drain()
    window.tour.begin()
    yield window
    window.worker.drain()


def dialogs(window: MainWindow) -> list[QWidget]:
    """Return what opens over the pages, not yet shown."""
    preview = PackPreviewDialog(Path("x.casepack"), Undertaking(), window.look, window)
    preview.show_preview(a_preview(Path("x.casepack")))
    return [preview, window.commands.key_dialog(), window.commands.cheat_sheet()]


def pages(window: MainWindow) -> list[QWidget]:
    assert window.workspace is not None
    return [window.first_start, window.worklist, window.packs, window.workspace, window.feedback]


def test_whatever_takes_the_keyboard_has_a_name_and_a_role(window: MainWindow) -> None:
    opened = dialogs(window)
    palette = window.commands.open_palette()
    nameless = []
    for widget in window.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name) or told.role() == QAccessible.Role.NoRole:
            nameless.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    assert nameless == []
    palette.shut()
    for dialog in opened:
        dialog.close()


def test_verdicts_and_states_differ_in_shape_not_only_in_colour() -> None:
    grey = QColor(Qt.GlobalColor.darkGray)
    for names in (VERDICTS, STATES):
        shapes = {
            name: tinted(resources_folder() / "icons", name, grey, grey)
            .pixmap(QSize(24, 24), 1.0)
            .toImage()
            for name in names
        }
        assert all(shapes[a] != shapes[b] for a, b in combinations(names, 2))


def test_a_grey_picture_of_the_feedback_still_tells_the_verdicts_apart(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.feedback.page.toggle_all()
    words = window.feedback.page.toPlainText()
    for verdict in ("Partly right", "Missed", "Extra", "Wrong"):
        assert verdict in words
    window.show_page(window.feedback)
    grey = window.feedback.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shades = {grey.pixelColor(x, y).value() for x in range(0, 800, 3) for y in range(60, 600, 3)}
    assert max(shades) - min(shades) > 150


def short_labels(page: QWidget) -> list[str]:
    """Return the labels whose words do not fit into them."""
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
        and not label.wordWrap()
        and not isinstance(label, ElidedLabel)
        and label.width() < label.minimumSizeHint().width()
    ]


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)])
def test_nothing_is_cut_off_in_large_letters(
    qtbot: QtBot, large_window: MainWindow, size: QSize
) -> None:
    window = large_window
    window.resize(size)
    for page in pages(window):
        window.show_page(page)
        QApplication.processEvents()
        assert cut_off(page) == [], type(page).__name__
        assert short_labels(page) == [], type(page).__name__
    assert short_labels(window.tour.bar) == []


def test_dialogs_have_room_for_large_letters(large_window: MainWindow) -> None:
    for dialog in dialogs(large_window):
        dialog.show()
        QApplication.processEvents()
        assert cut_off(dialog) == [], type(dialog).__name__
        assert short_labels(dialog) == [], type(dialog).__name__
        dialog.close()


def test_every_letter_is_in_the_one_font_a_bare_machine_has(window: MainWindow) -> None:
    opened = dialogs(window)
    words = [label.text() for label in window.findChildren(QLabel)]
    words += [button.text() for button in window.findChildren(QAbstractButton)]
    for box in window.findChildren(QComboBox):
        words += [box.itemText(number) for number in range(box.count())]
    words += [a.text() + a.toolTip() for g in window.action_groups() for a in g.actions]
    metrics = QFontMetrics(QFont("DejaVu Sans", 10))
    letters = set("".join(words)) - {"\n", "\ufffc"}
    assert {letter for letter in letters if not metrics.inFontUcs4(ord(letter))} == set()
    for dialog in opened:
        dialog.close()


def test_tab_leads_round_the_worklist_and_back(window: MainWindow) -> None:
    window.activateWindow()
    window.worklist.focus_list()
    seen: list[QWidget] = []
    for _ in range(20):
        window.focusNextChild()
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is window.worklist.table:
            break
        seen.append(focused)
    names = {widget.accessibleName() for widget in seen}
    assert {"Search the worklist", "Pack", "Specialty", "Difficulty", "Packs"} <= names
    assert QApplication.focusWidget() is window.worklist.table

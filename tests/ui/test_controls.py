"""Buttons, labels, keys and the flat style behave alike on every page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coder_sim.ui.actions import ActionGroup, Hint, Verb, keys_of
from coder_sim.ui.calm_style import CalmStyle
from coder_sim.ui.cheat_sheet import CheatSheet
from coder_sim.ui.header import ActionButton, ElidedLabel, PageHeader
from coder_sim.ui.sheet_table import SHEET_HINTS
from coder_sim.ui.theme import Look


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    return page


def colours(widget: QWidget) -> set[str]:
    """Return the colours that a widget is painted with."""
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def placed(widget: QWidget, width: int = 200, height: int = 40) -> QWidget:
    widget.setGeometry(10, 10, width, height)
    widget.show()
    return widget


def pixel(widget: QWidget, x: int, y: int) -> QColor:
    return widget.grab().toImage().pixelColor(x, y)


def test_an_action_names_its_keys_as_people_do(look: Look, page: QWidget) -> None:
    verb = Verb(look, "Open", "Return, Enter, Ctrl+Return", "chart", page)
    assert keys_of(verb) == "Enter or Ctrl+Enter"
    assert keys_of(QAction("Nothing", page)) == ""


def test_icons_follow_the_look(look: Look, page: QWidget) -> None:
    verb = Verb(look, "Open", "F2", "wrong", page)

    def ink() -> QColor:
        return verb.icon().pixmap(24, 24).toImage().pixelColor(12, 12)

    assert ink() == look.theme.text
    look.toggle()
    assert ink() == look.theme.text


def test_a_button_shows_the_key_of_its_action_and_follows_it(
    qtbot: QtBot, look: Look, page: QWidget
) -> None:
    verb = Verb(look, "Submit", "F9", "submit", page)
    button = ActionButton(verb, look, primary=True, parent=page)
    placed(button)
    assert (button.text(), button.accessibleName()) == ("Submit   F9", "Submit")
    with qtbot.waitSignal(verb.triggered):
        QTest.keyClick(button, Qt.Key.Key_Space)
    verb.setEnabled(False)
    assert not button.isEnabled()


def test_a_primary_button_is_filled_with_the_accent_in_either_look(
    look: Look, page: QWidget
) -> None:
    button = ActionButton(Verb(look, "Submit", "F9", "submit", page), look, True, page)
    placed(button)
    for _ in range(2):
        assert pixel(button, 100, 5) == look.theme.accent
        assert look.theme.on_accent.name() in colours(button)
        look.toggle()
        QApplication.processEvents()


def test_a_title_that_is_too_long_ends_in_an_ellipsis_and_is_told_whole(
    look: Look, page: QWidget
) -> None:
    label = ElidedLabel(page)
    placed(label, width=120)
    label.set_whole("A title that does not fit into so little room")
    assert label.text().endswith("\u2026")
    assert label.toolTip() == "A title that does not fit into so little room"
    label.resize(900, 40)
    assert label.text() == label.accessibleName() == label.toolTip() or not label.toolTip()


def test_a_header_without_a_second_line_gives_its_room_away(look: Look, page: QWidget) -> None:
    header = PageHeader(look, page)
    header.show()
    header.show_words("Worklist", "")
    assert not header.subtitle.isVisible()
    header.show_words("Worklist", "Choose a case.")
    assert header.subtitle.isVisible()


def test_the_application_keeps_one_style(look: Look) -> None:
    style = QApplication.style()
    another = Look(QApplication.instance(), look.resources, "dark")  # type: ignore[arg-type]
    assert QApplication.style() is style
    assert isinstance(style, CalmStyle)
    another.choose("light")
    another.deleteLater()


def test_buttons_are_flat_and_edged(look: Look, page: QWidget) -> None:
    button = placed(QPushButton(page))
    assert colours(button) >= {look.theme.raised.name()}
    middle = [pixel(button, 100, y).name() for y in range(4, 36)]
    assert set(middle) == {look.theme.raised.name()}


def test_a_text_field_with_the_keyboard_has_an_accented_edge(look: Look, page: QWidget) -> None:
    field = QLineEdit(page)
    placed(field)
    calm = pixel(field, 100, 0)
    page.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    assert field.hasFocus()
    accented = pixel(field, 100, 0)
    assert calm != accented
    assert accented.blue() > accented.red()


def test_progress_is_drawn_as_far_as_it_is(look: Look, page: QWidget) -> None:
    bar = QProgressBar(page)
    bar.setTextVisible(False)
    placed(bar, 200, 20)
    bar.setRange(0, 4)
    bar.setValue(2)
    assert pixel(bar, 50, 10) == look.theme.accent
    assert pixel(bar, 150, 10) == look.theme.raised
    bar.setRange(0, 0)
    assert not bar.grab().isNull()


def test_headers_are_one_calm_line(look: Look, page: QWidget) -> None:
    table = QTableWidget(2, 2, page)
    table.setHorizontalHeaderLabels(["Code", "Description"])
    placed(table, 400, 200)
    header = table.horizontalHeader()
    assert isinstance(header, QHeaderView)
    shot = header.viewport()
    assert pixel(shot, 90, shot.height() - 1) == look.theme.line
    assert pixel(shot, 90, 1) == look.theme.window


def test_the_cheat_sheet_leaves_out_what_has_no_key(look: Look, page: QWidget) -> None:
    groups = (
        ActionGroup("Here", (Verb(look, "Find", "Ctrl+K", "", page), QAction("Keyless", page))),
        ActionGroup("There", (QAction("Also keyless", page),)),
    )
    sheet = CheatSheet(groups, look, page)
    assert sheet.words() == ["Here", "Find", "Ctrl+K"]


def test_the_cheat_sheet_lists_keys_that_are_no_actions(look: Look, page: QWidget) -> None:
    sheet = CheatSheet((ActionGroup("Answer sheet", (), SHEET_HINTS),), look, page)
    assert sheet.words()[:3] == [
        "Answer sheet",
        "Set POA, in its column",
        "Y, N, U, W",
    ]


def test_the_cheat_sheet_is_never_larger_than_the_screen(look: Look, page: QWidget) -> None:
    long = tuple(Hint("F1", "What it does " * 40) for _ in range(80))
    sheet = CheatSheet((ActionGroup("Here", (), long),), look, page)
    room = sheet.screen().availableSize()
    assert sheet.width() < room.width()
    assert sheet.height() < room.height()

"""How rows are painted: nothing cut off, state told by more than colour, both themes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine, ProviderQuery
from coder_sim.domain.code_set import Code
from coder_sim.ui.answer_sheet import AnswerSheetPane
from coder_sim.ui.code_finder import FinderPane
from coder_sim.ui.finder_delegate import FinderDelegate, _unbroken
from coder_sim.ui.finder_model import FinderRole, FinderRow
from coder_sim.ui.sheet_commands import SheetDesk
from coder_sim.ui.sheet_model import SheetRole
from coder_sim.ui.sheet_rows import Column, RowKind
from coder_sim.ui.theme import DARK, LIGHT, Look
from tests.ui.desk_cases import CLINIC, STAY
from tests.ui.tiny_library import CM, CPT, FROM, PCS, TO, TinyLibrary

FAULTY = AnswerSheet(
    (
        CodedLine(CM, "E1122", poa="Y"),
        CodedLine(CM, "S72001"),
        CodedLine(CM, "ZZ99"),
        CodedLine(PCS, "0SR9019"),
        CodedLine(CPT, "99214", modifiers=("25", "RT", "XS"), pointers=(1, 9)),
    ),
    (ProviderQuery("hp", "a long passage about weakness and weight loss", "Malnutrition?"),),
)
WRAP = int(Qt.TextFlag.TextWordWrap)


@pytest.fixture
def sheet(qtbot: QtBot, look: Look) -> Callable[[bool], AnswerSheetPane]:
    def build(inpatient: bool) -> AnswerSheetPane:
        desk = SheetDesk()
        pane = AnswerSheetPane(desk, TinyLibrary(), look)
        desk.setParent(pane)
        qtbot.addWidget(pane)
        pane.resize(340, 700)
        pane.start((STAY if inpatient else CLINIC).encounter)
        desk.load(FAULTY)
        pane.show()
        qtbot.waitExposed(pane)
        # A new width reaches the rows with the next turn of the event loop.
        QApplication.processEvents()
        return pane

    return build


@pytest.mark.parametrize("inpatient", [True, False])
def test_rows_are_as_tall_as_title_and_remarks_need(
    sheet: Callable[[bool], AnswerSheetPane], look: Look, inpatient: bool
) -> None:
    pane = sheet(inpatient)
    body, small = QFontMetrics(look.fonts.body), QFontMetrics(look.fonts.small)
    for number, row in enumerate(pane.model.rows()):
        if row.kind not in (RowKind.LINE, RowKind.QUERY):
            continue
        index = pane.model.index(number, Column.TITLE)
        width = pane.table.visualRect(index).width() - 10
        needed = body.boundingRect(0, 0, width, 9999, WRAP, index.data()).height()
        for role in (SheetRole.REMARK, SheetRole.LABEL):
            if text := index.data(role):
                needed += small.boundingRect(0, 0, width - 18, 9999, WRAP, text).height()
        assert needed <= pane.table.rowHeight(number), index.data()


def test_columns_hold_what_they_are_for(sheet: Callable[[bool], AnswerSheetPane]) -> None:
    pane = sheet(False)
    table = pane.table
    metrics = QFontMetrics(table._look.fonts.code)
    for column, text in ((Column.POINTERS, "1,2,3,4"), (Column.MODIFIERS, "25 RT")):
        assert metrics.horizontalAdvance(text) <= table.columnWidth(column) - 4
    bold = QFontMetrics(table._delegate._code_font)
    assert bold.horizontalAdvance("S72.001A") < table.columnWidth(Column.CODE)


def picture(pane: AnswerSheetPane | FinderPane, box: QRect) -> QImage:
    view = pane.table if isinstance(pane, AnswerSheetPane) else pane.results
    return view.viewport().grab(box).toImage()


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_fault_is_told_by_words_and_a_sign_and_colour(
    sheet: Callable[[bool], AnswerSheetPane], look: Look, theme: str
) -> None:
    look.choose(theme)
    pane = sheet(True)
    fine, faulty = (pane.model.index_of(line, Column.TITLE) for line in (0, 1))
    assert (fine.data(SheetRole.REMARK), faulty.data(SheetRole.REMARK)) == (
        "",
        "needs a 7th character",
    )
    bad = look.theme.bad.name()
    assert bad in colours(picture(pane, pane.table.visualRect(faulty)))
    assert bad not in colours(picture(pane, pane.table.visualRect(fine)))


def test_the_current_line_is_paler_while_the_keyboard_is_elsewhere(
    qtbot: QtBot, sheet: Callable[[bool], AnswerSheetPane], look: Look
) -> None:
    pane = sheet(True)
    index = pane.model.index_of(0, Column.TITLE)
    pane.table.go_to(index)
    pane.submit_button.setFocus()
    corner = picture(pane, pane.table.visualRect(index)).pixelColor(1, 2)
    assert corner == look.theme.raised
    pane.activateWindow()
    pane.table.setFocus()
    qtbot.waitUntil(pane.table.hasFocus)
    frame = picture(pane, pane.table.visualRect(index))
    assert look.theme.accent.name() in colours(frame.copy(0, 0, 3, frame.height()))


@pytest.fixture
def finder(qtbot: QtBot, look: Look) -> FinderPane:
    library = TinyLibrary()
    pane = FinderPane(library, library, look)
    qtbot.addWidget(pane)
    pane.resize(330, 700)
    pane.start((CM, PCS), STAY.encounter.service_date)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.mark.parametrize("text", ["s72001a", "diabetes", "replacement", "heart", "htn"])
@pytest.mark.parametrize("width", [330, 500])
def test_results_show_title_and_reason_whole(
    finder: FinderPane, look: Look, text: str, width: int
) -> None:
    finder.resize(width, 700)
    finder.box.setText(text)
    QApplication.processEvents()
    body, small = QFontMetrics(look.fonts.body), QFontMetrics(look.fonts.small)
    delegate = finder.results.itemDelegate()
    assert isinstance(delegate, FinderDelegate)
    for number in range(finder.model.rowCount()):
        index = finder.model.index(number)
        box = finder.results.visualRect(index)
        left = delegate._title_left()
        room = box.width() - left - 8
        needed = (
            body.boundingRect(0, 0, room, 9999, WRAP, index.data(FinderRole.TITLE)).height()
            + small.boundingRect(0, 0, room, 9999, WRAP, index.data(FinderRole.DETAIL)).height()
        )
        assert needed < box.height(), index.data()


def test_the_current_result_has_a_bar_and_a_ground_of_its_own(
    finder: FinderPane, look: Look
) -> None:
    finder.box.setText("chronic kidney")
    QApplication.processEvents()
    pictures = [
        picture(finder, finder.results.visualRect(finder.model.index(row))) for row in (0, 1)
    ]
    grounds = [image.pixelColor(image.width() - 3, 3) for image in pictures]
    assert grounds == [look.theme.selection, look.theme.base]
    bars = [image.pixelColor(1, 10) for image in pictures]
    assert bars == [look.theme.accent, look.theme.base]


def test_results_follow_a_change_of_theme(finder: FinderPane, look: Look) -> None:
    finder.box.setText("chronic kidney")
    look.choose(DARK)
    QApplication.processEvents()
    image = picture(finder, finder.results.visualRect(finder.model.index(0)))
    assert image.pixelColor(image.width() - 3, 3) == QColor(look.theme.selection)


def test_the_name_of_a_code_set_is_not_broken_at_its_hyphens(finder: FinderPane) -> None:
    finder.box.setText("i10")
    assert _unbroken(finder.model.index(0)).endswith("ICD\u201110\u2011CM")


@pytest.mark.parametrize("width", range(330, 500, 10))
def test_rows_are_tall_enough_when_a_scroll_bar_comes_with_them(
    finder: FinderPane, look: Look, width: int
) -> None:
    finder.resize(width, 400)
    finder.box.setText("i10")
    QApplication.processEvents()
    assert not finder.results.verticalScrollBar().isVisible()
    words = "Fracture of unspecified part of neck of right femur, later encounter with healing"
    titles = [words[:length] for length in range(30, 80, 2)]
    finder.results.show_found(
        [FinderRow(Code(CM, "S72001A", title, True, FROM, TO), "why") for title in titles]
    )
    QApplication.processEvents()
    assert finder.results.verticalScrollBar().isVisible()
    delegate = finder.results.itemDelegate()
    assert isinstance(delegate, FinderDelegate)
    body, small = QFontMetrics(look.fonts.body), QFontMetrics(look.fonts.small)
    room = finder.results.viewport().width() - delegate._title_left() - 8
    for number in range(finder.model.rowCount()):
        index = finder.model.index(number)
        needed = (
            body.boundingRect(0, 0, room, 9999, WRAP, index.data(FinderRole.TITLE)).height()
            + small.boundingRect(0, 0, room, 9999, WRAP, _unbroken(index)).height()
        )
        assert needed < finder.results.visualRect(index).height()

"""The code finder, typed into: rows, keys, headings, code sets, the card."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coder_sim.domain.code_set import Code
from coder_sim.ui.code_card import CodeCard
from coder_sim.ui.code_finder import FinderPane
from coder_sim.ui.finder_model import FinderModel, FinderRole, FinderRow
from coder_sim.ui.theme import Look
from tests.ui.tiny_library import CM, CPT, PCS, TinyLibrary

DAY = date(2026, 3, 12)
Key, Hold = Qt.Key, Qt.KeyboardModifier


class Chosen:
    """Remembers what the finder handed on."""

    def __init__(self, pane: FinderPane) -> None:
        self.codes: list[tuple[str, bool]] = []
        pane.code_chosen.connect(self.take)

    def take(self, code: Code, first: bool) -> None:
        self.codes.append((code.display, first))


@pytest.fixture
def library() -> TinyLibrary:
    return TinyLibrary()


@pytest.fixture
def pane(qtbot: QtBot, look: Look, library: TinyLibrary) -> FinderPane:
    made = FinderPane(library, library, look)
    qtbot.addWidget(made)
    made.resize(420, 640)
    made.start((CM, PCS), DAY)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.focus()
    qtbot.waitUntil(made.box.hasFocus)
    return made


def shown(pane: FinderPane) -> list[str]:
    return [pane.model.index(n).data(FinderRole.CODE) for n in range(pane.model.rowCount())]


def type_in(pane: FinderPane, text: str) -> None:
    QTest.keyClicks(pane.box, text)


def press(
    pane: FinderPane, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(pane.box, key, held)


def test_each_key_stroke_searches_at_once_in_the_code_sets_and_date_of_the_case(
    pane: FinderPane, library: TinyLibrary
) -> None:
    type_in(pane, "htn")
    assert library.searches == [(text, (CM, PCS), DAY) for text in ("h", "ht", "htn")]
    assert shown(pane) == ["I10"]


def test_a_row_says_code_whole_title_and_why(pane: FinderPane) -> None:
    type_in(pane, "htn")
    index = pane.model.index(0)
    assert index.data(FinderRole.TITLE) == "Essential (primary) hypertension"
    assert index.data(FinderRole.DETAIL) == "htn = hypertension  ·  ICD-10-CM"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("I10, Essential (primary) hypertension")


def test_enter_adds_the_current_row_and_the_next_letter_replaces_the_text(pane: FinderPane) -> None:
    chosen = Chosen(pane)
    type_in(pane, "stage")
    press(pane, Key.Key_Down)
    press(pane, Key.Key_Return)
    assert chosen.codes == [("N18.32", False)]
    assert pane.box.hasFocus()
    assert pane.box.selectedText() == "stage"
    type_in(pane, "x")
    assert pane.box.text() == "x"


def test_ctrl_enter_adds_as_first(pane: FinderPane) -> None:
    chosen = Chosen(pane)
    type_in(pane, "i5023")
    press(pane, Key.Key_Return, Hold.ControlModifier)
    assert chosen.codes == [("I50.23", True)]


def test_alt_and_a_digit_take_that_row(pane: FinderPane) -> None:
    chosen = Chosen(pane)
    type_in(pane, "systolic")
    assert shown(pane)[1] == "I50.21"
    press(pane, Key.Key_2, Hold.AltModifier)
    assert chosen.codes == [("I50.21", False)]
    press(pane, Key.Key_9, Hold.AltModifier)
    assert len(chosen.codes) == 1


def test_up_and_down_stay_within_the_list_and_leave_the_keyboard_in_the_box(
    pane: FinderPane,
) -> None:
    type_in(pane, "stage")
    for key, row in ((Key.Key_Up, 0), (Key.Key_Down, 1), (Key.Key_Down, 1), (Key.Key_PageUp, 0)):
        press(pane, key)
        assert pane.results.currentIndex().row() == row
    assert pane.box.hasFocus()


def test_enter_on_a_heading_lists_what_is_below_and_esc_goes_back_level_by_level(
    pane: FinderPane,
) -> None:
    chosen = Chosen(pane)
    type_in(pane, "s7200")
    assert pane.model.index(0).data(FinderRole.DETAIL).startswith("heading")
    press(pane, Key.Key_Return)
    assert shown(pane) == ["S72.001"]
    assert "needs a 7th character" in pane.model.index(0).data(FinderRole.DETAIL)
    press(pane, Key.Key_Return)
    assert shown(pane) == ["S72.001A", "S72.001D"]
    press(pane, Key.Key_Escape)
    assert shown(pane) == ["S72.001"]
    press(pane, Key.Key_Escape)
    assert shown(pane)[0] == "S72.00"
    press(pane, Key.Key_Escape)
    assert (pane.box.text(), shown(pane), chosen.codes) == ("", [], [])


def test_ctrl_shift_enter_lists_the_codes_beside_the_current_one_then_one_level_up(
    pane: FinderPane,
) -> None:
    type_in(pane, "i5023")
    press(pane, Key.Key_Return, Hold.ControlModifier | Hold.ShiftModifier)
    assert shown(pane) == ["I50.20", "I50.21", "I50.22", "I50.23"]
    assert pane.results.currentIndex().row() == 3
    press(pane, Key.Key_Return, Hold.ControlModifier | Hold.ShiftModifier)
    assert shown(pane) == ["I50.2"]
    press(pane, Key.Key_Escape)
    assert shown(pane)[-1] == "I50.23"
    press(pane, Key.Key_Escape)
    assert (pane.box.text(), shown(pane)) == ("i5023", ["I50.23"])


def test_esc_is_left_to_the_window_only_when_there_is_nothing_to_go_back_from(
    pane: FinderPane,
) -> None:
    back = QShortcut(QKeySequence("Esc"), pane)
    went: list[bool] = []
    back.activated.connect(lambda: went.append(True))
    type_in(pane, "htn")
    press(pane, Key.Key_Escape)
    assert (pane.box.text(), went) == ("", [])
    press(pane, Key.Key_Escape)
    assert went == [True]


def test_a_code_with_a_7th_character_says_how_to_see_the_others(pane: FinderPane) -> None:
    type_in(pane, "s72001a")
    assert pane.model.index(0).data(FinderRole.DETAIL).startswith("other 7th characters")
    press(pane, Key.Key_Return, Hold.ShiftModifier)
    assert pane.tabular.isVisible()
    assert [
        pane.tabular.seventh.index(n).data() for n in range(pane.tabular.seventh.rowCount())
    ] == [
        "A   initial encounter for closed fracture",
        "D   subsequent encounter for closed fracture with routine healing",
    ]


def test_a_code_set_can_be_asked_alone(pane: FinderPane, library: TinyLibrary) -> None:
    chips = {chip.text(): chip for chip in pane.findChildren(QToolButton) if chip.isCheckable()}
    assert list(chips) == ["All", "ICD-10-CM", "ICD-10-PCS"]
    type_in(pane, "right")
    chips["ICD-10-PCS"].click()
    assert shown(pane) == ["0SR9019"]
    assert library.searches[-1][1] == (PCS,)
    assert pane.box.hasFocus()


def test_code_sets_are_gone_through_one_by_one(pane: FinderPane, library: TinyLibrary) -> None:
    type_in(pane, "right")
    asked = []
    for _ in range(3):
        pane.next_code_set()
        asked.append(library.searches[-1][1])
    assert asked == [(CM,), (PCS,), (CM, PCS)]


def test_a_new_case_starts_with_an_empty_box_and_its_own_code_sets(
    qtbot: QtBot, pane: FinderPane
) -> None:
    type_in(pane, "htn")
    pane.start((CM, CPT), DAY)
    assert (pane.box.text(), shown(pane)) == ("", [])
    qtbot.waitUntil(
        lambda: (
            [c.text() for c in pane.findChildren(QToolButton) if c.isCheckable()]
            == ["All", "ICD-10-CM", "CPT"]
        )
    )


def test_nothing_found_is_said(pane: FinderPane) -> None:
    type_in(pane, "qqq")
    assert "Nothing found" in pane._parts.status.text()
    press(pane, Key.Key_Return)


def test_every_row_has_room_for_its_whole_title(pane: FinderPane, look: Look) -> None:
    type_in(pane, "s72001a")
    index = pane.model.index(0)
    narrow = pane.results.visualRect(index).height()
    pane.resize(900, 640)
    QTest.qWait(0)
    wide = pane.results.visualRect(index).height()
    line = pane.results.fontMetrics().height()
    assert narrow > wide > 2 * line


def test_the_finder_model_obeys_the_laws_of_models(
    library: TinyLibrary, qtmodeltester: ModelTester
) -> None:
    model = FinderModel()
    model.show_rows([FinderRow(code, "why") for code in library.codes.values()])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert [model.index(n).data(FinderRole.NUMBER) for n in (0, 8, 9)] == [1, 9, 0]


def card_text(card: CodeCard) -> str:
    return card.toPlainText()


def test_the_card_follows_the_current_row(pane: FinderPane) -> None:
    type_in(pane, "i5023")
    text = card_text(pane.card)
    for words in (
        "I50.23  Acute on chronic systolic",
        "Billable, valid Oct 1, 2025 to Sep 30, 2026",
        "Excludes1   from I50.2",
        "Code first   from I50",
        "heart failure due to hypertension (I11.0)",
    ):
        assert words in text
    type_in(pane, "x")
    assert "I50.23" not in card_text(pane.card)


def test_chapter_notes_come_last_and_stay_folded_until_asked(pane: FinderPane) -> None:
    type_in(pane, "i5023")
    text = card_text(pane.card)
    assert text.rstrip().endswith("Show 1 note on the whole chapter 9")
    assert "perinatal" not in text
    pane.card.anchorClicked.emit("chapter-notes")
    assert "perinatal" in card_text(pane.card)


def test_the_card_of_a_heading_says_what_it_lacks_and_lists_7th_characters(
    pane: FinderPane,
) -> None:
    type_in(pane, "s72001")
    text = card_text(pane.card)
    assert "Not billable: needs a 7th character" in text
    assert "A   initial encounter for closed fracture" in text


def test_7th_characters_come_after_the_notes_once_one_is_chosen(pane: FinderPane) -> None:
    type_in(pane, "s72001d")
    assert card_text(pane.card).rstrip().endswith("closed fracture with routine healing")


def test_the_card_of_a_procedure_spells_its_characters(pane: FinderPane) -> None:
    type_in(pane, "0sr9019")
    assert "3   R   axis 3" in card_text(pane.card)


def test_enter_on_a_code_that_does_not_exist_adds_nothing_else(pane: FinderPane) -> None:
    chosen = Chosen(pane)
    pane._finder.search = lambda *_, **__: TinyLibrary().search("influenza")  # type: ignore[method-assign]
    type_in(pane, "J1030")
    assert pane.model.rowCount() == 1
    press(pane, Key.Key_Return)
    press(pane, Key.Key_Return, Hold.ControlModifier)
    assert chosen.codes == []
    assert "J1030   is no code" in pane.card.toPlainText()
    press(pane, Key.Key_Down)
    press(pane, Key.Key_Return)
    assert chosen.codes == [("J11.00", False)]


def test_an_empty_box_shows_the_keys_and_a_code_takes_their_place(pane: FinderPane) -> None:
    assert "Ctrl+Enter   Add it as principal or first-listed" in pane.card.toPlainText()
    assert "Alt+1 to Alt+9" in pane.card.toPlainText()
    type_in(pane, "I10")
    assert "Alt+1" not in pane.card.toPlainText()
    assert "Essential (primary) hypertension" in pane.card.toPlainText()
    pane.box.clear()
    assert "Alt+1 to Alt+9" in pane.card.toPlainText()

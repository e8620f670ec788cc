"""From a row to the code books and back: tabs, keys, links in notes, the box with the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder_sim.domain.code_set import Code
from coder_sim.ui.code_finder import FinderPane
from coder_sim.ui.finder_model import FinderRole
from coder_sim.ui.note_links import named_codes
from coder_sim.ui.theme import Look
from tests.ui.tiny_library import CM, PCS, TinyLibrary

DAY = date(2026, 3, 12)
Key, Hold = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def pane(qtbot: QtBot, look: Look) -> FinderPane:
    library = TinyLibrary()
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


def type_in(pane: FinderPane, text: str) -> None:
    QTest.keyClicks(pane.box, text)


def test_shift_enter_opens_a_code_in_the_tabular_and_esc_returns(pane: FinderPane) -> None:
    type_in(pane, "i5023")
    QTest.keyClick(pane.box, Key.Key_Return, Hold.ShiftModifier)
    assert pane.tabular.isVisible()
    assert pane.tabular.tree.hasFocus()
    assert "I50.23  Acute on chronic" in pane.card.toPlainText()
    QTest.keyClick(pane.tabular.tree, Key.Key_Escape)
    assert pane.results.isVisible()
    assert (pane.box.hasFocus(), pane.box.text()) == (True, "i5023")


def test_a_code_added_in_the_tabular_leads_back_to_the_box(pane: FinderPane) -> None:
    added: list[str] = []

    def take(code: Code, first: bool) -> None:
        added.append(code.display)

    pane.code_chosen.connect(take)
    type_in(pane, "s72001")
    QTest.keyClick(pane.box, Key.Key_Return, Hold.ShiftModifier)
    QTest.keyClicks(pane.tabular.tree, "a")
    QTest.keyClick(pane.tabular.tree, Key.Key_Return)
    assert added == ["S72.001A"]
    assert pane.box.hasFocus()
    type_in(pane, "x")
    assert pane.box.text() == "x"


def test_three_characters_offer_their_procedure_table(pane: FinderPane) -> None:
    type_in(pane, "0sr")
    first = pane.model.index(0)
    assert first.data(FinderRole.CODE) == "0SR"
    assert first.data(FinderRole.DETAIL) == "table: Enter opens it  ·  ICD-10-PCS"
    QTest.keyClick(pane.box, Key.Key_Return)
    assert pane.builder.isVisible()
    assert pane.builder.characters == "0SR"
    QTest.keyClicks(pane.builder.values, "9019")
    QTest.keyClick(pane.builder.values, Key.Key_Return)
    assert pane.box.hasFocus()


def test_a_diagnosis_of_that_name_keeps_its_place_before_a_table(pane: FinderPane) -> None:
    type_in(pane, "i10")
    assert pane.model.index(0).data(FinderRole.CODE) == "I10"


def test_a_procedure_opens_in_its_table(pane: FinderPane) -> None:
    type_in(pane, "0sr9019")
    QTest.keyClick(pane.box, Key.Key_Return, Hold.ShiftModifier)
    assert pane.builder.characters == "0SR9019"
    QTest.keyClick(pane.builder.values, Key.Key_Backspace)
    assert "3   R   axis 3" in pane.card.toPlainText()
    assert "Putting in a device" in pane.card.toPlainText()


def test_a_code_named_in_a_note_is_a_link_that_the_keyboard_follows(pane: FinderPane) -> None:
    type_in(pane, "i5023")
    pane.card.setFocus()
    reached = False
    for _ in range(6):
        QTest.keyClick(pane.card, Key.Key_Tab)
        if pane.card.textCursor().selectedText() == "I11.0":
            reached = True
            break
    assert reached
    QTest.keyClick(pane.card, Key.Key_Return)
    node = pane.tabular.current()
    assert node is not None
    assert node.name == "I11.0"
    assert pane.tabular.tree.hasFocus()


def test_back_and_forward_go_through_the_books(pane: FinderPane) -> None:
    for name in ("I10", "I5023"):
        pane._books.open_code(CM, name)
    pane._verbs.back.trigger()
    assert "I10  Essential" in pane.card.toPlainText()
    pane._verbs.back.trigger()
    assert pane._parts.status.text() == "Nothing further back."
    pane._verbs.forward.trigger()
    assert "I50.23" in pane.card.toPlainText()


def test_a_term_of_the_index_leads_to_the_tabular(pane: FinderPane) -> None:
    pane._verbs.index.trigger()
    assert pane.index.word.hasFocus()
    QTest.keyClicks(pane.index.word, "pneu")
    QTest.keyClick(pane.index.word, Key.Key_Down)
    assert "Never code from the index alone" in pane.card.toPlainText()
    QTest.keyClick(pane.index.tree, Key.Key_Return)
    node = pane.tabular.current()
    assert node is not None
    assert node.name == "J18.9"


def test_tabs_lead_to_the_four_pages_and_typing_to_what_is_found(pane: FinderPane) -> None:
    pages = (pane.results, pane.tabular, pane.index, pane.builder)
    for number, page in enumerate(pages):
        pane._parts.tabs.tabBarClicked.emit(number)
        assert page.isVisible()
        assert pane._parts.tabs.currentIndex() == number
    type_in(pane, "htn")
    assert pane.results.isVisible()


def test_esc_is_left_to_the_window_in_no_book(pane: FinderPane) -> None:
    assert not pane._can_step_back()
    pane._verbs.tabular.trigger()
    assert pane._can_step_back()


def test_a_chapter_and_billable_codes_only_are_asked_of_the_search(
    pane: FinderPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def search(*_: object, **how: object) -> tuple[()]:
        asked.append(how)
        return ()

    monkeypatch.setattr(pane._finder, "search", search)
    type_in(pane, "h")
    filters = pane._parts.filters
    filters._chapters.actions()[1].trigger()
    pane._verbs.billable.trigger()
    assert asked == [
        {"chapter": None, "billable": False},
        {"chapter": 1, "billable": False},
        {"chapter": 1, "billable": True},
    ]
    assert filters.text() == "Billable, Ch. 1"
    pane.start((CM, PCS), DAY)
    assert filters.chapter is None


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("heart failure due to hypertension (I11.0)", ["I110"]),
        ("certain conditions (P04-P96), see also I13.- and U07.1", ["P04", "P96", "I13", "U071"]),
        ("combined (I50.4-)", ["I504"]),
        ("type 2 diabetes, 10 mg, T cell", []),
    ],
)
def test_codes_are_found_in_the_lines_of_notes(line: str, codes: list[str]) -> None:
    assert [each.code for each in named_codes(line)] == codes

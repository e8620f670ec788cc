"""The code card: order of notes, where they come from, plain text whatever they hold."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder_sim.domain.code_set import Code, InstructionalNote, NoteKind
from coder_sim.ui.code_card import CodeCard, scroll
from coder_sim.ui.theme import DARK, Look
from tests.ui.tiny_library import CM, CPT, TinyLibrary

DAY = date(2026, 3, 12)


@dataclass
class Noted(TinyLibrary):
    """A library whose every code carries the same notes."""

    own: tuple[InstructionalNote, ...] = ()

    def notes(self, code: str, on: date | None = None) -> tuple[InstructionalNote, ...]:
        return self.own


def note(kind: NoteKind, node: str, title: str, *lines: str) -> InstructionalNote:
    return InstructionalNote(kind, lines, node, title)


OWN = note(NoteKind.INCLUSION_TERM, "E11.22", "Type 2 diabetes", "Type 2 with kidney disease")
CATEGORY = note(NoteKind.USE_ADDITIONAL, "E11", "Type 2 diabetes mellitus", "insulin (Z79.4)")
SECTION = note(NoteKind.EXCLUDES2, "E08-E13", "Diabetes mellitus (E08-E13)", "gestational (O24.-)")
CHAPTER = note(NoteKind.NOTE, "chapter 4", "Endocrine diseases", "All neoplasms ...")
SEVENTH = note(NoteKind.SEVENTH, "E11", "Type 2", "Add the 7th character")


@pytest.fixture
def card(qtbot: QtBot, look: Look) -> CodeCard:
    library = Noted(own=(OWN, CATEGORY, SECTION, CHAPTER, SEVENTH))
    made = CodeCard(library, look)
    qtbot.addWidget(made)
    made.resize(420, 240)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def code(name: str) -> Code:
    return TinyLibrary().codes[CM, name]


def text_of(card: CodeCard) -> list[str]:
    return card.toPlainText().splitlines()


def test_own_notes_come_first_and_others_say_where_they_come_from(card: CodeCard) -> None:
    card.show_code(code("E1122"), DAY)
    lines = text_of(card)
    heads = [line for line in lines if line.startswith(("Inclusion", "Use", "Excludes"))]
    assert heads == [
        "Inclusion term",
        "Use additional code   from E11 Type 2 diabetes mellitus",
        "Excludes2   from E08-E13 Diabetes mellitus",
    ]
    assert "Type 2 with kidney disease" in lines


def test_chapter_notes_are_unfolded_and_folded_by_keyboard(card: CodeCard) -> None:
    card.show_code(code("E1122"), DAY)
    assert text_of(card)[-1] == "Show 1 note on the whole chapter 4"
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Tab)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert text_of(card)[-1] == "All neoplasms ..."
    assert "Hide 1 note on the whole chapter 4" in text_of(card)


def test_once_unfolded_they_stay_so_for_the_next_code(card: CodeCard) -> None:
    card.show_code(code("E1122"), DAY)
    card.anchorClicked.emit("chapter-notes")
    card.show_code(code("I10"), DAY)
    assert text_of(card)[-1] == "All neoplasms ..."


def test_the_note_about_7th_characters_is_left_to_their_own_list(card: CodeCard) -> None:
    card.show_code(code("E1122"), DAY)
    assert "Add the 7th character" not in card.toPlainText()


def test_titles_and_notes_are_never_read_as_markup(qtbot: QtBot, look: Look) -> None:
    evil = note(NoteKind.INCLUDES, "I10", "x", "<b>bold</b> <img src=x> & [link](x)")
    card = CodeCard(Noted(own=(evil,)), look)
    qtbot.addWidget(card)
    card.show_code(replace(code("I10"), title="<h1>Title</h1>"), DAY)
    assert "I10  <h1>Title</h1>" in text_of(card)
    assert "<b>bold</b> <img src=x> & [link](x)" in text_of(card)


def test_a_code_that_ended_says_when(card: CodeCard) -> None:
    card.show_code(code("Z6810"), DAY)
    assert "Billable, valid Oct 1, 2020 to Sep 30, 2024" in text_of(card)


def test_a_code_without_an_end_says_since_when(card: CodeCard) -> None:
    card.show_code(replace(code("I10"), valid_to=date.max), DAY)
    assert "Billable, valid from Oct 1, 2025" in text_of(card)


def test_a_service_shows_no_diagnosis_notes(card: CodeCard) -> None:
    card.show_code(TinyLibrary().codes[CPT, "99214"], DAY)
    assert "Inclusion term" not in card.toPlainText()
    assert "99214  Office visit, established patient, moderate complexity" in text_of(card)


def test_a_title_that_is_not_loaded_is_said_to_be(card: CodeCard) -> None:
    card.show_code(replace(code("I10"), title=""), DAY)
    assert "I10  Title not loaded" in text_of(card)


def test_no_code_leaves_the_card_empty(card: CodeCard) -> None:
    card.show_code(code("I10"), DAY)
    card.show_code(None, DAY)
    assert card.toPlainText() == ""


def test_the_card_scrolls_while_the_keyboard_is_elsewhere(qtbot: QtBot, look: Look) -> None:
    lines = [f"condition number {n}" for n in range(60)]
    card = CodeCard(Noted(own=(note(NoteKind.INCLUDES, "I10", "x", *lines),)), look)
    qtbot.addWidget(card)
    card.resize(420, 200)
    card.show_code(code("I10"), DAY)
    card.show()
    qtbot.waitExposed(card)
    scroll(card, 0.8)
    place = card.verticalScrollBar().value()
    assert place > 0
    card.show_code(code("E1122"), DAY)
    assert card.verticalScrollBar().value() == 0


def test_the_card_takes_the_colours_of_the_new_theme(card: CodeCard, look: Look) -> None:
    card.show_code(code("I10"), DAY)
    look.choose(DARK)
    cursor = card.textCursor()
    cursor.setPosition(card.toPlainText().index("Essential"))
    assert cursor.charFormat().foreground().color() == look.theme.text

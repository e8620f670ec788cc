"""The index books: letters and words, subterms, see, columns, and the way to the tabular."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coder_sim.domain.books import Book
from coder_sim.domain.code_set import System
from coder_sim.ui.code_card import CodeCard
from coder_sim.ui.entry_card import NEVER_ALONE
from coder_sim.ui.index_book import IndexBook
from coder_sim.ui.index_model import IndexModel
from coder_sim.ui.index_terms import plain_code, terms
from coder_sim.ui.theme import Look
from tests.ui.tiny_books import TinyBooks
from tests.ui.tiny_library import TinyLibrary

DAY = date(2026, 3, 12)
Key = Qt.Key


class Followed:
    """Remembers where the book led, and what it said."""

    def __init__(self, book: IndexBook) -> None:
        self.codes: list[tuple[System, str]] = []
        self.words: list[str] = []
        book.code_followed.connect(self.take)
        book.told.connect(self.words.append)

    def take(self, system: System, code: str) -> None:
        self.codes.append((system, code))


@pytest.fixture
def book(qtbot: QtBot, look: Look) -> IndexBook:
    made = IndexBook(TinyLibrary(), look)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    made.open()
    return made


def listed(book: IndexBook) -> list[str]:
    indexes = (book.model.index(n, 0) for n in range(book.model.rowCount()))
    return [entry.title for each in indexes if (entry := book.model.node_at(each))]


def standing(book: IndexBook) -> str:
    entry = book.current()
    return entry.title if entry else ""


def show(book: IndexBook, wanted: Book) -> None:
    book._book.setCurrentIndex(list(Book).index(wanted))


def test_terms_are_listed_by_letter_and_by_word(book: IndexBook) -> None:
    assert listed(book) == ["Failure", "Fracture, traumatic", "Frenum"]
    book._letter.setCurrentText("P")
    assert listed(book) == ["Pneumonia"]
    QTest.keyClicks(book.word, "fr")
    assert listed(book) == ["Fracture, traumatic", "Frenum"]


def test_a_term_opens_to_its_subterms_and_its_code_leads_to_the_tabular(book: IndexBook) -> None:
    followed = Followed(book)
    QTest.keyClicks(book.word, "fail")
    QTest.keyClick(book.word, Key.Key_Down)
    QTest.keyClick(book.tree, Key.Key_Return)
    for _ in range(2):
        QTest.keyClick(book.tree, Key.Key_Down)
        QTest.keyClick(book.tree, Key.Key_Right)
    QTest.keyClick(book.tree, Key.Key_Return)
    assert followed.codes == [(System.ICD10CM, "I5020")]


def test_see_is_followed_with_a_key_and_esc_or_back_returns(book: IndexBook) -> None:
    book.word.setText("frenum")
    QTest.keyClick(book.tree, Key.Key_Space)
    assert standing(book) == "heart"
    assert book.tree.currentIndex().parent().isValid()
    assert book.back()
    assert standing(book) == "Frenum"
    assert not book.back()


def test_a_reference_that_leads_nowhere_is_told(book: IndexBook) -> None:
    followed = Followed(book)
    books = book._books
    assert isinstance(books, TinyBooks)
    books.entries[6] = replace(books.entries[6], see="Tongue tie")
    book.word.setText("frenum")
    assert book.follow()
    assert followed.words == ['No term "Tongue tie" in the books that are loaded.']


def test_a_table_has_its_columns_and_a_number_opens_one(book: IndexBook) -> None:
    followed = Followed(book)
    show(book, Book.DRUGS)
    assert book._names.isVisible()
    assert book._names.accessibleName().startswith("1 Poisoning, accidental, 2 Poisoning, self")
    QTest.keyClicks(book.tree, "2")
    QTest.keyClicks(book.tree, "5")
    assert followed.codes == [(System.ICD10CM, "T39012")]
    assert followed.words == ["No code in the column Adverse effect."]


def test_a_procedure_leads_to_its_table(book: IndexBook) -> None:
    followed = Followed(book)
    show(book, Book.PROCEDURES)
    QTest.keyClick(book.tree, Key.Key_Return)
    assert followed.codes == [(System.ICD10PCS, "0SR")]


def test_letters_typed_in_the_tree_go_to_the_box_for_a_word(book: IndexBook) -> None:
    book.tree.setFocus()
    QTest.keyClicks(book.tree, "p")
    assert (book.word.text(), listed(book)) == ("p", ["Pneumonia"])


def test_a_book_that_is_not_loaded_offers_its_import(book: IndexBook, qtbot: QtBot) -> None:
    show(book, Book.NEOPLASMS)
    assert book.offer.isVisible()
    assert not book.tree.isVisible()
    with qtbot.waitSignal(book.import_requested):
        QTest.keyClick(book.offer.button, Key.Key_Space)
    show(book, Book.DISEASES)
    assert book.tree.isVisible()


def test_the_card_of_a_term_warns_never_to_code_from_the_index(qtbot: QtBot, look: Look) -> None:
    library = TinyLibrary()
    card = CodeCard(library, look)
    qtbot.addWidget(card)
    card.show_entry(library.books.entries[3], DAY)
    text = card.toPlainText()
    assert "I50.20   Unspecified systolic (congestive) heart failure" in text
    assert NEVER_ALONE in text
    card.show_entry(library.books.entries[6], DAY)
    assert "see   Failure, heart" in card.toPlainText()
    assert NEVER_ALONE not in card.toPlainText()


def test_the_terms_obey_the_laws_of_models(qtmodeltester: ModelTester) -> None:
    books = TinyBooks()
    model = IndexModel(books)
    model.show_terms(books.main_terms(Book.DISEASES))
    assert model.index_of(books.entries[3]).parent().parent().isValid()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("S00.-", "S00"), ("C34.9-", "C349"), ("I10", "I10"), ("[I79.0]", "I790"), ("0SR", "0SR")],
)
def test_a_printed_code_becomes_a_code_or_heading(printed: str, plain: str) -> None:
    assert plain_code(printed) == plain


def test_a_table_with_one_main_term_lists_what_stands_below_it() -> None:
    books = TinyBooks()
    kept = {id: replace(each, book=Book.NEOPLASMS) for id, each in books.entries.items() if id < 4}
    found = terms(TinyBooks(kept), Book.NEOPLASMS, "he")
    assert [each.title for each in found] == ["heart"]

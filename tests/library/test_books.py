"""The index books are browsed entry by entry, and their references lead to entries."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim.domain.books import Book, IndexEntry
from coder_sim.library.books import Books
from tests.library import samples_books
from tests.library.shelved import built

FILES = {
    "any name.xml": samples_books.INDEX,
    "b.xml": samples_books.EXTERNAL,
    "c.xml": samples_books.NEOPLASMS,
    "d.xml": samples_books.DRUGS,
    "e.xml": samples_books.PCS_INDEX,
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    library = built(tmp_path_factory.mktemp("home"), FILES)
    with closing(sqlite3.connect(library)) as connection:
        yield Books(connection)


def _only(entries: tuple[IndexEntry, ...]) -> IndexEntry:
    (entry,) = entries
    return entry


def test_the_loaded_books_are_told(books: Books) -> None:
    assert books.books() == tuple(Book)
    assert books.letters(Book.DISEASES) == ("B", "F")


def test_a_library_without_books_is_empty_and_answers(tmp_path: Path) -> None:
    with closing(sqlite3.connect(built(tmp_path, {}))) as connection:
        empty = Books(connection)
        assert empty.books() == empty.letters(Book.DISEASES) == ()
        assert empty.main_terms(Book.DISEASES) == ()
        assert empty.referred(Book.DISEASES, "Fever, sample") is None
        assert empty.entry(1) is None


def test_main_terms_are_found_by_their_first_letters_in_any_case(books: Books) -> None:
    assert [entry.title for entry in books.main_terms(Book.DISEASES, "bu")] == [
        *("Bump", "Burning feeling"),
    ]
    assert len(books.main_terms(Book.DISEASES)) == 3
    assert len(books.main_terms(Book.DISEASES, limit=2)) == 2
    assert books.main_terms(Book.DISEASES, "bu%") == ()


def test_an_entry_has_its_path_and_its_neighbours(books: Books) -> None:
    bump = _only(books.main_terms(Book.DISEASES, "Bump"))
    assert (bump.printed, bump.code, bump.level) == ("Bump (blue) (round)", "S00.-", 0)
    head, with_ = books.below(bump.id)
    assert (head.printed, head.path) == ("head (hard) NEC", "Bump, head NEC")
    germ = _only(books.below(with_.id))
    assert (germ.path, germ.code, germ.manifestation) == ("Bump, with, germ", "A00.1", "B00")
    assert [entry.title for entry in books.above(germ.id)] == ["Bump", "with"]
    assert (with_.has_below, germ.has_below) == (True, False)
    assert books.entry(germ.id) == germ


def test_a_table_gives_its_codes_by_column(books: Books) -> None:
    neoplasm = _only(books.main_terms(Book.NEOPLASMS))
    assert neoplasm.cells == ("C80.1", "C79.9", "", "D36.-", "", "D49.9")
    glue, gum = books.main_terms(Book.DRUGS)
    assert glue.cells == ("T52.8X1", "", "", "", "T52.8X5", "")
    assert gum.cells == ("",) * 6
    assert _only(books.main_terms(Book.DISEASES, "Fever")).cells == ()


@pytest.mark.parametrize(
    ("book", "words", "path"),
    [
        (Book.DISEASES, "Fever, sample", "Fever, sample"),
        (Book.DISEASES, "fever, SAMPLE", "Fever, sample"),
        (Book.DISEASES, "Bump (blue), head", "Bump, head NEC"),
        (Book.DISEASES, "Bumps, germ", "Bump, with, germ"),
        (Book.DISEASES, "Bump, by site", "Bump"),
        (Book.DISEASES, "Fever, of another kind", "Fever"),
        (Book.DISEASES, "Neoplasm, ear", "Neoplasm, neoplastic, ear"),
        (Book.DISEASES, "Table of Drugs and Chemicals, glue", "Glue"),
        (Book.NEOPLASMS, "Fever", "Fever"),
        (Book.EXTERNAL_CAUSES, "Index to Diseases and Injuries, Bump, head", "Bump, head NEC"),
        (Book.DRUGS, "Glue hydrochloride", "Glue"),
        (Book.PROCEDURES, "Mending, Ear", "Mending, Ear"),
        (Book.PROCEDURES, "Mending with device Glue", "Mending"),
    ],
)
def test_a_reference_leads_to_its_entry(books: Books, book: Book, words: str, path: str) -> None:
    entry = books.referred(book, words)
    assert entry is not None
    assert entry.path == path


@pytest.mark.parametrize("words", ["", "A00-B99 with .4", "category", "Feverish", "'; --", "%"])
def test_a_reference_that_names_no_entry_leads_nowhere(books: Books, words: str) -> None:
    assert books.referred(Book.DISEASES, words) is None


def test_a_reference_may_name_another_book_as_a_whole(books: Books) -> None:
    words = "Table of Drugs and Chemicals"
    assert books.book_named(Book.DISEASES, words) is Book.DRUGS
    assert books.referred(Book.DISEASES, words) is None

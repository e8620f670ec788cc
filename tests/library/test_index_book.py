"""The books that lead to codes are read term by term, as they are printed."""

import pytest

from coder_sim.errors import SourceError
from coder_sim.library.readers import index_book, pcs_index
from coder_sim.library.readers.catalog import Content, Reader, SourceKind
from coder_sim.library.readers.index_book import IndexTerm
from coder_sim.library.readers.known import reader_of
from tests.library import samples_books

BOOKS = {
    SourceKind.ALPHABETIC_INDEX: samples_books.INDEX,
    SourceKind.EXTERNAL_CAUSE_INDEX: samples_books.EXTERNAL,
    SourceKind.NEOPLASM_TABLE: samples_books.NEOPLASMS,
    SourceKind.DRUG_TABLE: samples_books.DRUGS,
    SourceKind.PCS_INDEX: samples_books.PCS_INDEX,
}


def _read(kind: SourceKind) -> Content[IndexTerm]:
    readers: dict[SourceKind, Reader[IndexTerm]] = {
        reader.kind: reader
        for reader in (
            index_book.ALPHABETIC_INDEX,
            index_book.EXTERNAL_CAUSE_INDEX,
            index_book.NEOPLASM_TABLE,
            index_book.DRUG_TABLE,
            pcs_index.PCS_INDEX,
        )
    }
    return readers[kind].read(BOOKS[kind].encode())


def _titled(kind: SourceKind, title: str) -> IndexTerm:
    return next(term for term in _read(kind).rows if term.title == title)


@pytest.mark.parametrize("kind", BOOKS)
def test_each_book_is_known_by_what_it_is_headed(kind: SourceKind) -> None:
    reader = reader_of(BOOKS[kind].encode())
    assert reader is not None
    assert reader.kind is kind
    assert reader.read(BOOKS[kind].encode()).edition.name == "FY2026"


def test_terms_come_in_printed_order_with_their_levels() -> None:
    content = _read(SourceKind.ALPHABETIC_INDEX)
    assert [(term.letter, term.level, term.title) for term in content.rows] == [
        ("B", 0, "Bump"),
        ("B", 1, "head NEC"),
        ("B", 2, "fatal"),
        ("B", 1, "with"),
        ("B", 2, "germ"),
        ("B", 0, "Burning feeling"),
        ("F", 0, "Fever"),
        ("F", 1, "sample"),
        ("F", 1, "unheard of"),
    ]
    assert content.count == 9


def test_nonessential_modifiers_are_apart_and_stand_where_they_were_printed() -> None:
    first, within, *_ = _read(SourceKind.ALPHABETIC_INDEX).rows
    assert (first.title, first.modifiers, first.printed) == ("Bump", "(blue) (round)", "")
    assert (within.modifiers, within.printed) == ("(hard)", "head (hard) NEC")


def test_references_and_second_codes_are_kept_and_a_dash_is_no_code() -> None:
    term = _titled(SourceKind.ALPHABETIC_INDEX, "germ")
    assert (term.code, term.manifestation) == ("A00.1", "B00")
    assert _titled(SourceKind.ALPHABETIC_INDEX, "Burning feeling").see == "Fever, sample"
    assert _titled(SourceKind.ALPHABETIC_INDEX, "Fever").see_also == "Bump, head"
    term = _titled(SourceKind.ALPHABETIC_INDEX, "unheard of")
    assert (term.code, term.see_category, term.note) == ("", "A00", "ask the author")
    assert _titled(SourceKind.ALPHABETIC_INDEX, "Bump").code == "S00.-"
    assert _titled(SourceKind.EXTERNAL_CAUSE_INDEX, "three legs").see_category == "W08.1"


def test_a_table_has_codes_by_column_and_none_for_a_dash() -> None:
    whole = _titled(SourceKind.NEOPLASM_TABLE, "Neoplasm, neoplastic")
    assert whole.cells == ((2, "C80.1"), (3, "C79.9"), (5, "D36.-"), (7, "D49.9"))
    assert _titled(SourceKind.DRUG_TABLE, "Glue").cells == ((2, "T52.8X1"), (6, "T52.8X5"))


def test_the_procedure_index_has_references_with_the_codes_behind_them() -> None:
    terms = _read(SourceKind.PCS_INDEX).rows
    assert [(term.title, term.see, term.use, term.code) for term in terms] == [
        ("Ear mending", "", "", ""),
        ("", "Mending, Ear", "", "0XA"),
        ("Left", "", "", "0XA0011"),
        ("Epoxy", "", "Glue in", "0XA"),
        ("Mending", "", "", ""),
        ("Ear", "", "", "0XA"),
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (samples_books.EXTERNAL, "not ICD-10-CM Alphabetic Index"),
        (samples_books.INDEX[:900], "breaks off"),
        (samples_books.INDEX.replace("2026", ""), "does not state its year"),
        (samples_books.INDEX.replace("mainTerm", "term"), "holds no terms"),
        (
            samples_books.INDEX.replace(".index>", '.index isAddenda="true">', 1),
            "lists the changes",
        ),
        (samples_books.INDEX.replace("<code>A00.0</code>", '<cell col="9">A00.0</cell>'), "column"),
    ],
)
def test_what_is_no_whole_index_is_refused_in_words(content: str, complaint: str) -> None:
    with pytest.raises(SourceError, match=complaint):
        index_book.ALPHABETIC_INDEX.read(content.encode())


def test_a_code_of_an_unknown_shape_is_kept_and_told() -> None:
    content = index_book.ALPHABETIC_INDEX.read(
        samples_books.INDEX.replace("<code>S00</code>", "<code>S00 or so</code>").encode()
    )
    assert content.rows[1].code == "S00 or so"
    assert [(skipped.count, skipped.where) for skipped in content.skipped] == [(1, "head NEC")]

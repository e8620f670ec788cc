"""Every row of the finder's own terms leads somewhere in the library."""

import csv
from bisect import bisect_left
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from coder_sim.domain.code_set import NoteKind, System, normal
from coder_sim.errors import SourceError
from coder_sim.library import index_terms, index_text
from coder_sim.library.index_file import IndexFile
from coder_sim.library.index_terms import read_terms, service_words
from coder_sim.library.lookup import Library
from coder_sim.library.schema import index_file
from coder_sim.library.search_lexicon import Lexicon
from coder_sim.library.search_shelf import Shelf
from coder_sim.paths import data_folder
from tests.library.reading import read_all

FOLDER = data_folder() / "terms"
CODE_SETS = data_folder() / "code_sets"
ALL = (
    index_terms.ABBREVIATIONS,
    index_terms.SYNONYMS,
    index_terms.DEFAULTS,
    index_terms.PROCEDURES,
)
FILES = sorted(file for name, _ in ALL for file in (FOLDER / name).glob("*.csv"))
FLOORS = {
    index_terms.ABBREVIATIONS: 2900,
    index_terms.SYNONYMS: 9000,
    index_terms.DEFAULTS: 5000,
    index_terms.PROCEDURES: 2100,
}


@pytest.fixture(scope="module")
def vocabulary(library_file: Path) -> frozenset[str]:
    """Return the stems of all titles, terms of titles, and terms of the project's own."""
    titles = read_all(library_file, "SELECT title FROM code UNION ALL SELECT title FROM block")
    notes = read_all(
        library_file,
        "SELECT text FROM note WHERE kind IN (?, ?)",
        NoteKind.INCLUSION_TERM.value,
        NoteKind.INCLUDES.value,
    )
    kinds = (read_terms(FOLDER, kind) for kind in ALL[2:])
    own = (term.text for terms in (*kinds, service_words(CODE_SETS)) for term in terms)
    words = {word for text in (*titles, *notes, *own) for word in index_text.words(text)}
    return frozenset(map(index_text.stem, words))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind[0])
def test_terms_are_many_small_lettered_and_each_once(kind: tuple[str, str]) -> None:
    terms = [(term.text, term.leads_to) for term in read_terms(FOLDER, kind)]
    assert [term for term, count in Counter(terms).items() if count > 1] == []
    assert len(terms) >= FLOORS[kind]
    assert [text for text, _ in terms if text != text.lower()] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_terms_of_a_file_stand_in_their_order(file: Path) -> None:
    with file.open(encoding="utf-8", newline="") as rows:
        terms = [row[0] for row in csv.reader(rows)][1:]
    assert terms == sorted(terms)


@pytest.mark.parametrize("kind", ALL[:2], ids=lambda kind: kind[0])
def test_no_abbreviation_or_synonym_leads_to_words_no_code_has(
    kind: tuple[str, str], vocabulary: frozenset[str]
) -> None:
    lost = [
        f"{term.text} = {term.leads_to}"
        for term in read_terms(FOLDER, kind)
        for word in index_text.words(term.leads_to)
        if index_text.stem(word) not in vocabulary
    ]
    assert lost == []


def test_the_words_of_each_meaning_are_found_together(library_file: Path) -> None:
    with IndexFile(index_file(library_file)) as index:
        lexicon = Lexicon(index)
        shelves = [Shelf(index, system) for system in System]
        lost = [
            f"{key} = {meaning}"
            for key, meanings in index_terms.rules(FOLDER).items()
            for meaning in meanings
            if (stems := lexicon.stems(meaning))
            and not any(shelf.holds(stems) for shelf in shelves)
        ]
    assert lost == []


def test_word_forms_are_two_words_of_which_codes_have_one(vocabulary: frozenset[str]) -> None:
    pairs = list(read_terms(FOLDER, index_terms.WORD_FORMS))
    assert len(pairs) >= 230
    for pair in pairs:
        forms = {index_text.stem(pair.text), index_text.stem(pair.leads_to)}
        assert len(forms) == 2, pair
        assert forms & vocabulary, pair


def test_each_of_two_word_forms_stands_for_the_other(tmp_path: Path) -> None:
    (tmp_path / "word_forms").mkdir()
    (tmp_path / "word_forms/a.csv").write_text("term,other\nrenal,kidney\n", "utf-8")
    assert index_terms.rules(tmp_path) == {"renal": ("kidney",), "kidney": ("renal",)}


def test_no_stop_word_is_an_abbreviation() -> None:
    terms = {term.text for term in read_terms(FOLDER, index_terms.ABBREVIATIONS)}
    assert terms & (index_text.STOP - {"pt", "nec"}) == set()


def test_each_usual_code_is_a_billable_code_in_force(facts: Library) -> None:
    today = max(edition.effective_to for edition in facts.editions())
    lost = []
    for term in (*read_terms(FOLDER, index_terms.DEFAULTS), *service_words(CODE_SETS)):
        codes = [facts.code(system, normal(term.leads_to), today) for system in System]
        if not any(code is not None and code.billable for code in codes):
            lost.append(f"{term.text} = {term.leads_to}")
    assert lost == []


def test_no_term_has_two_usual_codes() -> None:
    codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for term in read_terms(FOLDER, index_terms.DEFAULTS):
        codes[tuple(sorted(index_text.words(term.text)))].add(term.leads_to)
    assert [(words, two) for words, two in codes.items() if len(two) > 1] == []


def test_cpt_codes_stand_in_the_removable_file_alone() -> None:
    in_defaults = [term.leads_to for term in read_terms(FOLDER, index_terms.DEFAULTS)]
    assert [code for code in in_defaults if code.isdigit()] == []


def test_what_coders_type_for_a_service_is_said_once_and_in_small_letters() -> None:
    words = [(term.text, term.leads_to) for term in service_words(CODE_SETS)]
    assert len(words) >= 350
    assert len(words) == len(set(words))
    assert [text for text, _ in words if text != text.lower()] == []
    assert list(service_words(CODE_SETS / "gone")) == []


def test_each_procedure_name_leads_to_codes_and_not_to_a_whole_section(
    library_file: Path,
) -> None:
    question = "SELECT code FROM code WHERE system = ? ORDER BY code"
    codes = list(read_all(library_file, question, System.ICD10PCS.value))
    for term in read_terms(FOLDER, index_terms.PROCEDURES):
        span = bisect_left(codes, term.leads_to + "~") - bisect_left(codes, term.leads_to)
        assert 0 < span < 1500, term


def write_terms(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, "utf-8")


def test_every_file_of_a_kind_is_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "synonyms"
    write_terms(folder / "general.csv", "term,official\nms,multiple sclerosis\n")
    (folder / "09.csv").write_text("term,official\nms,mitral valve stenosis\n", "utf-8")
    assert index_terms.rules(tmp_path)["ms"] == ("mitral valve stenosis", "multiple sclerosis")


DAMAGED = (("term,expansion\nhtn\n", "line 2"), ("term,expansion\na,b\nx,,\n", "line 3"))


@pytest.mark.parametrize(("text", "where"), DAMAGED)
def test_a_damaged_line_is_named(text: str, where: str, tmp_path: Path) -> None:
    write_terms(tmp_path / "abbreviations" / "general.csv", text)
    with pytest.raises(SourceError, match=where):
        list(read_terms(tmp_path, index_terms.ABBREVIATIONS))


def test_a_meaning_that_is_itself_a_term_goes_on_to_its_meanings(tmp_path: Path) -> None:
    write_terms(tmp_path / "abbreviations" / "general.csv", "term,expansion\nrf,renal failure\n")
    write_terms(
        tmp_path / "synonyms" / "general.csv", "term,official\nrenal failure,kidney failure\n"
    )
    assert index_terms.rules(tmp_path)["rf"] == ("renal failure", "kidney failure")

"""The finder answers words, abbreviations, misspellings and codes, over the whole library."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coder_sim.domain.code_set import System, normal
from coder_sim.domain.facts import CodeFinder
from coder_sim.errors import LibraryFault
from coder_sim.library.schema import index_file
from coder_sim.library.search import Finder

QUERIES = Path(__file__).with_name("search_queries.txt")
MUST = ("heart attack", "htn", "diabetis with neuropathy", "S72001A", "fx distal radius left")


@pytest.fixture(scope="module")
def finder(library_file: Path) -> Iterator[Finder]:
    with Finder.open(index_file(library_file), library_file) as opened:
        yield opened


def _codes(finder: CodeFinder, text: str, limit: int = 5) -> list[str]:
    return [hit.code.display for hit in finder.search(text, limit=limit)]


def _queries() -> list[tuple[str, str, tuple[System, ...]]]:
    lines = (line for line in QUERIES.read_text("utf-8").splitlines() if line[:1] not in "#")
    fields = (line.split(" > ") for line in lines)
    return [(text, code, tuple(map(System, asked))) for text, code, *asked in fields]


def _rank(finder: Finder, text: str, code: str, systems: tuple[System, ...] = ()) -> int:
    found = [hit.code.code for hit in finder.search(text, systems, limit=10)]
    return next((rank for rank, one in enumerate(found) if one.startswith(normal(code))), 99)


def test_what_coders_type_leads_to_the_right_code(finder: Finder) -> None:
    queries = _queries()
    assert len(queries) >= 990
    ranks = {(text, asked): _rank(finder, text, code, asked) for text, code, asked in queries}
    missed = [text for (text, _), rank in ranks.items() if rank > 9]
    assert len(missed) <= 0.02 * len(queries), missed
    assert sum(rank == 0 for rank in ranks.values()) >= 0.85 * len(queries)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_letter_wrong_or_a_word_unfinished_is_forgiven(finder: Finder, place: int) -> None:
    """Swap two letters of each long word in turn, or cut the last word by a third."""
    queries = [one for one in _queries() if one[2] == (System.ICD10CM,)][place::3]
    tried = found = 0
    for text, code, asked in queries:
        words = text.split()
        if len(words[-1]) > 6 and words[-1].isalpha() and _rank(finder, text, code, asked) < 10:
            swapped = words[-1][:2] + words[-1][3] + words[-1][2] + words[-1][4:]
            for last in (swapped, words[-1][: -(len(words[-1]) // 3)]):
                tried += 1
                found += _rank(finder, " ".join((*words[:-1], last)), code, asked) < 10
    assert tried > 50
    assert found >= 0.93 * tried


@pytest.mark.parametrize("text", MUST)
def test_the_right_code_is_among_the_first_five(finder: Finder, text: str) -> None:
    wanted = next(code for asked, code, _ in _queries() if asked == text)
    assert _rank(finder, text, wanted) < 5


WAYS = ("S72001A", "s72.001a", "S72 001A", "s72001a ", "S72-001A", "S72,001A;", "S72.OO1A")


@pytest.mark.parametrize("typed", [*WAYS, "ICD-10-CM: s72.001a", "dx S72.001A", "s72.0 01a."])
def test_a_code_is_found_however_it_is_typed(finder: Finder, typed: str) -> None:
    assert _codes(finder, typed)[0] == "S72.001A"


def test_codes_among_words_come_first(finder: Finder) -> None:
    assert _codes(finder, "E78.5 hyperlipidemia")[0] == "E78.5"
    assert _codes(finder, "E11.9 / e11.65")[:2] == ["E11.9", "E11.65"]


def test_a_heading_leads_to_its_most_general_code(finder: Finder) -> None:
    assert _codes(finder, "I50")[0] == "I50.9"
    assert _codes(finder, "e11")[0] == "E11.9"
    assert _codes(finder, "S72001")[0] == "S72.001A"


def test_sides_and_7th_characters_are_one_row_until_they_are_named(finder: Finder) -> None:
    hits = finder.search("fracture of lower end of radius", limit=20)
    assert sum(hit.code.code.startswith("S5250") for hit in hits) == 1
    assert hits[0].code.display == "S52.509A"
    assert _codes(finder, "fracture lower end of right radius")[0] == "S52.501A"
    named = "fracture lower end radius right subsequent encounter closed nonunion"
    assert _codes(finder, named)[0] == "S52.501K"


def test_an_eye_told_by_the_7th_character_is_heeded(finder: Finder) -> None:
    text = "proliferative diabetic retinopathy"
    assert "E11.3599" in _codes(finder, text)
    assert "E11.3592" in _codes(finder, f"{text} left eye")


LISTED = (
    ("oa r knee", "M17.11"),
    ("Acute on chronic systolic heart failure (HCC)", "I50.23"),
    (
        "Type 2 diabetes mellitus with hyperglycemia, with long-term current use of insulin",
        "E11.65",
    ),
    ("Chronic bilateral low back pain with left-sided sciatica", "M54.42"),
    ("Migraine without aura, not intractable, without status migrainosus", "G43.009"),
    ("afib w/o rvr x3d", "I48.91"),
    ("bmi 41", "Z68.41"),
    ("renal stone", "N20.0"),
    ("hepatitis a", "B15.9"),
    ("rapid heartbeat", "R00.0"),
)


@pytest.mark.parametrize(("text", "code"), LISTED)
def test_phrases_of_lists_and_charts_lead_to_their_code(
    finder: Finder, text: str, code: str
) -> None:
    assert code in [hit.code.display for hit in finder.search(text, (System.ICD10CM,), limit=3)]


def test_what_is_denied_does_not_lead_to_what_says_so(finder: Finder) -> None:
    found = _codes(finder, "diverticulosis of large intestine without bleeding")
    assert found[0] == "K57.30"
    assert finder.search("no weakness of the zzqqxxv") == ()


def test_words_may_come_in_any_order_and_unfinished(finder: Finder) -> None:
    assert _codes(finder, "failure heart systolic acute")[0] == "I50.21"
    assert _codes(finder, "kidney chronic stage 3a dis")[0] == "N18.31"
    assert _codes(finder, "sprain of ankle ri")[0] == "S93.401A"
    assert "F03.90" in _codes(finder, "dement")


def test_each_row_says_why_it_is_there(finder: Finder) -> None:
    assert finder.search("heart attack")[0].why == "heart attack = myocardial infarction"
    assert "hypertensoin read as hypertension" in finder.search("hypertensoin")[0].why
    why = finder.search("fracture lower end radius left")[0].why
    assert why == "matched: fracture, lower, end, radius, left"
    assert finder.search("I10")[0].why == "code"


def test_only_the_code_sets_asked_for_answer(finder: Finder) -> None:
    for system in System:
        hits = finder.search("knee", (system,), limit=10)
        assert hits, system
        assert {hit.code.system for hit in hits} == {system}


def test_one_chapter_answers_alone(finder: Finder) -> None:
    hits = finder.search("burn", (System.ICD10CM,), chapter=19)
    assert hits
    assert {hit.code.code[0] for hit in hits} <= {"S", "T"}
    assert {hit.code.code[0] for hit in finder.search("fracture", chapter=13)} == {"M"}
    assert [hit.code.code for hit in finder.search("I50", chapter=19)] == []


def test_a_typed_heading_answers_itself_where_headings_are_wanted(finder: Finder) -> None:
    assert finder.search("I50")[0].code.billable
    first, second = finder.search("I50", limit=2, billable=False)
    assert (first.code.display, first.code.billable) == ("I50", False)
    assert second.code.display == "I50.9"


def test_only_codes_in_force_on_the_day_answer(finder: Finder) -> None:
    before, after = date(2024, 3, 31), date(2024, 4, 1)
    assert [hit.code.code for hit in finder.search("J2920", on=before)] == ["J2920"]
    assert "J2920" not in [hit.code.code for hit in finder.search("J2920", on=after)]
    found = [hit.code.code for hit in finder.search("solu-medrol", on=before)]
    assert "J2920" in found
    assert "J2919" not in found


def test_the_limit_is_kept_and_nothing_is_found_for_nothing(finder: Finder) -> None:
    assert len(finder.search("fracture", limit=7)) == 7
    for empty in ("", "   ", "of the", "?!", "\0", "zzqqxxv"):
        assert finder.search(empty) == ()
    assert finder.search("pneumonia " * 400)


def test_a_finder_opened_by_a_worker_answers_in_another_thread(library_file: Path) -> None:
    with ThreadPoolExecutor(1) as worker:
        opening = worker.submit(Finder.open, index_file(library_file), library_file)
    with opening.result() as finder:
        assert _codes(finder, "htn")[0] == "I10"


def test_an_index_of_another_build_is_refused(library_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "library.db"
    with closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE meta (key TEXT, value TEXT)")
        database.execute("INSERT INTO meta VALUES ('stamp', 'another')")
    with pytest.raises(LibraryFault, match="not of this code library"):
        Finder.open(index_file(library_file), other)


@pytest.mark.parametrize("content", [b"", b"CSINDEX1 something older", b"\0" * 4096])
def test_a_damaged_index_is_named_in_words(
    content: bytes, library_file: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "library.idx"
    damaged.write_bytes(content)
    with pytest.raises(LibraryFault) as caught:
        Finder.open(damaged, library_file)
    assert "coder-sim codes build" in caught.value.todo


def test_an_index_that_was_cut_short_is_refused(library_file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "library.idx"
    damaged.write_bytes(index_file(library_file).read_bytes()[:100_000])
    with pytest.raises(LibraryFault, match="cut short"):
        Finder.open(damaged, library_file)

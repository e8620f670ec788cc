"""Editions stand side by side: each day has the codes, titles and notes of its own year."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coder_sim.domain.code_set import NoteKind, System
from coder_sim.library import build, mce, sources
from coder_sim.library.lookup import Library
from tests.library import samples, samples_books
from tests.library.shelved import built, shelve

CM, PCS = System.ICD10CM, System.ICD10PCS
BEFORE, AFTER = date(2026, 9, 30), date(2026, 10, 1)
NEXT_YEAR = (
    samples.TABULAR.replace("<version>2026", "<version>2027")
    .replace(
        "<diag><name>A00.0</name><desc>Sample fever, low</desc>",
        "<diag><name>A00.0</name><desc>Sample fever, low</desc>"
        "<diag><name>A00.00</name><desc>Sample fever, lower</desc></diag>"
        "<diag><name>A00.01</name><desc>Sample fever, lowest</desc></diag>",
    )
    .replace("<desc>Sample germ</desc>", "<desc>Sample germ, renamed</desc>")
    .replace("<note>for chills</note>", "<note>for shivers</note>")
    .replace(
        "<diag><name>S06.1X0</name><desc>Hard knock, awake</desc></diag>",
        "<diag><name>S06.1X1</name><desc>Hard knock, dizzy</desc></diag>",
    )
    .replace('<extension char="D">later visit', '<extension char="D">visit later on', 1)
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    file = built(tmp_path_factory.mktemp("home"), {"new.xml": NEXT_YEAR})
    with Library(file) as opened:
        yield opened


def _title(library: Library, code: str, on: date) -> str | None:
    found = library.code(CM, code, on)
    return found.title if found is not None else None


def test_both_editions_are_loaded(library: Library) -> None:
    loaded = [edition for edition in library.editions() if edition.system is CM]
    assert [(edition.name, edition.source) for edition in loaded] == [
        *(("FY2026", "simple-icd-10-cm"), ("FY2027", "new.xml")),
    ]
    assert [edition.codes for edition in loaded] == [10, 11]


def test_a_title_is_that_of_the_day(library: Library) -> None:
    assert _title(library, "B00", BEFORE) == "Sample germ"
    assert _title(library, "B00", AFTER) == "Sample germ, renamed"
    newest = library.ever(CM, "B00")
    assert newest is not None
    assert newest.title == "Sample germ, renamed"


def test_a_code_may_become_a_heading(library: Library) -> None:
    before, after = library.code(CM, "A000", BEFORE), library.code(CM, "A000", AFTER)
    assert before is not None
    assert after is not None
    assert (before.billable, after.billable) == (True, False)
    assert [code.code for code in library.children(CM, "A000", AFTER)] == ["A0000", "A0001"]
    assert library.children(CM, "A000", BEFORE) == ()
    assert [code.code for code in library.children(CM, "A00", BEFORE)] == ["A000", "A001"]
    assert [code.code for code in library.children(CM, "A00", AFTER)] == ["A000", "A001"]
    assert _title(library, "A0000", BEFORE) is None


def test_the_headings_above_are_those_of_the_day(library: Library) -> None:
    assert [above.code for above in library.ancestors(CM, "A0000", AFTER)] == ["A000", "A00"]
    ((above, category),) = (library.ancestors(CM, "A0000"),)
    assert not above.billable
    assert category.code == "A00"


def test_a_code_ends_where_the_next_edition_lacks_it(library: Library) -> None:
    assert _title(library, "S061X0A", BEFORE) == "Hard knock, awake, first visit"
    assert _title(library, "S061X0A", AFTER) is None
    assert _title(library, "S061X1A", BEFORE) is None
    assert _title(library, "S061X1A", AFTER) == "Hard knock, dizzy, first visit"
    gone = library.ever(CM, "S061X0A")
    assert gone is not None
    assert gone.valid_to == BEFORE


def test_notes_are_those_of_the_day_in_their_order(library: Library) -> None:
    def said(on: date) -> list[tuple[str, ...]]:
        notes = library.notes("A001", on)
        return [note.lines for note in notes if note.kind is NoteKind.USE_ADDITIONAL]

    assert said(BEFORE) == [("for chills",), ("for sweats",)]
    assert said(AFTER) == [("for shivers",), ("for sweats",)]
    assert library.notes("A001") == library.notes("A001", AFTER)
    assert library.notes("A000", BEFORE)[0].lines == ("Slight fever", "Warmth")
    assert library.notes("A000", AFTER)[0].lines == ("Slight fever", "Warmth")


def test_7th_characters_are_those_of_the_day(library: Library) -> None:
    def meaning(on: date) -> str:
        return library.seventh_characters("S00", on)[1].meaning

    assert (meaning(BEFORE), meaning(AFTER)) == ("later visit", "visit later on")
    assert _title(library, "S00XXXD", BEFORE) == "Bump, later visit"
    assert _title(library, "S00XXXD", AFTER) == "Bump, visit later on"


def test_places_stay_in_tabular_order(library: Library) -> None:
    rows = library._tables.connection.execute("SELECT code FROM code WHERE system = ?", (CM.value,))
    order = [code for (code,) in rows]
    assert order[:7] == ["A00", "A000", "A000", "A0000", "A0001", "A001", "B00"]
    assert order.index("S061X0") < order.index("S061X1") or order.index("S061X1") >= 0
    parents = library._tables.connection.execute(
        "SELECT count(*) FROM code WHERE system = ? AND parent >= id", (CM.value,)
    )
    assert parents.fetchone() == (0,)


def test_of_two_files_of_one_year_the_fuller_counts(tmp_path: Path) -> None:
    fuller = NEXT_YEAR.replace("<version>2027", "<version>2026")
    with Library(built(tmp_path, {"april.xml": fuller})) as library:
        assert [edition.name for edition in library.editions()[:1]] == ["FY2026"]
        assert _title(library, "B00", BEFORE) == "Sample germ, renamed"


def test_a_list_gives_its_titles_to_the_edition_of_its_year(tmp_path: Path) -> None:
    files = {
        "order.txt": samples_books.CM_ORDER.replace("Sample fever, low\n", "Sample fever, mild\n"),
        "pcs.txt": samples_books.PCS_CODES.replace("Open Approach", "Wide Open Approach"),
    }
    with Library(built(tmp_path, files)) as library:
        assert _title(library, "A000", BEFORE) == "Sample fever, mild"
        assert _title(library, "A001", BEFORE) == "Sample fever, high"
        procedure = library.code(PCS, "0XA0011", BEFORE)
        assert procedure is not None
        assert procedure.title == "Mending of Left Ear with Glue, Wide Open Approach"
        assert library.code(PCS, "0XA1011", BEFORE) is not None


def test_tables_make_known_which_codes_there_are_without_titles(tmp_path: Path) -> None:
    with Library(built(tmp_path, {"tables.xml": samples_books.PCS_TABLES})) as library:
        untitled = library.code(PCS, "0XA00Z1", BEFORE)
        assert untitled is not None
        assert untitled.title == ""
        assert library.axis_label("0XA00Z1", 4, BEFORE) == "Ear, Left"


@pytest.mark.skipif(not mce.installed(), reason="the editor that dates a list is not installed")
@pytest.mark.timeout(240)
def test_an_order_file_of_a_later_year_is_dated_by_its_codes(
    tmp_path: Path, facts: Library
) -> None:
    known = shelve(tmp_path, {"list.txt": _next_years_list(facts)}, sources.installed())
    with Library(build.build(tmp_path, known=known)) as library:
        names = [edition.name for edition in library.editions() if edition.system is CM]
        assert names == ["FY2026", "FY2027"]
        before, after = library.code(CM, "I420", BEFORE), library.code(CM, "I420", AFTER)
        assert before is not None
        assert after is not None
        assert (before.billable, after.billable) == (True, False)
        assert _title(library, "I4200", AFTER) == "Title of I4200"
        assert _title(library, "E119", BEFORE) != _title(library, "E119", AFTER)
        assert any(note.node == "I42" for note in library.notes("I4200", AFTER))
        assert library.section("I4200") == library.section("I422")
        later = library.code(CM, "I428", AFTER)
        assert later is None or not later.billable


def _next_years_list(facts: Library) -> str:
    """Return an order file of FY2027 as far as its codes are known, with titles made up."""
    added = ["I4200", "I4201", "I4209", "I4281", "I4289", "D6911", "D6919", "Z6818", "Z6819"]
    rows = facts._tables.connection.execute(
        "SELECT code FROM code WHERE system = ? AND billable AND ? BETWEEN valid_from AND valid_to",
        (CM.value, AFTER.toordinal()),
    )
    codes = sorted({code for (code,) in rows}.union(added))
    headings = ["I42", "I420", "I428", "D69", "D691", "Z68", "Z681"]
    listed = sorted([*((code, 0) for code in headings), *((code, 1) for code in codes)])
    return "".join(
        f"{number:05} {code:7} {flag} {'Short':60} Title of {code}\n"
        for number, (code, flag) in enumerate(listed, start=1)
    )

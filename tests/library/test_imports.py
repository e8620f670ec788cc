"""Publishers' files come into the library whole, named for what they are, or change nothing."""

import contextlib
import re
from datetime import date
from pathlib import Path

import pytest

from coder_sim import paths
from coder_sim.domain.code_edits import MueSetting
from coder_sim.domain.code_files import Outcome
from coder_sim.domain.code_set import System
from coder_sim.errors import InputError, LibraryFault
from coder_sim.library import build, build_pairs, imports
from coder_sim.library.source_shelf import on_shelf
from tests.library import import_samples as samples
from tests.library.importing import Home, new_home, outcomes, zipped
from tests.library.samples import TABULAR
from tests.library.samples_books import INDEX

DAY = date(2026, 1, 1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path)


def test_an_imported_hcpcs_file_stands_over_the_starter_set(home: Home) -> None:
    verdict = home.take_text(samples.HCPCS)
    assert (verdict.outcome, verdict.kind) == (Outcome.TAKEN, "HCPCS Level II")
    assert (verdict.count, verdict.modifiers, verdict.edition) == (3, 1, "January 2019")
    with home.open() as library:
        cart = library.code(System.HCPCS, "A0001", DAY)
        assert cart is not None
        assert cart.title == "Cart pulled by a goat, each mile"
        assert library.code(System.HCPCS, "J0001", DAY) is not None, "the starter row stays"
        assert library.code(System.HCPCS, "J0002", date(2026, 4, 1)) is None
        details = library.service_details(System.HCPCS, "A0001")
        assert (details.titles, details.coverage, details.pricing) == (("Goat cart",), "C", ("51",))
        modifier, starter = library.modifier("A1"), library.modifier("ZZ")
        assert modifier is not None
        assert starter is not None
        assert (modifier.meaning, starter.meaning) == ("First made-up modifier", "Sample modifier")
        edition = next(item for item in library.editions() if item.system is System.HCPCS)
        assert (edition.name, edition.source) == ("January 2019, and starter set", "any name")


def test_imported_cpt_replaces_the_labels_and_can_be_taken_out_again(home: Home) -> None:
    assert home.take_text(samples.LONGULT, "one").outcome is Outcome.TAKEN
    assert home.take_text(samples.CONSUMER, "two").outcome is Outcome.TAKEN
    with home.open() as library:
        shown = library.ever(System.CPT, "00001")
        assert shown is not None
        assert shown.title == "Looking at a cloud"
        assert library.service_details(System.CPT, "00001").titles == ("Sky viewing",)
    gone = imports.remove(home.folder, "cpt", known=home.known)
    assert {source.label.origin for source in gone} == {"one", "two"}
    assert on_shelf(home.folder) == ()
    with home.open() as library:
        starter = library.ever(System.CPT, "00001")
        assert starter is not None
        assert starter.title == "Sample visit"
        assert library.ever(System.CPT, "00002") is None


def test_edits_answer_by_pair_and_by_code(home: Home) -> None:
    home.take_text(samples.PTP, "ptp")
    home.take_text(samples.MUE, "mue")
    with home.open() as library:
        pair = library.ncci_pair("0003T", "00001", DAY)
        assert pair is not None
        assert (pair.column1, pair.column2) == ("00001", "0003T")
        assert not pair.modifier_helps
        assert library.ncci_pair("00001", "0003T", date(2026, 4, 1)) is None
        helped = library.ncci_pair("00001", "00002", DAY)
        assert helped is not None
        assert (helped.modifier_helps, helped.rationale) == (True, "Misuse of a sheep")
        (limit,) = library.mue("00001")
        assert (limit.units, limit.setting) == (2, MueSetting.PRACTITIONER)
        assert (limit.by_day, limit.absolute) == (True, False)
        assert library.mue("99999") == ()


def test_a_zip_is_looked_through_and_says_what_it_passed_over(home: Home, tmp_path: Path) -> None:
    inner = zipped([("deep/LONGULT.txt", samples.LONGULT)])
    file = tmp_path / "publisher.bin"
    file.write_bytes(
        zipped(
            [
                ("read me.pdf", b"%PDF-1.7 words"),
                ("notes.txt", "words for people"),
                ("folder/inner.zip", inner),
                ("folder/HCPCS.txt", samples.HCPCS),
            ]
        )
    )
    report = home.take(file)
    assert outcomes(report) == {
        "publisher.bin/read me.pdf": Outcome.PASSED_OVER,
        "publisher.bin/notes.txt": Outcome.PASSED_OVER,
        "publisher.bin/folder/inner.zip/deep/LONGULT.txt": Outcome.TAKEN,
        "publisher.bin/folder/HCPCS.txt": Outcome.TAKEN,
    }


def test_a_folder_is_looked_through_but_never_through_its_links(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "a.txt").write_text(samples.SHORTU)
    (folder / "link").symlink_to(tmp_path)
    assert outcomes(home.take(folder)) == {
        "downloads/inner/a.txt": Outcome.TAKEN,
        "downloads/link": Outcome.PASSED_OVER,
    }


def test_of_files_that_say_the_same_the_fullest_is_taken(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "cpt"
    folder.mkdir()
    (folder / "LONGUT.txt").write_text(samples.LONGULT.upper())
    (folder / "LONGULT.txt").write_text(samples.LONGULT)
    assert outcomes(home.take(folder)) == {
        "cpt/LONGUT.txt": Outcome.PASSED_OVER,
        "cpt/LONGULT.txt": Outcome.TAKEN,
    }


def test_importing_the_same_file_again_changes_nothing(home: Home) -> None:
    home.take_text(samples.HCPCS)
    before = home.state()
    assert home.take_text(samples.HCPCS).outcome is Outcome.ALREADY
    assert home.state() == before


def test_a_newer_file_takes_the_place_of_an_older_one_and_not_the_reverse(home: Home) -> None:
    home.take_text(samples.HCPCS)
    newer = samples.HCPCS.replace("20190101", "20261001")
    assert home.take_text(newer, "newer").replaces == "any name (3 codes)"
    before = home.state()
    refused = home.take_text(samples.HCPCS)
    assert "older than October 2026" in refused.problems[0].what
    assert "codes remove hcpcs" in refused.problems[0].todo
    assert home.state() == before


def test_half_a_set_never_replaces_a_whole_one(home: Home) -> None:
    many = [f"{number:05d}\tInvented service {number}\r\n" for number in range(100)]
    home.take_text(samples.NOTICE + "\n\n" + "".join(many))
    before = home.state()
    refused = home.take_text(samples.NOTICE + "\n\n" + "".join(many[:50]), "half")
    assert refused.outcome is Outcome.REFUSED
    assert "holds 50 codes, any name holds 100" in refused.problems[0].what
    assert home.state() == before
    assert home.take_text(samples.NOTICE + "\n\n" + "".join(many[:95])).outcome is Outcome.TAKEN


def test_half_a_tabular_list_never_replaces_the_bundled_one(home: Home) -> None:
    start = TABULAR.index("  <chapter>\n    <name>19")
    half = TABULAR[:start] + "</ICD10CM.tabular>"
    before = home.state()
    refused = home.take_text(half.replace("<version>2026", "<version>2027"))
    assert refused.outcome is Outcome.REFUSED
    assert "the loaded ICD-10-CM holds 10" in refused.problems[0].what
    assert home.state() == before


def test_part_of_a_newer_book_does_not_hide_a_whole_older_one(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "part.xml").write_text(INDEX)
    terms = "".join(
        f"<mainTerm><title>Word {number}</title><code>A00.0</code></mainTerm>"
        for number in range(100)
    )
    whole = INDEX.replace("</letter>", f"{terms}</letter>", 1)
    older = re.sub(r"<version>\d+", "<version>2025", whole)
    (folder / "whole.xml").write_text(older)
    assert outcomes(home.take(folder)) == {
        "index/part.xml": Outcome.REFUSED,
        "index/whole.xml": Outcome.TAKEN,
    }


def test_of_several_files_the_good_ones_are_taken(home: Home, tmp_path: Path) -> None:
    good, bad, other = (tmp_path / name for name in ("good", "bad", "other"))
    good.write_text(samples.SHORTU)
    bad.write_text(samples.HCPCS[:-400])
    other.write_text("a letter to a friend")
    missing = tmp_path / "missing"
    report = home.take(good, bad, other, missing)
    assert outcomes(report) == {
        "good": Outcome.TAKEN,
        "bad": Outcome.REFUSED,
        "other": Outcome.REFUSED,
        "missing": Outcome.REFUSED,
    }
    with home.open() as library:
        assert library.ever(System.CPT, "00002") is not None
        assert library.ever(System.HCPCS, "A0001") is None


def test_a_new_quarter_of_pairs_takes_the_place_of_the_parts_it_covers(
    home: Home, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, year in (old, "20200101"), (new, "20260401"):
        folder.mkdir()
        text = samples.PTP.replace("20200101", year)
        (folder / "f1").write_text(text)
        (folder / "f2").write_text(text.replace("0000", "1000"))
    assert set(outcomes(home.take(old)).values()) == {Outcome.TAKEN}
    home.take(new)
    assert {source.label.edition for source in on_shelf(home.folder)} == {"April 2026"}


def test_pairs_are_taken_over_from_the_library_before_while_their_files_are_the_same(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.take_text(samples.PTP, "ptp")

    def unread(*_: object) -> None:
        raise AssertionError("the pairs were read again")

    with monkeypatch.context() as patch:
        patch.setattr(build_pairs, "_read_pairs", unread)
        assert home.take_text(samples.HCPCS).outcome is Outcome.TAKEN
    with home.open() as library:
        pair = library.ncci_pair("00001", "00002", DAY)
        assert pair is not None
        assert pair.rationale == "Misuse of a sheep"
    assert home.take_text(samples.PTP.replace("sheep", "goat"), "new").outcome is Outcome.TAKEN
    with home.open() as library:
        pair = library.ncci_pair("00001", "00002", DAY)
        assert pair is not None
        assert pair.rationale == "Misuse of a goat"


def test_what_is_not_imported_cannot_be_removed(home: Home) -> None:
    home.take_text(samples.HCPCS)
    with pytest.raises(InputError) as refused:
        imports.remove(home.folder, "cpt", known=home.known)
    assert refused.value.problems[0].todo == "Imported are: hcpcs."


def test_a_build_that_fails_leaves_library_and_shelf_as_they_were(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = home.state()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "build_index", full)
    with pytest.raises(LibraryFault, match="No space left"):
        home.take_text(samples.HCPCS)
    assert home.state() == before


@pytest.mark.parametrize("patience", range(1, 38, 4))
def test_an_import_that_is_interrupted_changes_nothing(home: Home, patience: int) -> None:
    before, left = home.state(), iter(range(patience))
    file = home.folder.parent / "file"
    file.write_text(samples.HCPCS)

    def interrupt(*_: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        imports.import_files(home.folder, [file], known=home.known, progress=interrupt)
    if on_shelf(home.folder):
        with home.open() as library:
            assert library.ever(System.HCPCS, "A0001") is not None
    else:
        assert home.state() == before


def test_a_source_that_was_damaged_on_the_disk_is_left_out_and_named(home: Home) -> None:
    home.take_text(samples.HCPCS, "hcpcs")
    home.take_text(samples.SHORTU, "shortu")
    damaged = next(source for source in on_shelf(home.folder) if source.label.origin == "hcpcs")
    content = bytearray(damaged.file.read_bytes())
    content[-20] ^= 0xFF
    damaged.file.write_bytes(content)
    assert not build.is_current(home.folder, home.known)
    build.build(home.folder, known=home.known)
    assert build.is_current(home.folder, home.known)
    (line,) = build.left_out(home.folder)
    assert line == "hcpcs: it is not as it was when it was imported"
    with home.open() as library:
        assert library.ever(System.HCPCS, "A0001") is None
        assert library.ever(System.CPT, "00002") is not None


def test_imported_sources_outlive_the_library(home: Home) -> None:
    home.take_text(samples.HCPCS)
    paths.library_file(home.folder).write_bytes(b"damaged")
    assert not build.is_current(home.folder, home.known)
    build.build(home.folder, known=home.known)
    with home.open() as library:
        assert library.ever(System.HCPCS, "A0001") is not None

"""Packs from real files onto a real shelf: looked at first, updated, exported, binned, restored."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder_sim.domain.answer import AnswerSheet
from coder_sim.errors import PackError
from coder_sim.library.lookup import Library
from coder_sim.paths import data_folder
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.pack_desk import PackDesk
from coder_sim.practice.packs import PackNews
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.undertaking import Stopped, Undertaking
from coder_sim.practice.views import CaseRef, CaseStatus
from coder_sim.services import now
from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_sheet

TWO = ["office-follow-up", "cast-in-a-new-town"]
VISIT = CaseRef("first-flights", "office-follow-up")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LearnerStore]:
    with LearnerStore(tmp_path / "coder-sim.db", now()) as store:
        yield store


@pytest.fixture
def desk(store: LearnerStore, facts: Library) -> PackDesk:
    return PackDesk(Shelf(store, now), facts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of two cases of our own, free to be changed."""
    folder = tmp_path / "packs" / "first-flights"
    shutil.copytree(data_folder() / "packs" / "first-flights", folder)
    change(folder, version="1.0.0", cases=TWO)
    for case in (folder / "cases").iterdir():
        if case.name not in TWO:
            shutil.rmtree(case)
    return folder


def change(folder: Path, **fields: object) -> None:
    listing = folder / "pack.json"
    content = json.loads(listing.read_text("utf-8"))
    declared = content.get("identifiers_kept", [])
    content["identifiers_kept"] = [k for k in declared if k["case"] in TWO]
    listing.write_text(json.dumps({**content, **fields}), "utf-8")


def load(desk: PackDesk, path: Path) -> str:
    return desk.take(desk.look_at(path, Undertaking()))


def test_looking_at_a_pack_tells_all_of_it_and_stores_nothing(desk: PackDesk, folder: Path) -> None:
    work = Undertaking()
    preview = desk.look_at(folder, work)
    facts = preview.facts
    assert facts is not None
    assert (facts.title, facts.version, len(facts.cases)) == ("First flights", "1.0.0", 2)
    assert len(facts.content_hash) == 64
    assert not facts.sealed
    assert (preview.news, preview.problems) == (PackNews.NEW, ())
    assert work.total == 2
    assert desk.rows() == ()


def test_a_pack_is_taken_once_and_its_update_is_known_as_one(desk: PackDesk, folder: Path) -> None:
    assert load(desk, folder) == "First flights 1.0.0 is on the shelf."
    assert desk.look_at(folder, Undertaking()).news is PackNews.SAME
    change(folder, version="1.1.0", cases=TWO)
    preview = desk.look_at(folder, Undertaking())
    assert (preview.news, preview.known_version) == (PackNews.UPDATE, "1.0.0")
    assert desk.take(preview) == "First flights 1.1.0 took the place of version 1.0.0."
    assert [row.facts.version for row in desk.rows()] == ["1.1.0"]


@pytest.mark.parametrize(
    ("version", "words"), [("0.9.0", "which is newer"), ("1.0.0", "with other content")]
)
def test_an_older_pack_or_another_of_the_same_version_is_refused_beforehand(
    desk: PackDesk, folder: Path, version: str, words: str
) -> None:
    load(desk, folder)
    change(folder, version=version, title="Other", cases=TWO)
    preview = desk.look_at(folder, Undertaking())
    assert words in preview.problems[0]
    with pytest.raises(PackError):
        desk.take(preview)


def test_every_problem_of_a_bad_pack_is_told_in_words(desk: PackDesk, folder: Path) -> None:
    change(folder, cases=["office-follow-up", "nowhere"])
    (folder / "cases" / "office-follow-up" / "key.json").unlink()
    preview = desk.look_at(folder, Undertaking())
    assert preview.facts is None
    assert any("nowhere" in problem for problem in preview.problems)
    assert any("key.json" in problem for problem in preview.problems)


def test_what_could_name_a_person_is_pointed_at(desk: PackDesk, folder: Path) -> None:
    note = next((folder / "cases" / "office-follow-up").glob("*.txt"))
    with note.open("a", encoding="utf-8") as text:
        text.write("\nCALL BACK\nTelephone 617-555-0143\n")
    preview = desk.look_at(folder, Undertaking())
    found = [line for line in preview.identifiers if "617-555-0143" in line]
    assert len(found) == 1
    assert "case office-follow-up" in found[0]
    assert "a telephone number" in found[0]


def test_a_reading_that_is_stopped_leaves_nothing(desk: PackDesk, folder: Path) -> None:
    work = Undertaking()
    work.stop()
    with pytest.raises(Stopped):
        desk.look_at(folder, work)
    assert desk.rows() == ()


def test_only_what_was_looked_at_last_is_stored(desk: PackDesk, folder: Path) -> None:
    preview = desk.look_at(folder, Undertaking())
    desk.look_at(folder / "missing", Undertaking())
    with pytest.raises(PackError, match="looked at again"):
        desk.take(preview)


def test_what_leaves_as_a_file_comes_back_as_the_same_pack(
    desk: PackDesk, folder: Path, tmp_path: Path
) -> None:
    load(desk, folder)
    target = tmp_path / "out.casepack"
    assert "was written to" in desk.export("first-flights", target)
    assert desk.look_at(target, Undertaking()).news is PackNews.SAME


def test_a_binned_pack_keeps_drafts_and_attempts_for_its_return(
    desk: PackDesk, store: LearnerStore, facts: Library, folder: Path
) -> None:
    load(desk, folder)
    practice = LearnerDesk(store, facts, now)
    practice.open(VISIT)
    practice.submit(VISIT, a_sheet("I10"))
    practice.save_draft(VISIT, AnswerSheet())
    assert "drafts and attempts are kept" in desk.remove("first-flights")
    assert practice.worklist() == ()
    assert [row.removed for row in desk.rows()] == [True]
    assert desk.look_at(folder, Undertaking()).news is PackNews.FROM_BIN
    assert desk.restore("first-flights") == "First flights is on the shelf again."
    entry = practice.worklist()[0]
    assert (entry.status, entry.attempts) == (CaseStatus.DRAFT, 1)


def test_loading_a_binned_pack_brings_it_back(desk: PackDesk, folder: Path) -> None:
    load(desk, folder)
    desk.remove("first-flights")
    load(desk, folder)
    assert [row.removed for row in desk.rows()] == [False]

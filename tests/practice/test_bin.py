"""A pack goes into the bin and comes back with everything; it can be handed on as a file."""

from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.errors import InputError
from coder_sim.library.lookup import Library
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.views import CaseRef
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import PackChange
from tests.builders import a_sheet
from tests.packs.folders import PackFolder
from tests.practice.conftest import Clock

STAY = CaseRef("small-pack", "stay")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return PackFolder(tmp_path / "p").write()


@pytest.fixture
def shelf(store: LearnerStore, clock: Clock, folder: Path, facts: Library) -> Shelf:
    shelf = Shelf(store, clock)
    shelf.add_pack(packs.read_for_import(folder, facts).pack, packs.archive(folder))
    return shelf


@pytest.fixture
def desk(store: LearnerStore, shelf: Shelf, facts: Library, clock: Clock) -> LearnerDesk:
    return LearnerDesk(store, facts, clock)


def test_a_removed_pack_is_not_shown_and_its_cases_do_not_open(
    shelf: Shelf, desk: LearnerDesk
) -> None:
    shelf.remove_pack("small-pack")
    assert shelf.packs() == ()
    assert desk.worklist() == ()
    assert [pack.id for pack in shelf.all_packs() if pack.removed] == ["small-pack"]
    with pytest.raises(InputError, match="not on the shelf"):
        desk.open(STAY)


def test_it_comes_back_with_drafts_and_attempts(shelf: Shelf, desk: LearnerDesk) -> None:
    desk.open(STAY)
    attempt = desk.submit(STAY, a_sheet("I11.0"))
    desk.save_draft(STAY, a_sheet("I10"))
    shelf.remove_pack("small-pack")
    assert desk.attempt(attempt.id) == attempt
    shelf.bring_back_pack("small-pack")
    assert desk.open(STAY).sheet == a_sheet("I10")
    assert len(desk.attempts(STAY)) == 1


def test_importing_it_again_brings_it_back(shelf: Shelf, folder: Path, facts: Library) -> None:
    shelf.remove_pack("small-pack")
    pack = packs.read_for_import(folder, facts).pack
    assert shelf.add_pack(pack) is PackChange.BROUGHT_BACK
    assert shelf.add_pack(pack) is PackChange.ALREADY_THERE
    assert len(shelf.packs()) == 1


def test_an_unknown_pack_cannot_be_removed(shelf: Shelf) -> None:
    with pytest.raises(InputError, match="no pack ghost"):
        shelf.remove_pack("ghost")


def test_an_exported_pack_is_the_pack_that_came(
    shelf: Shelf, folder: Path, facts: Library, tmp_path: Path
) -> None:
    target = tmp_path / "out.casepack"
    shelf.export_pack("small-pack", target)
    assert packs.read(target, facts) == packs.read(folder, facts)
    assert target.read_bytes() == packs.archive(folder)


def test_a_pack_whose_file_is_not_kept_says_so(
    store: LearnerStore, clock: Clock, folder: Path, facts: Library, tmp_path: Path
) -> None:
    shelf = Shelf(store, clock)
    shelf.add_pack(packs.read_for_import(folder, facts).pack)
    with pytest.raises(InputError, match="not kept"):
        shelf.export_pack("small-pack", tmp_path / "out.casepack")


def test_a_file_that_cannot_be_written_is_named(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot be written"):
        shelf.export_pack("small-pack", tmp_path / "no" / "out.casepack")

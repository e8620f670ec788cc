"""A backup comes back as it was; what it replaces is kept, damaged or not."""

import random
from hashlib import sha256
from pathlib import Path

import pytest

from coder_sim.errors import StoreDamaged, StoreFault, StoreNewer
from coder_sim.store.dump import dump
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.restore import restore
from coder_sim.store.rows import FORMAT
from tests.builders import a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission
from tests.store.test_damage import broken


def text_of(path: Path) -> list[str]:
    return [line.text or line.damage for line in dump(path)]


def test_the_newest_backup_comes_back_and_the_present_state_becomes_one(
    store: LearnerStore, path: Path
) -> None:
    store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    made, before = store.back_up(NOW), text_of(path)
    store.submit(a_submission(store))
    present = text_of(path)
    done = restore(path, NOW)
    assert text_of(path) == before
    assert (done.source, done.damaged) == (made.path, False)
    assert done.kept is not None
    assert text_of(done.kept) == present
    restore(path, NOW, done.kept)
    assert text_of(path) == present


def test_fifty_restores_are_equal_by_dump(store: LearnerStore, path: Path) -> None:
    for number in range(1, 51):
        store.save_draft(PACK, CASE, a_sheet("I10", *(["E119"] * (number % 9))), NOW)
        before = text_of(path)
        made = store.back_up(NOW)
        store.save_draft(PACK, CASE, a_sheet(), NOW)
        restore(path, NOW, made.path)
        assert text_of(path) == before


def test_a_damaged_file_is_kept_aside_whole(store: LearnerStore, path: Path) -> None:
    made = store.back_up(NOW)
    chance = random.Random(5)
    for number in range(20):
        path.write_bytes(damaged := bytes(300) + broken(made.path.read_bytes(), chance)[300:])
        with pytest.raises(StoreDamaged, match=r"not a database|damaged"):
            LearnerStore(path, NOW)
        assert path.read_bytes() == damaged
        done = restore(path, NOW)
        assert text_of(path) == text_of(made.path)
        assert done.kept is not None
        assert done.kept.name.startswith("coder-sim.db.damaged-20260504T140200Z")
        assert done.kept.read_bytes() == damaged
        assert len(list(path.parent.glob("*.damaged-*"))) == number + 1


def test_a_journal_of_a_damaged_file_is_not_played_into_the_restored_one(
    store: LearnerStore, path: Path
) -> None:
    made = store.back_up(NOW)
    path.write_bytes(b"not a database at all, but long enough to look at" * 10)
    journal = path.with_name("coder-sim.db-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    done = restore(path, NOW)
    assert text_of(path) == text_of(made.path)
    assert not journal.exists()
    assert done.kept is not None
    assert done.kept.with_name(f"{done.kept.name}-journal").exists()


def test_damaged_backups_are_passed_over(store: LearnerStore, path: Path) -> None:
    good, before = store.back_up(NOW), text_of(path)
    newer = store.back_up(NOW.replace(hour=15))
    newer.path.write_bytes(newer.path.read_bytes()[:5000])
    with pytest.raises(StoreFault):
        restore(path, NOW, newer.path)
    assert restore(path, NOW).source == good.path
    assert text_of(path) == before


def test_without_a_backup_nothing_is_changed(store: LearnerStore, path: Path) -> None:
    before = sha256(path.read_bytes()).hexdigest()
    with pytest.raises(StoreFault, match="There is no backup"):
        restore(path, NOW)
    assert sha256(path.read_bytes()).hexdigest() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_file_of_a_newer_program_is_not_replaced(store: LearnerStore, path: Path) -> None:
    store.back_up(NOW)
    data = bytearray(path.read_bytes())
    data[60:64] = (FORMAT + 1).to_bytes(4, "big")
    path.write_bytes(data)
    with pytest.raises(StoreNewer):
        restore(path, NOW)
    assert path.read_bytes() == data


def test_a_file_that_vanished_comes_back(store: LearnerStore, path: Path) -> None:
    store.back_up(NOW)
    before = text_of(path)
    path.unlink()
    assert restore(path, NOW).kept is None
    assert text_of(path) == before

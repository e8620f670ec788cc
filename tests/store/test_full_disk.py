"""When the disk is full the learner is told, and what was saved before stays."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coder_sim.errors import StoreFault
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.survey import survey
from tests.builders import NOTE, a_case, a_pack, a_sheet
from tests.store.conftest import CASE, NOW, PACK

if sys.platform == "win32":
    pytest.skip("needs limits on file sizes", allow_module_level=True)

import resource


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Let no file grow beyond a size in bytes, as on a disk without room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_named_and_nothing_saved_is_lost(store: LearnerStore) -> None:
    store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    big = a_pack(a_case(text=NOTE * 5000), id="big", content_hash="b")
    with (
        no_room_beyond(store.path.stat().st_size),
        pytest.raises(StoreFault, match="disk"),
    ):
        store.add_pack(big, NOW)
    draft = store.draft(PACK, CASE)
    assert draft is not None
    assert draft.sheet == a_sheet("I10")
    assert [pack.id for pack in store.packs()] == [PACK]
    store.add_pack(big, NOW)
    assert [pack.id for pack in store.packs()] == [PACK, "big"]


def test_a_backup_that_finds_no_room_keeps_the_old_one_and_leaves_nothing(
    store: LearnerStore,
) -> None:
    old = store.back_up(NOW)
    store.add_pack(a_pack(a_case(text=NOTE * 5000), id="big", content_hash="b"), NOW)
    with no_room_beyond(4096), pytest.raises(StoreFault, match="disk"):
        store.back_up(NOW)
    assert list(old.path.parent.iterdir()) == [old.path]
    assert survey(old.path).damage == ()


def test_without_room_for_its_backup_a_pack_is_not_replaced(store: LearnerStore) -> None:
    newer = a_pack(version="2.0.0", content_hash="c")
    with no_room_beyond(4096), pytest.raises(StoreFault, match="disk"):
        store.add_pack(newer, NOW)
    assert [pack.version for pack in store.packs()] == ["1.0.0"]

"""When the disk is full the learner is told, and what was saved before stays."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coder_sim.errors import StoreFault
from coder_sim.store.learner_store import LearnerStore
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

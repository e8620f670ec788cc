"""The shelf: which packs there are to practise with."""

from collections.abc import Callable
from datetime import datetime

from coder_sim.domain.pack import Pack
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import PackChange, StoredPack


class Shelf:
    """Packs in the learner's own database."""

    def __init__(self, store: LearnerStore, now: Callable[[], datetime]) -> None:
        """Work on an open store; ``now`` gives aware moments."""
        self._store = store
        self._now = now

    def add_pack(self, pack: Pack) -> PackChange:
        """Put a checked pack on the shelf, whole or not at all; tells what was done.

        A newer version takes the older one's place; drafts and attempts stay. Raises
        PackError for an older version, or for other content under a known version.
        """
        return self._store.add_pack(pack, self._now())

    def packs(self) -> tuple[StoredPack, ...]:
        """Return the packs in shelf order, each with its cases."""
        return self._store.packs()

"""Opens the learner's database for a verb about packs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coder_sim import paths
from coder_sim.practice.shelf import Shelf
from coder_sim.services import now
from coder_sim.store.learner_store import LearnerStore


@contextmanager
def open_shelf(home: Path) -> Iterator[Shelf]:
    """Open the learner's database for a verb about packs."""
    with LearnerStore(paths.learner_file(home), now()) as store:
        yield Shelf(store, now)

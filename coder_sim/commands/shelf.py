"""What the verbs about packs share: the learner's database, and the paths they are given."""

from collections.abc import Iterator, Sequence
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


def pack_paths(given: Sequence[Path]) -> Sequence[Path]:
    """Return the paths without the Markdown pages that lie beside packs: "packs/*" names both."""
    return [path for path in given if not (path.suffix == ".md" and path.is_file())] or given

"""Builds what the pages work with: code library, finder, store, desk, bundled packs."""

import logging
from datetime import UTC, datetime
from pathlib import Path

# Qt's import hook asks each new module for attributes, which pydantic answers by importing this
# one: it has to be there before the others.
import pydantic.types  # noqa: F401

from coder_sim import packs, paths
from coder_sim.classroom.exporting import ResultDesk
from coder_sim.domain.encounter import Sex
from coder_sim.errors import CoderSimError, StoreFault
from coder_sim.library.lookup import Library
from coder_sim.library.schema import index_file
from coder_sim.library.search import Finder
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.learner_notebook import LearnerNotebook
from coder_sim.practice.pack_desk import PackDesk
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.shelf_drills import ShelfDrills
from coder_sim.store.backup import backups_of
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.restore import restore

log = logging.getLogger(__name__)


def now() -> datetime:
    """Return the present moment, aware, UTC."""
    return datetime.now(UTC)


def restore_newest(learner: Path) -> str:
    """Put the newest whole backup in place; returns what was done, in words."""
    done = restore(learner, now())
    kept = f" The damaged file is kept as {done.kept.name}." if done.kept else ""
    return f"Restored from the backup {done.source.name}.{kept}"


def has_backup(learner: Path) -> bool:
    """Tell whether there is a backup that was whole when it was made."""
    return any(backup.whole for backup in backups_of(learner))


class Backstage:
    """What slow work needs, opened and used on the worker's thread alone."""

    def __init__(self, library: Path, learner: Path) -> None:
        """Open the learner's database and a library of this thread's own."""
        self.library = Library(library)
        try:
            self.store = LearnerStore(learner, now())
        except CoderSimError:
            self.library.close()
            raise
        self.desk = LearnerDesk(self.store, self.library, now)
        self.shelf = Shelf(self.store, now)
        self.results = ResultDesk(self.store, learner.parent, now)
        self.packs = PackDesk(self.shelf, self.library)
        self.drills = ShelfDrills(self.shelf, self.library)
        self.notebook = LearnerNotebook(self.store, now)

    def close(self) -> None:
        """Let go of both files."""
        self.store.close()
        self.library.close()

    def shelve_bundled(self) -> int:
        """Put the packs that come with the program on the shelf; returns how many were new.

        A pack that cannot be taken is logged and left out: the others are still there.
        """
        added = 0
        known = self.shelf.versions()
        for listing in sorted((paths.data_folder() / "packs").glob("*/pack.json")):
            try:
                # The listing is enough to know a pack by: its charts are read once, not each start.
                if packs.identity(listing.parent) not in known:
                    pack = packs.read_for_import(listing.parent, self.library).pack
                    self.shelf.add_pack(pack, packs.archive(listing.parent))
                    added += 1
            except CoderSimError as error:
                log.error("bundled pack %s was not taken: %s", listing.parent.name, error)
        return added

    def back_up_if_due(self) -> str:
        """Make a backup when there is none of the last day; returns words where it failed."""
        try:
            self.store.back_up_if_due(now())
        except StoreFault as fault:
            log.warning("no backup: %s", fault)
            return f"{fault.what} {fault.todo} Your work is saved as always."
        return ""


class Front:
    """What the window's own thread asks at each key stroke."""

    def __init__(self, library: Path) -> None:
        """Open the library and the finder for the thread that calls."""
        self.library = Library(library)
        self.finder = Finder.open(index_file(library), library)

    def read_tables(self) -> None:
        """Read what the first code card would wait for; any thread may do it."""
        self.library.risk(frozenset(), 65.0, Sex.U)

    def close(self) -> None:
        """Let go of the files."""
        self.finder.close()
        self.library.close()

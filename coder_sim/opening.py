"""Leads from the empty window to the worklist: library, learner's database, bundled packs."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coder_sim import paths
from coder_sim.errors import EnvironmentFault
from coder_sim.library import build
from coder_sim.ui.library_build import LibraryBuild, library_builder
from coder_sim.ui.main_window import MainWindow, Services
from coder_sim.ui.worker import Failure

if TYPE_CHECKING:
    from coder_sim.services import Backstage, Front


class Opening(QObject):
    """Leads from the empty window to the worklist: library, database, bundled packs."""

    ended = Signal()
    """Everything is open and on the shelf, or ``failure`` says why not."""

    def __init__(self, window: MainWindow, home: Path, learner: Path) -> None:
        super().__init__(window)
        self._window, self._home, self._learner = window, home, learner
        self._backstage: Backstage | None = None
        self._front: Front | None = None
        self.failure: Failure | None = None
        window.library_built.connect(self._open_files)

    def begin(self) -> None:
        """Build the library where it is missing or out of date, then open everything."""
        if build.is_current(self._home):
            self._open_files()
        else:
            builder = LibraryBuild(library_builder(self._home), self._window)
            builder.failed.connect(self._on_build_failed)
            self._window.build_library(builder)

    def close(self) -> None:
        """Let go of every file; call after the window has closed."""
        self._window.worker.drain()
        for part in (self._front, self._backstage):
            if part is not None:
                part.close()

    def _on_build_failed(self, why: str) -> None:
        # The first page says so and offers another try.
        self.failure = Failure(why, "", EnvironmentFault(why))
        self.ended.emit()

    def _open_files(self) -> None:
        self._window.worker.ask(self._open_backstage, self._on_backstage)

    def _open_backstage(self) -> "Backstage":
        # SQLAlchemy takes longer to load than all of Qt: it comes after the first paint.
        from coder_sim.services import Backstage

        backstage = Backstage(paths.library_file(self._home), self._learner)
        backstage.shelve_bundled()
        return backstage

    def _on_backstage(self, result: "Backstage | Failure") -> None:
        if isinstance(result, Failure):
            self._fail(result)
            return
        from coder_sim.services import Front

        self._backstage = result
        try:
            self._front = Front(paths.library_file(self._home))
        except EnvironmentFault as fault:
            self._fail(Failure(fault.what, fault.todo, fault))
            return
        self.failure = None
        self._window.start(Services(result.desk, self._front.library, self._front.finder))
        self.ended.emit()

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self._window.show_fault(failure.what, failure.todo)
        self.ended.emit()

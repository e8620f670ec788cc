"""Leads from the empty window to the worklist: library, learner's database, bundled packs."""

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coder_sim import paths
from coder_sim.errors import EnvironmentFault, StoreDamaged
from coder_sim.ui.code_import import CodeImport
from coder_sim.ui.dialogs import UNSAVED
from coder_sim.ui.library_build import LibraryBuild, library_builder, library_importer
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.services import Services
from coder_sim.ui.worker import Failure

IMPORTING = "Importing code sets"
IMPORTING_WHY = "Drafts are saved. The worklist comes back when the import has ended."

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
        self._news = ""
        """What a restore did, to be told once the worklist is there."""
        self.failure: Failure | None = None
        self._import: CodeImport | None = None
        window.library_built.connect(self._open_files)
        window.import_requested.connect(self._on_import_requested)
        window.first_start.retry_requested.connect(self.begin)
        window.first_start.restore_requested.connect(self._on_restore_requested)

    def begin(self) -> None:
        """Build the library where it is missing or out of date, then open everything."""
        # All readers of code sets come along: they can wait until the window is there.
        from coder_sim.library import build

        self._close_files()
        if build.is_current(self._home):
            self._open_files()
        else:
            builder = LibraryBuild(library_builder(self._home), self._window)
            builder.failed.connect(self._on_build_failed)
            self._window.build_library(builder)

    def close(self) -> None:
        """Let go of every file; call after the window has closed."""
        if self._import is not None:
            self._import.import_ended.disconnect(self.begin)
            self._import.close()
        self._window.worker.drain()
        self._close_files()

    def _close_files(self) -> None:
        for part in (self._front, self._backstage):
            if part is not None:
                part.close()
        self._front = self._backstage = None

    def _on_import_requested(self) -> None:
        """Show the dialog of an import, the one that is open if there is one."""
        if self._import is None:
            self._import = CodeImport(self._window.look, self._window)
            self._import.import_requested.connect(self._on_files_chosen)
            self._import.import_ended.connect(self.begin)
            self._import.destroyed.connect(self._on_import_closed)
        self._import.show()
        self._import.activateWindow()

    def _on_files_chosen(self, files: tuple[Path, ...]) -> None:
        # Windows does not replace a file that is open: the library is let go of first.
        if self._import is None:
            return
        if not self._window.stop():
            self._window.statusBar().showMessage(UNSAVED)
            return
        self._close_files()
        self._window.first_start.show_words(IMPORTING, IMPORTING_WHY)
        self._import.watch(LibraryBuild(library_importer(self._home, files), self._import))

    def _on_import_closed(self) -> None:
        self._import = None

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
        self._window.start(
            Services(
                result.desk,
                result.notebook,
                self._front.library,
                self._front.finder,
                result.packs,
                result.results,
                result.drills,
            )
        )
        # What is loaded by now stays: searching it for garbage would halt a key stroke for 60 ms.
        gc.freeze()
        self._window.worker.ask(partial(_at_leisure, self._front, result), self._on_backed_up)
        self.ended.emit()

    def _on_backed_up(self, words: "str | Failure") -> None:
        text = f"{words.what} {words.todo}" if isinstance(words, Failure) else words
        if text or self._news:
            self._window.statusBar().showMessage(text or self._news)
        self._news = ""

    def _on_restore_requested(self) -> None:
        page = self._window.first_start
        page.show_words("Restoring the backup", "The present file is kept beside it.")
        self._window.worker.ask(self._restore, self._on_restored)

    def _restore(self) -> str:
        from coder_sim.services import restore_newest

        return restore_newest(self._learner)

    def _on_restored(self, result: "str | Failure") -> None:
        if isinstance(result, Failure):
            self._fail(result)
            return
        self._news = result
        self.begin()

    def _fail(self, failure: Failure) -> None:
        from coder_sim.services import has_backup

        self.failure = failure
        restorable = isinstance(failure.error, StoreDamaged) and has_backup(self._learner)
        self._window.show_fault(failure.what, failure.todo, restorable=restorable)
        self.ended.emit()


def _at_leisure(front: "Front", backstage: "Backstage") -> str:
    """Do on the worker what nobody waits for; returns words where a backup failed."""
    front.read_tables()
    return backstage.back_up_if_due()

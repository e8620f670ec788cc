"""The window's composition root: checks the machine, builds the objects, hands them on."""

import locale
import logging
import os
import signal
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from coder_sim import paths
from coder_sim.errors import EnvironmentFault, Exit
from coder_sim.library import build
from coder_sim.reports import write_report
from coder_sim.ui.library_build import LibraryBuild, library_builder
from coder_sim.ui.main_window import PROGRAM, MainWindow, Services
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.smoke import draw_every_page
from coder_sim.ui.theme import Look
from coder_sim.ui.worker import Failure

if TYPE_CHECKING:
    from coder_sim.services import Backstage, Front

log = logging.getLogger(__name__)


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


class _Reporter:
    """Writes a report of any exception that nothing else caught, and says so in the window."""

    def __init__(self, home: Path, window: MainWindow) -> None:
        self._home, self._window = home, window

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take the place of sys.excepthook."""
        log.error("a bug reached the window", exc_info=(kind, error, trace))
        path = write_report(error, "the window", self._home)
        self._window.statusBar().showMessage(
            "Something went wrong inside the program. Your work is kept. "
            + (f"Report: {path}" if path else "No report of it could be written.")
        )


def _application() -> QApplication:
    """Create the application; a locale without UTF-8 would make Qt warn at every start."""
    if sys.platform.startswith("linux") and locale.getencoding().upper() != "UTF-8":
        os.environ["LC_ALL"] = "C.UTF-8"
    application = QApplication([PROGRAM])
    application.setApplicationName("coder-sim")
    application.setApplicationDisplayName(PROGRAM)
    application.setDesktopFileName("coder-sim")
    return application


def _window(application: QApplication, home: Path) -> MainWindow:
    memory = WindowMemory(home / "window.ini")
    return MainWindow(Look(application, paths.resources_folder(), memory.look), memory)


def _make(folder: Path, todo: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            f"The folder {folder} cannot be made: {error.strerror}.", todo
        ) from error


def run(home: Path, smoke: Path | None = None) -> int:
    """Open the window and return the exit code when it closes.

    With ``smoke``, draw every page into that folder, from a learner's database that is thrown
    away, and end. Raises EnvironmentFault where the home folder cannot be used; that a window
    can open at all is for ``environment.require_window`` to say beforehand.
    """
    if smoke is not None:
        _make(smoke, "Choose another one for the pictures.")
        with tempfile.TemporaryDirectory(prefix="coder-sim-") as scratch:
            return _smoke(home, Path(scratch), smoke)
    # Ctrl+C in the terminal ends the program at once; drafts are on disk already.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = _application()
    _make(home, "Choose another one with --home DIR.")
    window = _window(application, home)
    sys.excepthook = _Reporter(home, window)
    opening = Opening(window, home, paths.learner_file(home))
    window.open()
    # The first paint comes before anything that reads the disk.
    QTimer.singleShot(0, opening.begin)
    code = application.exec()
    opening.close()
    return code


def _smoke(home: Path, scratch: Path, target: Path) -> int:
    application = _application()
    window = _window(application, scratch)
    opening = Opening(window, home, paths.learner_file(scratch))
    window.show()
    loop = QEventLoop()
    bugs: list[BaseException] = []

    def take(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        bugs.append(error)
        loop.quit()

    sys.excepthook = take
    opening.ended.connect(loop.quit)
    QTimer.singleShot(0, opening.begin)
    loop.exec()
    drawn: tuple[Path, ...] = ()
    if opening.failure is None and window.services is not None:
        drawn = draw_every_page(window, target)
    window.close()
    opening.close()
    if bugs:
        raise bugs[0]
    if opening.failure is not None:
        raise opening.failure.error
    sys.stdout.write("".join(f"{path}\n" for path in drawn))
    return Exit.DONE if drawn else Exit.ENVIRONMENT

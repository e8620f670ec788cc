"""The window's composition root: builds its objects, hands them on, runs it to its end."""

import locale
import os
import signal
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coder_sim import paths
from coder_sim.errors import EnvironmentFault, Exit
from coder_sim.opening import Opening
from coder_sim.reports import crash_file
from coder_sim.ui.bug_reporter import BugReporter
from coder_sim.ui.first_paint import FirstPaint
from coder_sim.ui.main_window import PROGRAM, MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.smoke import draw_every_page
from coder_sim.ui.theme import Look


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
    BugReporter(home, window).install()
    opening = Opening(window, home, paths.learner_file(home))
    window.open()
    # The first paint comes before anything that reads the disk.
    FirstPaint(window).seen.connect(opening.begin)
    with crash_file(home):
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

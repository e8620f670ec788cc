"""Takes what nothing else caught, wherever it was raised: a report on disk, plain words here."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from coder_sim.reports import report_text, write_report
from coder_sim.ui.dialogs import tell_bug
from coder_sim.ui.main_window import MainWindow

log = logging.getLogger(__name__)


class BugReporter(QObject):
    """Stands in for sys.excepthook and threading.excepthook while the window is open."""

    _caught = Signal(object)

    def __init__(self, home: Path, window: MainWindow) -> None:
        super().__init__(window)
        self._home, self._window = home, window
        self._told: set[str] = set()
        # A thread may have raised it: the words appear on the window's own.
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        window.worker.stumbled.connect(self._caught)

    def install(self) -> None:
        """Take over from Python, which would only print."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take the place of sys.excepthook."""
        self._caught.emit(error)

    def _take_from_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught.emit(caught.exc_value)

    def _on_caught(self, error: BaseException) -> None:
        if self._window.flow is not None:
            self._window.flow.save_now()
        # A fault in painting comes back with each frame: it is told once.
        text = report_text(error, "the window")
        if text in self._told:
            return
        self._told.add(text)
        path = write_report(error, "the window", self._home)
        log.error("an error nobody expected was reported in %s", path)
        tell_bug(self._window, path)

"""Builds the code library in a process of its own, so that the window never waits for it."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

CANCEL_GRACE_MS = 3000


class LibraryBuild(QObject):
    """One build of the code library; it can be cancelled and started again.

    The builder prints one JSON object a line: ``{"done": 3, "total": 10, "what": "..."}``;
    on failure it says why on stderr and exits with another code than 0.
    """

    progressed = Signal(int, int, str)
    finished = Signal()
    failed = Signal(str)
    reported = Signal(str)
    """What an import has to say in the end, as lines for reading."""
    stopped = Signal()
    """The user cancelled; ``start`` resumes."""

    def __init__(self, command: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._cancelled = False
        self._partial = b""
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def running(self) -> bool:
        """Tell whether the builder is at work."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Start the build, or resume one that was cancelled; nothing happens while one runs."""
        if not self.running:
            self._cancelled = False
            self._partial = b""
            self._process.start(self._command[0], list(self._command[1:]))

    def cancel(self) -> None:
        """Stop the builder; the library in use stays, and ``start`` begins anew."""
        self._cancelled = True
        # Killed, not asked: a console program on Windows does not hear a request to end, and a
        # build leaves nothing half-done wherever it stops.
        self._process.kill()

    def close(self) -> None:
        """Stop the builder and wait for it; for use when the window closes."""
        self.blockSignals(True)
        if self.running:
            self._process.kill()
            self._process.waitForFinished(CANCEL_GRACE_MS)

    def _on_output(self) -> None:
        lines = (self._partial + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        self._partial = lines.pop()
        for line in lines:
            self._report(line)

    def _report(self, line: bytes) -> None:
        # Other lines may come from libraries the builder loads; only progress is for the screen.
        try:
            step = json.loads(line)
            if "report" in step:
                self.reported.emit("\n".join(step["report"]))
                return
            self.progressed.emit(int(step["done"]), int(step["total"]), str(step["what"]))
        except (ValueError, TypeError, KeyError):
            return

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        if self._cancelled:
            self.stopped.emit()
        elif status is QProcess.ExitStatus.NormalExit and code == 0:
            self.finished.emit()
        else:
            error = bytes(self._process.readAllStandardError().data())
            said = error.decode("utf-8", "replace").strip()
            last = said.splitlines()[-1] if said else "The builder stopped without saying why."
            self.failed.emit(last)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # A crash also arrives as ``finished``; only a builder that never started does not.
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(f"The builder did not start: {self._process.errorString()}.")


def library_builder(home: Path) -> tuple[str, ...]:
    """Return the command that builds the code library of a home folder."""
    return (sys.executable, "-m", "coder_sim.library.build", "--home", str(home))


def library_importer(home: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """Return the command that imports files into the code library of a home folder."""
    command = (sys.executable, "-m", "coder_sim.library.imports", "--home", str(home))
    return (*command, "--", *map(str, files))

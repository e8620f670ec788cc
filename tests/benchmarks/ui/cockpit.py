"""The whole program in one process, over a built library and a learner's database thrown away."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coder_sim import paths
from coder_sim.opening import Opening
from coder_sim.practice.views import CaseRef
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import LIGHT, Look
from coder_sim.ui.workspace import Workspace

TICK_MS = 5
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(slots=True)
class Cockpit:
    """A started window and the keys that are pressed in it."""

    window: MainWindow
    learner: Path
    opening: Opening
    keys: int = 0

    @property
    def workspace(self) -> Workspace:
        """Return the workspace, which is there once the window has started."""
        assert self.window.workspace is not None
        return self.window.workspace

    def settle(self) -> None:
        """Let everything asked for arrive and be painted."""
        self.window.worker.drain(60_000)
        for _ in range(3):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key or chord where the keyboard is, and count it."""
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QCoreApplication.processEvents()

    def type_letter(self, letter: str) -> None:
        """Type one letter, and count it."""
        self.keys += 1
        QTest.keyClicks(QApplication.focusWidget() or self.window, letter)

    def open(self, case: CaseRef) -> None:
        """Open a case with an empty sheet."""
        self.window.open_case(case)
        self.settle()
        assert self.workspace.isVisible(), self.window.statusBar().currentMessage()


@contextmanager
def cockpit(home: Path) -> Iterator[Cockpit]:
    """Open the program; its attempts and drafts go to a folder that is thrown away."""
    application = QApplication.instance() or QApplication(["coder-sim"])
    assert isinstance(application, QApplication)
    application.setFont(QFont("DejaVu Sans", 10))
    with tempfile.TemporaryDirectory(prefix="coder-sim-bench-") as scratch:
        memory = WindowMemory(Path(scratch) / "window.ini")
        memory.keep_guided()
        window = MainWindow(Look(application, paths.resources_folder(), LIGHT), memory)
        window.resize(1366, 768)
        window.show()
        learner = paths.learner_file(Path(scratch))
        opening = Opening(window, home, learner)
        loop = QEventLoop()
        opening.ended.connect(loop.quit)
        QTimer.singleShot(0, opening.begin)
        loop.exec()
        if opening.failure is not None:
            raise opening.failure.error
        seat = Cockpit(window, learner, opening)
        seat.settle()
        yield seat
        window.close()
        opening.close()


class Gaps:
    """Counts the milliseconds between the ticks of a timer: how long the window was deaf."""

    def __init__(self) -> None:
        self._clock, self._timer = QElapsedTimer(), QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.found: list[int] = []

    def start(self) -> None:
        """Begin to count."""
        self._clock.start()
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        """Stop; the last gap counts too."""
        self._timer.stop()
        self.found.append(self._clock.elapsed())

    def _tick(self) -> None:
        self.found.append(self._clock.restart())


def resident_mb() -> float:
    """Return the resident memory of this process in MB; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    if not statm.is_file():
        return 0.0
    return int(statm.read_text().split()[1]) * PAGE / 2**20


def milliseconds(start: float) -> float:
    """Return the time since ``start``, which ``perf_counter`` gave."""
    return (perf_counter() - start) * 1000


def at(values: list[float], share: float) -> float:
    """Return a percentile of some values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

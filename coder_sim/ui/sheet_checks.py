"""Asks for the checks of a sheet while it is being filled, off the window's own thread."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import Encounter
from coder_sim.practice.checks import SheetPrompt
from coder_sim.ui.worker import Failure, Worker

Check = Callable[[Encounter, AnswerSheet], tuple[SheetPrompt, ...]]
PAUSE_MS = 250
"""Typing goes on for so long before a check begins: half a code would be found fault with."""


class SheetChecks(QObject):
    """Checks the newest state of a sheet; what was found on an older one is dropped."""

    found = Signal(object)
    """A tuple of SheetPrompt for the sheet last given."""

    def __init__(self, worker: Worker, check: Check, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._check = worker, check
        self._wanted: tuple[Encounter, AnswerSheet] | None = None
        self._asked: list[tuple[Encounter, AnswerSheet]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_pause)

    def watch(self, encounter: Encounter, sheet: AnswerSheet) -> None:
        """Check this sheet after a short pause."""
        self._wanted = (encounter, sheet)
        self._timer.start(PAUSE_MS)

    def stop(self) -> None:
        """Forget the sheet: nothing is found any more."""
        self._wanted = None
        self._timer.stop()

    def _on_pause(self) -> None:
        if self._wanted is not None:
            self._asked.append(self._wanted)
            self._worker.ask(partial(self._check, *self._wanted), self._on_checked)

    def _on_checked(self, result: tuple[SheetPrompt, ...] | Failure) -> None:
        # The worker keeps order: the first sheet asked about is the one answered.
        if self._asked.pop(0) == self._wanted and not isinstance(result, Failure):
            self.found.emit(result)

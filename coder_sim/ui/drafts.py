"""Keeps the answer sheet safe: drafts go to disk soon after each change, and again if that fails.

A killed program loses at most 2 s of typing: a save starts 700 ms after the last change and
no later than 1.4 s after the first unsaved one.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from coder_sim.domain.answer import AnswerSheet
from coder_sim.practice.views import CaseRef
from coder_sim.ui.worker import Failure, Worker

PAUSE_MS = 700
LONGEST_MS = 1400
RETRY_MS = 3000


class DraftKeeper(QObject):
    """Saves changed sheets through the worker; what is not yet on disk stays in memory."""

    saved = Signal(object)
    """A draft is on disk; the local time as a datetime."""
    failed = Signal(str)
    """A draft could not be saved; why, and what happens next."""

    def __init__(
        self,
        worker: Worker,
        save: Callable[[CaseRef, AnswerSheet], None],
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._save, self._clock = worker, save, clock
        self._unsaved: dict[CaseRef, AnswerSheet] = {}
        self._saving: list[tuple[CaseRef, AnswerSheet]] = []
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> int:
        """Return how many sheets have changes that are not on disk."""
        return len(self._unsaved)

    def changed(self, ref: CaseRef, sheet: AnswerSheet) -> None:
        """Take note of a changed sheet and save it after a short pause."""
        self._unsaved[ref] = sheet
        if not self._timer.isActive() or not self._since.isValid():
            self._since.start()
        self._timer.start(max(0, min(PAUSE_MS, LONGEST_MS - self._since.elapsed())))

    def flush(self) -> None:
        """Send everything unsaved to the worker now."""
        self._timer.stop()
        for ref, sheet in self._unsaved.items():
            if (ref, sheet) not in self._saving:
                self._saving.append((ref, sheet))
                self._worker.ask(partial(self._save, ref, sheet), self._on_save_ended)

    def forget(self, ref: CaseRef) -> None:
        """Drop a sheet that was submitted; a save already under way still comes first."""
        self._unsaved.pop(ref, None)

    def _on_save_ended(self, result: Failure | None) -> None:
        # The worker keeps order, so the first save sent is the one that ended.
        ref, sheet = self._saving.pop(0)
        if isinstance(result, Failure):
            self._on_failure(ref, result)
            return
        # A change made meanwhile is another sheet and stays unsaved.
        if self._unsaved.get(ref) == sheet:
            del self._unsaved[ref]
        self.saved.emit(self._clock())

    def _on_failure(self, ref: CaseRef, failure: Failure) -> None:
        if ref not in self._unsaved:
            return
        if not self._timer.isActive():
            self._timer.start(RETRY_MS)
        words = f"The draft is not saved: {failure.what}"
        todo = f" {failure.todo}" if failure.todo else ""
        self.failed.emit(f"{words.rstrip('.')}.{todo} It stays open here; saving is tried again.")

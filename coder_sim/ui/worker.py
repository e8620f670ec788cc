"""One background thread for slow work; results return to the window's own thread as values."""

import logging
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from coder_sim.errors import EnvironmentFault, InputError

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Work that failed: what happened, what can be done, and the error itself."""

    what: str
    todo: str
    error: Exception


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Callable[[], T]
    then: "weakref.WeakMethod[Callable[[T | Failure], None]]"
    result: T | Failure | None = None


class Worker(QObject):
    """Runs jobs one after the other, in the order given, on a single thread of its own."""

    busy_changed = Signal(bool)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # The thread stays: a database connection may be bound to it.
        self._pool.setExpiryTimeout(-1)
        self._under_way = 0
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Tell whether a job is running or waiting."""
        return self._under_way > 0

    def ask(self, work: Callable[[], T], then: Callable[[T | Failure], None]) -> None:
        """Run ``work`` on the thread, then ``then`` here with its result or its Failure.

        ``then`` is a bound method; it is skipped when its object is gone by that time.
        """
        job = _Job(work, weakref.WeakMethod(then))
        self._under_way += 1
        if self._under_way == 1:
            self.busy_changed.emit(True)
        self._pool.start(lambda: self._run(job))

    def drain(self, milliseconds: int = 5000) -> bool:
        """Wait for all jobs and deliver their results; False when the time ran out."""
        done = self._pool.waitForDone(milliseconds)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return done

    def _run(self, job: _Job[T]) -> None:
        try:
            job.result = job.work()
        except Exception as error:
            log.exception("background work failed")
            job.result = _failure(error)
        # Nobody waits for the result when the window was closed meanwhile.
        with suppress(RuntimeError):
            self._ended.emit(job)

    def _on_ended(self, job: _Job[T]) -> None:
        self._under_way -= 1
        then = job.then()
        owner = getattr(then, "__self__", None)
        if then is not None and (not isinstance(owner, QObject) or isValid(owner)):
            then(job.result)  # type: ignore[arg-type]  # set by _run
        if not self._under_way:
            self.busy_changed.emit(False)


def _failure(error: Exception) -> Failure:
    """Put an error into words for the status line or a page."""
    if isinstance(error, EnvironmentFault):
        return Failure(error.what, error.todo, error)
    if isinstance(error, InputError):
        todo = next((problem.todo for problem in error.problems if problem.todo), "")
        return Failure(str(error), todo, error)
    return Failure(f"This should not have happened: {error or type(error).__name__}", "", error)

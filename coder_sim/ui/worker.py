"""One background thread for slow work; results return to the window's own thread as values."""

import logging
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread, current_thread
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from coder_sim.errors import CoderSimError, EnvironmentFault, InputError

T = TypeVar("T")
log = logging.getLogger(__name__)

_END_S = 5.0
"""How long the end of a worker waits for the job under way."""


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


class _Mailbox(QObject):
    """Carries finished jobs from the thread to the worker."""

    ended = Signal(object)


class Worker(QObject):
    """Runs jobs one after the other, in the order given, on a single thread of its own.

    It is the same thread from first to last: a database connection may be bound to it.
    """

    stumbled = Signal(object)
    """Work ended in an exception that is a bug of ours; the exception."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = _Mailbox()
        self._mailbox.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._jobs: SimpleQueue[_Job[Any] | Event | None] = SimpleQueue()
        # A pool would not do: QThreadPool.waitForDone ends its threads.
        thread = Thread(target=_serve, args=(self._jobs, self._mailbox), name="worker", daemon=True)
        thread.start()
        weakref.finalize(self, _end, self._jobs, thread, self._mailbox)

    def ask(self, work: Callable[[], T], then: Callable[[T | Failure], None]) -> None:
        """Run ``work`` on the thread, then ``then`` here with its result or its Failure.

        ``then`` is a bound method; it is skipped when its object is gone by that time.
        """
        self._jobs.put(_Job(work, weakref.WeakMethod(then)))

    def drain(self, milliseconds: int = 5000) -> bool:
        """Wait for all jobs and deliver their results; False when the time ran out."""
        reached = Event()
        self._jobs.put(reached)
        done = reached.wait(milliseconds / 1000)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return done

    def _on_ended(self, job: _Job[T]) -> None:
        if isinstance(job.result, Failure) and not isinstance(job.result.error, CoderSimError):
            self.stumbled.emit(job.result.error)
        then = job.then()
        owner = getattr(then, "__self__", None)
        if then is not None and (not isinstance(owner, QObject) or isValid(owner)):
            then(job.result)  # type: ignore[arg-type]  # set by _serve


def _end(jobs: "SimpleQueue[_Job[Any] | Event | None]", thread: Thread, mailbox: _Mailbox) -> None:
    """End the thread, then let go of its mailbox: Qt crashes when another thread frees it."""
    jobs.put(None)
    if thread is not current_thread():
        thread.join(_END_S)


def _serve(jobs: "SimpleQueue[_Job[Any] | Event | None]", mailbox: _Mailbox) -> None:
    """Do jobs until None comes; tell events that everything before them is done."""
    while (job := jobs.get()) is not None:
        if isinstance(job, Event):
            job.set()
            continue
        try:
            job.result = job.work()
        except CoderSimError as error:
            # Whoever asked tells it in words; a traceback on the terminal would say no more.
            log.info("background work ended: %s", error)
            job.result = _failure(error)
        except Exception as error:
            log.exception("background work failed")
            job.result = _failure(error)
        mailbox.ended.emit(job)


def _failure(error: Exception) -> Failure:
    """Put an error into words for the status line or a page."""
    if isinstance(error, EnvironmentFault):
        return Failure(error.what, error.todo, error)
    if isinstance(error, InputError):
        todo = next((problem.todo for problem in error.problems if problem.todo), "")
        return Failure(str(error), todo, error)
    # Its own words may quote a chart, and would say nothing to a coder.
    return Failure(
        "Something went wrong inside the program.",
        "What was saved is safe; try again, or close Coder Sim and start it anew.",
        error,
    )

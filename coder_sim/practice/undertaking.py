"""A long piece of work as both sides see it: how far it is, and whether to go on."""

from threading import Event

from coder_sim.errors import CoderSimError


class Stopped(CoderSimError):
    """The user stopped it; nothing was changed."""


class Undertaking:
    """The worker tells how far it is, the window looks now and then and may stop it.

    Plain values and no signals: the thread that lets go of it last may be either.
    """

    def __init__(self) -> None:
        self.done, self.total, self.what = 0, 0, ""
        self._stop = Event()

    def stop(self) -> None:
        """Ask the worker to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int, what: str) -> None:
        """Take note of progress; raises Stopped where the user has had enough."""
        if self._stop.is_set():
            raise Stopped("Stopped.")
        self.done, self.total, self.what = done, total, what

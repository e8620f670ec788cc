"""A work in a process of its own, forked so that it begins at once, and what it said."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults import work

LONGEST_S = 60.0


class Running:
    """A work under way; what it prints and what it says on stderr are read together."""

    def __init__(self, process: int, stream: int) -> None:
        self.process = process
        self._stream = stream
        self._text = b""
        self._ended = False

    @property
    def said(self) -> str:
        """Return everything read so far."""
        return self._text.decode("utf-8", "replace")

    @property
    def last(self) -> int:
        """Return the last number acknowledged; 0 before the first."""
        lines = self.said.split("\n")[:-1]
        return max((int(x.split()[1]) for x in lines if x.startswith("ACK ")), default=0)

    def until(self, holds: Callable[[str], bool], within: float = LONGEST_S) -> float | None:
        """Read until the text satisfies ``holds``; returns the seconds, None if it never does."""
        begun = time.monotonic()
        while not holds(self.said):
            left = begun + within - time.monotonic()
            if left <= 0 or self._ended:
                return None
            if select.select([self._stream], [], [], min(left, 0.2))[0]:
                self._read()
        return time.monotonic() - begun

    def stay(self, seconds: float) -> None:
        """Let it work for a while."""
        self.until(lambda _: False, seconds)

    def kill(self) -> None:
        """Kill it and read what it had said."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        while not self._ended:
            self._read()

    def _read(self) -> None:
        part = os.read(self._stream, 65536)
        self._text += part
        self._ended = not part


@contextmanager
def running(kind: str, home: Path, *, stopped: bool = False) -> Iterator[Running]:
    """Start a work; with ``stopped`` it waits for SIGCONT before it begins."""
    out, into = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(out)
        _be_the_work(kind, home, into, stopped)
    os.close(into)
    if stopped:
        os.waitpid(process, os.WUNTRACED)
    at_work = Running(process, out)
    try:
        yield at_work
    finally:
        at_work.kill()
        os.waitpid(process, 0)
        os.close(out)


def _be_the_work(kind: str, home: Path, into: int, stopped: bool) -> None:
    code = 70
    try:
        os.dup2(into, 2)
        sys.stdout = os.fdopen(into, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        if stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        code = work.main([kind, "--home", str(home)])
    except BaseException as error:
        os.write(2, f"Traceback: {error!r}\n".encode())
    finally:
        sys.stdout.flush()
        os._exit(code)

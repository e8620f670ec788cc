"""Opens the code library for a verb, built at first use. Loads nothing of the learner's."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coder_sim import paths
from coder_sim.library import build
from coder_sim.library.lookup import Library


class ProgressLine:
    """One line on a terminal that is written over; silent where stderr is a file."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show how far a long task is."""
        if self._shown:
            ending = "\n" if done == total else ""
            sys.stderr.write(f"\r\x1b[K{100 * done // total:3d} %  {what}{ending}")
            sys.stderr.flush()


def library_file(home: Path) -> Path:
    """Return the library's file, building it first where it is missing or out of date."""
    if not build.is_current(home):
        sys.stderr.write("coder-sim: building the code library (first time only) ...\n")
        return build.build(home, progress=ProgressLine())
    return paths.library_file(home)


@contextmanager
def open_library(home: Path) -> Iterator[Library]:
    """Open the code library for a verb."""
    with Library(library_file(home)) as library:
        yield library

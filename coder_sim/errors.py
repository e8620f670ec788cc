"""The error tree: everything that can go wrong and that a user can be told about.

CoderSimError
├── InputError            the input is at fault (exit 1); carries every Problem found
│   ├── PackError         a case pack
│   ├── AnswerError       an answer file or grading job
│   └── SourceError       an official or licensed code-set file
└── EnvironmentFault      the machine or the installation is at fault (exit 3)
    ├── LibraryFault      the code library is missing, damaged or of another version
    └── StoreFault        the learner's database cannot be opened, read or written
        ├── StoreConflict another window saved the same case, and that is kept
        ├── StoreDamaged  it is damaged, whole or in part; a backup can take its place
        └── StoreNewer    it was written by a newer program and is left untouched
Any other exception that reaches the top is a bug of ours (exit 70).
"""

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    INPUT = 1
    USAGE = 2
    ENVIRONMENT = 3
    BUG = 70


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: where it is, what it is, what to do about it.

    ``file`` is the name as the user knows it, ``case`` a case id or "", ``field`` a path
    such as ``lines[2].code`` or "".
    """

    what: str
    file: str = ""
    case: str = ""
    field: str = ""
    todo: str = ""


class CoderSimError(Exception):
    """Any failure that is told to the user in words."""


class InputError(CoderSimError):
    """The input is at fault; ``problems`` holds everything found, never empty."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems


class PackError(InputError):
    """A case pack that cannot be taken."""


class AnswerError(InputError):
    """An answer file or grading job that cannot be read."""


class SourceError(InputError):
    """A code-set file that cannot be read."""


class EnvironmentFault(CoderSimError):
    """The machine or the installation is at fault; ``todo`` says what the user can do."""

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo


class LibraryFault(EnvironmentFault):
    """The code library is missing, damaged or of another version."""


class StoreFault(EnvironmentFault):
    """The learner's database cannot be opened, read or written."""


class StoreConflict(StoreFault):
    """Another window saved the same case since it was opened here, and that is kept."""


class StoreDamaged(StoreFault):
    """The learner's database is damaged, whole or in part; a backup can take its place."""


class StoreNewer(StoreFault):
    """The learner's database was written by a newer program; it is left untouched."""

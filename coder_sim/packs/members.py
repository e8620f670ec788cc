"""Opens a pack, folder or .casepack, and hands out its members from memory; extracts nothing."""

import os
import stat
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Protocol

from coder_sim.errors import PackError, Problem
from coder_sim.packs.casepack import Casepack
from coder_sim.packs.limits import CONTAINER_MEMBERS, MEMBER_BYTES, MIB
from coder_sim.packs.names import (
    CASE_FILE,
    CASES,
    DOCUMENT_ENDING,
    KEY_FILE,
    PACK_FILE,
    SEALED_FILE,
    member,
    name_fault,
)


class Members(Protocol):
    """The files of a pack."""

    @property
    def title(self) -> str:
        """Return the pack's name as the user knows it."""

    @property
    def names(self) -> frozenset[str]:
        """Return the paths of all files that belong to the format."""

    def read(self, name: str) -> bytes:
        """Return a file's content; raises PackError."""


class Folder:
    """A pack as its author keeps it. Files that the format does not know are left alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.title = path.resolve().name or str(path)
        try:
            os.listdir(path)
        except OSError as error:
            raise PackError(_unopened(path, error)) from None
        self.names = frozenset(self._find())
        if PACK_FILE not in self.names:
            raise PackError(
                Problem(
                    what=f"There is no {PACK_FILE} in this folder.",
                    file=self.title,
                    todo=f"Name the folder that holds {PACK_FILE} and {CASES}/.",
                )
            )
        if len(self.names) > CONTAINER_MEMBERS:
            raise PackError(_too_many(self.title, len(self.names)))

    def read(self, name: str) -> bytes:
        """Return a file's content; links and special files are refused. Raises PackError."""
        try:
            content = _ordinary_content(self._path / name)
        except OSError as error:
            raise self._refusal(name, f"Cannot be read: {error.strerror}.") from None
        if content is None:
            raise self._refusal(name, "Is no ordinary file.")
        if len(content) > MEMBER_BYTES:
            raise self._refusal(name, f"Is larger than {MEMBER_BYTES // MIB} MB.")
        return content

    def _find(self) -> Iterator[str]:
        if os.path.lexists(self._path / PACK_FILE):
            yield PACK_FILE
        for case in _listed(self._path / CASES):
            for file in _listed(self._path / CASES / case):
                if file in (CASE_FILE, KEY_FILE, SEALED_FILE) or file.endswith(DOCUMENT_ENDING):
                    yield member(case, file)

    def _refusal(self, name: str, what: str) -> PackError:
        return PackError(
            Problem(what=what, file=f"{self.title}/{name}", todo="Put an ordinary file there.")
        )


def open_members(path: Path) -> Members:
    """Open a pack folder or .casepack file. Raises PackError."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise PackError(_unopened(path, error)) from None
    if stat.S_ISDIR(mode):
        return Folder(path)
    if stat.S_ISREG(mode):
        return Casepack(path)
    raise PackError(Problem(what="Is neither a folder nor a file.", file=str(path)))


def unusable_names(members: Members) -> Iterator[Problem]:
    """Yield a problem for each file whose name would not work everywhere."""
    for name in sorted(members.names):
        fault = name_fault(name)
        if fault:
            yield Problem(
                what=f"{fault}.", file=f"{members.title}/{name}", todo="Give it another name."
            )


def _ordinary_content(path: Path) -> bytes | None:
    """Return the beginning of a file, one byte past the limit at most; None for a special file."""
    # O_NONBLOCK: a pipe must not hang the program.
    handle = os.open(path, os.O_RDONLY | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK"))
    try:
        ordinary = stat.S_ISREG(os.fstat(handle).st_mode)
        with os.fdopen(handle, "rb", closefd=False) if ordinary else nullcontext() as file:
            return file.read(MEMBER_BYTES + 1) if file else None
    finally:
        os.close(handle)


def _listed(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones left out; nothing where there is no folder.

    A link is no folder of the pack: it could lead anywhere.
    """
    if os.path.islink(folder):
        return []
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return []


def _flag(name: str) -> int:
    """Return a flag of ``os.open`` where the system has it."""
    return int(getattr(os, name, 0))


def _unopened(path: Path, error: OSError) -> Problem:
    return Problem(
        what=f"Cannot be opened: {error.strerror}.",
        file=str(path),
        todo="Check its name and its rights.",
    )


def _too_many(file: str, count: int) -> Problem:
    return Problem(
        what=f"Holds {count:,} files; at most {CONTAINER_MEMBERS:,} are read.",
        file=file,
        todo="Split the pack.",
    )

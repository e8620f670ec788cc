"""Finds the files in what a user hands over: a file, a folder, a publisher's zip, a workbook.

Everything is read in memory, within limits that are checked before any content is unpacked.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coder_sim.archive import MIB, Archive, ArchiveFault, ArchiveLimits
from coder_sim.errors import Problem, SourceError
from coder_sim.library.readers.catalog import HEAD_BYTES, fault, in_file
from coder_sim.library.readers.workbook import is_workbook, sheets

FILE_BYTES = 512 * MIB
"""Largest file that is held in memory; what is cut down while it is read may be larger."""
LIMITS = ArchiveLimits(
    members=5_000, member=320 * MIB, total=1024 * MIB, ratio=200, ratio_from=64 * 1024
)
FOLDER_FILES = 5_000
DEEPEST = 6
"""Folders in folders, and zips in zips."""
_ZIP, _PDF = b"PK\x03\x04", b"%PDF"
_PDF_WHY = "a PDF: it holds words for people"
_DOCUMENT_WHY = "a document for people"
_BLOCK = 8 * MIB

Keeps = Callable[[bytes], Callable[[bytes], bool] | None]
"""Takes the head of a file and returns what tells the lines of use, None where all are."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a code-set file."""

    name: str
    """As the user can find it: "zip name/member", with the sheet of a workbook."""
    data: bytes
    named: bool = False
    """The user named this very file."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is none, with the reason."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, folder or zip that is refused."""

    name: str
    error: SourceError


Item = Found | PassedOver | Unreadable


def gather(path: Path, keeps: Keeps = lambda head: None) -> Iterator[Item]:
    """Yield all that is in a file or folder; what cannot be read is told, never raised."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            yield from _folder(path, name, keeps, DEEPEST)
        else:
            yield from _content(name, _plain(path, keeps), DEEPEST, named=True)
    except SourceError as error:
        yield Unreadable(name, in_file(error, name))
    except OSError as error:
        why = f"it cannot be opened: {error.strerror or error}"
        yield Unreadable(name, SourceError(Problem(why, name, todo="Check its name and rights.")))


def _folder(folder: Path, name: str, keeps: Keeps, depth: int) -> Iterator[Item]:
    if depth == 0:
        raise fault(f"it lies more than {DEEPEST} folders deep")
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    if len(entries) > FOLDER_FILES:
        raise fault(f"it holds more than {FOLDER_FILES:,} files")
    for entry in entries:
        inner = f"{name}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
            yield PassedOver(inner, "a link or a special file")
            continue
        try:
            if entry.is_dir():
                yield from _folder(Path(entry.path), inner, keeps, depth - 1)
            else:
                yield from _content(inner, _plain(Path(entry.path), keeps), DEEPEST)
        except SourceError as error:
            yield Unreadable(inner, in_file(error, inner))


def _plain(path: Path, keeps: Keeps) -> bytes:
    """Return the content of an ordinary file, cut down to its lines of use where it is huge."""
    # O_NONBLOCK: a pipe must not hang the program.
    handle = os.open(
        path, os.O_RDONLY | int(getattr(os, "O_NONBLOCK", 0)) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise fault("it is no ordinary file")
        if about.st_size <= FILE_BYTES:
            return file.read(FILE_BYTES + 1)
        wanted = keeps(file.read(HEAD_BYTES))
        if wanted is None:
            raise fault(f"it is larger than {FILE_BYTES // MIB} MB")
        file.seek(0)
        return b"".join(line for line in file if wanted(line))


def _content(name: str, data: bytes, depth: int, named: bool = False) -> Iterator[Item]:
    if data.startswith(_PDF):
        yield PassedOver(name, _PDF_WHY)
    elif data.startswith(_ZIP):
        yield from _zip(name, data, depth)
    else:
        yield Found(name, data, named)


def _zip(name: str, data: bytes, depth: int) -> Iterator[Item]:
    if depth == 0:
        yield Unreadable(name, in_file(fault(f"zips lie more than {DEEPEST} deep"), name))
        return
    try:
        archive = Archive(data, LIMITS, _name_fault, comment=True)
        if is_workbook(archive.names):
            for sheet in sheets(archive):
                yield Found(f"{name}, {sheet.name}", sheet.data)
        elif "[Content_Types].xml" in archive.names:
            yield PassedOver(name, _DOCUMENT_WHY)
        else:
            for member in archive.names:
                yield from _content(f"{name}/{member}", archive.read(member), depth - 1)
    except ArchiveFault as error:
        yield Unreadable(name, _refused(name, error))
    except SourceError as error:
        yield Unreadable(name, in_file(error, name))


def _refused(name: str, error: ArchiveFault) -> SourceError:
    todo = "Take the file from its publisher again."
    return SourceError(
        *(
            Problem(found.what, f"{name}/{found.member}" if found.member else name, todo=todo)
            for found in error.faults[:5]
        )
    )


def _name_fault(name: str) -> str:
    """Say why a member of a publisher's zip cannot be taken; nothing is ever written by it."""
    parts = name.replace("\\", "/").split("/")
    if "\0" in name or ".." in parts or not parts[0] or ":" in parts[0]:
        return "Its path leads out of the zip"
    return "Its path is longer than any publisher's" if len(name) > 300 else ""

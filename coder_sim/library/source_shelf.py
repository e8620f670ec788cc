"""The shelf of imported sources in the user's home: one file each, packed, with its label.

One file, so that a single rename puts a source in place; a SHA-256 tells damage. They outlive
the library, which is built anew from them when the program changes.
"""

import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from coder_sim import paths
from coder_sim.errors import Problem, SourceError
from coder_sim.library.readers.catalog import Content, SourceKind, fault, in_file
from coder_sim.library.readers.known import reader_of

ENDING = ".source"
_MARK = b"Coder Sim source 1\n"
_HEAD_BYTES = 8192
_DAMAGED = "it is not as it was when it was imported"
_TODO = "Import it again, or remove it with: coder-sim codes remove"


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of an imported source without reading it."""

    kind: SourceKind
    edition: str
    """Name of its edition, "" where the file does not say."""
    part: str
    """Tells files apart that make up one edition together: "00100-25999"; else ""."""
    origin: str
    """Name of the file as the user had it."""
    count: int
    unit: str
    imported: date
    sha256: str
    """Of the content."""
    effective_from: date | None = None
    """First day of its edition, as far as the file says."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported source on the shelf."""

    file: Path
    label: Label

    def data(self) -> bytes:
        """Return its content; SourceError where that is not as it was when it was imported."""
        packed = self.file.read_bytes().removeprefix(_MARK).partition(b"\n")[2]
        try:
            data = zlib.decompress(packed)
        except zlib.error:
            data = b""
        if hashlib.sha256(data).hexdigest() != self.label.sha256:
            raise in_file(fault(_DAMAGED, todo=_TODO), self.label.origin)
        return data

    def read(self) -> Content[object]:
        """Return all that it holds; ShelfError where it cannot be read any more."""
        try:
            data = self.data()
            reader = reader_of(data)
            if reader is None or reader.kind is not self.label.kind:
                raise fault("this version of the program does not read it", todo=_TODO)
            return reader.read(data)
        except SourceError as error:
            raise ShelfError(self, *in_file(error, self.label.origin).problems) from None


class ShelfError(SourceError):
    """An imported source that cannot be read any more; the library can do without it."""

    def __init__(self, source: Imported, *problems: Problem) -> None:
        super().__init__(*problems)
        self.source = source


def digest(data: bytes) -> str:
    """Return what a label says of a content."""
    return hashlib.sha256(data).hexdigest()


def on_shelf(home: Path) -> tuple[Imported, ...]:
    """Return the imported sources of a home, by name of file; those without a label left out."""
    return tuple(_labelled(paths.sources_folder(home)))


def write(folder: Path, label: Label, data: bytes) -> Imported:
    """Write a source into an existing folder, flushed to the disk, and return it."""
    file = folder / _name(label)
    line = json.dumps(asdict(label), default=str).encode()
    with file.open("wb") as stream:
        stream.write(_MARK + line + b"\n" + zlib.compress(data, 6))
        stream.flush()
        os.fsync(stream.fileno())
    return Imported(file, label)


def _name(label: Label) -> str:
    parts = (label.kind.slug, label.edition, label.part)
    words = "-".join(part for part in parts if part)
    return "".join(sign if sign.isalnum() else "-" for sign in words.lower()) + ENDING


def _labelled(folder: Path) -> Iterator[Imported]:
    for file in sorted(folder.glob(f"*{ENDING}")):
        try:
            with file.open("rb") as stream:
                head = stream.read(_HEAD_BYTES)
            values = json.loads(head.removeprefix(_MARK).partition(b"\n")[0])
            label = Label(
                **values
                | {
                    "kind": SourceKind(values["kind"]),
                    "imported": date.fromisoformat(values["imported"]),
                    "effective_from": _day(values["effective_from"]),
                }
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue
        yield Imported(file, label)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

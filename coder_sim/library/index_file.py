"""The search index as a file: named sections of integer arrays, mapped into memory."""

import mmap
import struct
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from coder_sim.errors import LibraryFault

_MAGIC = b"CSINDEX4"
_ENTRY = struct.Struct("=40sQQ")
_COUNT = struct.Struct("=8sI4x")
_REBUILD = "Run: coder-sim codes build"


class IndexWriter:
    """Collects sections and writes them as one file."""

    def __init__(self) -> None:
        self._sections: dict[str, bytes] = {}

    def numbers(self, name: str, values: "Iterable[int] | array[int]", code: str = "I") -> None:
        """Add an array; ``code`` is the array module's type code."""
        self._sections[name] = array(code, values).tobytes()

    def floats(self, name: str, values: Iterable[float]) -> None:
        """Add an array of single-precision numbers."""
        self._sections[name] = array("f", values).tobytes()

    def raw(self, name: str, data: bytes) -> None:
        """Add bytes as they are."""
        self._sections[name] = data

    def lines(self, name: str, texts: Iterable[str]) -> None:
        """Add texts, one a line; none may hold a line end."""
        self._sections[name] = "\n".join(texts).encode()

    def take(self, other: "IndexWriter") -> None:
        """Add the sections of another one."""
        self._sections.update(other._sections)

    def take_file(self, file: "IndexFile", wanted: Callable[[str], bool]) -> None:
        """Add the wanted sections of a file."""
        for name in file.names():
            if wanted(name):
                self._sections[name] = bytes(file.raw(name))

    def write(self, target: Path) -> None:
        """Write the file; each section starts at a multiple of 8."""
        offset = _COUNT.size + _ENTRY.size * len(self._sections)
        entries: list[bytes] = []
        for name, data in self._sections.items():
            offset += -offset % 8
            entries.append(_ENTRY.pack(name.encode(), offset, len(data)))
            offset += len(data)
        with target.open("wb") as file:
            file.write(_COUNT.pack(_MAGIC, len(entries)))
            file.writelines(entries)
            for data in self._sections.values():
                file.write(b"\0" * (-file.tell() % 8))
                file.write(data)


class IndexFile:
    """A search index, mapped into memory and read-only. Raises LibraryFault if it is not one."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise LibraryFault(f"The search index cannot be read: {error}.", _REBUILD) from error
        self._view = memoryview(self._map)
        self._handed_out: list[memoryview] = []
        self._where = self._read_entries(path)

    def _read_entries(self, path: Path) -> dict[str, tuple[int, int]]:
        size = len(self._view)
        magic, count = _COUNT.unpack_from(self._view) if size >= _COUNT.size else (b"", 0)
        if magic != _MAGIC or size < _COUNT.size + count * _ENTRY.size:
            raise LibraryFault(f"{path.name} is not a search index of this version.", _REBUILD)
        where: dict[str, tuple[int, int]] = {}
        for at in range(count):
            name, start, length = _ENTRY.unpack_from(self._view, _COUNT.size + at * _ENTRY.size)
            if start + length > size:
                raise LibraryFault(f"{path.name} is cut short.", _REBUILD)
            where[name.rstrip(b"\0").decode()] = (start, length)
        return where

    def names(self) -> Iterable[str]:
        """Return the names of the sections."""
        return self._where.keys()

    def raw(self, name: str) -> memoryview:
        """Return a section as bytes."""
        start, length = self._where[name]
        self._handed_out.append(self._view[start : start + length])
        return self._handed_out[-1]

    def numbers(self, name: str, code: str = "I") -> "memoryview[int]":
        """Return a section as numbers, without a copy; ``code`` as it was written."""
        self._handed_out.append(self.raw(name).cast(code))  # type: ignore[call-overload]
        return self._handed_out[-1]

    def lines(self, name: str) -> list[str]:
        """Return a section as its lines."""
        text = str(self.raw(name), "utf-8")
        return text.split("\n") if text else []

    def text(self, name: str) -> str:
        """Return a section as one text."""
        return str(self.raw(name), "utf-8")

    def close(self) -> None:
        """Give the file up; every section handed out is void from then on."""
        for view in reversed(self._handed_out):
            view.release()
        self._view.release()
        self._map.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

"""Hostile containers: what is no zip, zips that lie, names that lead elsewhere, odd files."""

import bz2
import gzip
import io
import os
import socket
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.items import Item, Make, bytewise, changed, packed
from tests.packs import zips
from tests.packs.folders import PackFolder

_END = b"PK\x05\x06"
_CENTRAL = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"


def plain(content: bytes) -> Make:
    def make(place: Path) -> Path:
        path = place / "small.casepack"
        path.write_bytes(content)
        return path

    return make


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("pack.json"), io.BytesIO())
    return buffer.getvalue()


def _at(signature: bytes, offset: int, layout: str, value: int) -> Callable[[bytes], bytes]:
    """Return a change of one number behind the last record with a signature."""

    def change(content: bytes) -> bytes:
        place = content.rindex(signature) + offset
        size = struct.calcsize(layout)
        return content[:place] + struct.pack(layout, value) + content[place + size :]

    return change


def _first(signature: bytes, offset: int, layout: str, value: int) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        place = content.index(signature) + offset
        size = struct.calcsize(layout)
        return content[:place] + struct.pack(layout, value) + content[place + size :]

    return change


def _extra_entry(info: zipfile.ZipInfo, content: bytes = b"x") -> Make:
    def make(place: Path) -> Path:
        path = packed(lambda files: None)(place)
        with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(info, content)
        return path

    return make


def _named(name: str) -> Make:
    """Return a maker of a pack with a listed member whose name ``zipfile`` does not tidy."""

    def make(place: Path) -> Path:
        files = zips.members(PackFolder(place / "small-pack"))
        stand_in = "Q" * len(name.encode())
        files[stand_in] = b"x"
        path = zips.write(place / "small.casepack", files)
        path.write_bytes(path.read_bytes().replace(stand_in.encode(), name.encode()))
        return path

    return make


def _overlapping(place: Path) -> Path:
    """Write a directory in which every entry points at the same bytes (CVE-2024-0450)."""
    path = packed(lambda files: files.__setitem__("cases/stay/a.txt", b"0" * 60_000))(place)
    content = bytearray(path.read_bytes())
    offset = struct.unpack_from("<I", content, content.rindex(_CENTRAL) + 42)[0]
    start = 0
    while (start := content.find(_CENTRAL, start)) >= 0:
        struct.pack_into("<I", content, start + 42, offset)
        start += 4
    path.write_bytes(bytes(content))
    return path


def _many(place: Path) -> Path:
    path = place / "small.casepack"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_001):
            archive.writestr(zipfile.ZipInfo(f"cases/a/{number}.txt"), b"")
    return path


def _claims_much(place: Path) -> Path:
    """Write entries that claim 6 MB each, 300 MB together."""
    files = {f"cases/stay/{number}.txt": b"0123456789" * 600_000 for number in range(50)}
    return zips.write(place / "small.casepack", files)


def _method(number: int) -> Make:
    def change(content: bytes) -> bytes:
        content = _at(_CENTRAL, 10, "<H", number)(content)
        return _at(_LOCAL, 8, "<H", number)(content)

    return bytewise(change)


def _compressed(method: int) -> Make:
    def make(place: Path) -> Path:
        files = zips.members(PackFolder(place / "small-pack"))
        path = place / "small.casepack"
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.writestr("manifest.json", zips.manifest(files))
            for name, content in files.items():
                archive.writestr(name, content)
        return path

    return make


def _linked(target: str) -> Make:
    def make(place: Path) -> Path:
        folder = changed(lambda pack: None)(place)
        note = folder / "cases/stay/summary.txt"
        note.unlink()
        note.symlink_to(target)
        return folder

    return make


def _circle(place: Path) -> Path:
    folder = changed(lambda pack: None)(place)
    (folder / "cases/visit/note.txt").unlink()
    (folder / "cases/visit/note.txt").symlink_to(folder / "cases/visit/note.txt")
    return folder


def _pipe(place: Path) -> Path:
    folder = changed(lambda pack: None)(place)
    (folder / "cases/stay/summary.txt").unlink()
    os.mkfifo(folder / "cases/stay/summary.txt")
    return folder


def _socket(place: Path) -> Path:
    # A socket's path is short on every system.
    folder = changed(lambda pack: None)(place)
    note = folder / "cases/stay/summary.txt"
    note.unlink()
    here = Path.cwd()
    os.chdir(note.parent)
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(note.name)
    finally:
        os.chdir(here)
    return folder


def _folder_as_file(name: str) -> Make:
    def make(place: Path) -> Path:
        folder = changed(lambda pack: pack.removed.add(name))(place)
        (folder / name).mkdir(parents=True)
        return folder

    return make


def _special(kind: Callable[[Path], None]) -> Make:
    def make(place: Path) -> Path:
        path = place / "small.casepack"
        kind(path)
        return path

    return make


def _no_zips() -> Iterator[Item]:
    yield Item("an empty file", plain(b""))
    yield Item("a text file", plain(b"This is no pack.\n" * 20))
    yield Item("a gzip file", plain(gzip.compress(b"x" * 500)))
    yield Item("a bzip2 file", plain(bz2.compress(b"x" * 500)))
    yield Item("a tar file", plain(_tar()))
    yield Item("a 7z file", plain(b"7z\xbc\xaf\x27\x1c" + bytes(500)))
    yield Item("a picture", plain(b"\x89PNG\r\n\x1a\n" + bytes(500)))
    yield Item("a database", plain(b"SQLite format 3\0" + bytes(4000)))
    yield Item("a program", plain(b"\x7fELF" + bytes(500)))
    yield Item("a script with PK in front", plain(b"PK\x03\x04#!/bin/sh\nrm -rf /\n"))
    yield Item("an end record alone", plain(_END + bytes(18)))
    yield Item("a named pipe", _special(os.mkfifo))
    yield Item("a path that is not there", _special(lambda path: None))
    yield Item("an empty folder", _special(lambda path: path.mkdir()))
    yield Item("a link in a circle", _special(lambda path: path.symlink_to(path)))


def _lying_zips() -> Iterator[Item]:
    yield Item("cut in half", bytewise(lambda content: content[: len(content) // 2]))
    yield Item("cut by one byte", bytewise(lambda content: content[:-1]))
    yield Item("bytes in front", bytewise(lambda content: b"MZ" + content))
    yield Item("bytes behind", bytewise(lambda content: content + b"\0"))
    yield Item("a second zip behind", bytewise(lambda content: content + content))
    yield Item("a comment", bytewise(lambda c: _at(_END, 20, "<H", 3)(c) + b"abc"))
    yield Item("a false count of entries", bytewise(_at(_END, 10, "<H", 1)))
    yield Item("both counts false", bytewise(lambda c: _at(_END, 8, "<I", 0x00020002)(c)))
    yield Item("a directory elsewhere", bytewise(_at(_END, 16, "<I", 7)))
    yield Item("a directory of another size", bytewise(_at(_END, 12, "<I", 7)))
    yield Item("several disks", bytewise(_at(_END, 4, "<H", 3)))
    yield Item("zip64 marks", bytewise(_at(_END, 16, "<I", 0xFFFFFFFF)))
    yield Item("an encrypted member", bytewise(_at(_CENTRAL, 8, "<H", 1)))
    yield Item("strong encryption", bytewise(_at(_CENTRAL, 8, "<H", 0x41)))
    yield Item("a wrong checksum", bytewise(_at(_CENTRAL, 16, "<I", 1)))
    yield Item("a size that is too small", bytewise(_at(_CENTRAL, 24, "<I", 1)))
    yield Item("a size of 4 GB", bytewise(_at(_CENTRAL, 24, "<I", 0xFFFFFFF0)))
    yield Item("a packed size of 4 GB", bytewise(_at(_CENTRAL, 20, "<I", 0xFFFFFFF0)))
    yield Item("an offset behind the end", bytewise(_at(_CENTRAL, 42, "<I", 0x7FFFFFFF)))
    yield Item("an offset into another member", bytewise(_at(_CENTRAL, 42, "<I", 5)))
    yield Item("another name in front of the bytes", bytewise(_first(_LOCAL, 30, "<B", 0x58)))
    yield Item("no signature before a member", bytewise(_first(_LOCAL, 0, "<I", 0)))
    yield Item("an unknown way of packing", _method(99))
    yield Item("an ancient way of packing", _method(1))
    yield Item("packed by bzip2", _compressed(zipfile.ZIP_BZIP2))
    yield Item("packed by LZMA", _compressed(zipfile.ZIP_LZMA))
    yield Item("members that share their bytes", _overlapping)
    yield Item("60,001 members", _many)
    yield Item("300 MB behind 1 MB", _claims_much)
    zeros = b"\0" * (5 * 1024 * 1024)
    yield Item("5 MB of nothing", packed(lambda f: f.__setitem__("cases/stay/z.txt", zeros)))
    seven = bytes(range(256)) * 28_000
    yield Item("a member of 7 MB", packed(lambda f: f.__setitem__("cases/stay/z.txt", seven)))
    yield Item("a zip in the zip", packed(lambda f: f.__setitem__("cases/stay/z.zip", b"PK")))


_NAMES = {
    "up and out": "../../outside.txt",
    "from the root": "/etc/cron.d/x",
    "up in the middle": "cases/stay/../../x.txt",
    "a drive": "C:/Windows/x.txt",
    "backslashes": "..\\..\\x.txt",
    "a share": "//server/share/x.txt",
    "a device": "cases/stay/aux.txt",
    "a device with a number": "cases/stay/COM1.txt",
    "a dot at the end": "cases/stay/x.txt.",
    "a blank at the end": "cases/stay/x.txt ",
    "an alternate stream": "cases/stay/x.txt:evil",
    "a line end": "cases/stay/a\nb.txt",
    "an escape sequence": "cases/stay/\x1b[2J.txt",
    "writing that turns round": "cases/stay/\u202etxt.exe",
    "an umlaut in two signs": "cases/stay/u\u0308.txt",
    "a zero width blank": "cases/stay/a\u200b.txt",
    "a wildcard": "cases/stay/*.txt",
    "a star of angle brackets": "cases/stay/<img>.txt",
    "250 bytes": "cases/stay/" + "x" * 240 + ".txt",
    "ten folders deep": "a/b/c/d/e/f/g/h/i/j.txt",
    "nothing between two slashes": "cases//stay.txt",
    "a dot for a folder": "cases/./stay.txt",
    "other capitals": "cases/stay/CASE.json",
    "a hidden file": ".bashrc",
    "a program": "cases/stay/run.exe",
    "a web page": "cases/stay/index.html",
}


def _members() -> Iterator[Item]:
    for what, name in _NAMES.items():
        yield Item(f"a member named with {what}", _named(name))
    yield Item("a member twice", _extra_entry(zips.entry("pack.json"), b"{}"))
    yield Item("a link as member", _extra_entry(zips.entry("cases/l.txt", mode=0o120777)))
    yield Item("a device as member", _extra_entry(zips.entry("cases/d.txt", mode=0o060666)))
    yield Item("a pipe as member", _extra_entry(zips.entry("cases/p.txt", mode=0o010666)))
    yield Item("a program as member", _extra_entry(zips.entry("cases/x.txt", mode=0o104755)))
    yield Item("a folder that holds bytes", _extra_entry(zips.entry("cases/f/", mode=0o040755)))
    yield Item("an unlisted member", _extra_entry(zips.entry("cases/stay/more.txt")))


def _folders() -> Iterator[Item]:
    yield Item("a document that is a link to the system", _linked("/etc/passwd"))
    yield Item("a document that is a link to endless zeros", _linked("/dev/zero"))
    yield Item("a document that is a link up and out", _linked("../../../secret.txt"))
    yield Item("a document that is a link to itself", _circle)
    yield Item("a document that is a pipe", _pipe)
    yield Item("a document that is a socket", _socket)
    yield Item("a document that is a folder", _folder_as_file("cases/stay/summary.txt"))
    yield Item("a key that is a folder", _folder_as_file("cases/stay/key.json"))
    yield Item("a listing that is a folder", _folder_as_file("pack.json"))


def items() -> Iterator[Item]:
    """Yield every item of this class."""
    yield from (*_no_zips(), *_lying_zips(), *_members(), *_folders())

"""What an item of the corpus is: a way to make a bad pack, and the verdict that is right."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.packs import zips
from tests.packs.folders import PackFolder

Make = Callable[[Path], Path]
"""Writes an item below a folder of its own and returns the path to open."""


class Verdict(StrEnum):
    """What becomes of an item: refused in words, or taken as harmless text."""

    REFUSED = "refused"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Item:
    """One hostile or damaged pack."""

    name: str
    make: Make
    verdict: Verdict = Verdict.REFUSED


def changed(change: Callable[[PackFolder], None]) -> Make:
    """Return a maker of a folder with one part of it changed."""

    def make(place: Path) -> Path:
        pack = PackFolder(place / "small-pack")
        change(pack)
        return pack.write()

    return make


def put(part: str, path: str, value: object) -> Make:
    """Return a maker with the field at ``path`` of "pack", "case" or "key" (of stay) set."""

    def change(pack: PackFolder) -> None:
        root: Any = {"pack": pack.pack, "case": pack.case["stay"], "key": pack.key["stay"]}[part]
        *steps, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
        for step in steps:
            root = root[step]
        root[last] = value

    return changed(change)


def filed(name: str, content: bytes) -> Make:
    """Return a maker with one file of the folder written over, or added."""
    return changed(lambda pack: pack.files.__setitem__(name, content))


def packed(change: Callable[[dict[str, bytes]], None]) -> Make:
    """Return a maker of a .casepack whose members were changed before it was zipped."""

    def make(place: Path) -> Path:
        files = zips.members(PackFolder(place / "small-pack"))
        change(files)
        return zips.write(place / "small.casepack", files)

    return make


def bytewise(change: Callable[[bytes], bytes]) -> Make:
    """Return a maker of a sound .casepack whose bytes were changed afterwards."""

    def make(place: Path) -> Path:
        path = packed(lambda files: None)(place)
        path.write_bytes(change(path.read_bytes()))
        return path

    return make

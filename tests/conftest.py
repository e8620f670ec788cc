"""Shared fixtures: no test reaches the network or the real home; the code library is built once."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pydantic.types  # noqa: F401  # first: see coder_sim/services.py
import pytest

from coder_sim import paths
from coder_sim.library import build, sources
from coder_sim.library.lookup import Library

CACHE = Path(__file__).parents[1] / ".cache" / "library"
KEPT = 3
"""Libraries of earlier states of the sources that are kept, the present one included."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any use of the network fail; local sockets between processes stay allowed."""

    def refuse(_: socket.socket, address: object) -> NoReturn:
        raise AssertionError(f"a test reached for the network: {address}")

    def refuse_name(*arguments: object, **_: object) -> NoReturn:
        raise AssertionError(f"a test looked up a name: {arguments[:1]}")

    connect = socket.socket.connect

    def connect_locally(self: socket.socket, address: str) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            refuse(self, address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_locally)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse_name)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the program's home at a folder of this test's own; it does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv(paths.HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture(scope="session")
def library_file() -> Path:
    """Return the whole code library, built once per state of its sources and kept between runs.

    The build's own lock makes a second test process wait for the first.
    """
    file = build.build(CACHE / sources.stamp(sources.installed())[:16])
    file.parent.touch()
    by_age = sorted(CACHE.iterdir(), key=lambda folder: folder.stat().st_mtime)
    for outdated in by_age[:-KEPT]:
        shutil.rmtree(outdated, ignore_errors=True)
    return file


@pytest.fixture
def built_home(home: Path, library_file: Path) -> Path:
    """Return this test's home with the code library in it."""
    home.mkdir()
    for part in library_file.parent.glob("library.*"):
        shutil.copy(part, home / part.name)
    return home


@pytest.fixture(scope="session")
def facts(library_file: Path) -> Iterator[Library]:
    """Return the code library, open for lookups; do not close it."""
    with Library(library_file) as library:
        yield library

"""F7 and F9: a disk without room, and two copies of the program at once."""

import ctypes
import os
import random
import resource
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.faults import kills
from tests.faults.running import Running, running

TOLD_S, SAVED_S = 2.0, 5.0
"""A full disk is told, and once there is room a save is made, within these times."""
_NEW_MOUNTS = 0x00020000


def no_room(seed: int) -> str:
    """Let no file grow while a draft is typed, then let it; returns what was wrong."""
    with tempfile.TemporaryDirectory(prefix="coder-sim-room-") as folder:
        home = Path(folder) / "home"
        with running("autosave", home) as at_work:
            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

            def room(size: int) -> None:
                resource.prlimit(at_work.process, resource.RLIMIT_FSIZE, (size, hard))

            wrong = _full_and_free(
                at_work, seed, lambda: room(512), lambda: room(resource.RLIM_INFINITY)
            )
        return wrong or kills.verdict("autosave", home, at_work)


def full_disk(seed: int) -> str:
    """Fill a small file system of its own while a draft is typed, then make room."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        wrong = "the drill itself failed"
        try:
            wrong = _on_small_disk(seed)
        finally:
            os.write(write, wrong.encode()[:4000])
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as stream:
        wrong = stream.read()
    os.waitpid(process, 0)
    return wrong


def can_mount() -> bool:
    """Tell whether a file system can be mounted here that only this process sees."""
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _on_small_disk(seed: int) -> str:
    if ctypes.CDLL(None).unshare(_NEW_MOUNTS) != 0:
        return "no mounts of its own"
    with tempfile.TemporaryDirectory(prefix="coder-sim-disk-") as folder:
        for words in (
            ["mount", "--make-rprivate", "/"],
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder],
        ):
            subprocess.run(words, check=True, capture_output=True)
        filler = Path(folder) / "filler"

        def fill() -> None:
            with filler.open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    return

        home = Path(folder) / "home"
        try:
            with running("autosave", home) as at_work:
                wrong = _full_and_free(at_work, seed, fill, filler.unlink)
            return wrong or kills.verdict("autosave", home, at_work)
        finally:
            subprocess.run(["umount", "-l", folder], check=False, capture_output=True)


def _full_and_free(
    at_work: Running, seed: int, fill: Callable[[], None], free: Callable[[], None]
) -> str:
    chance = random.Random(seed)
    at_work.until(lambda said: said.count("ACK") > chance.randrange(1, 10))
    told = at_work.said.count("TOLD")
    fill()
    if at_work.until(lambda said: said.count("TOLD") > told, TOLD_S) is None:
        return f"a full disk was not told: {at_work.said[-300:]}"
    at_work.stay(chance.uniform(0.05, 0.5))
    saved = at_work.last
    free()
    if at_work.until(lambda _: at_work.last > saved, SAVED_S) is None:
        return f"nothing was saved once there was room: {at_work.said[-300:]}"
    return ""


def two_copies(seed: int) -> str:
    """Type in two copies at once, end both, and type again."""
    seconds = random.Random(seed).uniform(0.5, 2.0)
    with tempfile.TemporaryDirectory(prefix="coder-sim-two-") as folder:
        home = Path(folder) / "home"
        with running("autosave", home) as first, running("submit", home) as second:
            first.stay(seconds)
            second.stay(0.1)
            first.kill()
            second.kill()
        code, states, words = kills.checked(home)
        if code != 0 or "Traceback" in first.said + second.said:
            return f"check says {code}: {words} {first.said} {second.said}"
        if states["submit"] < second.last or max(states["autosave"], _saves(home)) < first.last:
            return f"acknowledged {first.last} and {second.last}, found {states}"
        with running("autosave", home) as third:
            if third.until(lambda said: "ACK" in said, SAVED_S) is None:
                return f"after both were killed nothing is saved: {third.said}"
        return ""


def _saves(home: Path) -> int:
    """Return the last save number of any attempt: it counts on from the draft it came from."""
    _, text = kills.dumped(home)
    numbers = [line.partition('"sequence": ')[2] for line in text.splitlines()]
    return max((int(x.split(",")[0].rstrip("}")) for x in numbers if x), default=0)

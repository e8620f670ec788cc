"""Reads packs in little memory and tells of every file, socket and program it was made to touch."""

import json
import os
import resource
import sys
from pathlib import Path

from coder_sim import packs
from coder_sim.errors import PackError
from coder_sim.library.lookup import Library

_MEMORY = 400 * 2**20
_CALLS = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.")
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod")
_OWN = (str(Path(__file__).parents[2]), sys.prefix, sys.base_prefix, "/usr/share/zoneinfo")


def main() -> None:
    """Read a listing of packs on stdin; print what became of each and what was touched."""
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    elsewhere: list[str] = []
    here = ""

    def watch(event: str, details: tuple[object, ...]) -> None:
        if event.startswith(_CALLS) or event in _CHANGES:
            elsewhere.append(f"{here}: {event} {details}")
        elif event == "open":
            path, mode, flags = details
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            own = str(path).startswith((here, *_OWN)) and not writes
            if not own and not isinstance(path, int):
                elsewhere.append(f"{here}: open {path} {mode}")

    why = []
    with Library(Path(asked["library"])) as library:
        packs.read_for_import(Path(asked["paths"][-1]), library)
        sys.addaudithook(watch)
        for path in asked["paths"]:
            here = path
            try:
                packs.read_for_import(Path(path), library)
                why.append("taken")
            except PackError:
                why.append("refused")
    sys.stdout.write(json.dumps({"why": why, "elsewhere": elsewhere}))


if __name__ == "__main__":
    main()

"""``make faults``: every fault in number; prints a line for each kind and what was wrong."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.faults import damage, kills, read_only, room, syscalls

PROCESSES = 2
WORKS = ("autosave", "submit", "import", "migrate")


def many(what: Callable[[int], str], count: int, seed: int = 0) -> list[str]:
    """Run something for so many seeds on two processes; returns what was wrong, with its seed."""
    seeds = range(seed, seed + count)
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = pool.map(what, seeds)
        return [f"seed {seed}: {wrong}" for seed, wrong in zip(seeds, found, strict=True) if wrong]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all faults, or those named."""
    drills: dict[str, Callable[[int], str]] = {
        **{f"kill-{kind}": partial(kills.killed, kind) for kind in WORKS},
        "damage": damage.damaged,
        "no-room": room.no_room,
        "two-copies": room.two_copies,
        "read-only": read_only.read_only,
    }
    counts = dict.fromkeys(drills, 200) | {
        "damage": 1000,
        "syscall": 120,
        "no-room": 50,
        "full-disk": 50,
        "two-copies": 20,
        "read-only": 8,
    }
    if room.can_mount():
        drills["full-disk"] = room.full_disk
    if syscalls.is_possible():
        drills["syscall"] = syscalls.injected
    parser = argparse.ArgumentParser(prog="tests.faults.run", description=__doc__)
    parser.add_argument("drills", nargs="*", help=f"of {', '.join(drills)}; default: all")
    parser.add_argument("--count", type=int, help="how many of each")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    kills.prepare()
    bad = 0
    for name in chosen.drills or drills:
        if name not in drills:
            sys.stdout.write(f"{name:<16} cannot be run here\n")
            continue
        begun = time.monotonic()
        count = chosen.count or counts[name]
        wrong = many(drills[name], count, chosen.seed)
        bad += len(wrong)
        seconds = time.monotonic() - begun
        sys.stdout.write(f"{name:<16} {count - len(wrong)}/{count} good, {seconds:.0f} s\n")
        sys.stdout.write("".join(f"  {line}\n" for line in wrong[:10]))
        sys.stdout.flush()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

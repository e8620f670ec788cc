"""F6: one system call on the database fails, or the process dies in it; strace sees to that."""

import os
import random
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from coder_sim import paths
from tests.faults import kills, materials
from tests.faults.running import Running, running

CALLS = ("pwrite64", "fsync,fdatasync", "ftruncate", "unlink", "openat", "pread64")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
WORKS = ("autosave", "submit", "import", "migrate")
SECONDS = 1.2


def is_possible() -> bool:
    """Tell whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    trial = subprocess.run(["strace", "-qq", "true"], capture_output=True, check=False)
    return trial.returncode == 0


def injected(seed: int) -> str:
    """Let one call fail in one work; returns what was wrong afterwards, "" for nothing."""
    chance = random.Random(seed)
    kind = WORKS[seed % len(WORKS)]
    calls, fault = chance.choice(CALLS), chance.choice(FAULTS)
    when = chance.randrange(1, 60)
    with tempfile.TemporaryDirectory(prefix="coder-sim-call-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        if kind == "migrate":
            materials.unpack(materials.old_databases()[0], paths.learner_file(home))
        inject, trace = f"{calls}:{fault}:when={when}", Path(folder) / "trace"
        with (
            running(kind, home, stopped=True) as at_work,
            _tracer(at_work, home, inject, trace),
        ):
            os.kill(at_work.process, signal.SIGCONT)
            at_work.until(lambda said: "READY" in said, 5.0)
            at_work.stay(SECONDS)
            at_work.kill()
        wrong = kills.verdict(kind, home, at_work)
        wrong = wrong or _told(fault, trace.read_text("utf-8"), at_work, calls)
        return f"{kind} {calls} {fault} {when}: {wrong}" if wrong else ""


def _told(fault: str, trace: str, at_work: Running, calls: str) -> str:
    """A write or a sync that failed must be told in words: it was not saved."""
    # SQLite looks away when a folder cannot be synced as a journal begins: it is synced again.
    failed = any("INJECTED" in line and "coder-sim.db" in line for line in trace.splitlines())
    written = fault != "signal=SIGKILL" and calls in ("pwrite64", "fsync,fdatasync")
    if failed and written and "TOLD" not in at_work.said:
        return f"a failure was not told: {at_work.said[-300:]}"
    return ""


def _tracer(at_work: Running, home: Path, inject: str, trace: Path) -> "subprocess.Popen[str]":
    """Attach strace to a stopped work, for calls on the database and its journal alone."""
    database = paths.learner_file(home)
    names = [str(home), str(database), f"{database}-journal"]
    calls = inject.partition(":")[0]
    tracer = subprocess.Popen(
        [
            *("strace", "-f", "-y", "-o", str(trace), "-p", str(at_work.process)),
            *(word for name in names for word in ("-P", name)),
            *("-e", f"trace={calls}", "-e", f"inject={inject}"),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    first = tracer.stderr.readline()
    if "attached" not in first:
        raise RuntimeError(f"strace does not attach: {first}")
    return tracer

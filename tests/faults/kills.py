"""F1 to F4: work killed at a random moment; afterwards nothing that was acknowledged is missing."""

import contextlib
import io
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from coder_sim import cli, paths
from coder_sim.errors import Exit
from coder_sim.practice.views import CaseRef
from coder_sim.services import now
from coder_sim.store.backup import backups_of
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.migrate import alembic_config
from coder_sim.store.rows import FORMAT
from tests.faults import materials, work

SPAN_S = {"autosave": 1.5, "submit": 1.5, "import": 1.5, "migrate": 0.7}
"""Work of each kind is killed within this time; a migration is over sooner."""
OWN = {"coder-sim.db", "backups"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a work had printed before its end."""

    out: str
    err: str

    @property
    def last(self) -> int | None:
        """Return the last number acknowledged; None before the first."""
        numbers = [line for line in self.out.splitlines() if line.startswith("ACK ")]
        return int(numbers[-1].split()[1]) if numbers else None


def prepare() -> None:
    """Make what all works need, once, before they are timed."""
    materials.library()
    materials.large_pack(work.CASES)
    alembic_config()


def killed(kind: str, seed: int) -> str:
    """Kill one work in a home of its own; returns what was wrong afterwards, "" for nothing."""
    with tempfile.TemporaryDirectory(prefix="coder-sim-kill-") as folder:
        home = Path(folder) / "home"
        if kind == "migrate":
            stored = random.Random(seed).choice(materials.old_databases())
            materials.unpack(stored, paths.learner_file(home))
        said = _run_and_kill(kind, home, random.Random(seed).uniform(0, SPAN_S[kind]))
        return verdict(kind, home, said)


def _run_and_kill(kind: str, home: Path, after: float) -> Said:
    """Run a work in a forked process, which need not load the program first, and kill it."""
    out, into = os.pipe()
    with tempfile.TemporaryFile() as errors:
        process = os.fork()
        if process == 0:
            _be_the_work(kind, home, into, errors.fileno())
        os.close(into)
        with open(out, encoding="utf-8") as stream:
            first = stream.readline()
            time.sleep(after)
            os.kill(process, signal.SIGKILL)
            rest = stream.read()
        os.waitpid(process, 0)
        errors.seek(0)
        return Said(first + rest, errors.read().decode("utf-8", "replace"))


def _be_the_work(kind: str, home: Path, out: int, err: int) -> None:
    code = 70
    try:
        sys.stdout = os.fdopen(out, "w", encoding="utf-8")
        sys.stderr = os.fdopen(os.dup(err), "w", encoding="utf-8")
        code = work.main([kind, "--home", str(home)])
    finally:
        sys.stdout.flush()
        os._exit(code)


def checked(home: Path) -> tuple[int, dict[str, int], str]:
    """Run ``coder-sim check``; returns its exit code, the states and what it said on stderr."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--home", str(home), "check"])
    words = [line.split() for line in out.getvalue().splitlines() if line.startswith("STATE ")]
    return code, {name: int(number) for _, name, number in words}, err.getvalue()


def dumped(home: Path) -> tuple[int, str]:
    """Run ``coder-sim dump``; returns its exit code and the text."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--home", str(home), "dump"])
    return code, out.getvalue()


def verdict(kind: str, home: Path, said: Said) -> str:
    """Return what breaks a promise after a work has ended in whatever way; "" for nothing."""
    if not said.out.startswith("READY"):
        return f"it never began: {said.err}"
    if "Traceback" in said.err:
        return said.err
    code, states, words = checked(home)
    if code != Exit.DONE:
        return f"check says {code}: {words}"
    left = {entry.name for entry in home.iterdir()} - OWN
    if left:
        return f"left behind: {left}"
    state, last = states[kind], said.last
    if kind == "import":
        return _imported(home, state, last)
    if kind == "migrate":
        return _migrated(home, state, last)
    if not (last or 0) <= state <= (last or 0) + 1:
        return f"acknowledged {last}, found {state}"
    return _submitted(home) if kind == "submit" else ""


def _submitted(home: Path) -> str:
    with LearnerStore(paths.learner_file(home), now()) as store:
        ref = CaseRef(work.ID, "office-visit")
        lines = store.attempts(ref.pack_id, ref.case_id)
        sequences = [store.attempt(line.id).line.sequence for line in lines]
        draft = store.draft(ref.pack_id, ref.case_id)
    if len(set(sequences)) != len(sequences):
        return "an attempt is there twice"
    if draft is not None and draft.sequence in sequences:
        return "a sheet is a draft and submitted at once"
    return ""


def _imported(home: Path, state: int, last: int | None) -> str:
    with LearnerStore(paths.learner_file(home), now()) as store:
        cases = sum(len(pack.cases) for pack in store.packs())
        whole = {3: 15, 4: 15 + work.CASES}
        readable = [store.case(x.pack_id, x.case_id) for x in store.shelf().entries[-3:]]
    if whole.get(state) != cases or len(readable) != 3:
        return f"{state} packs with {cases} cases"
    return f"acknowledged {last}, found {state}" if last and state != last else ""


def _migrated(home: Path, state: int, last: int | None) -> str:
    if state not in (FORMAT, FORMAT - 1) or (last and state != last):
        return f"acknowledged {last}, found format {state}"
    if state == FORMAT and not backups_of(paths.learner_file(home)):
        return "migrated without a backup"
    # A later start finishes it.
    LearnerStore(paths.learner_file(home), now()).close()
    code, states, words = checked(home)
    if code != Exit.DONE or states["migrate"] != FORMAT or states["submit"] != 1050:
        return f"not finished later: {states} {words}"
    return ""

"""F1 to F4: work killed at a random moment; afterwards nothing that was acknowledged is missing."""

import contextlib
import io
import random
import tempfile
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
from tests.faults.running import Running, running

SPAN_S = {"autosave": 1.5, "submit": 1.5, "import": 1.5, "migrate": 0.7}
"""Work of each kind is killed within this time; a migration is over sooner."""
OWN = {"coder-sim.db", "backups"}


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
        with running(kind, home) as at_work:
            if at_work.until(lambda said: "READY" in said) is None:
                return f"it never began: {at_work.said}"
            at_work.stay(random.Random(seed).uniform(0, SPAN_S[kind]))
        return verdict(kind, home, at_work)


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


def verdict(kind: str, home: Path, at_work: Running) -> str:
    """Return what breaks a promise after a work has ended in whatever way; "" for nothing."""
    if "Traceback" in at_work.said:
        return at_work.said
    code, states, words = checked(home)
    if code != Exit.DONE:
        return f"check says {code}: {words}"
    if not home.exists():
        return ""
    left = {entry.name for entry in home.iterdir()} - OWN
    if left:
        return f"left behind: {left}"
    if "READY" not in at_work.said:
        # It met its end while it was set up: what there is, is sound.
        return ""
    state, last = states[kind], at_work.last
    if kind == "import":
        return _imported(home, state, last)
    if kind == "migrate":
        return _migrated(home, state, last)
    if not last <= state <= last + 1:
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


def _imported(home: Path, state: int, last: int) -> str:
    with LearnerStore(paths.learner_file(home), now()) as store:
        cases = sum(len(pack.cases) for pack in store.packs())
        whole = {3: 15, 4: 15 + work.CASES}
        readable = [store.case(x.pack_id, x.case_id) for x in store.shelf().entries[-3:]]
    if whole.get(state) != cases or len(readable) != 3:
        return f"{state} packs with {cases} cases"
    return f"acknowledged {last}, found {state}" if last and state != last else ""


def _migrated(home: Path, state: int, last: int) -> str:
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

"""F16 to F18: figures under load, each taken in a process of its own.

``python -m tests.faults.load pack|note|history`` prints seconds and the most memory used.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coder_sim import paths
from coder_sim.errors import PackError
from coder_sim.packs import read_for_import
from coder_sim.services import Backstage, now
from coder_sim.store import attempts
from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_case, a_grade, a_pack
from tests.faults import materials
from tests.packs.folders import PackFolder
from tests.store.conftest import a_submission_for

CASES = 10_000
ATTEMPTS = 10_000
NOTE_MB = 5


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took, and how much of that the processor worked for it."""
    begun, worked = time.perf_counter(), time.process_time()
    yield
    seconds, busy = time.perf_counter() - begun, time.process_time() - worked
    sys.stdout.write(f"{what}: {seconds:.2f} s ({busy:.2f} s of processor)\n")


def pack(folder: Path) -> None:
    """Import a pack of 10,000 cases and open the worklist."""
    backstage = Backstage(materials.library(), paths.learner_file(folder))
    with timed(f"import of {CASES:,} cases"):
        read = read_for_import(materials.large_pack(CASES), backstage.library)
        backstage.shelf.add_pack(read.pack)
    with timed(f"worklist of {CASES:,} cases"):
        assert len(backstage.desk.worklist()) == CASES
    backstage.close()


def note(folder: Path) -> None:
    """Offer a pack with a note of 5 MB, in lines and in one."""
    backstage = Backstage(materials.library(), paths.learner_file(folder))
    for name, line in (("in lines", "A line of a long note.\n"), ("in one line", "word ")):
        made = PackFolder(folder / name)
        made.files["cases/visit/note.txt"] = (line * (NOTE_MB * 2**20 // len(line))).encode()
        written = made.write()
        with timed(f"refusal of a note of {NOTE_MB} MB {name}"):
            try:
                read_for_import(written, backstage.library)
            except PackError as error:
                sys.stdout.write(f"  {error.problems[0].what}\n")
    backstage.close()


def history(folder: Path) -> None:
    """Open the worklist and the past attempts of a learner with 10,000 attempts."""
    start = datetime(2026, 5, 4, tzinfo=UTC)
    backstage = Backstage(materials.library(), paths.learner_file(folder))
    store = backstage.store
    store.add_pack(a_pack(*(a_case(f"case-{number}") for number in range(20))), start)
    fill(store, start)
    file = paths.learner_file(folder)
    sys.stdout.write(f"file of {file.stat().st_size / 2**20:.0f} MB\n")
    with timed(f"start with {ATTEMPTS:,} attempts"):
        LearnerStore(file, now()).close()
    with timed(f"worklist with {ATTEMPTS:,} attempts"):
        entries = backstage.desk.worklist()
    with timed("attempts at one case"):
        lines = backstage.desk.attempts(entries[0].ref)
    with timed("one attempt"):
        backstage.desk.attempt(lines[0].id)
    with timed("backup, every row checked"):
        store.back_up(now())
    assert sum(entry.attempts for entry in entries) == ATTEMPTS
    backstage.close()


def fill(store: LearnerStore, start: datetime) -> None:
    """Record the attempts, without waiting for the disk at each."""
    pack_id = "first-flights"
    models = [a_submission_for(store, (pack_id, f"case-{number}"), "", 1) for number in range(20)]
    with store._writing() as session:
        for number in range(ATTEMPTS):
            model = models[number % 20]
            attempts.submit(
                session,
                replace(
                    model,
                    id=str(number),
                    sequence=1 + number // 20,
                    grade=a_grade(float(number % 100)),
                    submitted_at=start + timedelta(minutes=number),
                ),
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Take one figure."""
    loads: dict[str, Callable[[Path], None]] = {"pack": pack, "note": note, "history": history}
    parser = argparse.ArgumentParser(prog="tests.faults.load", description=__doc__)
    parser.add_argument("load", choices=loads)
    chosen = parser.parse_args(arguments)
    if chosen.load == "pack":
        materials.large_pack(CASES)
    with tempfile.TemporaryDirectory(prefix="coder-sim-load-") as folder:
        loads[chosen.load](Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"memory at most: {peak:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What was acknowledged is there after a kill, in a new process, the next day."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission

ROOT = Path(__file__).parents[2]


@contextmanager
def working(path: Path, what: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.worker", str(path), what]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def killed_after(path: Path, what: str, saves: int) -> int:
    """Kill a working process right after so many acknowledged saves; returns the last one."""
    with working(path, what) as process:
        assert process.stdout is not None
        for _ in range(saves):
            said = process.stdout.readline().split()
        process.kill()
        rest = process.stdout.read().split("\n")
    said = next((line.split() for line in reversed(rest) if line.startswith("ACK ")), said)
    return int(said[1])


@pytest.mark.parametrize("saves", [1, 7])
def test_an_acknowledged_draft_outlives_the_process(path: Path, saves: int) -> None:
    last = killed_after(path, "autosave", saves)
    with LearnerStore(path, NOW) as store:
        draft = store.draft(PACK, CASE)
    assert draft is not None
    assert draft.sequence in (last, last + 1)
    assert draft.sheet == a_sheet("I10", *(["E119"] * draft.sequence))


def test_after_a_kill_a_sheet_is_submitted_or_a_draft_never_both(path: Path) -> None:
    last = killed_after(path, "submit", 5)
    with LearnerStore(path, NOW) as store:
        attempts = store.attempts(PACK, CASE)
        draft = store.draft(PACK, CASE)
        sheets = [store.attempt(line.id).sheet for line in attempts]
    assert len(attempts) in (last, last + 1)
    assert [line.number for line in attempts] == list(range(len(attempts), 0, -1))
    assert draft is None or draft.sheet not in sheets


def test_an_attempt_is_there_tomorrow(store: LearnerStore, path: Path) -> None:
    attempt = store.submit(a_submission(store))
    script = (
        "import sys; from pathlib import Path; from tests.store.conftest import NOW;"
        "from coder_sim.store.learner_store import LearnerStore;"
        "print(LearnerStore(Path(sys.argv[1]), NOW).attempt('one'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert told.stdout.strip() == repr(attempt)

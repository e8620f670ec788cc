"""The small round of every fault drill; ``make faults`` runs the large one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import materials

if sys.platform != "linux":
    pytest.skip("processes are forked, killed and traced as Linux does", allow_module_level=True)

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("drill", "count"),
    [
        ("kill-autosave", 20),
        ("kill-submit", 20),
        ("kill-import", 20),
        ("kill-migrate", 20),
        ("syscall", 20),
        ("no-room", 4),
        ("full-disk", 4),
        ("read-only", 4),
        ("two-copies", 4),
        ("damage", 100),
    ],
)
@pytest.mark.xdist_group("faults")
def test_no_fault_breaks_a_promise(drill: str, count: int) -> None:
    command = [sys.executable, "-m", "tests.faults.run", drill, "--count", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "cannot be run here" in done.stdout:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{count}/{count} good" in done.stdout


@pytest.mark.parametrize(
    ("work", "numbers"),
    [("submit", range(1, 51)), ("import", [4]), ("migrate", [2])],
    ids=["submit", "import", "migrate"],
)
def test_a_work_that_is_left_alone_says_what_it_saved(
    work: str, numbers: list[int], tmp_path: Path
) -> None:
    materials.large_pack(500)
    command = [sys.executable, "-m", "tests.faults.work", work, "--home", str(tmp_path / "home")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["READY", *(f"ACK {number}" for number in numbers)]
    check = [sys.executable, "-m", "coder_sim", "--home", str(tmp_path / "home"), "check"]
    told = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"STATE {work} {max(numbers)}" in told

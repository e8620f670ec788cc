"""Under load the figures are printed; what must not happen is a wrong answer or a full memory."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

if sys.platform == "win32":
    pytest.skip("the most memory used is not told here", allow_module_level=True)

ROOT = Path(__file__).parents[2]
MOST_MB = 400


def load(kind: str) -> str:
    command = [sys.executable, "-m", "tests.faults.load", kind]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    sys.stdout.write(done.stdout)
    memory = re.search(r"memory at most: (\d+) MB", done.stdout)
    assert memory is not None
    assert int(memory[1]) <= MOST_MB
    return done.stdout


@pytest.mark.long
def test_a_note_of_five_megabytes_is_refused_with_the_limit() -> None:
    assert load("note").count("at most 400,000 are shown") == 2


@pytest.mark.long
def test_ten_thousand_attempts_are_counted_right() -> None:
    assert "worklist with 10,000 attempts" in load("history")


@pytest.mark.bench
def test_a_pack_of_ten_thousand_cases(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    benchmark.group = "load"
    told = benchmark.pedantic(load, ("pack",), rounds=1)
    with capsys.disabled():
        sys.stdout.write(told)
    assert "import of 10,000 cases" in told

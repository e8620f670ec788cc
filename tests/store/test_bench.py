"""Figures of the learner's database for ``make bench``: what a save costs."""

import os
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission

THIRTY = a_sheet(*(f"I10{number}" for number in range(30)))

pytestmark = pytest.mark.bench


def test_saving_a_draft_of_thirty_lines(benchmark: BenchmarkFixture, store: LearnerStore) -> None:
    benchmark.group = "draft on disk"
    assert benchmark(store.save_draft, PACK, CASE, THIRTY, NOW) > 0


def test_writing_the_same_bytes_to_a_file(
    benchmark: BenchmarkFixture, store: LearnerStore, tmp_path: Path
) -> None:
    """Give the disk's own share, to hold the save against."""
    content = repr(THIRTY).encode()
    benchmark.group = "draft on disk"

    def write() -> None:
        with (tmp_path / "plain").open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    benchmark(write)
    assert (tmp_path / "plain").read_bytes() == content


def test_recording_an_attempt(benchmark: BenchmarkFixture, store: LearnerStore) -> None:
    numbers = iter(range(1, 10**6))

    def submit() -> int:
        number = next(numbers)
        new = a_submission(store, id=str(number), sheet=THIRTY, sequence=number)
        return store.submit(new).line.number

    benchmark.group = "attempt on disk"
    assert benchmark.pedantic(submit, rounds=30) == 30

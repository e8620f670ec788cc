"""The oracles: grading jobs with the matches, findings and scores they must give."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coder_sim.domain.answer import AnswerSheet
from coder_sim.packs.jobs import Job, read_job

FOLDER = Path(__file__).parents[1] / "golden"
FILES = sorted(FOLDER.glob("*.json"))
WORKED = sorted((Path(__file__).parent / "worked").glob("*.json"))
"""Cases worked out by hand from the model's text; each answer tells its arithmetic."""


@dataclass(frozen=True)
class Oracle:
    """One answer of a job and what grading it must give."""

    job: Job
    answer: str
    sheet: AnswerSheet
    expected: dict[str, Any]


def job(number: str) -> Job:
    """Return the job of an oracle by its number, "01"."""
    return read_job(next(FOLDER.glob(f"{number}_*.json")))


def oracle(number: str, answer: str) -> Oracle:
    """Return one answer of an oracle."""
    return next(x for x in oracles_of(next(FOLDER.glob(f"{number}_*.json"))) if x.answer == answer)


def oracles_of(path: Path) -> list[Oracle]:
    whole = read_job(path)
    raw = json.loads(path.read_text("utf-8"))["answers"]
    return [
        Oracle(whole, answer.id, answer.sheet, entry["expected"])
        for answer, entry in zip(whole.answers, raw, strict=True)
    ]


def all_oracles() -> list[Any]:
    """Return every answer of every oracle, with a readable test id."""
    return [
        pytest.param(x, id=f"{path.stem[:2]}-{x.answer}")
        for path in (*FILES, *WORKED)
        for x in oracles_of(path)
    ]

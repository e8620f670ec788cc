"""A learner's database of this test's own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coder_sim.domain.answer import AnswerSheet
from coder_sim.paths import learner_file
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import Submission
from tests.builders import a_feedback, a_grade, a_pack, a_sheet

NOW = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)
PACK, CASE = "first-flights", "office-visit"


@pytest.fixture
def path(home: Path) -> Path:
    return learner_file(home)


@pytest.fixture
def store(path: Path) -> Iterator[LearnerStore]:
    with LearnerStore(path, NOW) as store:
        store.add_pack(a_pack(), NOW)
        yield store


def a_submission(
    store: LearnerStore, id: str = "one", sheet: AnswerSheet | None = None, sequence: int = 1
) -> Submission:
    return a_submission_for(store, (PACK, CASE), id, sequence, sheet)


def a_submission_for(
    store: LearnerStore,
    case: tuple[str, str],
    id: str,
    sequence: int,
    sheet: AnswerSheet | None = None,
) -> Submission:
    return Submission(
        id=id,
        case=store.case(*case),
        sheet=sheet or a_sheet("I10"),
        sequence=sequence,
        grade=a_grade(),
        feedback=a_feedback(),
        editions=("ICD-10-CM FY2026 April 1 2026",),
        submitted_at=NOW,
    )

"""A desk with one case, the real code library and a clock that a test sets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coder_sim.library.lookup import Library
from coder_sim.paths import learner_file
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.views import CaseRef
from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_case, a_pack

START = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)
OFFICE = CaseRef("first-flights", "office-visit")
SECOND = CaseRef("first-flights", "second")


@dataclass
class Clock:
    """Tells a time that a test moves."""

    time: datetime = START

    def __call__(self) -> datetime:
        return self.time

    def move(self, minutes: float) -> datetime:
        self.time += timedelta(minutes=minutes)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(home: Path) -> Iterator[LearnerStore]:
    with LearnerStore(learner_file(home), START) as store:
        yield store


@pytest.fixture
def shelf(store: LearnerStore, clock: Clock) -> Shelf:
    shelf = Shelf(store, clock)
    shelf.add_pack(a_pack(a_case(), a_case("second", "Second visit")))
    return shelf


@pytest.fixture
def desk(store: LearnerStore, shelf: Shelf, facts: Library, clock: Clock) -> LearnerDesk:
    return LearnerDesk(store, facts, clock)

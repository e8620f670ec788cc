"""The Drill page lists the drills, offers the next chart and opens what was made."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coder_sim.errors import InputError, Problem
from coder_sim.practice.drills import DrillFamily
from coder_sim.practice.views import CaseRef
from coder_sim.ui.drill_page import DrillPage
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.theme import Look
from coder_sim.ui.worker import Worker
from tests.ui.fake_desk import FakeDesk
from tests.ui.windows import a_window

BURNS = DrillFamily("burns", "Burns by degree", "The deepest first.", "2-5", 2, 3)
SIDES = DrillFamily("sides", "Laterality", "Right, left, both.", "1-2", 0, 1)


class FakeDrills:
    def __init__(self, ref: CaseRef) -> None:
        self.made: list[tuple[str, int]] = []
        self.ref = ref
        self.refuses = False

    def families(self) -> tuple[DrillFamily, ...]:
        met = sum(family == "burns" for family, _ in self.made)
        return (replace(BURNS, met=2 + met, next_seed=3 + met), SIDES)

    def make(self, family: str, seed: int) -> CaseRef:
        if self.refuses:
            raise InputError(Problem("The shelf is full.", todo="Empty it."))
        self.made.append((family, seed))
        return self.ref


@pytest.fixture
def drills() -> FakeDrills:
    return FakeDrills(CaseRef("drill-burns-3", "burns-3"))


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.drain()


@pytest.fixture
def page(qtbot: QtBot, look: Look, worker: Worker, drills: FakeDrills) -> DrillPage:
    page = DrillPage(look)
    qtbot.addWidget(page)
    page.attach(drills, worker)
    page.arrive()
    qtbot.waitUntil(lambda: page.current() is not None)
    return page


def test_the_first_drill_is_offered_with_its_next_chart(
    page: DrillPage, qtmodeltester: ModelTester
) -> None:
    assert page.teaches.text() == BURNS.teaches
    assert page.seed.value() == 3
    qtmodeltester.check(page.table.model())  # type: ignore[no-untyped-call]


def test_another_row_shows_what_it_teaches_and_its_own_next_chart(page: DrillPage) -> None:
    page.table.selectRow(1)
    assert (page.teaches.text(), page.seed.value()) == (SIDES.teaches, 1)


def test_next_chart_makes_the_chart_of_the_number_shown(
    page: DrillPage, drills: FakeDrills, qtbot: QtBot
) -> None:
    page.seed.setValue(77)
    with qtbot.waitSignal(page.chart_made) as made:
        page.next.trigger()
    assert drills.made == [("burns", 77)]
    assert made.args == [drills.ref]


def test_a_second_press_while_a_chart_is_written_asks_for_nothing(
    page: DrillPage, drills: FakeDrills, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.chart_made):
        page.next.trigger()
        page.next.trigger()
    assert drills.made == [("burns", 3)]


def test_what_cannot_be_made_is_told_and_can_be_tried_again(
    page: DrillPage, drills: FakeDrills, qtbot: QtBot
) -> None:
    drills.refuses = True
    told: list[str] = []
    page.told.connect(told.append)
    page.next.trigger()
    qtbot.waitUntil(lambda: told[-1:] == ["The shelf is full. Empty it."])
    drills.refuses = False
    with qtbot.waitSignal(page.chart_made):
        page.next.trigger()


def test_without_drills_there_is_no_next_chart(qtbot: QtBot, look: Look, worker: Worker) -> None:
    page = DrillPage(look)
    qtbot.addWidget(page)
    page.attach(None, worker)
    assert not page.next.isEnabled()


def test_in_the_window_the_next_chart_opens_in_the_workspace(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    window: MainWindow = a_window(qtbot, look, tmp_path, FakeDesk())
    window.tour.guide.end()
    ref = window.worklist.entries()[0].ref
    window.drills.attach(FakeDrills(ref), window.worker)
    window.show_place(window.drills)
    qtbot.waitUntil(lambda: window.drills.current() is not None)
    window.drills.next.trigger()
    qtbot.waitUntil(lambda: window.places.page is window.workspace)
    window.worker.drain()

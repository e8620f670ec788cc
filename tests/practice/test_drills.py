"""Drills on the shelf: a chart is opened, graded and kept like any case."""

import pytest

from coder_sim.domain.answer import AnswerSheet
from coder_sim.errors import InputError
from coder_sim.library.lookup import Library
from coder_sim.packs.perfect import asked, perfect
from coder_sim.paths import data_folder
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.pack_desk import PackDesk
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.shelf_drills import ShelfDrills
from coder_sim.practice.undertaking import Undertaking
from coder_sim.scenarios import FAMILIES, case_of, family


@pytest.fixture
def drills(shelf: Shelf, facts: Library) -> ShelfDrills:
    return ShelfDrills(shelf, facts)


def test_a_drill_chart_is_graded_and_stored_like_any_case(
    drills: ShelfDrills, desk: LearnerDesk, facts: Library
) -> None:
    ref = drills.make("hypertension", 7)
    opened = desk.open(ref)
    case = case_of(family("hypertension"), 7, facts)
    assert opened.brief == case.brief
    best = perfect(case.brief.encounter, asked(case.key))
    view = desk.submit(ref, AnswerSheet(best.lines))
    assert desk.attempts(ref)[0].id == view.id


def test_an_attempt_keeps_its_chart_when_the_next_one_is_made(
    drills: ShelfDrills, desk: LearnerDesk, facts: Library
) -> None:
    first = drills.make("sides", 1)
    best = perfect(
        case_of(family("sides"), 1, facts).brief.encounter,
        asked(case_of(family("sides"), 1, facts).key),
    )
    attempt = desk.submit(first, best)
    drills.make("sides", 2)
    assert desk.attempt(attempt.id).ref == first
    assert desk.open(first).brief.id == "sides-1"


def test_the_same_chart_is_not_put_on_the_shelf_twice(drills: ShelfDrills, shelf: Shelf) -> None:
    assert drills.make("burns", 3) == drills.make("burns", 3)
    assert sum(pack.id.startswith("drill-") for pack in shelf.packs()) == 1


def test_the_list_tells_how_many_charts_were_met_and_which_comes_next(drills: ShelfDrills) -> None:
    drills.make("burns", 1)
    drills.make("burns", 2)
    drills.make("burns", 9)
    listed = {one.id: one for one in drills.families()}
    assert list(listed) == [one.id for one in FAMILIES]
    assert (listed["burns"].met, listed["burns"].next_seed) == (3, 3)
    assert (listed["stroke"].met, listed["stroke"].next_seed) == (0, 1)


def test_an_unknown_family_is_named_with_those_there_are(drills: ShelfDrills) -> None:
    with pytest.raises(InputError, match="tonsils"):
        drills.make("tonsils", 1)


def test_drills_stand_below_the_packs_that_somebody_wrote(
    drills: ShelfDrills, shelf: Shelf, facts: Library
) -> None:
    packs = PackDesk(shelf, facts)
    drills.make("burns", 3)
    drills.make("sides", 1)
    packs.take(packs.look_at(data_folder() / "packs" / "first-flights", Undertaking()))
    shelf.remove_pack("drill-sides-1")
    order = [row.facts.id for row in packs.rows()]
    assert order[-2:] == ["drill-burns-3", "drill-sides-1"]
    assert "first-flights" in order[:-2]

"""At the desk: pick a case, draft, submit, read the feedback, look back."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import cast

import pytest

from coder_sim import packs
from coder_sim.domain.answer import AnswerKey, AnswerSheet, KeyLine
from coder_sim.domain.code_set import Code, Edition, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Verdict
from coder_sim.errors import InputError
from coder_sim.library.lookup import Library
from coder_sim.paths import data_folder
from coder_sim.practice.desk import Desk
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.views import AttemptId, CaseRef, CaseStatus
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import PackChange
from tests.builders import a_case, a_pack, a_sheet
from tests.practice.conftest import OFFICE, SECOND, START, Clock


def statuses(desk: Desk) -> list[CaseStatus]:
    return [entry.status for entry in desk.worklist()]


def test_the_learners_desk_is_what_the_window_asks_for(desk: LearnerDesk) -> None:
    asked: Desk = desk
    assert [entry.ref for entry in asked.worklist()] == [OFFICE, SECOND]


def test_a_new_case_opens_with_its_chart_and_an_empty_sheet(desk: LearnerDesk) -> None:
    opened = desk.open(OFFICE)
    assert opened.brief == a_case().brief
    assert (opened.sheet, opened.draft_saved_at) == (AnswerSheet(), None)
    assert statuses(desk) == [CaseStatus.NEW, CaseStatus.NEW]


def values_in(value: object) -> list[object]:
    """Return a value and everything inside it."""
    inner: list[object] = []
    if is_dataclass(value):
        inner = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, tuple):
        inner = list(value)
    return [value, *(found for part in inner for found in values_in(part))]


def test_nothing_that_is_shown_before_submitting_holds_the_key(desk: LearnerDesk) -> None:
    shown = values_in((desk.open(OFFICE), desk.worklist()))
    assert [value for value in shown if isinstance(value, AnswerKey | KeyLine)] == []
    assert not any("blood pressure" in value for value in shown if isinstance(value, str))


def test_a_draft_is_offered_again_with_its_time(desk: LearnerDesk, clock: Clock) -> None:
    desk.open(OFFICE)
    saved = clock.move(3)
    desk.save_draft(OFFICE, a_sheet("I10"))
    opened = desk.open(OFFICE)
    assert (opened.sheet, opened.draft_saved_at) == (a_sheet("I10"), saved)
    entry = desk.worklist()[0]
    assert (entry.status, entry.last_at) == (CaseStatus.DRAFT, saved)


def test_a_discarded_draft_leaves_an_empty_sheet(desk: LearnerDesk) -> None:
    desk.save_draft(OFFICE, a_sheet("I10"))
    desk.discard_draft(OFFICE)
    assert desk.open(OFFICE).sheet == AnswerSheet()
    assert statuses(desk)[0] is CaseStatus.NEW


def test_submitting_grades_explains_and_closes_the_draft(desk: LearnerDesk, clock: Clock) -> None:
    desk.open(OFFICE)
    desk.save_draft(OFFICE, a_sheet("I10"))
    handed_in = clock.move(12)
    view = desk.submit(OFFICE, a_sheet("I10"))
    assert (view.number, view.submitted_at, view.ref) == (1, handed_in, OFFICE)
    assert (view.sheet, view.brief) == (a_sheet("I10"), a_case().brief)
    assert (view.grade.scores.code_over_code.correct, view.grade.scores.code_over_code.out_of) == (
        1,
        2,
    )
    assert Verdict.MISSED in [row.verdict for row in view.feedback.rows]
    assert desk.open(OFFICE).sheet == AnswerSheet()
    entry = desk.worklist()[0]
    assert (entry.status, entry.attempts, entry.best) == (
        CaseStatus.DONE,
        1,
        view.grade.scores.learning.pct,
    )
    assert entry.last_at == handed_in


def test_an_attempt_reads_the_same_later_in_another_run(
    desk: LearnerDesk, store: LearnerStore, facts: Library
) -> None:
    view = desk.submit(OFFICE, a_sheet("I10", "E119"))
    with LearnerStore(store.path, START) as tomorrow:
        later = LearnerDesk(tomorrow, facts, lambda: START)
        assert later.attempt(view.id) == view
        (summary,) = later.attempts(OFFICE)
    assert (summary.id, summary.number, summary.learning_pct) == (view.id, 1, 100.0)


def test_a_second_press_of_submit_is_not_a_second_attempt(desk: LearnerDesk) -> None:
    desk.open(OFFICE)
    desk.save_draft(OFFICE, a_sheet("I10"))
    assert desk.submit(OFFICE, a_sheet("I10")) == desk.submit(OFFICE, a_sheet("I10"))
    assert len(desk.attempts(OFFICE)) == 1


@pytest.mark.parametrize("drafted", [True, False])
def test_opening_the_case_again_starts_an_attempt_of_its_own(
    desk: LearnerDesk, drafted: bool
) -> None:
    for _ in range(2):
        desk.open(OFFICE)
        if drafted:
            desk.save_draft(OFFICE, a_sheet("I10"))
        desk.submit(OFFICE, a_sheet("I10"))
    assert [summary.number for summary in desk.attempts(OFFICE)] == [2, 1]


def test_the_best_score_stays_when_a_later_attempt_is_worse(desk: LearnerDesk) -> None:
    for sheet in (a_sheet("I10", "E119"), a_sheet("E119")):
        desk.open(OFFICE)
        desk.submit(OFFICE, sheet)
    entry = desk.worklist()[0]
    assert (entry.attempts, entry.best) == (2, 100.0)


def test_the_first_attempt_at_one_case_leaves_the_other_alone(desk: LearnerDesk) -> None:
    desk.save_draft(SECOND, a_sheet("E119"))
    desk.submit(OFFICE, a_sheet("I10"))
    assert statuses(desk) == [CaseStatus.DONE, CaseStatus.DRAFT]
    assert desk.attempts(SECOND) == ()


@pytest.mark.parametrize("sheet", [AnswerSheet(), a_sheet("I1", "not a code", "?", "I10", "I10")])
def test_any_sheet_can_be_submitted(desk: LearnerDesk, sheet: AnswerSheet) -> None:
    view = desk.submit(OFFICE, sheet)
    assert desk.attempt(view.id) == view


def test_an_attempt_keeps_the_chart_and_key_it_was_graded_with(
    desk: LearnerDesk, shelf: Shelf, store: LearnerStore
) -> None:
    view = desk.submit(OFFICE, a_sheet("I10"))
    newer = a_pack(a_case(text="A new chart.\n"), version="1.1.0", content_hash="b")
    assert shelf.add_pack(newer) is PackChange.UPDATED
    assert desk.attempt(view.id) == view
    assert store.attempt(view.id).case.key == a_case().key
    assert desk.open(OFFICE).brief.documents[0].text == "A new chart.\n"


def test_an_attempt_names_its_grading_model_and_code_set_editions(
    desk: LearnerDesk, store: LearnerStore
) -> None:
    view = desk.submit(OFFICE, a_sheet("I10"))
    stored = store.attempt(view.id)
    assert stored.grade.model_version == view.grade.model_version != ""
    assert any(name.startswith("ICD-10-CM ") for name in stored.editions)


def test_what_is_not_there_is_said_to_be_missing(desk: LearnerDesk) -> None:
    with pytest.raises(InputError, match="not on the shelf"):
        desk.open(CaseRef("first-flights", "absent"))
    with pytest.raises(InputError, match="no such attempt"):
        desk.attempt(AttemptId("absent"))


def test_the_shelf_tells_what_adding_a_pack_did(shelf: Shelf) -> None:
    again = a_pack(a_case(), a_case("second", "Second visit"))
    assert shelf.add_pack(again) is PackChange.ALREADY_THERE
    assert shelf.add_pack(a_pack(id="more")) is PackChange.ADDED
    assert [(pack.id, len(pack.cases)) for pack in shelf.packs()] == [
        ("first-flights", 2),
        ("more", 1),
    ]


class WithoutCpt:
    """The code library of an owner who has removed the CPT starter set."""

    def __init__(self, facts: Library) -> None:
        self._facts = facts

    def __getattr__(self, name: str) -> object:
        return getattr(self._facts, name)

    def code(self, system: System, code: str, on: date) -> Code | None:
        return None if system is System.CPT else self._facts.code(system, code, on)

    def ever(self, system: System, code: str) -> Code | None:
        return None if system is System.CPT else self._facts.ever(system, code)

    def editions(self) -> tuple[Edition, ...]:
        return tuple(x for x in self._facts.editions() if x.system is not System.CPT)


def test_without_cpt_only_the_cases_that_need_it_wait_for_it(
    store: LearnerStore, clock: Clock, facts: Library
) -> None:
    fewer = cast(CodeFacts, WithoutCpt(facts))
    reading = packs.read_for_import(data_folder() / "packs" / "first-flights", fewer)
    waiting = {warning.case for warning in reading.warnings}
    Shelf(store, clock).add_pack(reading.pack)
    desk = LearnerDesk(store, fewer, clock)
    assert len(desk.worklist()) == 12
    assert 0 < len(waiting) < 12
    for entry in desk.worklist():
        if entry.ref.case_id in waiting:
            with pytest.raises(InputError, match="This case needs CPT codes") as caught:
                desk.open(entry.ref)
            assert "Import your CPT file" in caught.value.problems[0].todo
        else:
            assert desk.open(entry.ref).brief.documents

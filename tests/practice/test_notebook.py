"""Highlights, marked codes and disputes are kept as the learner made them."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder_sim.domain.code_set import System
from coder_sim.domain.notebook import Annotation, AnnotationId, CodeMark
from coder_sim.paths import learner_file
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.learner_notebook import LearnerNotebook
from coder_sim.practice.views import CaseRef
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.survey import survey
from tests.builders import a_sheet
from tests.practice.conftest import OFFICE, SECOND, START, Clock
from tests.store.test_survey import change

CM = System.ICD10CM


@pytest.fixture
def notebook(store: LearnerStore, clock: Clock) -> LearnerNotebook:
    return LearnerNotebook(store, clock)


def annotated(
    notebook: LearnerNotebook, ref: CaseRef, doc: str, span: tuple[int, int], *words: str
) -> Annotation:
    """Keep a highlight with its quote, and a note if one is given."""
    mark = Annotation(AnnotationId(f"{doc}-{span}"), doc, *span, *words)
    notebook.keep_annotation(ref, mark)
    return mark


def test_highlights_come_back_in_the_order_of_the_text(notebook: LearnerNotebook) -> None:
    later = annotated(notebook, OFFICE, "note", (40, 52), "hypertension", "why?")
    early = annotated(notebook, OFFICE, "note", (3, 9), "stable")
    annotated(notebook, SECOND, "note", (0, 1), "x")
    assert notebook.annotations(OFFICE) == (early, later)
    assert later.note == "why?"


def test_a_highlight_is_changed_dropped_and_brought_back(notebook: LearnerNotebook) -> None:
    mark = annotated(notebook, OFFICE, "note", (3, 9), "stable")
    changed = replace(mark, note="since when?")
    notebook.keep_annotation(OFFICE, changed)
    assert notebook.annotations(OFFICE) == (changed,)
    notebook.drop_annotation(mark.id)
    assert notebook.annotations(OFFICE) == ()
    notebook.keep_annotation(OFFICE, mark)
    assert notebook.annotations(OFFICE) == (mark,)


def test_a_code_may_be_favourite_noted_and_used_at_once(
    notebook: LearnerNotebook, clock: Clock
) -> None:
    notebook.set_favourite(CM, "I10", True)
    notebook.set_code_note(CM, "I10", "  Not with CKD.  ")
    clock.move(5)
    used = notebook.used(CM, "I10")
    assert notebook.code_marks() == (used,)
    assert used == CodeMark(CM, "I10", True, "Not with CKD.", clock())


def test_a_code_about_which_nothing_is_kept_is_forgotten(notebook: LearnerNotebook) -> None:
    notebook.set_favourite(CM, "I10", True)
    notebook.set_favourite(CM, "I10", False)
    assert notebook.code_marks() == ()


def test_a_dispute_is_kept_replaced_and_withdrawn(
    notebook: LearnerNotebook, desk: LearnerDesk, clock: Clock
) -> None:
    attempt = desk.submit(OFFICE, a_sheet("I10")).id
    notebook.dispute(attempt, "key d1", "The note says so. ")
    notebook.dispute(attempt, "key d1", "The note says so twice.")
    (dispute,) = notebook.disputes(attempt)
    assert (dispute.row, dispute.text) == ("key d1", "The note says so twice.")
    assert dispute.made_at == START
    notebook.dispute(attempt, "key d1", " ")
    assert notebook.disputes(attempt) == ()


def test_all_of_it_survives_a_restart_and_is_named_when_damaged(
    notebook: LearnerNotebook, store: LearnerStore, clock: Clock, home: Path
) -> None:
    annotated(notebook, OFFICE, "note", (3, 9), "stable")
    notebook.set_favourite(CM, "I10", True)
    path = learner_file(home)
    with LearnerStore(path, START) as again:
        assert len(LearnerNotebook(again, clock).annotations(OFFICE)) == 1
    change(path, "UPDATE annotation SET quote = 'unstable'")
    change(path, "UPDATE code_mark SET note = 'x'")
    assert survey(path).damage == (
        "A highlight in case office-visit of pack first-flights is damaged.",
        "What is kept about the code I10 is damaged.",
    )
    assert notebook.annotations(OFFICE) == ()
    assert notebook.code_marks() == ()

"""The learner's own notes, in the learner's own database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from coder_sim.domain.code_set import System
from coder_sim.domain.notebook import Annotation, AnnotationId, CodeMark, Dispute
from coder_sim.practice.views import AttemptId, CaseRef
from coder_sim.store.learner_store import LearnerStore


class LearnerNotebook:
    """Satisfies ``Notebook`` over the learner's database."""

    def __init__(self, store: LearnerStore, now: Callable[[], datetime]) -> None:
        """Work on an open store; ``now`` gives aware moments."""
        self._store, self._now = store, now

    def annotations(self, ref: CaseRef) -> tuple[Annotation, ...]:
        """Return the highlights of a case, in the order of the text."""
        return self._store.annotations(ref.pack_id, ref.case_id)

    def keep_annotation(self, ref: CaseRef, mark: Annotation) -> None:
        """Keep a highlight as it is given: a changed note, or one that was dropped before."""
        self._store.keep_annotation(ref.pack_id, ref.case_id, mark)

    def drop_annotation(self, id: AnnotationId) -> None:
        """Forget a highlight."""
        self._store.drop_annotation(id)

    def code_marks(self) -> tuple[CodeMark, ...]:
        """Return all favourites, notes on codes and codes used of late."""
        return self._store.code_marks()

    def set_favourite(self, system: System, code: str, favourite: bool) -> CodeMark:
        """Make a code a favourite, or no longer one."""
        return self._kept(replace(self._mark(system, code), favourite=favourite))

    def set_code_note(self, system: System, code: str, note: str) -> CodeMark:
        """Keep a note on a code; an empty one forgets it."""
        return self._kept(replace(self._mark(system, code), note=note.strip()))

    def used(self, system: System, code: str) -> CodeMark:
        """Remember that a code was put on a sheet just now."""
        return self._kept(replace(self._mark(system, code), used_at=self._now()))

    def disputes(self, attempt: AttemptId) -> tuple[Dispute, ...]:
        """Return the learner's objections to the feedback of an attempt."""
        return self._store.disputes(attempt)

    def dispute(self, attempt: AttemptId, row: str, text: str) -> None:
        """Keep an objection to a row of feedback; an empty text withdraws it."""
        self._store.keep_dispute(Dispute(attempt, row, text.strip(), self._now()))

    def _mark(self, system: System, code: str) -> CodeMark:
        known = {(mark.system, mark.code): mark for mark in self._store.code_marks()}
        return known.get((system, code), CodeMark(system, code))

    def _kept(self, mark: CodeMark) -> CodeMark:
        self._store.keep_code_mark(mark)
        return mark

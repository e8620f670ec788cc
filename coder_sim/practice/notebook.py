"""The learner's own notes, as the window asks for them."""

from typing import Protocol

from coder_sim.domain.code_set import System
from coder_sim.domain.notebook import Annotation, AnnotationId, CodeMark, Dispute
from coder_sim.practice.views import AttemptId, CaseRef


class Notebook(Protocol):
    """What the window may ask about the learner's own notes. On disk when it returns."""

    def annotations(self, ref: CaseRef) -> tuple[Annotation, ...]:
        """Return the highlights of a case, in the order of the text."""

    def keep_annotation(self, ref: CaseRef, mark: Annotation) -> None:
        """Keep a highlight as it is given: a changed note, or one that was dropped before."""

    def drop_annotation(self, id: AnnotationId) -> None:
        """Forget a highlight."""

    def code_marks(self) -> tuple[CodeMark, ...]:
        """Return all favourites, notes on codes and codes used of late."""

    def set_favourite(self, system: System, code: str, favourite: bool) -> CodeMark:
        """Make a code a favourite, or no longer one."""

    def set_code_note(self, system: System, code: str, note: str) -> CodeMark:
        """Keep a note on a code; an empty one forgets it."""

    def used(self, system: System, code: str) -> CodeMark:
        """Remember that a code was put on a sheet just now."""

    def disputes(self, attempt: AttemptId) -> tuple[Dispute, ...]:
        """Return the learner's objections to the feedback of an attempt."""

    def dispute(self, attempt: AttemptId, row: str, text: str) -> None:
        """Keep an objection to a row of feedback; an empty text withdraws it."""

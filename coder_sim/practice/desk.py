"""The desk: pick a case, open it, draft, submit, look back."""

from typing import Protocol

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import Encounter
from coder_sim.practice.checks import SheetPrompt
from coder_sim.practice.views import (
    AttemptId,
    AttemptSummary,
    AttemptView,
    CaseRef,
    HandedInView,
    OpenedCase,
    WorklistEntry,
)


class Desk(Protocol):
    """What the window may ask of the learner's practice."""

    def worklist(self) -> tuple[WorklistEntry, ...]:
        """Return every case on the shelf, in pack order."""

    def damage(self) -> tuple[str, ...]:
        """Return what the last ``worklist`` left out because it is damaged, one sentence each."""

    def open(self, ref: CaseRef) -> OpenedCase:
        """Open a case with its draft, or with an empty sheet."""

    def check(self, encounter: Encounter, sheet: AnswerSheet) -> tuple[SheetPrompt, ...]:
        """Return what the codes alone give reason to look at again; no key is asked."""

    def save_draft(self, ref: CaseRef, sheet: AnswerSheet) -> None:
        """Keep a draft; it is on disk when this returns."""

    def discard_draft(self, ref: CaseRef) -> None:
        """Forget the draft of a case."""

    def submit(self, ref: CaseRef, sheet: AnswerSheet) -> AttemptView:
        """Grade and record a sheet in one transaction; the draft is gone afterwards."""

    def hand_in(self, ref: CaseRef, sheet: AnswerSheet) -> HandedInView:
        """Record a sheet at a case whose key is sealed; it is final, and scored later."""

    def handed_in(self, ref: CaseRef) -> tuple[HandedInView, ...]:
        """Return the sheets that wait for the key of a case, oldest first."""

    def unseal_with_passphrase(self, pack_id: str, passphrase: str) -> tuple[AttemptView, ...]:
        """Score every sheet that waits for the keys of a pack, all or none."""

    def attempts(self, ref: CaseRef) -> tuple[AttemptSummary, ...]:
        """Return the past attempts at a case, newest first."""

    def attempt(self, id: AttemptId) -> AttemptView:
        """Return one attempt with the feedback it was given."""

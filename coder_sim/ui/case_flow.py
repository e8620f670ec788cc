"""The way of a case through the desk: opened, drafted, submitted, looked back at."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.notebook import Annotation, AnnotationId, Dispute
from coder_sim.errors import CoderSimError
from coder_sim.practice.desk import Desk
from coder_sim.practice.notebook import Notebook
from coder_sim.practice.views import (
    AttemptId,
    AttemptSummary,
    AttemptView,
    CaseRef,
    HandedInView,
    OpenedCase,
    WorklistEntry,
)
from coder_sim.ui.code_marks import CodeMarks
from coder_sim.ui.drafts import DraftKeeper
from coder_sim.ui.sheet_checks import SheetChecks
from coder_sim.ui.worker import Failure, Worker

log = logging.getLogger(__name__)

REST_IS_WELL = (
    "Everything else can be used; the command coder-sim restore puts the last backup in place."
)
EMPTY_SHEET = "The sheet is empty. Put at least one code on it before you submit."


@dataclass(frozen=True, slots=True)
class GradedAttempt:
    """An attempt with what belongs to it: all attempts at its case, the learner's own words."""

    view: AttemptView
    attempts: tuple[AttemptSummary, ...]
    """Newest first."""
    before: AttemptView | None = None
    """The attempt before this one."""
    annotations: tuple[Annotation, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shelved:
    entries: tuple[WorklistEntry, ...]
    damage: tuple[str, ...]


class CaseFlow(QObject):
    """Asks the desk through the worker; answers come back as signals, failures as words."""

    worklist_read = Signal(object, object)
    """A tuple of WorklistEntry, and what had to be left out of it, a sentence each."""
    case_opened = Signal(object)
    """An OpenedCase."""
    attempt_graded = Signal(object)
    """A GradedAttempt: just submitted, or looked back at."""
    sheet_handed_in = Signal(object)
    """A HandedInView: the key is sealed, there is no grade yet."""
    key_refused = Signal(str)
    """Why a sealed key did not open, in words."""
    draft_saved = Signal(object)
    """The time at which a draft reached the disk."""
    told = Signal(str)
    """What is going on, or what failed and what can be done."""

    def __init__(
        self,
        desk: Desk,
        notebook: Notebook,
        worker: Worker,
        clock: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._notebook, self._worker = desk, notebook, worker
        self.marks = CodeMarks(notebook, worker, self)
        self.checks = SheetChecks(worker, desk.check, self)
        self._drafts = DraftKeeper(worker, desk.save_draft, clock, self)
        self._drafts.saved.connect(self._on_draft_saved)
        self._drafts.failed.connect(self._on_draft_failed)
        self._trouble = False
        self._opened: OpenedCase | None = None
        self._submitted: tuple[CaseRef, AnswerSheet] | None = None
        self._waiting = False
        """A case or an attempt was asked for; another request has to wait for the answer."""

    def aside(self, work: Callable[[], None]) -> None:
        """Run work that has no result on the worker, after what was asked before."""
        self._worker.ask(work, self._on_noted)

    @property
    def opened(self) -> OpenedCase | None:
        """Return the case on the desk, as it was when it was opened."""
        return self._opened

    @property
    def unsaved(self) -> int:
        """Return how many sheets have changes that are not on disk."""
        return self._drafts.unsaved

    def read_worklist(self) -> None:
        """Ask for the worklist."""
        self._worker.ask(partial(_shelved, self._desk), self._on_worklist)

    def save_now(self) -> None:
        """Send what is unsaved to the disk without waiting for a pause."""
        self._drafts.flush()

    def open(self, ref: CaseRef) -> None:
        """Ask for a case with its draft."""
        self._drafts.flush()
        self._ask(partial(self._desk.open, ref), self._on_opened)

    def change(self, sheet: AnswerSheet) -> None:
        """Take note of a changed sheet of the open case."""
        if self._opened is not None:
            self._drafts.changed(self._opened.ref, sheet)
            self.checks.watch(self._opened.brief.encounter, sheet)

    def keep_note(self, mark: Annotation) -> None:
        """Store a highlight of the open case, or a changed note on it."""
        if self._opened is not None:
            ref = self._opened.ref
            self._worker.ask(partial(self._notebook.keep_annotation, ref, mark), self._on_noted)

    def drop_note(self, id: AnnotationId) -> None:
        """Forget a highlight."""
        self._worker.ask(partial(self._notebook.drop_annotation, id), self._on_noted)

    def dispute(self, attempt: AttemptId, row: str, text: str) -> None:
        """Store an objection to a row of feedback; an empty text withdraws it."""
        self._worker.ask(partial(self._notebook.dispute, attempt, row, text), self._on_noted)

    def submit(self, sheet: AnswerSheet) -> None:
        """Have the open case graded."""
        if self._opened is None or self._waiting:
            return
        ref, is_sealed = self._opened.ref, bool(self._opened.sealed)
        if not sheet.lines and not sheet.queries:
            self.told.emit(EMPTY_SHEET)
            return
        self.told.emit("Handing in" if is_sealed else "Grading")
        self._drafts.flush()
        self._drafts.forget(ref)
        self._submitted = (ref, sheet)
        self.checks.stop()
        verb = self._hand_in if is_sealed else self._submit
        self._ask(partial(verb, ref, sheet), self._on_attempt)

    def unseal(self, ref: CaseRef, passphrase: str) -> None:
        """Have every sheet scored that waits for the keys of a case's pack; then show this one."""
        self.told.emit("Opening the keys")
        self._ask(partial(self._unseal, ref, passphrase), self._on_unsealed)

    def look_back(self, ref: CaseRef) -> None:
        """Ask for the newest attempt at a case."""
        self._ask(partial(self._newest, ref), self._on_attempt)

    def look_at(self, id: AttemptId) -> None:
        """Ask for one attempt."""
        self._ask(partial(self._attempt, id), self._on_attempt)

    def leave(self) -> None:
        """Put the open case away; its draft is saved at once."""
        self._drafts.flush()
        self.checks.stop()
        self._opened = None

    def finish(self) -> bool:
        """Save everything and wait for it; tell whether all of it is on disk."""
        self._drafts.flush()
        self._worker.drain()
        return not self._drafts.unsaved

    def _ask(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        if not self._waiting:
            self._waiting = True
            self._worker.ask(work, then)

    def _failed(self, result: object) -> bool:
        if isinstance(result, Failure):
            self.told.emit(f"{result.what} {result.todo}".strip())
            return True
        return False

    def _on_draft_saved(self, moment: datetime) -> None:
        if self._trouble:
            self._trouble = False
            self.told.emit("")
        self.draft_saved.emit(moment)

    def _on_draft_failed(self, words: str) -> None:
        self._trouble = True
        self.told.emit(words)

    def _on_worklist(self, shelved: _Shelved | Failure) -> None:
        if not self._failed(shelved) and isinstance(shelved, _Shelved):
            self.worklist_read.emit(shelved.entries, shelved.damage)
            if shelved.damage:
                self.told.emit(_damage_words(shelved.damage))

    def _on_opened(self, opened: OpenedCase | Failure) -> None:
        self._waiting = False
        if not self._failed(opened) and isinstance(opened, OpenedCase):
            self._opened = opened
            self.case_opened.emit(opened)
            self.checks.watch(opened.brief.encounter, opened.sheet)

    def _on_noted(self, result: object) -> None:
        self._failed(result)

    def _on_unsealed(self, graded: GradedAttempt | Failure | None) -> None:
        if isinstance(graded, Failure):
            self._waiting = False
            self.told.emit("")
            self.key_refused.emit(f"{graded.what} {graded.todo}".strip())
        else:
            self._on_attempt(graded)

    def _on_attempt(self, graded: GradedAttempt | HandedInView | Failure | None) -> None:
        self._waiting = False
        submitted, self._submitted = self._submitted, None
        if self._failed(graded) and submitted is not None:
            # Nothing was recorded: the sheet is a draft again.
            self._drafts.changed(*submitted)
        elif isinstance(graded, GradedAttempt):
            self._opened = None
            self.attempt_graded.emit(graded)
        elif isinstance(graded, HandedInView):
            self._opened = None
            self.sheet_handed_in.emit(graded)

    def _submit(self, ref: CaseRef, sheet: AnswerSheet) -> GradedAttempt:
        return self._whole(self._desk.submit(ref, sheet))

    def _hand_in(self, ref: CaseRef, sheet: AnswerSheet) -> HandedInView:
        return self._desk.hand_in(ref, sheet)

    def _unseal(self, ref: CaseRef, passphrase: str) -> GradedAttempt | HandedInView | None:
        self._desk.unseal_with_passphrase(ref.pack_id, passphrase)
        return self._newest(ref)

    def _newest(self, ref: CaseRef) -> GradedAttempt | HandedInView | None:
        """Return what became of the last sheet: waiting for its key, or graded."""
        waiting = self._desk.handed_in(ref)
        if waiting:
            return waiting[-1]
        attempts = self._desk.attempts(ref)
        return self._attempt(attempts[0].id) if attempts else None

    def _attempt(self, id: AttemptId) -> GradedAttempt:
        return self._whole(self._desk.attempt(id))

    def _whole(self, view: AttemptView) -> GradedAttempt:
        """Put an attempt together with what is shown beside it. On the worker's thread."""
        graded = GradedAttempt(view, self._desk.attempts(view.ref))
        earlier = next((x.id for x in graded.attempts if x.number == view.number - 1), None)
        try:
            return replace(
                graded,
                before=self._desk.attempt(earlier) if earlier else None,
                annotations=self._notebook.annotations(view.ref),
                disputes=self._notebook.disputes(view.id),
            )
        except CoderSimError as error:
            # The attempt itself is there: what belongs to it may be missing.
            log.warning("an attempt is shown without what belongs to it: %s", error)
            return graded


def _shelved(desk: Desk) -> _Shelved:
    return _Shelved(desk.worklist(), desk.damage())


def _damage_words(damage: tuple[str, ...]) -> str:
    others = f" So are {len(damage) - 1} others." if len(damage) > 1 else ""
    return f"{damage[0]}{others} {REST_IS_WELL}"

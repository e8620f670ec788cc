"""The desk of one learner, over the learner's own database."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from coder_sim.domain.answer import AnswerKey, AnswerSheet
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.errors import InputError, Problem, StoreConflict, StoreDamaged, StoreFault
from coder_sim.grading.grader import grade
from coder_sim.packs.sealing.header import Opener
from coder_sim.packs.sealing.openers import PassphraseOpener
from coder_sim.packs.unsealing import opened_key, seal_mode
from coder_sim.practice.checks import SheetPrompt, sheet_prompts
from coder_sim.practice.views import (
    AttemptId,
    AttemptSummary,
    AttemptView,
    CaseRef,
    CaseStatus,
    HandedInView,
    OpenedCase,
    WorklistEntry,
)
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import (
    AttemptLine,
    Draft,
    HandedIn,
    ShelfEntry,
    StoredAttempt,
    StoredCase,
    Submission,
)
from coder_sim.wording.feedback import compose

log = logging.getLogger(__name__)


class LearnerDesk:
    """Satisfies ``Desk``. Any thread may call it; each verb is on disk when it returns."""

    def __init__(
        self,
        store: LearnerStore,
        facts: CodeFacts,
        now: Callable[[], datetime],
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        """Work on an open store; ``now`` gives aware moments."""
        self._store = store
        self._facts = facts
        self._now = now
        self._new_id = new_id
        self._sequences: dict[CaseRef, int] = {}
        """Save number of the work in hand, by which a sheet handed in twice is known."""
        self._seen: dict[CaseRef, int] = {}
        """Last save number seen on disk: a later one is another window's."""
        self._failed: dict[CaseRef, AnswerSheet] = {}
        """Sheet of the last save that was reported to have failed."""
        self._handed_in: dict[CaseRef, tuple[AnswerSheet, int]] = {}
        """Sheet of the last submission that is not known to be on disk, and its save number."""
        self._damage: tuple[str, ...] = ()

    def worklist(self) -> tuple[WorklistEntry, ...]:
        """Return every case on the shelf, in pack order."""
        view = self._store.shelf()
        self._damage = tuple(f"{what} is damaged and cannot be shown." for what in view.damage)
        return tuple(_worklist_entry(entry) for entry in view.entries)

    def damage(self) -> tuple[str, ...]:
        """Return what the last ``worklist`` left out because it is damaged, one sentence each."""
        return self._damage

    def open(self, ref: CaseRef) -> OpenedCase:
        """Open a case with its draft, or with an empty sheet.

        Raises InputError if it is unknown, or if its key uses codes that are not loaded.
        """
        case = self._store.case(ref.pack_id, ref.case_id)
        self._require_codes(case)
        draft = self._draft(ref)
        following = self._store.next_sequence(ref.pack_id, ref.case_id)
        self._seen[ref] = following - 1
        self._sequences[ref] = draft.sequence if draft else following
        return OpenedCase(
            ref=ref,
            brief=case.brief,
            sheet=draft.sheet if draft else AnswerSheet(),
            draft_saved_at=draft.saved_at if draft else None,
            sealed=seal_mode(case.sealed),
            annotations=self._store.annotations(ref.pack_id, ref.case_id),
        )

    def check(self, encounter: Encounter, sheet: AnswerSheet) -> tuple[SheetPrompt, ...]:
        """Return what the codes alone give reason to look at again; no key is asked."""
        return sheet_prompts(encounter, sheet, self._facts)

    def _require_codes(self, case: StoredCase) -> None:
        """Refuse a case that could not be graded: its code set was never loaded, or removed."""
        for line in case.key.lines if case.key else ():
            if line.required and self._facts.ever(line.system, line.code) is None:
                raise InputError(
                    Problem(
                        what=f"This case needs {line.system} codes that are not loaded.",
                        case=case.brief.id,
                        todo=f"Import your {line.system} file, then open it again.",
                    )
                )

    def save_draft(self, ref: CaseRef, sheet: AnswerSheet) -> None:
        """Keep a draft; it is on disk when this returns.

        Raises StoreConflict where another window has saved this case since it was opened here.
        """
        try:
            sequence = self._save(ref, sheet)
        except StoreConflict:
            # A save that failed may have reached the disk after all: then it is no one else's.
            draft = self._store.draft(ref.pack_id, ref.case_id)
            if draft is None or draft.sheet != self._failed.get(ref):
                raise
            self._seen[ref] = draft.sequence
            sequence = self._save(ref, sheet)
        self._failed.pop(ref, None)
        self._sequences[ref] = self._seen[ref] = sequence

    def _save(self, ref: CaseRef, sheet: AnswerSheet) -> int:
        try:
            return self._store.save_draft(
                ref.pack_id, ref.case_id, sheet, self._now(), self._seen.get(ref)
            )
        except StoreConflict:
            raise
        except StoreFault:
            self._failed[ref] = sheet
            raise

    def discard_draft(self, ref: CaseRef) -> None:
        """Forget the draft of a case."""
        self._store.discard_draft(ref.pack_id, ref.case_id)
        self._seen.pop(ref, None)

    def _draft(self, ref: CaseRef) -> Draft | None:
        """Return the draft of a case; a damaged one is kept aside and the sheet begins empty."""
        try:
            return self._store.draft(ref.pack_id, ref.case_id)
        except StoreDamaged as fault:
            kept = self._store.keep_aside(self._now())
            log.warning("%s It is kept in %s.", fault.what, kept)
            self._store.discard_draft(ref.pack_id, ref.case_id)
            return None

    def submit(self, ref: CaseRef, sheet: AnswerSheet) -> AttemptView:
        """Grade and record a sheet in one transaction; the draft is gone afterwards.

        The same sheet handed in again, without the case opened anew, is the same attempt.
        """
        case = self._store.case(ref.pack_id, ref.case_id)
        if case.key is None:
            what = "The answer key of this case is sealed: a sheet is handed in, not scored."
            raise InputError(Problem(what, case=ref.case_id))
        sequence = self._sequence_for(ref, sheet)
        result = grade(case.brief.encounter, case.key, sheet, self._facts, case.brief.documents)
        submission = Submission(
            id=self._new_id(),
            case=case,
            sheet=sheet,
            sequence=sequence,
            grade=result,
            feedback=compose(case.brief, case.key, sheet, result, self._facts),
            editions=self._editions(),
            submitted_at=self._now(),
        )
        self._handed_in[ref] = (sheet, sequence)
        attempt = self._store.submit(submission)
        del self._handed_in[ref]
        self._sequences[ref] = self._seen[ref] = attempt.line.sequence
        return _attempt_view(attempt)

    def hand_in(self, ref: CaseRef, sheet: AnswerSheet) -> HandedInView:
        """Record a sheet at a case whose key is sealed; it is final, and scored by ``unseal``."""
        case = self._store.case(ref.pack_id, ref.case_id)
        sequence = self._sequence_for(ref, sheet)
        sheet_in = HandedIn(
            id=self._new_id(),
            pack_id=ref.pack_id,
            case_id=ref.case_id,
            sequence=sequence,
            submitted_at=self._now(),
            pack_version=case.pack_version,
            pack_hash=case.pack_hash,
            sheet=sheet,
            editions=self._editions(),
        )
        self._handed_in[ref] = (sheet, sequence)
        self._store.hand_in(case, sheet_in)
        del self._handed_in[ref]
        self._sequences[ref] = self._seen[ref] = sequence
        return _handed_in_view(sheet_in, case)

    def handed_in(self, ref: CaseRef) -> tuple[HandedInView, ...]:
        """Return the sheets that wait for the key of a case, oldest first."""
        return tuple(
            _handed_in_view(sheet, self._store.waiting_case(sheet.id))
            for sheet in self._store.handed_in(ref.pack_id, ref.case_id)
        )

    def unseal(self, pack_id: str, opener: Opener) -> tuple[AttemptView, ...]:
        """Score every sheet that waits for the keys of a pack; all or none.

        Raises PackError where the opener does not open them. The opened keys are used for these
        sheets alone: the pack on the shelf stays sealed.
        """
        years = {pack.id: pack.guideline_year for pack in self._store.packs()}
        year = years.get(pack_id, self._now().year)
        scored = []
        for sheet in self._store.handed_in(pack_id):
            case = self._store.waiting_case(sheet.id)
            key = opened_key(
                case.sealed, opener, pack=pack_id, case=sheet.case_id, guideline_year=year
            )
            scored.append((sheet, self._scored(sheet, case, key)))
        return tuple(
            _attempt_view(self._store.score(sheet, submission)) for sheet, submission in scored
        )

    def unseal_with_passphrase(self, pack_id: str, passphrase: str) -> tuple[AttemptView, ...]:
        """Score every sheet that waits for the keys of a pack, all or none (see ``unseal``)."""
        return self.unseal(pack_id, PassphraseOpener(passphrase))

    def _scored(self, sheet: HandedIn, case: StoredCase, key: AnswerKey) -> Submission:
        brief = case.brief
        result = grade(brief.encounter, key, sheet.sheet, self._facts, brief.documents)
        return Submission(
            id=sheet.id,
            case=case,
            sheet=sheet.sheet,
            sequence=sheet.sequence,
            grade=result,
            feedback=compose(brief, key, sheet.sheet, result, self._facts),
            editions=sheet.editions,
            submitted_at=sheet.submitted_at,
        )

    def _editions(self) -> tuple[str, ...]:
        return tuple(f"{x.system} {x.name}" for x in self._facts.editions())

    def _sequence_for(self, ref: CaseRef, sheet: AnswerSheet) -> int:
        """Return the save number of a sheet that is handed in."""
        tried = self._handed_in.get(ref)
        if tried is not None and tried[0] == sheet:
            # A submission that failed may have reached the disk after all: it stays the same one.
            return tried[1]
        known = self._sequences.get(ref)
        if known is not None:
            return known
        draft = self._draft(ref)
        following = self._store.next_sequence(ref.pack_id, ref.case_id)
        return draft.sequence if draft else following

    def attempts(self, ref: CaseRef) -> tuple[AttemptSummary, ...]:
        """Return the past attempts at a case, newest first."""
        return tuple(_summary(line) for line in self._store.attempts(ref.pack_id, ref.case_id))

    def attempt(self, id: AttemptId) -> AttemptView:
        """Return one attempt with the feedback it was given; InputError if it is unknown."""
        return _attempt_view(self._store.attempt(id))


def _worklist_entry(entry: ShelfEntry) -> WorklistEntry:
    status = CaseStatus.DONE if entry.attempts or entry.waiting else CaseStatus.NEW
    times = [time for time in (entry.draft_saved_at, entry.last_attempt_at) if time]
    return WorklistEntry(
        ref=CaseRef(entry.pack_id, entry.case_id),
        pack_title=entry.pack_title,
        title=entry.title,
        setting=entry.setting,
        specialty=entry.specialty,
        difficulty=entry.difficulty,
        tracks=entry.tracks,
        status=CaseStatus.DRAFT if entry.draft_saved_at else status,
        best=entry.best,
        attempts=entry.attempts,
        last_at=max(times, default=None),
        sealed=entry.sealed,
        waiting=entry.waiting,
    )


def _handed_in_view(sheet: HandedIn, case: StoredCase) -> HandedInView:
    return HandedInView(
        id=sheet.id,
        ref=CaseRef(sheet.pack_id, sheet.case_id),
        submitted_at=sheet.submitted_at,
        brief=case.brief,
        sheet=sheet.sheet,
        sealed=seal_mode(case.sealed),
    )


def _summary(line: AttemptLine) -> AttemptSummary:
    return AttemptSummary(
        id=AttemptId(line.id),
        ref=CaseRef(line.pack_id, line.case_id),
        number=line.number,
        submitted_at=line.submitted_at,
        learning_pct=line.learning_pct,
        code_over_code_pct=line.code_over_code_pct,
        clock_changed=line.clock_changed,
    )


def _attempt_view(attempt: StoredAttempt) -> AttemptView:
    return AttemptView(
        id=AttemptId(attempt.line.id),
        ref=CaseRef(attempt.line.pack_id, attempt.line.case_id),
        number=attempt.line.number,
        submitted_at=attempt.line.submitted_at,
        brief=attempt.case.brief,
        sheet=attempt.sheet,
        grade=attempt.grade,
        feedback=attempt.feedback,
    )

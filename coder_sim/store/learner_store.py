"""The learner's database as the rest of the program sees it: a few verbs, values in and out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.notebook import Annotation, AnnotationId, CodeMark, Dispute
from coder_sim.domain.pack import Pack
from coder_sim.store import attempts, bin, drafts, handed_in, notebook, shelf
from coder_sim.store.backup import back_up, is_due
from coder_sim.store.engine import learner_engine, writing
from coder_sim.store.faults import told_in_words
from coder_sim.store.opening import prepare
from coder_sim.store.records import (
    AttemptLine,
    Draft,
    HandedIn,
    PackChange,
    ShelfView,
    StoredAttempt,
    StoredCase,
    StoredPack,
    Submission,
)
from coder_sim.store.restore import copy_aside
from coder_sim.store.thinning import Backup


class LearnerStore:
    """The open database. Every verb is one transaction, on disk when it returns.

    Any thread may call it. Verbs raise StoreFault when the file cannot be used or is damaged.
    """

    def __init__(self, path: Path, now: datetime) -> None:
        """Open the database at ``path``: made when missing, brought up to date when old.

        Raises StoreDamaged with the way back, StoreNewer, or StoreFault.
        """
        prepare(path, now)
        self._path = path
        self._engine = learner_engine(path)

    @property
    def path(self) -> Path:
        """Return where the database is."""
        return self._path

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add_pack(self, pack: Pack, at: datetime, file: bytes = b"") -> PackChange:
        """Put a pack on the shelf, or its newer version in the older one's place.

        ``file`` is the pack as a .casepack, kept to be handed on. Raises PackError for an older
        version, or for other content under a known version. A backup is made before a version
        is replaced.
        """
        with self._reading() as session:
            replaced = shelf.replaces(session, pack)
        if replaced:
            self.back_up(at)
        with self._writing() as session:
            change = shelf.add_pack(session, pack, at)
            if file:
                bin.keep_file(session, pack.id, file)
            return change

    def remove_pack(self, pack_id: str, at: datetime) -> None:
        """Put a pack into the bin; drafts, attempts and the pack itself stay."""
        with self._writing() as session:
            bin.remove(session, pack_id, at)

    def bring_back_pack(self, pack_id: str) -> bool:
        """Take a pack out of the bin; False where it was not in it."""
        with self._writing() as session:
            return bin.bring_back(session, pack_id)

    def pack_file(self, pack_id: str) -> bytes:
        """Return a pack as the .casepack it came as; InputError where none is kept."""
        with self._reading() as session:
            return bin.file_of(session, pack_id)

    def packs(self) -> tuple[StoredPack, ...]:
        """Return the packs in shelf order, those in the bin among them."""
        with self._reading() as session:
            return shelf.stored_packs(session)

    def pack_versions(self) -> frozenset[tuple[str, str]]:
        """Return id and version of every pack there is; damaged entries are left out."""
        with self._reading() as session:
            return shelf.pack_versions(session)

    def shelf(self) -> ShelfView:
        """Return every case in shelf order, with its draft and attempts, and what is damaged."""
        with self._reading() as session:
            return shelf.shelf(session)

    def case(self, pack_id: str, case_id: str) -> StoredCase:
        """Return a case with its key; InputError when it is not on the shelf."""
        with self._reading() as session:
            return shelf.stored_case(session, pack_id, case_id)

    def draft(self, pack_id: str, case_id: str) -> Draft | None:
        """Return the draft of a case."""
        with self._reading() as session:
            return drafts.draft_of(session, pack_id, case_id)

    def next_sequence(self, pack_id: str, case_id: str) -> int:
        """Return the number that the next save of a case gets."""
        with self._reading() as session:
            return drafts.next_sequence(session, pack_id, case_id)

    def save_draft(
        self,
        pack_id: str,
        case_id: str,
        sheet: AnswerSheet,
        at: datetime,
        seen: int | None = None,
    ) -> int:
        """Keep a draft in place of the former one; returns its sequence number.

        ``seen`` is the last number known to the caller: what another window saved after it is
        kept, with a StoreConflict.
        """
        with self._writing() as session:
            return drafts.save_draft(session, pack_id, case_id, sheet, at, seen)

    def discard_draft(self, pack_id: str, case_id: str) -> None:
        """Forget the draft of a case."""
        with self._writing() as session:
            drafts.discard_draft(session, pack_id, case_id)

    def submit(self, submission: Submission) -> StoredAttempt:
        """Record an attempt and forget its draft; the same one twice is recorded once."""
        with self._writing() as session:
            id = attempts.submit(session, submission)
            return attempts.attempt(session, id)

    def hand_in(self, case: StoredCase, new: HandedIn) -> str:
        """Record a sheet at a sealed case and forget its draft; returns its id."""
        with self._writing() as session:
            return handed_in.hand_in(session, case, new)

    def handed_in(self, pack_id: str, case_id: str = "") -> tuple[HandedIn, ...]:
        """Return the sheets that wait for the key of a case, or of a whole pack."""
        with self._reading() as session:
            return handed_in.handed_in(session, pack_id, case_id)

    def all_handed_in(self) -> tuple[HandedIn, ...]:
        """Return every sheet that waits for a key, oldest first."""
        with self._reading() as session:
            return handed_in.all_handed_in(session)

    def waiting_case(self, id: str) -> StoredCase:
        """Return the chart and the sealed key that a sheet was coded from."""
        with self._reading() as session:
            return handed_in.waiting_case(session, id)

    def score(self, waiting: HandedIn, submission: Submission) -> StoredAttempt:
        """Make an attempt of a sheet that waited for its key."""
        with self._writing() as session:
            handed_in.forget(session, waiting.id)
            id = attempts.submit(session, submission, keeps_draft=True)
            return attempts.attempt(session, id)

    def attempts(self, pack_id: str, case_id: str) -> tuple[AttemptLine, ...]:
        """Return the attempts at a case, newest first; ``shelf`` names damaged ones."""
        with self._reading() as session:
            return attempts.attempts_at(session, pack_id, case_id, damage=[])

    def all_attempts(self) -> tuple[AttemptLine, ...]:
        """Return every attempt at every case, oldest first."""
        with self._reading() as session:
            return attempts.all_attempts(session)

    def attempt(self, id: str) -> StoredAttempt:
        """Return one attempt; InputError when there is none of that id."""
        with self._reading() as session:
            return attempts.attempt(session, id)

    def annotations(self, pack_id: str, case_id: str) -> tuple[Annotation, ...]:
        """Return the highlights of a case, in the order of the text."""
        with self._reading() as session:
            return notebook.annotations(session, pack_id, case_id)

    def keep_annotation(self, pack_id: str, case_id: str, mark: Annotation) -> None:
        """Keep a highlight, in place of the one with its id."""
        with self._writing() as session:
            notebook.keep_annotation(session, pack_id, case_id, mark)

    def drop_annotation(self, id: AnnotationId) -> None:
        """Forget a highlight."""
        with self._writing() as session:
            notebook.drop_annotation(session, id)

    def code_marks(self) -> tuple[CodeMark, ...]:
        """Return everything kept about codes."""
        with self._reading() as session:
            return notebook.code_marks(session)

    def keep_code_mark(self, mark: CodeMark) -> None:
        """Keep what is said about a code; nothing at all forgets it."""
        with self._writing() as session:
            notebook.keep_code_mark(session, mark)

    def disputes(self, attempt_id: str | None = None) -> tuple[Dispute, ...]:
        """Return the disputes of one attempt, or all, oldest first."""
        with self._reading() as session:
            return notebook.disputes(session, attempt_id)

    def keep_dispute(self, dispute: Dispute) -> None:
        """Keep a dispute, in place of the former one about that row."""
        with self._writing() as session:
            notebook.keep_dispute(session, dispute)

    def back_up(self, now: datetime) -> Backup:
        """Make a backup and check it to the last row; older ones are thinned."""
        return back_up(self._path, now)

    def back_up_if_due(self, now: datetime) -> Backup | None:
        """Make a backup when there is none of the last 24 hours."""
        return self.back_up(now) if is_due(self._path, now) else None

    def keep_aside(self, now: datetime) -> Path:
        """Keep a copy of the file as it is, before a damaged row in it is written over."""
        return copy_aside(self._path, now)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with told_in_words(self._path), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with told_in_words(self._path), Session(writing(self._engine)) as session, session.begin():
            yield session

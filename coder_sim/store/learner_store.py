"""The learner's database as the rest of the program sees it: a few verbs, values in and out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.pack import Pack
from coder_sim.store import attempts, drafts, shelf
from coder_sim.store.engine import learner_engine, writing
from coder_sim.store.faults import told_in_words
from coder_sim.store.opening import prepare
from coder_sim.store.records import (
    AttemptLine,
    Draft,
    PackChange,
    ShelfEntry,
    StoredAttempt,
    StoredCase,
    StoredPack,
    Submission,
)


class LearnerStore:
    """The open database. Every verb is one transaction, on disk when it returns.

    Any thread may call it. Verbs raise StoreFault when the file cannot be used or is damaged.
    """

    def __init__(self, path: Path, now: datetime) -> None:
        """Open the database at ``path``: made when missing, brought up to date when old."""
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

    def add_pack(self, pack: Pack, at: datetime) -> PackChange:
        """Put a pack on the shelf, or its newer version in the older one's place.

        Raises PackError for an older version, or for other content under a known version.
        """
        with self._writing() as session:
            return shelf.add_pack(session, pack, at)

    def packs(self) -> tuple[StoredPack, ...]:
        """Return the packs in shelf order."""
        with self._reading() as session:
            return shelf.stored_packs(session)

    def shelf(self) -> tuple[ShelfEntry, ...]:
        """Return every case in shelf order, with its draft and attempts."""
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

    def save_draft(self, pack_id: str, case_id: str, sheet: AnswerSheet, at: datetime) -> int:
        """Keep a draft in place of the former one; returns its sequence number."""
        with self._writing() as session:
            return drafts.save_draft(session, pack_id, case_id, sheet, at)

    def discard_draft(self, pack_id: str, case_id: str) -> None:
        """Forget the draft of a case."""
        with self._writing() as session:
            drafts.discard_draft(session, pack_id, case_id)

    def submit(self, submission: Submission) -> StoredAttempt:
        """Record an attempt and forget its draft; the same one twice is recorded once."""
        with self._writing() as session:
            id = attempts.submit(session, submission)
            return attempts.attempt(session, id)

    def attempts(self, pack_id: str, case_id: str) -> tuple[AttemptLine, ...]:
        """Return the attempts at a case, newest first."""
        with self._reading() as session:
            return attempts.attempts_at(session, pack_id, case_id)

    def attempt(self, id: str) -> StoredAttempt:
        """Return one attempt; InputError when there is none of that id."""
        with self._reading() as session:
            return attempts.attempt(session, id)

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with told_in_words(self._path), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with told_in_words(self._path), Session(writing(self._engine)) as session, session.begin():
            yield session

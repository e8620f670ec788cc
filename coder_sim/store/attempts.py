"""Submitted sheets: written once, never changed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, text
from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.feedback import Feedback
from coder_sim.domain.grade import Grade
from coder_sim.domain.pack import Case, SealedCase
from coder_sim.errors import InputError, Problem
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.contents import keep_content, open_content
from coder_sim.store.drafts import discard_draft, next_sequence
from coder_sim.store.moments import moment, stamp
from coder_sim.store.records import AttemptLine, StoredAttempt, Submission
from coder_sim.store.rows import AttemptRow, DraftRow, RecordRow
from coder_sim.store.seals import damaged, rows, sealed


def submit(session: Session, new: Submission, *, keeps_draft: bool = False) -> str:
    """Record an attempt and forget the draft it came from; returns the attempt's id.

    A sheet that waited for its key keeps the draft that was begun since. The same sheet from
    the same draft is the same attempt, however often it is handed in.
    """
    pack_id, case_id = new.case.pack_id, new.case.case_id
    past = select(AttemptRow).where(AttemptRow.pack_id == pack_id, AttemptRow.case_id == case_id)
    same_draft = past.where(AttemptRow.sequence == new.sequence)
    twin = session.execute(same_draft.with_only_columns(AttemptRow.id)).first()
    sequence = next_sequence(session, pack_id, case_id) if twin else new.sequence
    number, last = session.execute(
        past.with_only_columns(func.max(AttemptRow.number), func.max(AttemptRow.submitted_at))
    ).one()
    draft_at = session.scalar(
        select(DraftRow.saved_at).where(DraftRow.pack_id == pack_id, DraftRow.case_id == case_id)
    )
    at = stamp(new.submitted_at)
    if not keeps_draft:
        discard_draft(session, pack_id, case_id)
    if twin is not None and _sheet_of(session, twin.id) == to_json(new.sheet):
        return str(twin.id)
    # float(): a whole number would come back from its column as another text to seal.
    line = sealed(
        AttemptRow,
        id=new.id,
        pack_id=pack_id,
        case_id=case_id,
        number=1 + (number or 0),
        sequence=sequence,
        submitted_at=at,
        learning_pct=float(new.grade.scores.learning.pct),
        code_over_code_pct=float(new.grade.scores.code_over_code.pct),
        clock_changed=int(at < max(last or "", draft_at or "")),
    )
    session.execute(insert(AttemptRow), [line])
    session.execute(insert(RecordRow), [_record_values(session, new)])
    return new.id


def attempts_at(
    session: Session, pack_id: str, case_id: str, damage: list[str] | None = None
) -> tuple[AttemptLine, ...]:
    """Return the attempts at a case, newest first; ``damage`` as in ``seals.rows``."""
    wanted = select(AttemptRow).where(AttemptRow.pack_id == pack_id, AttemptRow.case_id == case_id)
    return tuple(_lines(session, wanted.order_by(AttemptRow.number.desc()), damage))


def all_attempts(session: Session) -> tuple[AttemptLine, ...]:
    """Return every attempt, oldest first by its place in the file: a clock may go back."""
    in_order = select(AttemptRow).order_by(text("rowid"))
    return tuple(_lines(session, in_order))


def scores(session: Session, damage: list[str]) -> dict[tuple[str, str], list[AttemptLine]]:
    """Return all attempts by pack and case, each list in order; names the damaged ones."""
    found: dict[tuple[str, str], list[AttemptLine]] = {}
    for line in _lines(session, select(AttemptRow).order_by(AttemptRow.number), damage):
        found.setdefault((line.pack_id, line.case_id), []).append(line)
    return found


def attempt(session: Session, id: str) -> StoredAttempt:
    """Return one attempt with all that belongs to it; InputError where there is none."""
    line = next(_lines(session, select(AttemptRow).where(AttemptRow.id == id)), None)
    if line is None:
        raise InputError(Problem("There is no such attempt."))
    record = _record(session, line)
    return StoredAttempt(
        line=line,
        case=open_content(
            session,
            record.content,
            line.pack_id,
            line.case_id,
            version=record.pack_version,
            pack_hash=record.pack_hash,
        ),
        sheet=from_json(AnswerSheet, record.sheet),
        grade=from_json(Grade, record.grade),
        feedback=from_json(Feedback, record.feedback),
        editions=from_json(tuple[str, ...], record.editions),
    )


def _record_values(session: Session, new: Submission) -> dict[str, object]:
    case = new.case
    # The pack may have been replaced since the case was opened: its chart and key go along.
    kept = SealedCase(case.brief, case.sealed) if case.key is None else Case(case.brief, case.key)
    content = keep_content(session, [kept])[0]
    return sealed(
        RecordRow,
        attempt_id=new.id,
        pack_version=case.pack_version,
        pack_hash=case.pack_hash,
        content=content,
        sheet=to_json(new.sheet),
        grade=to_json(new.grade),
        feedback=to_json(new.feedback),
        model_version=new.grade.model_version,
        editions=to_json(new.editions),
    )


def _name(row: Row[Any] | AttemptLine) -> str:
    return f"Attempt {row.number} at case {row.case_id} in pack {row.pack_id}"


def _lines(
    session: Session, wanted: Select[Any], damage: list[str] | None = None
) -> Iterator[AttemptLine]:
    for row in rows(session, AttemptRow, wanted, _name, damage):
        yield AttemptLine(
            id=row.id,
            pack_id=row.pack_id,
            case_id=row.case_id,
            number=row.number,
            sequence=row.sequence,
            submitted_at=moment(row.submitted_at),
            learning_pct=row.learning_pct,
            code_over_code_pct=row.code_over_code_pct,
            clock_changed=bool(row.clock_changed),
        )


def _sheet_of(session: Session, id: str) -> str | None:
    return session.scalar(select(RecordRow.sheet).where(RecordRow.attempt_id == id))


def _record(session: Session, line: AttemptLine) -> Row[Any]:
    wanted = select(RecordRow).where(RecordRow.attempt_id == line.id)
    for row in rows(session, RecordRow, wanted, lambda _: _name(line)):
        return row
    raise damaged(_name(line))

"""The learner's own notes: highlights in charts, marked codes, disputed feedback."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from coder_sim.domain.code_set import System
from coder_sim.domain.notebook import Annotation, AnnotationId, CodeMark, Dispute
from coder_sim.store.moments import moment, stamp
from coder_sim.store.rows import AnnotationRow, CodeMarkRow, DisputeRow
from coder_sim.store.seals import rows, sealed


def annotations(session: Session, pack_id: str, case_id: str) -> tuple[Annotation, ...]:
    """Return the highlights of a case in the order of the text; damaged ones are left out."""
    wanted = select(AnnotationRow).where(
        AnnotationRow.pack_id == pack_id, AnnotationRow.case_id == case_id
    )
    found = rows(session, AnnotationRow, wanted, _name("A highlight"), [])
    kept = [
        Annotation(AnnotationId(row.id), row.doc, row.start, row.end, row.quote, row.note)
        for row in found
    ]
    return tuple(sorted(kept, key=lambda mark: (mark.doc, mark.start, mark.end, mark.id)))


def keep_annotation(session: Session, pack_id: str, case_id: str, mark: Annotation) -> None:
    """Keep a highlight, in place of the one with its id."""
    drop_annotation(session, mark.id)
    values = sealed(
        AnnotationRow,
        id=mark.id,
        pack_id=pack_id,
        case_id=case_id,
        doc=mark.doc,
        start=mark.start,
        end=mark.end,
        quote=mark.quote,
        note=mark.note,
    )
    session.execute(insert(AnnotationRow), [values])


def drop_annotation(session: Session, id: AnnotationId) -> None:
    """Forget a highlight."""
    session.execute(delete(AnnotationRow).where(AnnotationRow.id == id))


def code_marks(session: Session) -> tuple[CodeMark, ...]:
    """Return everything kept about codes; damaged rows are left out."""
    found = rows(session, CodeMarkRow, select(CodeMarkRow), _name("A marked code"), [])
    return tuple(
        CodeMark(
            System(row.system),
            row.code,
            bool(row.favourite),
            row.note,
            moment(row.used_at) if row.used_at else None,
        )
        for row in found
    )


def keep_code_mark(session: Session, mark: CodeMark) -> None:
    """Keep what is said about a code; nothing at all forgets it."""
    of_code = (CodeMarkRow.system == mark.system.value, CodeMarkRow.code == mark.code)
    session.execute(delete(CodeMarkRow).where(*of_code))
    if mark.favourite or mark.note or mark.used_at:
        values = sealed(
            CodeMarkRow,
            system=mark.system.value,
            code=mark.code,
            favourite=int(mark.favourite),
            note=mark.note,
            used_at=stamp(mark.used_at) if mark.used_at else None,
        )
        session.execute(insert(CodeMarkRow), [values])


def disputes(session: Session, attempt_id: str | None = None) -> tuple[Dispute, ...]:
    """Return the disputes of one attempt, or all, oldest first; damaged ones are left out."""
    wanted = select(DisputeRow).order_by(DisputeRow.made_at)
    if attempt_id is not None:
        wanted = wanted.where(DisputeRow.attempt_id == attempt_id)
    found = rows(session, DisputeRow, wanted, _name("A dispute"), [])
    return tuple(Dispute(row.attempt_id, row.row, row.text, moment(row.made_at)) for row in found)


def keep_dispute(session: Session, dispute: Dispute) -> None:
    """Keep a dispute, in place of the former one about that row; an empty text withdraws it."""
    of_row = (DisputeRow.attempt_id == dispute.attempt, DisputeRow.row == dispute.row)
    session.execute(delete(DisputeRow).where(*of_row))
    if dispute.text.strip():
        values = sealed(
            DisputeRow,
            attempt_id=dispute.attempt,
            row=dispute.row,
            text=dispute.text,
            made_at=stamp(dispute.made_at),
        )
        session.execute(insert(DisputeRow), [values])


def _name(what: str) -> Callable[[Row[Any]], str]:
    return lambda row: what

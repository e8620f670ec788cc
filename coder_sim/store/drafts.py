"""The draft of a case: at most one, replaced at each save."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerSheet
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.moments import moment, stamp
from coder_sim.store.records import Draft
from coder_sim.store.rows import AttemptRow, DraftRow
from coder_sim.store.seals import sealed, verify


def draft_of(session: Session, pack_id: str, case_id: str) -> Draft | None:
    """Return the draft of a case, if there is one."""
    row = session.get(DraftRow, (pack_id, case_id))
    if row is None:
        return None
    verify(row, f"The draft of case {case_id} in pack {pack_id}")
    return Draft(from_json(AnswerSheet, row.sheet), row.sequence, moment(row.saved_at))


def next_sequence(session: Session, pack_id: str, case_id: str) -> int:
    """Return the number that the next save of a case gets."""
    last = select(func.max(AttemptRow.sequence)).where(
        AttemptRow.pack_id == pack_id, AttemptRow.case_id == case_id
    )
    row = session.get(DraftRow, (pack_id, case_id))
    return 1 + max(row.sequence if row else 0, session.scalar(last) or 0)


def save_draft(
    session: Session, pack_id: str, case_id: str, sheet: AnswerSheet, at: datetime
) -> int:
    """Replace the draft of a case; returns its sequence number."""
    values = sealed(
        DraftRow,
        pack_id=pack_id,
        case_id=case_id,
        sheet=to_json(sheet),
        sequence=next_sequence(session, pack_id, case_id),
        saved_at=stamp(at),
    )
    discard_draft(session, pack_id, case_id)
    session.execute(insert(DraftRow), [values])
    return int(str(values["sequence"]))


def discard_draft(session: Session, pack_id: str, case_id: str) -> None:
    """Forget the draft of a case."""
    session.execute(
        delete(DraftRow).where(DraftRow.pack_id == pack_id, DraftRow.case_id == case_id)
    )

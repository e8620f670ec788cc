"""The draft of a case: at most one, replaced at each save."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerSheet
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.moments import moment, stamp
from coder_sim.store.records import Draft
from coder_sim.store.rows import AttemptRow, DraftRow
from coder_sim.store.seals import rows, sealed


def draft_of(session: Session, pack_id: str, case_id: str) -> Draft | None:
    """Return the draft of a case, if there is one."""
    wanted = select(DraftRow).where(DraftRow.pack_id == pack_id, DraftRow.case_id == case_id)
    for row in rows(session, DraftRow, wanted, _name):
        return Draft(from_json(AnswerSheet, row.sheet), row.sequence, moment(row.saved_at))
    return None


def draft_times(session: Session) -> dict[tuple[str, str], datetime]:
    """Return when each draft was saved, by pack and case."""
    found = rows(session, DraftRow, select(DraftRow), _name)
    return {(row.pack_id, row.case_id): moment(row.saved_at) for row in found}


def next_sequence(session: Session, pack_id: str, case_id: str) -> int:
    """Return the number that the next save of a case gets."""
    last = select(func.max(AttemptRow.sequence)).where(
        AttemptRow.pack_id == pack_id, AttemptRow.case_id == case_id
    )
    draft = draft_of(session, pack_id, case_id)
    return 1 + max(draft.sequence if draft else 0, session.scalar(last) or 0)


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


def _name(row: Row[Any]) -> str:
    return f"The draft of case {row.case_id} in pack {row.pack_id}"

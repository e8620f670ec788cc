"""The draft of a case: at most one, replaced at each save."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerSheet
from coder_sim.errors import StoreConflict
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.moments import moment, stamp
from coder_sim.store.records import Draft
from coder_sim.store.rows import AttemptRow, DraftRow, HandedInRow
from coder_sim.store.seals import rows, sealed


def draft_of(session: Session, pack_id: str, case_id: str) -> Draft | None:
    """Return the draft of a case, if there is one."""
    wanted = select(DraftRow).where(DraftRow.pack_id == pack_id, DraftRow.case_id == case_id)
    for row in rows(session, DraftRow, wanted, _name):
        return Draft(from_json(AnswerSheet, row.sheet), row.sequence, moment(row.saved_at))
    return None


def draft_times(session: Session, damage: list[str]) -> dict[tuple[str, str], datetime]:
    """Return when each draft was saved, by pack and case; names the damaged ones."""
    found = rows(session, DraftRow, select(DraftRow), _name, damage)
    return {(row.pack_id, row.case_id): moment(row.saved_at) for row in found}


def next_sequence(session: Session, pack_id: str, case_id: str) -> int:
    """Return the number that the next save of a case gets; damaged rows count too."""
    numbers = [
        session.scalar(
            select(func.max(kind.sequence)).where(kind.pack_id == pack_id, kind.case_id == case_id)
        )
        for kind in (AttemptRow, DraftRow, HandedInRow)
    ]
    return 1 + max(number or 0 for number in numbers)


def save_draft(
    session: Session,
    pack_id: str,
    case_id: str,
    sheet: AnswerSheet,
    at: datetime,
    seen: int | None = None,
) -> int:
    """Replace the draft of a case; returns its sequence number.

    With ``seen``, the number of the last save known to whoever saves, a later one by somebody
    else is kept: StoreConflict.
    """
    sequence = next_sequence(session, pack_id, case_id)
    if seen is not None and sequence > seen + 1:
        raise StoreConflict(
            "This case was saved meanwhile by another window of Coder Sim, and that is kept.",
            "Go on in that window, or open the case here again.",
        )
    values = sealed(
        DraftRow,
        pack_id=pack_id,
        case_id=case_id,
        sheet=to_json(sheet),
        sequence=sequence,
        saved_at=stamp(at),
    )
    discard_draft(session, pack_id, case_id)
    session.execute(insert(DraftRow), [values])
    return sequence


def discard_draft(session: Session, pack_id: str, case_id: str) -> None:
    """Forget the draft of a case."""
    session.execute(
        delete(DraftRow).where(DraftRow.pack_id == pack_id, DraftRow.case_id == case_id)
    )


def _name(row: Row[Any]) -> str:
    return f"The draft of case {row.case_id} in pack {row.pack_id}"

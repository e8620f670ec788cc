"""Sheets handed in at cases whose key is sealed: final, and scored only once it is opened."""

from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.pack import SealedCase
from coder_sim.errors import InputError, Problem
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.contents import keep_content, open_content
from coder_sim.store.drafts import discard_draft
from coder_sim.store.moments import moment, stamp
from coder_sim.store.records import HandedIn, StoredCase
from coder_sim.store.rows import HandedInRow
from coder_sim.store.seals import rows, sealed


def hand_in(session: Session, case: StoredCase, new: HandedIn) -> str:
    """Record a sheet and forget the draft it came from; the same one twice is recorded once."""
    for past in handed_in(session, new.pack_id, new.case_id):
        if past.sequence == new.sequence and past.sheet == new.sheet:
            return past.id
    content = keep_content(session, [SealedCase(case.brief, case.sealed)])[0]
    discard_draft(session, new.pack_id, new.case_id)
    values = sealed(
        HandedInRow,
        id=new.id,
        pack_id=new.pack_id,
        case_id=new.case_id,
        sequence=new.sequence,
        submitted_at=stamp(new.submitted_at),
        pack_version=new.pack_version,
        pack_hash=new.pack_hash,
        content=content,
        sheet=to_json(new.sheet),
        editions=to_json(new.editions),
    )
    session.execute(insert(HandedInRow), [values])
    return new.id


def handed_in(session: Session, pack_id: str, case_id: str = "") -> tuple[HandedIn, ...]:
    """Return the sheets that wait for the key of a case, or of a whole pack, oldest first."""
    wanted = select(HandedInRow).where(HandedInRow.pack_id == pack_id)
    if case_id:
        wanted = wanted.where(HandedInRow.case_id == case_id)
    return _values(session, wanted.order_by(HandedInRow.case_id, HandedInRow.sequence))


def all_handed_in(session: Session) -> tuple[HandedIn, ...]:
    """Return every sheet that waits for a key, oldest first."""
    return _values(session, select(HandedInRow).order_by(HandedInRow.submitted_at))


def waiting(session: Session, damage: list[str]) -> dict[tuple[str, str], list[Row[Any]]]:
    """Return the rows of all sheets that wait, by pack and case; names the damaged ones."""
    found: dict[tuple[str, str], list[Row[Any]]] = {}
    wanted = select(HandedInRow).order_by(HandedInRow.sequence)
    for row in rows(session, HandedInRow, wanted, _name, damage):
        found.setdefault((row.pack_id, row.case_id), []).append(row)
    return found


def waiting_case(session: Session, id: str) -> StoredCase:
    """Return the chart and the sealed key that a sheet was coded from; InputError if unknown."""
    wanted = select(HandedInRow).where(HandedInRow.id == id)
    for row in rows(session, HandedInRow, wanted, _name):
        return open_content(
            session,
            row.content,
            row.pack_id,
            row.case_id,
            version=row.pack_version,
            pack_hash=row.pack_hash,
        )
    raise InputError(Problem("There is no such sheet."))


def forget(session: Session, id: str) -> None:
    """Drop a sheet that has become an attempt."""
    session.execute(delete(HandedInRow).where(HandedInRow.id == id))


def _values(session: Session, wanted: Any) -> tuple[HandedIn, ...]:  # noqa: ANN401
    return tuple(
        HandedIn(
            id=row.id,
            pack_id=row.pack_id,
            case_id=row.case_id,
            sequence=row.sequence,
            submitted_at=moment(row.submitted_at),
            pack_version=row.pack_version,
            pack_hash=row.pack_hash,
            sheet=from_json(AnswerSheet, row.sheet),
            editions=from_json(tuple[str, ...], row.editions),
        )
        for row in rows(session, HandedInRow, wanted, _name)
    )


def _name(row: Row[Any]) -> str:
    return f"A sheet handed in at case {row.case_id} in pack {row.pack_id}"

"""The bin: packs taken off the shelf, which can be brought back; and packs as files."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.orm import Session

from coder_sim.errors import InputError, Problem
from coder_sim.store.moments import stamp
from coder_sim.store.rows import PackFileRow, PackRow, RemovedPackRow
from coder_sim.store.seals import rows, sealed


def removed_ids(session: Session, damage: list[str] | None = None) -> frozenset[str]:
    """Return the ids of the packs in the bin."""
    found = rows(session, RemovedPackRow, select(RemovedPackRow), _name, damage)
    return frozenset(row.pack_id for row in found)


def remove(session: Session, pack_id: str, at: datetime) -> None:
    """Put a pack into the bin; its drafts and attempts stay. InputError if it is unknown."""
    if session.scalar(select(PackRow.id).where(PackRow.id == pack_id)) is None:
        raise InputError(Problem(f"There is no pack {pack_id} on the shelf."))
    bring_back(session, pack_id)
    values = sealed(RemovedPackRow, pack_id=pack_id, removed_at=stamp(at))
    session.execute(insert(RemovedPackRow), [values])


def bring_back(session: Session, pack_id: str) -> bool:
    """Take a pack out of the bin again; False where it was not in it."""
    done = session.execute(delete(RemovedPackRow).where(RemovedPackRow.pack_id == pack_id))
    return bool(getattr(done, "rowcount", 0))


def keep_file(session: Session, pack_id: str, content: bytes) -> None:
    """Keep a pack as the file it can be handed on as; none is kept for empty content."""
    session.execute(delete(PackFileRow).where(PackFileRow.pack_id == pack_id))
    if content:
        digest = sha256(content).hexdigest()
        row = {"pack_id": pack_id, "digest": digest, "content": content}
        session.execute(insert(PackFileRow), [row])


def file_of(session: Session, pack_id: str) -> bytes:
    """Return a pack as a file; InputError where none is kept or it is damaged."""
    row = session.get(PackFileRow, pack_id)
    if row is None or sha256(row.content).hexdigest() != row.digest:
        what = f"The pack {pack_id} cannot be written as a file: its own file is not kept here."
        raise InputError(Problem(what, todo="Import it again, then export it."))
    return bytes(row.content)


def _name(row: Row[Any]) -> str:
    return f"The mark of the removed pack {row.pack_id}"

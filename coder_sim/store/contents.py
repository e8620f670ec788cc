"""Charts and keys, each stored once under its own hash and never changed."""

from base64 import b64decode, b64encode
from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerKey
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.pack import Case, SealedCase
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.records import StoredCase
from coder_sim.store.rows import CaseRow, ContentRow, HandedInRow, RecordRow
from coder_sim.store.seals import content_values, damaged

BATCH = 200
"""Cases turned into text at once: a pack of ten thousand must not fill the memory."""


_SEALED = "sealed "
"""What stands before a sealed key, in Base64; an open one is a JSON object."""


def keep_content(session: Session, cases: Sequence[Case | SealedCase]) -> list[str]:
    """Store charts and keys that are not there yet; returns the name of each, in order."""
    names: list[str] = []
    for start in range(0, len(cases), BATCH):
        names += _keep_batch(session, cases[start : start + BATCH])
    return names


def _keep_batch(session: Session, cases: Sequence[Case | SealedCase]) -> list[str]:
    contents = [content_values(to_json(case.brief), _key_text(case)) for case in cases]
    names = [str(values["sha256"]) for values in contents]
    asked = select(ContentRow.sha256).where(ContentRow.sha256.in_(names))
    there = set(session.scalars(asked))
    fresh = dict(zip(names, contents, strict=True))
    missing = [values for name, values in fresh.items() if name not in there]
    if missing:
        session.execute(insert(ContentRow), missing)
    return names


def open_content(
    session: Session, name: str, pack_id: str, case_id: str, *, version: str, pack_hash: str
) -> StoredCase:
    """Return a case from its stored chart and key, once their seal is found to fit."""
    row = session.get(ContentRow, name)
    if row is None or content_values(row.brief, row.key)["sha256"] != name:
        raise damaged(f"The chart or answer key of case {case_id} in pack {pack_id}")
    return StoredCase(
        pack_id=pack_id,
        case_id=case_id,
        pack_version=version,
        pack_hash=pack_hash,
        brief=from_json(CaseBrief, row.brief),
        key=None if row.key.startswith(_SEALED) else from_json(AnswerKey, row.key),
        sealed=_unwrapped(row.key),
    )


def _key_text(case: Case | SealedCase) -> str:
    if isinstance(case, Case):
        return to_json(case.key)
    return _SEALED + b64encode(case.sealed).decode("ascii")


def _unwrapped(text: str) -> bytes:
    return b64decode(text.removeprefix(_SEALED)) if text.startswith(_SEALED) else b""


def forget_unused_content(session: Session) -> None:
    """Drop charts and keys that neither the shelf nor an attempt refers to."""
    used = select(CaseRow.content).union(select(RecordRow.content), select(HandedInRow.content))
    session.execute(delete(ContentRow).where(ContentRow.sha256.not_in(used)))

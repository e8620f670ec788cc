"""Packs and cases on the shelf."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.orm import Session

from coder_sim.domain.answer import AnswerKey
from coder_sim.domain.encounter import CaseBrief, Setting, Track
from coder_sim.domain.pack import Case, Pack
from coder_sim.errors import InputError, PackError, Problem
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.moments import moment, stamp
from coder_sim.store.records import PackChange, ShelfEntry, ShelvedCase, StoredCase, StoredPack
from coder_sim.store.rows import AttemptRow, CaseRow, ContentRow, DraftRow, PackRow, RecordRow
from coder_sim.store.seals import content_values, damaged, digest, sealed, verify

MANY = 500
"""Values in one SQL list; SQLite takes 32,766."""


def add_pack(session: Session, pack: Pack, at: datetime) -> PackChange:
    """Put a pack on the shelf; PackError where the shelf has another of that name."""
    known = session.get(PackRow, pack.id)
    if known is None:
        last = session.scalar(select(func.max(PackRow.position))) or 0
        session.execute(insert(PackRow), [_pack_values(pack, last + 1, at)])
        _put_cases(session, pack)
        return PackChange.ADDED
    verify(known, f"The entry of pack {pack.id}")
    if (known.version, known.content_hash) == (pack.version, pack.content_hash):
        return PackChange.ALREADY_THERE
    _refuse_unless_newer(known, pack)
    values = _pack_values(pack, known.position, at)
    session.execute(update(PackRow).where(PackRow.id == pack.id).values(**values))
    session.execute(delete(CaseRow).where(CaseRow.pack_id == pack.id))
    _put_cases(session, pack)
    _forget_unused_content(session)
    return PackChange.UPDATED


def keep_content(session: Session, cases: Iterable[Case]) -> list[str]:
    """Store charts and keys that are not there yet; returns the name of each, in order."""
    contents = [content_values(to_json(case.brief), to_json(case.key)) for case in cases]
    names = [str(values["sha256"]) for values in contents]
    there: set[str] = set()
    for start in range(0, len(names), MANY):
        asked = ContentRow.sha256.in_(names[start : start + MANY])
        there.update(session.scalars(select(ContentRow.sha256).where(asked)))
    fresh = dict(zip(names, contents, strict=True))
    missing = [values for name, values in fresh.items() if name not in there]
    if missing:
        session.execute(insert(ContentRow), missing)
    return names


def stored_packs(session: Session) -> tuple[StoredPack, ...]:
    """Return the packs in shelf order, each with its cases."""
    cases: dict[str, list[ShelvedCase]] = {}
    for row in _case_rows(session):
        cases.setdefault(row.pack_id, []).append(ShelvedCase(row.case_id, row.title))
    return tuple(_stored_pack(row, tuple(cases.get(row.id, ()))) for row in _pack_rows(session))


def shelf(session: Session) -> tuple[ShelfEntry, ...]:
    """Return every case in shelf order, with its draft and attempts."""
    titles = {row.id: row.title for row in _pack_rows(session)}
    drafts = _draft_times(session)
    scores = _scores(session)
    entries = []
    for row in _case_rows(session):
        attempts = scores.get((row.pack_id, row.case_id), [])
        entries.append(
            ShelfEntry(
                pack_id=row.pack_id,
                case_id=row.case_id,
                pack_title=titles[row.pack_id],
                title=row.title,
                setting=Setting(row.setting),
                specialty=row.specialty,
                difficulty=row.difficulty,
                tracks=_tracks(row.tracks),
                draft_saved_at=drafts.get((row.pack_id, row.case_id)),
                attempts=len(attempts),
                best=max((pct for pct, _ in attempts), default=None),
                last_attempt_at=attempts[-1][1] if attempts else None,
            )
        )
    return tuple(entries)


def stored_case(session: Session, pack_id: str, case_id: str) -> StoredCase:
    """Return a case on the shelf; InputError where there is none."""
    row = session.get(CaseRow, (pack_id, case_id))
    pack = session.get(PackRow, pack_id)
    if row is None or pack is None:
        raise InputError(
            Problem("This case is not on the shelf.", case=case_id, todo="Import its pack.")
        )
    verify(row, f"The worklist entry of case {case_id} in pack {pack_id}")
    verify(pack, f"The entry of pack {pack_id}")
    return open_content(
        session, row.content, pack_id, case_id, version=pack.version, pack_hash=pack.content_hash
    )


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
        key=from_json(AnswerKey, row.key),
    )


def _refuse_unless_newer(known: PackRow, pack: Pack) -> None:
    if known.version == pack.version:
        raise PackError(
            Problem(
                f"Version {pack.version} of the pack {pack.id} is on the shelf already, "
                "with other content.",
                field="version",
                todo="Ask its publisher for a copy with a version number of its own.",
            )
        )
    if _numbers(pack.version) <= _numbers(known.version):
        raise PackError(
            Problem(
                f"The pack {pack.id} is on the shelf in version {known.version}, "
                f"which is newer than {pack.version}.",
                field="version",
                todo="Keep the newer one.",
            )
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _pack_values(pack: Pack, position: int, at: datetime) -> dict[str, object]:
    newest = pack.guideline_version
    return sealed(
        PackRow,
        id=pack.id,
        position=position,
        version=pack.version,
        title=pack.title,
        publisher=pack.publisher,
        licence=pack.licence,
        language=pack.language,
        description=pack.description,
        tracks=" ".join(pack.tracks),
        code_set=to_json(pack.code_set),
        guideline_year=pack.guideline_year,
        guideline_version=newest.isoformat() if newest else None,
        content_hash=pack.content_hash,
        imported_at=stamp(at),
    )


def _put_cases(session: Session, pack: Pack) -> None:
    names = keep_content(session, pack.cases)
    rows = [
        sealed(
            CaseRow,
            pack_id=pack.id,
            case_id=case.brief.id,
            position=position,
            title=case.brief.title,
            setting=case.brief.encounter.setting.value,
            specialty=case.brief.specialty,
            difficulty=case.brief.difficulty,
            tracks=" ".join(case.brief.tracks),
            content=name,
        )
        for position, (case, name) in enumerate(zip(pack.cases, names, strict=True), start=1)
    ]
    if rows:
        session.execute(insert(CaseRow), rows)


def _forget_unused_content(session: Session) -> None:
    used = select(CaseRow.content).union(select(RecordRow.content))
    session.execute(delete(ContentRow).where(ContentRow.sha256.not_in(used)))


def _pack_rows(session: Session) -> list[PackRow]:
    rows = list(session.scalars(select(PackRow).order_by(PackRow.position)))
    for row in rows:
        verify(row, f"The entry of pack {row.id}")
    return rows


def _case_rows(session: Session) -> Iterator[Row[Any]]:
    """Yield the cases in shelf order as plain columns: ten thousand rows in a tenth of a second."""
    columns = select(*CaseRow.__table__.columns).join(PackRow, PackRow.id == CaseRow.pack_id)
    for row in session.execute(columns.order_by(PackRow.position, CaseRow.position)):
        *values, seal = row
        if digest(CaseRow.__tablename__, *values) != seal:
            raise damaged(f"The worklist entry of case {row.case_id} in pack {row.pack_id}")
        yield row


def _stored_pack(row: PackRow, cases: tuple[ShelvedCase, ...]) -> StoredPack:
    newest = row.guideline_version
    return StoredPack(
        id=row.id,
        version=row.version,
        title=row.title,
        publisher=row.publisher,
        licence=row.licence,
        language=row.language,
        description=row.description,
        tracks=_tracks(row.tracks),
        code_set=from_json(tuple[tuple[str, str], ...], row.code_set),
        guideline_year=row.guideline_year,
        guideline_version=date.fromisoformat(newest) if newest else None,
        content_hash=row.content_hash,
        imported_at=moment(row.imported_at),
        cases=cases,
    )


def _tracks(text: str) -> tuple[Track, ...]:
    return tuple(Track(name) for name in text.split())


def _draft_times(session: Session) -> dict[tuple[str, str], datetime]:
    times = {}
    for row in session.scalars(select(DraftRow)):
        verify(row, f"The draft of case {row.case_id} in pack {row.pack_id}")
        times[row.pack_id, row.case_id] = moment(row.saved_at)
    return times


def _scores(session: Session) -> dict[tuple[str, str], list[tuple[float, datetime]]]:
    """Return learning score and time of every attempt by case, in order."""
    scores: dict[tuple[str, str], list[tuple[float, datetime]]] = {}
    columns = select(*AttemptRow.__table__.columns).order_by(AttemptRow.number)
    for row in session.execute(columns):
        *values, seal = row
        if digest(AttemptRow.__tablename__, *values) != seal:
            raise damaged(f"Attempt {row.number} at case {row.case_id} in pack {row.pack_id}")
        known = scores.setdefault((row.pack_id, row.case_id), [])
        known.append((row.learning_pct, moment(row.submitted_at)))
    return scores

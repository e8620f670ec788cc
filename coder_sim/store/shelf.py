"""Packs and cases on the shelf."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.orm import Session

from coder_sim.domain.encounter import Setting, Track
from coder_sim.domain.pack import Case, Pack, SealedCase
from coder_sim.errors import InputError, PackError, Problem
from coder_sim.store import bin
from coder_sim.store.attempts import scores
from coder_sim.store.codec import from_json, to_json
from coder_sim.store.contents import forget_unused_content, keep_content, open_content
from coder_sim.store.drafts import draft_times
from coder_sim.store.handed_in import waiting
from coder_sim.store.moments import moment, stamp
from coder_sim.store.records import (
    AttemptLine,
    PackChange,
    ShelfEntry,
    ShelfView,
    ShelvedCase,
    StoredCase,
    StoredPack,
)
from coder_sim.store.rows import CaseRow, PackRow, SealedPackRow
from coder_sim.store.seals import rows, sealed


def replaces(session: Session, pack: Pack) -> bool:
    """Tell whether adding a pack would put it in an older one's place."""
    known = _pack_row(session, pack.id)
    return known is not None and _numbers(known.version) < _numbers(pack.version)


def add_pack(session: Session, pack: Pack, at: datetime) -> PackChange:
    """Put a pack on the shelf; PackError where the shelf has another of that name."""
    known = _pack_row(session, pack.id)
    was_removed = known is not None and bin.bring_back(session, pack.id)
    if known is None:
        last = session.scalar(select(func.max(PackRow.position))) or 0
        session.execute(insert(PackRow), [_pack_values(pack, last + 1, at)])
        _put_cases(session, pack)
        return PackChange.ADDED
    if (known.version, known.content_hash) == (pack.version, pack.content_hash):
        return PackChange.BROUGHT_BACK if was_removed else PackChange.ALREADY_THERE
    _refuse_unless_newer(known, pack)
    values = _pack_values(pack, known.position, at)
    session.execute(update(PackRow).where(PackRow.id == pack.id).values(**values))
    session.execute(delete(CaseRow).where(CaseRow.pack_id == pack.id))
    _put_cases(session, pack)
    forget_unused_content(session)
    return PackChange.UPDATED


def pack_versions(session: Session) -> frozenset[tuple[str, str]]:
    """Return id and version of every pack there is, those in the bin among them."""
    return frozenset((row.id, row.version) for row in _pack_rows(session, damage=[]))


def stored_packs(session: Session) -> tuple[StoredPack, ...]:
    """Return the packs in shelf order, each with its cases."""
    cases: dict[str, list[ShelvedCase]] = {}
    for row in _case_rows(session):
        cases.setdefault(row.pack_id, []).append(ShelvedCase(row.case_id, row.title))
    removed, modes = bin.removed_ids(session), _seal_modes(session)
    return tuple(
        replace(
            _stored_pack(row, tuple(cases.get(row.id, ()))),
            sealed=modes.get(row.id, ""),
            removed=row.id in removed,
        )
        for row in _pack_rows(session)
    )


def shelf(session: Session) -> ShelfView:
    """Return every case in shelf order, with its draft and attempts, and what is damaged."""
    damage: list[str] = []
    titles = {row.id: row.title for row in _pack_rows(session, damage)}
    drafts = draft_times(session, damage)
    attempted = scores(session, damage)
    removed, modes = bin.removed_ids(session, damage), _seal_modes(session, damage)
    handed = waiting(session, damage)
    entries = []
    for row in _case_rows(session, damage):
        if row.pack_id in removed:
            continue
        waits = handed.get((row.pack_id, row.case_id), [])
        attempts = attempted.get((row.pack_id, row.case_id), [])
        entries.append(
            ShelfEntry(
                pack_id=row.pack_id,
                case_id=row.case_id,
                pack_title=titles.get(row.pack_id, row.pack_id),
                title=row.title,
                setting=Setting(row.setting),
                specialty=row.specialty,
                difficulty=row.difficulty,
                tracks=_tracks(row.tracks),
                draft_saved_at=drafts.get((row.pack_id, row.case_id)),
                attempts=len(attempts),
                best=max((line.learning_pct for line in attempts), default=None),
                last_attempt_at=_last(attempts, waits),
                sealed=modes.get(row.pack_id, ""),
                waiting=len(waits),
            )
        )
    return ShelfView(tuple(entries), tuple(damage))


def _last(attempts: list[AttemptLine], waits: list[Row[Any]]) -> datetime | None:
    times = [line.submitted_at for line in attempts[-1:]]
    return max([*times, *(moment(row.submitted_at) for row in waits)], default=None)


def stored_case(session: Session, pack_id: str, case_id: str) -> StoredCase:
    """Return a case on the shelf; InputError where there is none."""
    wanted = select(CaseRow).where(CaseRow.pack_id == pack_id, CaseRow.case_id == case_id)
    row = next(rows(session, CaseRow, wanted, _case_name), None)
    pack = _pack_row(session, pack_id)
    if row is None or pack is None or pack_id in bin.removed_ids(session):
        raise InputError(
            Problem("This case is not on the shelf.", case=case_id, todo="Import its pack.")
        )
    return open_content(
        session, row.content, pack_id, case_id, version=pack.version, pack_hash=pack.content_hash
    )


def _refuse_unless_newer(known: Row[Any], pack: Pack) -> None:
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
        case_count=len(pack.cases or pack.sealed),
    )


def _put_cases(session: Session, pack: Pack) -> None:
    cases: tuple[Case | SealedCase, ...] = pack.cases or pack.sealed
    names = keep_content(session, cases)
    session.execute(delete(SealedPackRow).where(SealedPackRow.pack_id == pack.id))
    if pack.sealed:
        mark = sealed(SealedPackRow, pack_id=pack.id, mode=pack.sealed[0].mode)
        session.execute(insert(SealedPackRow), [mark])
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
        for position, (case, name) in enumerate(zip(cases, names, strict=True), start=1)
    ]
    if rows:
        session.execute(insert(CaseRow), rows)


def _pack_rows(session: Session, damage: list[str] | None = None) -> list[Row[Any]]:
    wanted = select(PackRow).order_by(PackRow.position)
    return list(rows(session, PackRow, wanted, _pack_name, damage))


def _pack_row(session: Session, id: str) -> Row[Any] | None:
    wanted = select(PackRow).where(PackRow.id == id)
    return next(rows(session, PackRow, wanted, _pack_name), None)


def _case_rows(session: Session, damage: list[str] | None = None) -> Iterator[Row[Any]]:
    wanted = select(CaseRow).join(PackRow, PackRow.id == CaseRow.pack_id)
    in_order = wanted.order_by(PackRow.position, CaseRow.position)
    return rows(session, CaseRow, in_order, _case_name, damage)


def _seal_modes(session: Session, damage: list[str] | None = None) -> dict[str, str]:
    found = rows(session, SealedPackRow, select(SealedPackRow), _pack_mark, damage)
    return {row.pack_id: row.mode for row in found}


def _pack_mark(row: Row[Any]) -> str:
    return f"The mark of the sealed pack {row.pack_id}"


def _pack_name(row: Row[Any]) -> str:
    return f"The entry of pack {row.id}"


def _case_name(row: Row[Any]) -> str:
    return f"The worklist entry of case {row.case_id} in pack {row.pack_id}"


def _stored_pack(row: Row[Any], cases: tuple[ShelvedCase, ...]) -> StoredPack:
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

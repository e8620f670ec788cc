"""Writes the learner's own attempts to a result file."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from coder_sim.classroom.install_key import install_key
from coder_sim.classroom.result_file import ResultAttempt, written
from coder_sim.errors import InputError, Problem
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import HandedIn, StoredAttempt


class ResultDesk:
    """Writes the attempts in one learner's database to result files."""

    def __init__(self, store: LearnerStore, home: Path, now: Callable[[], datetime]) -> None:
        """Work on an open store; ``home`` keeps the signing key; ``now`` gives aware moments."""
        self._store, self._home, self._now = store, home, now

    def write(self, target: Path, learner: str) -> int:
        """Write every attempt, and every sheet that waits for its key; returns how many."""
        return export(self._store, self._home, target, learner=learner, now=self._now)


def export(
    store: LearnerStore,
    home: Path,
    target: Path,
    *,
    learner: str,
    now: Callable[[], datetime],
    only: tuple[str, ...] = (),
) -> int:
    """Write all attempts, or those with the ids of ``only``; returns how many.

    InputError where there are none or the file cannot be written; an older file stays then.
    """
    ids = only or tuple(line.id for line in store.all_attempts())
    waiting = () if only else store.all_handed_in()
    if not ids and not waiting:
        raise InputError(Problem("There are no attempts yet.", todo="Submit a case first."))
    attempts = (
        *(_result(store, store.attempt(id)) for id in ids),
        *(_unscored(one) for one in waiting),
    )
    content = written(attempts, install_key(home), learner=learner, exported_at=now())
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"Cannot be written: {error.strerror}."
        raise InputError(Problem(what, file=str(target), todo="Choose another place.")) from None
    return len(attempts)


def _result(store: LearnerStore, stored: StoredAttempt) -> ResultAttempt:
    line, case = stored.line, stored.case
    return ResultAttempt(
        id=line.id,
        pack_id=line.pack_id,
        pack_version=case.pack_version,
        pack_hash=case.pack_hash,
        case_id=line.case_id,
        number=line.number,
        submitted_at=line.submitted_at,
        sheet=stored.sheet,
        learning_pct=line.learning_pct,
        model_version=stored.grade.model_version,
        editions=stored.editions,
        disputes=store.disputes(line.id),
    )


def _unscored(sheet: HandedIn) -> ResultAttempt:
    """Return a sheet that waits for its key: the instructor's program scores it."""
    return ResultAttempt(
        id=sheet.id,
        pack_id=sheet.pack_id,
        pack_version=sheet.pack_version,
        pack_hash=sheet.pack_hash,
        case_id=sheet.case_id,
        number=0,
        submitted_at=sheet.submitted_at,
        sheet=sheet.sheet,
        learning_pct=None,
        model_version="",
        editions=sheet.editions,
    )

"""Puts a backup in the database's place; what was there before is always kept."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coder_sim.errors import StoreDamaged, StoreFault, StoreNewer
from coder_sim.store.backup import back_up, backups_of, copy, sync_folder
from coder_sim.store.faults import told_in_words
from coder_sim.store.opening import format_of, prepare
from coder_sim.store.rows import FORMAT
from coder_sim.store.scratch import scratch
from coder_sim.store.survey import survey


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: the backup used, and where the former state is; None if there was none.

    ``damaged`` says that the former state is a damaged file that was set aside.
    """

    source: Path
    kept: Path | None
    damaged: bool


def restore(path: Path, now: datetime, chosen: Path | None = None) -> Restored:
    """Restore a chosen backup, or the newest that is whole.

    Raises StoreFault, with nothing changed, where there is none or no room; StoreNewer where
    a newer program wrote the present file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with told_in_words(path), scratch(path.parent) as aside:
            fresh = aside / path.name
            source = _whole_copy(path, fresh, chosen)
            if not os.path.lexists(path):
                kept, damaged = None, False
                os.replace(fresh, path)
            elif _is_sound(path):
                kept, damaged = back_up(path, now).path, False
                copy(fresh, path)
            else:
                kept, damaged = _set_aside(path, now), True
                os.replace(fresh, path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreFault(
            f"The backup could not be put in place of {path}: {error.strerror}.",
            "Make room or check the rights; nothing has been changed.",
        ) from error
    prepare(path, now)
    return Restored(source, kept, damaged)


def _whole_copy(path: Path, target: Path, chosen: Path | None) -> Path:
    """Copy the chosen or the newest whole backup to ``target``; returns the one used."""
    if chosen is not None:
        _take(chosen, target)
        return chosen
    backups = backups_of(path)
    for backup in backups:
        try:
            _take(backup.path, target)
        except StoreFault:
            continue
        return backup.path
    raise StoreFault(
        f"There is no whole backup of {path} among {len(backups)}."
        if backups
        else f"There is no backup of {path}.",
        "Nothing has been changed. Name another copy: coder-sim restore FILE",
    )


def _take(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    found = format_of(source)
    if found is None:
        raise StoreFault(f"{source} is not there.", "Name a backup that is there.")
    copy(source, target)
    if survey(target).damage:
        raise StoreDamaged(f"The backup {source} is damaged itself.", "Choose another one.")


def _is_sound(path: Path) -> bool:
    """Tell whether the present file can be backed up whole; StoreNewer if it is not for us."""
    try:
        found = format_of(path)
        return found is not None and found <= FORMAT and not survey(path).damage
    except StoreNewer:
        raise
    except StoreFault:
        if not path.is_file() and not path.is_symlink():
            raise
        return False


def _set_aside(path: Path, now: datetime) -> Path:
    """Keep a damaged file, and its journal, under a name of its own; the file stays in place too.

    So there is no moment without a file, in which a second start would begin anew.
    """
    name = free_aside(path, now)
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, name, follow_symlinks=False)
    for ending in ("-journal", "-wal", "-shm"):
        # A journal left behind would be played back into the restored file.
        beside = path.with_name(path.name + ending)
        if os.path.lexists(beside):
            os.replace(beside, name.with_name(name.name + ending))
    sync_folder(path.parent)
    return name


def free_aside(path: Path, now: datetime) -> Path:
    """Return a free name for a damaged file: coder-sim.db.damaged-20260504T140200Z."""
    name = path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    count = 2
    free = name
    while os.path.lexists(free):
        free = name.with_name(f"{name.name}-{count}")
        count += 1
    return free


def copy_aside(path: Path, now: datetime) -> Path:
    """Keep a copy of a file in which a row is damaged, before that row is written over."""
    name = free_aside(path, now)
    try:
        shutil.copy2(path, name)
    except OSError as error:
        raise StoreFault(
            f"The damaged state of {path} could not be kept: {error.strerror}.",
            "Make room; nothing has been changed.",
        ) from error
    return name

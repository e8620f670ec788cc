"""Which backups may go: many of the last hours, fewer of the past, the newest always kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

ALWAYS = 3
"""Newest whole backups that are never dropped, however close together they were made."""
DAMAGED = 2
"""Newest copies kept of a database in which a row was damaged already."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database. ``whole`` says that every row in it was found undamaged."""

    path: Path
    made_at: datetime
    whole: bool = True
    number: int = 1
    """Tells copies of the same second apart, in order."""


def newest_first(backups: Sequence[Backup]) -> list[Backup]:
    """Return backups by age, the newest first."""
    return sorted(backups, key=lambda x: (x.made_at, x.number), reverse=True)


def to_drop(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the backups that may go. Where there is a whole one, a whole one stays."""
    ordered = newest_first(backups)
    whole = [backup for backup in ordered if backup.whole]
    kept = set(whole[:ALWAYS]) | {x for x in ordered if x not in set(whole)}
    seen: set[str] = set()
    for backup in whole:
        period = _period(backup.made_at, now)
        if period not in seen:
            seen.add(period)
            kept.add(backup)
    kept -= set([x for x in ordered if not x.whole][DAMAGED:])
    return tuple(backup for backup in ordered if backup not in kept)


def _period(made_at: datetime, now: datetime) -> str:
    """Name the span of time of which one backup is kept; the older, the longer."""
    age = now - made_at
    # A clock set back makes a backup of the future: it counts like one of today.
    if age < timedelta(days=1):
        return f"hour {made_at:%Y-%m-%d %H}"
    if age < timedelta(days=14):
        return f"day {made_at:%Y-%m-%d}"
    if age < timedelta(days=60):
        return f"week {made_at:%G-%V}"
    if age < timedelta(days=400):
        return f"month {made_at:%Y-%m}"
    return f"year {made_at:%Y}"

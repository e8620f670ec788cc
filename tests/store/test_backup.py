"""Backups: made whole, checked to the last row, thinned, and never the last good one removed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder_sim.errors import StoreDamaged
from coder_sim.store.backup import back_up, backups_of, is_due
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import PackChange
from coder_sim.store.survey import survey
from coder_sim.store.thinning import ALWAYS, Backup, to_drop
from tests.builders import a_pack, a_sheet
from tests.store.conftest import CASE, NOW, PACK

DAY = timedelta(days=1)


def test_a_backup_is_a_whole_copy_under_its_time(store: LearnerStore, path: Path) -> None:
    store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    made = store.back_up(NOW)
    assert made.path == path.parent / "backups" / "coder-sim-20260504T140200Z.db"
    assert survey(made.path) == survey(path)
    assert backups_of(path) == (made,)
    assert [entry.name for entry in made.path.parent.iterdir()] == [made.path.name]


def test_a_backup_is_made_once_a_day(store: LearnerStore, path: Path) -> None:
    assert store.back_up_if_due(NOW) is not None
    assert store.back_up_if_due(NOW + timedelta(hours=23)) is None
    assert store.back_up_if_due(NOW + timedelta(hours=25)) is not None


def test_a_clock_set_back_a_year_does_not_stop_backups(store: LearnerStore, path: Path) -> None:
    store.back_up(NOW + 365 * DAY)
    assert is_due(path, NOW)
    store.back_up(NOW)
    assert not is_due(path, NOW + timedelta(hours=1))


def test_a_copy_with_a_damaged_row_says_so_and_never_pushes_out_a_whole_one(
    store: LearnerStore, path: Path
) -> None:
    whole = store.back_up(NOW)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE pack SET title = 'Other'")
    for day in range(1, 9):
        assert not store.back_up(NOW + day * DAY).whole
    kept = backups_of(path)
    assert [backup.path.name for backup in kept] == [
        "coder-sim-20260512T140200Z-damaged.db",
        "coder-sim-20260511T140200Z-damaged.db",
        whole.path.name,
    ]


def test_a_file_beyond_reading_is_not_backed_up_and_the_old_backup_stays(
    store: LearnerStore, path: Path
) -> None:
    old = store.back_up(NOW)
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)
    with pytest.raises(StoreDamaged):
        back_up(path, NOW + DAY)
    assert [entry.name for entry in old.path.parent.iterdir()] == [old.path.name]


def test_before_a_pack_is_replaced_a_backup_holds_the_old_one(
    store: LearnerStore, path: Path
) -> None:
    assert store.add_pack(a_pack(), NOW) is PackChange.ALREADY_THERE
    assert backups_of(path) == ()
    newer = a_pack(version="1.1.0", content_hash="b2")
    assert store.add_pack(newer, NOW) is PackChange.UPDATED
    (backup,) = backups_of(path)
    with LearnerStore(backup.path, NOW) as before:
        assert before.packs()[0].version == "1.0.0"


moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


@st.composite
def many_backups(draw: st.DrawFn) -> list[Backup]:
    times = draw(st.lists(moments, max_size=60))
    return [
        Backup(Path(f"{number}.db"), time, draw(st.booleans()), number)
        for number, time in enumerate(times)
    ]


@given(many_backups(), moments)
def test_thinning_keeps_the_newest_whole_ones_and_is_done_after_one_pass(
    backups: list[Backup], now: datetime
) -> None:
    dropped = to_drop(backups, now)
    kept = [backup for backup in backups if backup not in dropped]
    whole = sorted((x for x in backups if x.whole), key=lambda x: (x.made_at, x.number))
    assert set(whole[-ALWAYS:]) <= set(kept)
    assert to_drop(kept, now) == ()


@given(many_backups(), moments)
def test_thinning_leaves_a_backup_of_each_month_of_the_last_year(
    backups: list[Backup], now: datetime
) -> None:
    dropped = to_drop(backups, now)
    year = [x for x in backups if x.whole and timedelta() <= now - x.made_at < 365 * DAY]
    kept = {f"{x.made_at:%Y-%m}" for x in year if x not in dropped}
    assert kept == {f"{x.made_at:%Y-%m}" for x in year}


def test_a_backup_a_day_for_three_years_leaves_a_few_dozen() -> None:
    kept: list[Backup] = []
    for number in range(3 * 365):
        now = NOW + number * DAY
        kept.append(Backup(Path(f"{number}.db"), now))
        dropped = to_drop(kept, now)
        kept = [backup for backup in kept if backup not in dropped]
    assert 20 < len(kept) < 45

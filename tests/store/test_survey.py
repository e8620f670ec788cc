"""Every row of the database is looked at: what is damaged is named, what is missing is missed."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim.store.dump import dump
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.survey import survey
from tests.builders import a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission


@pytest.fixture
def used(store: LearnerStore, path: Path) -> Path:
    """A database with a pack, two attempts and a draft."""
    store.submit(a_submission(store, "one"))
    store.submit(a_submission(store, "two", a_sheet("E119"), 2))
    store.save_draft(PACK, CASE, a_sheet("I10", "E119"), NOW)
    return path


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute(sql).rowcount > 0


def test_a_sound_file_is_counted(used: Path) -> None:
    found = survey(used)
    assert found.damage == ()
    assert (found.saves, found.attempts, found.packs, found.cases) == (3, 2, 1, 1)


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE content SET key = replace(key, 'I10', 'I11')", "The chart or answer key"),
        ("UPDATE draft SET sheet = CAST(x'ff' AS TEXT)", f"The draft of case {CASE} in pack"),
        ("UPDATE attempt SET learning_pct = 99.0 WHERE number = 2", "Attempt 2 at case"),
        ("UPDATE record SET grade = '{}' WHERE attempt_id = 'one'", "The record of attempt one"),
        ("UPDATE \"case\" SET title = 'Other'", "The worklist entry of case"),
        ("UPDATE pack SET title = 'Other'", f"The entry of pack {PACK}"),
        ("DELETE FROM record WHERE attempt_id = 'one'", "Attempt 1 at case .* lost its record"),
        ("DELETE FROM attempt WHERE number = 1", "refers to things|is missing"),
        ('DELETE FROM "case"', "cases of pack .* are not all there"),
        ("UPDATE alembic_version SET version_num = '0001'", "format is not certain"),
    ],
)
def test_what_is_damaged_or_missing_is_named(used: Path, sql: str, named: str) -> None:
    change(used, sql)
    assert re.search(named, " ".join(survey(used).damage))


def test_a_dump_shows_every_row_but_no_key(used: Path) -> None:
    text = "\n".join(line.text for line in dump(used))
    assert text == "\n".join(line.text for line in dump(used))
    assert [line.split()[0] for line in text.splitlines()] == [
        *("format", "attempt", "attempt", "case", "content", "draft", "pack", "record", "record")
    ]
    assert "blood pressure" not in text


def test_a_dump_names_a_damaged_row_and_shows_the_others(used: Path) -> None:
    whole = [line.text for line in dump(used)]
    change(used, "UPDATE draft SET sheet = '{}'")
    lines = list(dump(used))
    assert [line.damage for line in lines if line.damage] == [
        f"The draft of case {CASE} in pack {PACK} is damaged."
    ]
    assert {line.text for line in lines if not line.damage} < set(whole)

"""A database of every format there was still opens, with everything in it."""

from collections import Counter
from pathlib import Path

import pytest

from coder_sim.store.backup import backups_of
from coder_sim.store.dump import dump
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.rows import FORMAT
from coder_sim.store.survey import survey
from tests.builders import a_case, a_feedback, a_grade, a_sheet
from tests.faults.materials import old_databases, unpack
from tests.store.conftest import NOW
from tests.store.test_survey import change


def test_there_is_a_stored_database_of_every_former_format() -> None:
    assert len(old_databases()) == FORMAT - 1


@pytest.mark.parametrize("stored", old_databases(), ids=lambda file: file.name[:11])
def test_an_old_database_is_carried_over_with_every_row(stored: Path, path: Path) -> None:
    unpack(stored, path)
    before = survey(path)
    assert (before.format, before.damage) == (int(stored.name[7:11]), ())
    rows = Counter(line.text.split()[0] for line in dump(path))
    with LearnerStore(path, NOW) as store:
        attempt = store.attempt("attempt-7")
        assert (attempt.sheet, attempt.feedback) == (a_sheet("I10"), a_feedback())
        assert attempt.grade == a_grade(7.0)
        assert attempt.case.key == a_case().key
        draft = store.draft("pack-1", "case-2")
        assert draft is not None
        assert draft.sheet == a_sheet("I10", "E119")
        assert [entry.attempts for entry in store.shelf().entries] == [70] * 15
        flagged = [x.id for x in store.attempts("pack-1", "case-1") if x.clock_changed]
        assert flagged == ["attempt-97"]
    after = survey(path)
    assert (after.format, after.damage) == (FORMAT, ())
    assert Counter(line.text.split()[0] for line in dump(path)) == rows
    (backup,) = backups_of(path)
    assert survey(backup.path) == before


def test_a_damaged_row_stays_damaged_through_a_migration(path: Path) -> None:
    unpack(old_databases()[0], path)
    change(path, "UPDATE attempt SET learning_pct = 100 WHERE id = 'attempt-7'")
    with LearnerStore(path, NOW) as store:
        assert len(store.shelf().damage) == 1
    assert any("Attempt 1 at case case-1" in what for what in survey(path).damage)

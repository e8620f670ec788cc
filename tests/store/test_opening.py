"""Making, opening and upgrading the database."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from coder_sim.errors import StoreFault
from coder_sim.paths import learner_file
from coder_sim.store.backup import back_up
from coder_sim.store.engine import learner_engine
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.migrate import alembic_config, create
from coder_sim.store.opening import APPLICATION_ID
from coder_sim.store.rows import FORMAT, BaseRow
from tests.builders import a_pack, a_sheet
from tests.store.conftest import CASE, NOW, PACK

ROOT = Path(__file__).parents[2]


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_database_stands_alone_in_a_new_folder(path: Path) -> None:
    LearnerStore(path, NOW).close()
    assert [file.name for file in path.parent.iterdir()] == ["coder-sim.db"]
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == FORMAT
    assert pragma(path, "journal_mode") == "delete"


def test_a_second_copy_that_makes_the_database_too_keeps_the_first_ones(
    store: LearnerStore,
) -> None:
    before = store.path.read_bytes()
    create(store.path, NOW)
    assert store.path.read_bytes() == before
    assert [file.name for file in store.path.parent.iterdir()] == [store.path.name]


def test_every_connection_writes_through_and_checks_references(store: LearnerStore) -> None:
    engine = learner_engine(store.path)
    with engine.connect() as connection:
        extra = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        references = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    assert (extra, references) == (3, 1)


def test_a_home_with_an_odd_name_works(tmp_path: Path) -> None:
    path = learner_file(tmp_path / "häuser #1 100%?" / "x y")
    with LearnerStore(path, NOW) as store:
        store.add_pack(a_pack(), NOW)
    with LearnerStore(path, NOW) as store:
        assert store.case(PACK, CASE).case_id == CASE


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreFault, match="cannot be"):
        LearnerStore(learner_file(tmp_path / "file"), NOW)


def test_the_tables_are_those_that_the_rows_describe(store: LearnerStore) -> None:
    with learner_engine(store.path).connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, BaseRow.metadata) == []


def test_there_is_one_newest_format_and_the_file_carries_its_number() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert scripts.get_heads() == [f"{FORMAT:04}"]
    assert len(list(scripts.walk_revisions())) == FORMAT


def test_opening_a_file_of_today_loads_no_migration_tools(store: LearnerStore) -> None:
    script = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime;"
        "from coder_sim.store.learner_store import LearnerStore;"
        "LearnerStore(Path(sys.argv[1]), datetime.now(UTC)).shelf();"
        "sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(store.path)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def older(path: Path) -> None:
    """Leave an empty file of ours in format 0, as if from before the first migration."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("CREATE TABLE memo (text TEXT)")
        with raw:
            raw.execute("INSERT INTO memo VALUES ('of old')")


def test_an_old_file_is_backed_up_and_then_carried_over(path: Path) -> None:
    older(path)
    with LearnerStore(path, NOW) as store:
        store.add_pack(a_pack(), NOW)
    assert pragma(path, "user_version") == FORMAT
    (backup,) = (path.parent / "backups").iterdir()
    assert backup.name == "coder-sim-20260504T140200Z.db"
    assert pragma(backup, "user_version") == 0
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT text FROM memo").fetchall() == [("of old",)]


def test_a_migration_that_fails_leaves_the_old_file(path: Path) -> None:
    older(path)
    with closing(sqlite3.connect(path)) as raw:
        # In the way of a table that the migration makes last.
        raw.execute("CREATE TABLE record (text TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreFault):
        LearnerStore(path, NOW)
    assert path.read_bytes() == before


def test_backups_never_overwrite_each_other(store: LearnerStore, tmp_path: Path) -> None:
    one = back_up(store.path, NOW, tmp_path / "backups").path
    store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    two = back_up(store.path, NOW, tmp_path / "backups").path
    assert one != two
    with LearnerStore(one, NOW) as first, LearnerStore(two, NOW) as second:
        assert first.draft(PACK, CASE) is None
        assert second.draft(PACK, CASE) is not None


def test_two_threads_may_use_the_store_at_once(store: LearnerStore) -> None:
    def type_on(case: str) -> None:
        for _ in range(10):
            store.save_draft(PACK, case, a_sheet("I10"), NOW)
            store.shelf()

    threads = [threading.Thread(target=type_on, args=(case,)) for case in (CASE, "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drafts = [store.draft(PACK, case) for case in (CASE, "other")]
    assert [draft.sequence for draft in drafts if draft] == [10, 10]


def test_a_second_copy_of_the_program_reads_and_writes_beside_the_first(
    store: LearnerStore,
) -> None:
    with LearnerStore(store.path, NOW) as second:
        second.save_draft(PACK, CASE, a_sheet("I10"), NOW)
        store.save_draft(PACK, CASE, a_sheet("E119"), NOW)
        draft = second.draft(PACK, CASE)
    assert draft is not None
    assert (draft.sheet, draft.sequence) == (a_sheet("E119"), 2)


def test_while_another_copy_writes_this_one_reads_and_says_why_it_cannot_write(
    store: LearnerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert store.shelf().entries[0].case_id == CASE
        monkeypatch.setattr("coder_sim.store.engine.BUSY_SECONDS", 0.05)
        with pytest.raises(StoreFault, match="Another copy"):
            store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
        other.execute("ROLLBACK")
    assert store.save_draft(PACK, CASE, a_sheet("I10"), NOW) == 1

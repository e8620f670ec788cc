"""Damage and foreign files are named, never shown as data, and never written to."""

import random
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from coder_sim.errors import CoderSimError, StoreDamaged, StoreFault, StoreNewer
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.rows import FORMAT, DraftRow
from coder_sim.store.scratch import scratch
from coder_sim.store.seals import sealed
from tests.builders import NOTE, a_case, a_pack, a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission


@pytest.fixture
def used(store: LearnerStore, path: Path) -> Path:
    """A database with a pack, an attempt and a draft."""
    store.submit(a_submission(store))
    store.save_draft(PACK, CASE, a_sheet("I10", "E119"), NOW)
    return path


def change(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute(sql, values).rowcount == 1


def everything(path: Path) -> list[object]:
    """Read all that the program ever shows."""
    with LearnerStore(path, NOW) as store:
        if store.shelf().damage:
            raise StoreDamaged(" ".join(store.shelf().damage))
        shown: list[object] = [store.packs(), store.shelf()]
        for entry in store.shelf().entries:
            ref = (entry.pack_id, entry.case_id)
            shown += [store.case(*ref), store.draft(*ref), store.attempts(*ref)]
            shown += [store.attempt(line.id) for line in store.attempts(*ref)]
        return shown


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("UPDATE content SET key = replace(key, 'I10', 'I11')", "answer key of case office-visit"),
        ("UPDATE content SET brief = replace(brief, '58', '85')", "chart .* of case office-visit"),
        ("UPDATE draft SET sheet = replace(sheet, 'I10', 'I11')", "draft of case office-visit"),
        ("UPDATE attempt SET learning_pct = 100.0", "Attempt 1 at case office-visit"),
        ("UPDATE record SET sheet = replace(sheet, 'I10', 'I11')", "Attempt 1 at case"),
        ("UPDATE record SET grade = replace(grade, '50.0', '90.0')", "Attempt 1 at case"),
        ("UPDATE record SET feedback = replace(feedback, 'One', 'Two')", "Attempt 1 at case"),
        ("UPDATE \"case\" SET title = 'Other'", "worklist entry of case office-visit"),
        ("UPDATE pack SET title = 'Other'", "entry of pack first-flights"),
        ("UPDATE record SET sheet = CAST(x'ff' AS TEXT)", "damaged"),
    ],
)
def test_a_changed_row_is_named(used: Path, sql: str, name: str) -> None:
    change(used, sql)
    with pytest.raises(StoreFault, match=name):
        everything(used)


def test_one_damaged_attempt_does_not_hide_the_others(used: Path) -> None:
    with LearnerStore(used, NOW) as store:
        store.submit(a_submission(store, "two", a_sheet("E119"), sequence=5))
        change(used, "UPDATE record SET sheet = '{}' WHERE attempt_id = ?", "one")
        with pytest.raises(StoreFault, match="Attempt 1 at case"):
            store.attempt("one")
        assert store.attempt("two").sheet == a_sheet("E119")


def test_a_whole_row_with_an_unknown_field_asks_for_a_newer_program(used: Path) -> None:
    known = draft_row(used)
    sheet = '{"lines":[],"moods":[],"queries":[]}'
    seal = str(sealed(DraftRow, **{**known, "sheet": sheet})["sha256"])
    change(used, "UPDATE draft SET sheet = ?, sha256 = ?", sheet, seal)
    with pytest.raises(StoreFault, match="cannot read"):
        everything(used)


def draft_row(path: Path) -> dict[str, object]:
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        row = dict(raw.execute("SELECT * FROM draft").fetchone())
    row.pop("sha256")
    return row


def test_damaged_files_are_never_silent(store: LearnerStore, path: Path) -> None:
    charts = (a_case(f"c{number}", text=NOTE * 20) for number in range(8))
    store.add_pack(a_pack(*charts, id="more", content_hash="m"), NOW)
    store.submit(a_submission(store))
    store.save_draft(PACK, CASE, a_sheet("I10"), NOW)
    whole, shown = path.read_bytes(), everything(path)
    chance = random.Random(11)
    silent = []
    for number in range(60):
        path.write_bytes(broken(whole, chance))
        try:
            if everything(path) != shown:
                silent.append(number)
        except CoderSimError:
            pass
    assert silent == []


def broken(whole: bytes, chance: random.Random) -> bytes:
    """Return a file with a flipped bit, an empty sector, swapped pages or its end cut off."""
    data = bytearray(whole)
    at = chance.randrange(len(data))
    kind = chance.choice(("bit", "bit", "sector", "cut", "swap"))
    if kind == "bit":
        data[at] ^= 1 << chance.randrange(8)
    elif kind == "sector":
        start = at // 512 * 512
        data[start : start + 512] = bytes(512)
    elif kind == "cut":
        del data[at:]
    else:
        one, two = (chance.randrange(len(data) // 4096) * 4096 for _ in range(2))
        data[one : one + 4096], data[two : two + 4096] = (
            data[two : two + 4096],
            data[one : one + 4096],
        )
    return bytes(data)


def refused(path: Path, kind: type[StoreFault], match: str) -> None:
    before = sha256(path.read_bytes()).hexdigest()
    with pytest.raises(kind, match=match):
        LearnerStore(path, NOW)
    assert sha256(path.read_bytes()).hexdigest() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_file_of_a_newer_program_is_left_as_it_is(used: Path) -> None:
    with closing(sqlite3.connect(used)) as raw:
        raw.execute(f"PRAGMA user_version = {FORMAT + 1}")
    refused(used, StoreNewer, "newer Coder Sim")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(300), b"a letter to a friend, longer than any header " * 4],
    ids=["picture", "text"],
)
def test_a_file_of_another_kind_is_left_as_it_is(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    refused(path, StoreFault, "not a database of Coder Sim")


def test_another_programs_database_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE photo (name TEXT)")
    refused(path, StoreFault, "not a database of Coder Sim")


def test_a_locked_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    # An encrypted database looks like this: nothing but noise from its first byte.
    path.write_bytes(random.Random(3).randbytes(8192))
    refused(path, StoreFault, "not a database of Coder Sim")


def test_a_circle_of_links_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)
    with pytest.raises(StoreFault, match=str(path)):
        LearnerStore(path, NOW)
    assert path.is_symlink()


def test_the_log_of_another_database_beside_ours_is_set_aside(used: Path, tmp_path: Path) -> None:
    shown = everything(used)
    other = tmp_path / "other.db"
    shutil.copy(used, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("UPDATE pack SET title = 'Of another'")
        shutil.copy(f"{other}-wal", f"{used}-wal")
    assert everything(used) == shown
    (aside,) = used.parent.glob("*-wal.damaged-*")
    assert aside.stat().st_size > 0


def test_what_a_killed_start_left_is_swept_but_not_what_is_in_use(used: Path) -> None:
    left = used.parent / "new-abandoned"
    left.mkdir()
    (left / "coder-sim.db").touch()
    with scratch(used.parent) as in_use:
        LearnerStore(used, NOW).close()
        assert in_use.exists()
    assert sorted(entry.name for entry in used.parent.iterdir()) == ["coder-sim.db"]


@pytest.mark.parametrize("length", [0, 10, 99])
def test_a_file_cut_off_in_its_header_is_damage_not_a_new_start(used: Path, length: int) -> None:
    used.write_bytes(used.read_bytes()[:length])
    refused(used, StoreFault, "damaged")


def test_a_folder_in_its_place_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreFault, match="is not a file"):
        LearnerStore(path, NOW)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0003')",
        "UPDATE alembic_version SET version_num = 'unknown'",
    ],
)
def test_a_file_whose_format_is_not_certain_is_refused(used: Path, sql: str) -> None:
    change(used, sql)
    refused(used, StoreFault, "damaged")


def test_a_database_that_vanishes_is_missed_not_made_anew(used: Path) -> None:
    with LearnerStore(used, NOW) as store:
        used.unlink()
        with pytest.raises(StoreFault, match="cannot be opened"):
            store.shelf()
    assert not used.exists()

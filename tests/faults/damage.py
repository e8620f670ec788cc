"""F10: damaged files: never silent, never overwritten, always a way back to the backup."""

import contextlib
import io
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from coder_sim import cli, paths
from coder_sim.errors import CoderSimError, Exit
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.rows import FORMAT
from tests.builders import NOTE, a_case, a_pack, a_sheet
from tests.faults import kills, materials
from tests.store.conftest import a_submission_for

NOW = datetime(2026, 5, 4, 14, 2, tzinfo=UTC)
PAGE, SECTOR = 4096, 512


def damaged(seed: int) -> str:
    """Damage one database; returns what broke a promise, "" for nothing."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="coder-sim-damage-") as folder:
        home = Path(folder) / "home"
        shutil.copytree(_base(), home)
        file = paths.learner_file(home)
        _, whole = kills.dumped(home)
        kind = chance.choices(list(KINDS), weights=[share for share, _ in KINDS.values()])[0]
        KINDS[kind][1](file, chance)
        wrong = _silent(home, whole) or _not_restored(home, whole)
        return f"{kind}: {wrong}" if wrong else ""


@cache
def _base() -> Path:
    """Return a home with three packs, twenty attempts, a draft and a backup; made once."""
    made = materials.CACHE / "faults" / f"to-damage-{FORMAT}"
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=made.parent) as aside:
            _fill(Path(aside) / "home")
            # Another process may have been faster: its home will do.
            with contextlib.suppress(OSError):
                (Path(aside) / "home").rename(made)
    return made


def _fill(home: Path) -> None:
    with LearnerStore(paths.learner_file(home), NOW) as store:
        for number in range(3):
            cases = (a_case(f"case-{case}", text=NOTE * (1 + case)) for case in range(5))
            store.add_pack(a_pack(*cases, id=f"pack-{number}"), NOW)
        for number in range(20):
            case = (f"pack-{number % 3}", f"case-{number % 5}")
            store.submit(a_submission_for(store, case, str(number), number + 1))
        store.save_draft("pack-1", "case-2", a_sheet("I10", "E119"), NOW)
        store.back_up(NOW)


def _run(home: Path, *words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--home", str(home), *words])
    return code, out.getvalue(), err.getvalue()


def _silent(home: Path, whole: str) -> str:
    """Tell what is shown as data although it is damage."""
    before = paths.learner_file(home).read_bytes()
    check, _, told = _run(home, "check")
    dump, text, more = _run(home, "dump")
    if {check, dump} - {Exit.DONE, Exit.ENVIRONMENT} or "Traceback" in told + more:
        return f"exit {check} and {dump}: {told} {more}"
    if check == dump == Exit.DONE:
        return "" if text == whole else "SILENT: other data is shown"
    if not told.strip() and not more.strip():
        return "damage without a word"
    journal = paths.learner_file(home).with_name("coder-sim.db-journal")
    if not journal.exists() and paths.learner_file(home).read_bytes() != before:
        return "the damaged file was changed"
    return _shown(home)


def _shown(home: Path) -> str:
    """Read all that the window would; what cannot be read is to be named."""
    with (
        contextlib.suppress(CoderSimError),
        LearnerStore(paths.learner_file(home), NOW) as store,
    ):
        for entry in store.shelf().entries:
            case = (entry.pack_id, entry.case_id)
            with contextlib.suppress(CoderSimError):
                store.case(*case)
            for line in store.attempts(*case):
                with contextlib.suppress(CoderSimError):
                    store.attempt(line.id)
    return ""


def _not_restored(home: Path, whole: str) -> str:
    file = paths.learner_file(home)
    present = file.read_bytes() if file.is_file() else b""
    sound = _run(home, "check")[0] == Exit.DONE
    code, _, told = _run(home, "restore")
    if code != Exit.DONE:
        return f"restore says {code}: {told}"
    if kills.dumped(home) != (Exit.DONE, whole):
        return "what was restored is not what was backed up"
    kept = [x.read_bytes() for x in home.glob("coder-sim.db.damaged-*") if "journal" not in x.name]
    if not sound and present not in kept:
        return "the damaged file was not kept"
    return ""


def _bits(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 1, 1, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def _sectors(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    start = chance.randrange(len(data) // SECTOR) * SECTOR
    data[start : start + SECTOR] = bytes(SECTOR)
    file.write_bytes(data)


def _cut(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])


def _swapped(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    one, two = (chance.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[two : two + PAGE] = (
        data[two : two + PAGE],
        data[one : one + PAGE],
    )
    file.write_bytes(data)


def _foreign(file: Path, chance: random.Random) -> None:
    if chance.random() < 0.5:
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + chance.randbytes(chance.randrange(5000)))
        return
    file.unlink()
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("CREATE TABLE photo (name TEXT)")


def _empty(file: Path, chance: random.Random) -> None:
    file.write_bytes(b"")


def _no_journal(file: Path, chance: random.Random) -> None:
    """Leave a file as a killed write leaves it, and take its journal away."""
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN")
        raw.execute("UPDATE record SET grade = grade || 'x'")
        half = file.read_bytes()
        raw.execute("ROLLBACK")
    file.write_bytes(half)


def _foreign_log(file: Path, chance: random.Random) -> None:
    """Put the write-ahead log of another database beside it."""
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other.db"
        shutil.copy(file, other)
        with closing(sqlite3.connect(other, isolation_level=None)) as raw:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("UPDATE pack SET title = 'Of another'")
            shutil.copy(f"{other}-wal", f"{file}-wal")


KINDS: dict[str, tuple[int, Callable[[Path, random.Random], None]]] = {
    "bits": (60, _bits),
    "sector": (10, _sectors),
    "cut": (8, _cut),
    "swapped": (8, _swapped),
    "foreign": (5, _foreign),
    "empty": (3, _empty),
    "no journal": (3, _no_journal),
    "foreign log": (3, _foreign_log),
}
"""Share of each kind of damage in per cent, and what does it."""

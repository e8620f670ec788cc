"""F8: a home that cannot be written to, or that goes away: it is read, or refused by name."""

import contextlib
import io
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from coder_sim import cli, paths
from coder_sim.errors import Exit, StoreFault
from coder_sim.services import now
from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_pack, a_sheet
from tests.store.conftest import CASE, PACK

NOBODY = 65534


def read_only(seed: int) -> str:
    """Try one of the ways in which a home cannot be written to; returns what was wrong."""
    name = list(WAYS)[seed % len(WAYS)]
    with tempfile.TemporaryDirectory(prefix="coder-sim-home-") as folder:
        os.chmod(folder, 0o755)
        home = Path(folder) / "home"
        with LearnerStore(paths.learner_file(home), now()) as store:
            store.add_pack(a_pack(), now())
            store.save_draft(PACK, CASE, a_sheet("I10"), now())
            store.back_up(now())
        # Loads what the verbs need: nobody may not be allowed to read where Python is.
        for words in (["check"], ["dump"], ["pack", "list"]):
            _verb(home, *words)
        before = paths.learner_file(home).read_bytes()
        wrong = _as_nobody(lambda: WAYS[name](home), home, name)
        for path in (home, paths.learner_file(home)):
            if path.exists():
                path.chmod(0o755)
        file = paths.learner_file(home)
        if not wrong and file.exists() and file.read_bytes() != before:
            wrong = "the file was changed"
        return f"{name}: {wrong}" if wrong else ""


def _as_nobody(way: Callable[[], str], home: Path, name: str) -> str:
    """Run in a process without the rights of an administrator, whom no lock keeps out."""
    if name == "folder":
        paths.learner_file(home).chmod(0o444)
        home.chmod(0o555)
    elif name == "file":
        paths.learner_file(home).chmod(0o444)
        home.chmod(0o777)
    elif os.geteuid() == 0:
        shutil.chown(home, NOBODY)
        shutil.chown(paths.learner_file(home), NOBODY)
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        wrong = "the drill itself failed"
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            wrong = way()
        except BaseException as error:
            wrong = f"not told in words: {error!r}"
        finally:
            os.write(write, wrong.encode("utf-8", "replace")[:4000])
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as stream:
        wrong = stream.read()
    os.waitpid(process, 0)
    return wrong


def _verb(home: Path, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = cli.main(["--home", str(home), *words])
    return code, out.getvalue()


def _reads_on(home: Path) -> str:
    """Everything can be read; what writes is refused with the path."""
    for verb in ("check", "dump"):
        code, told = _verb(home, verb)
        if code != Exit.DONE:
            return f"{verb} says {code}: {told}"
    with LearnerStore(paths.learner_file(home), now()) as store:
        draft = store.draft(PACK, CASE)
        if draft is None or draft.sheet != a_sheet("I10"):
            return "the draft is not shown"
        return _refuses(store, home)


def _refuses(store: LearnerStore, home: Path) -> str:
    try:
        store.save_draft(PACK, CASE, a_sheet("E119"), now())
    except StoreFault as fault:
        return "" if str(home) in fault.what else f"the path is not named: {fault}"
    return "saved where nothing can be saved"


def _gone(home: Path) -> str:
    """Take the folder away while the store is open."""
    with LearnerStore(paths.learner_file(home), now()) as store:
        shutil.rmtree(home, ignore_errors=True)
        if paths.learner_file(home).exists():
            return "the drill could not take the folder away"
        return _refuses(store, home)


def _missing(home: Path) -> str:
    """Name a home in a place where none can be made."""
    absent = home.parent / "absent" / "home"
    code, told = _verb(absent, "pack", "list")
    if code != Exit.ENVIRONMENT or str(absent) not in told:
        return f"pack list says {code}: {told}"
    code, told = _verb(absent, "check")
    return "" if code == Exit.DONE else f"check says {code}: {told}"


WAYS: dict[str, Callable[[Path], str]] = {
    "folder": _reads_on,
    "file": _reads_on,
    "gone": _gone,
    "missing": _missing,
}
"""Each way in which nothing can be written, and what is tried then."""

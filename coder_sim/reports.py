"""The report file of a bug of ours: versions and a traceback, no chart, no answers."""

import faulthandler
import platform
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path


def report_text(error: BaseException, doing: str) -> str:
    """Return the report: versions and where the program was, without any message's values."""
    # Exception messages may quote chart text or answers, so only types and places are kept.
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) and cause not in chain:
        chain.append(cause)
    return "\n".join(
        [
            f"Coder Sim {version('coder-sim')}",
            f"Python {platform.python_version()} on {platform.platform()}",
            f"While: {doing}",
            *(line for part in chain for line in _lines(part)),
        ]
    )


def _lines(error: BaseException) -> list[str]:
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return [f"{type(error).__module__}.{type(error).__qualname__}", "", *frames]


def write_report(error: BaseException, doing: str, home: Path) -> Path | None:
    """Write the report into the home folder, or where temporary files go; return its path.

    None where neither can be written.
    """
    name = f"report-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    text = report_text(error, doing)
    for folder in (home / "reports", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        except OSError:
            continue
        return folder / name
    return None


@contextmanager
def crash_file(home: Path) -> Iterator[None]:
    """Have a crash of the interpreter itself write where it was into the reports folder.

    The file is gone again where nothing crashed.
    """
    path = home / "reports" / f"crash-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _drop_empty(path.parent)
        file = path.open("w", encoding="utf-8")
    except OSError:
        # A home that cannot be written to is no reason not to start.
        yield
        return
    with file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()
    _drop_empty(path.parent)


def _drop_empty(folder: Path) -> None:
    """Remove the files of runs that did not crash; those of a run that was killed are empty too."""
    for file in folder.glob("crash-*.txt"):
        with suppress(OSError):
            if file.stat().st_size == 0:
                file.unlink()

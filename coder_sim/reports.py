"""The report file of a bug of ours: versions and a traceback, no chart, no answers."""

import platform
import tempfile
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path


def report_text(error: BaseException, doing: str) -> str:
    """Return the report: versions and where the program was, without any message's values."""
    # Exception messages may quote chart text or answers, so only types and places are kept.
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__))
    return "\n".join(
        [
            f"Coder Sim {version('coder-sim')}",
            f"Python {platform.python_version()} on {platform.platform()}",
            f"While: {doing}",
            f"{type(error).__module__}.{type(error).__qualname__}",
            "",
            *frames,
        ]
    )


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

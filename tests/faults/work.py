"""Work to be interrupted: ``python -m tests.faults.work KIND --home DIR``.

Prints READY once set up, then ACK n after each save that is on disk, n as ``coder-sim check``
tells it; TOLD and the words on stderr for a save that failed, which is then tried again.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from coder_sim import paths
from coder_sim.domain.answer import AnswerSheet
from coder_sim.errors import CoderSimError, EnvironmentFault, StoreFault
from coder_sim.packs import read_for_import
from coder_sim.practice.views import CaseRef
from coder_sim.services import Backstage, now
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.opening import format_of
from coder_sim.store.rows import FORMAT
from coder_sim.store.survey import survey
from tests.builders import a_case, a_pack, a_sheet
from tests.faults import materials

EDIT_S = 0.05
"""Twenty edits a second."""
EDITS = 1200
SUBMISSIONS = 50
CASES = 500
ID = "fault-drill"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one kind of work; 3 where what failed is not tried again."""
    works: dict[str, Callable[[Path], None]] = {
        "autosave": autosave,
        "submit": submit,
        "import": import_pack,
        "migrate": migrate,
    }
    parser = argparse.ArgumentParser(prog="tests.faults.work", description=__doc__)
    parser.add_argument("work", choices=works)
    parser.add_argument("--home", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    try:
        works[chosen.work](chosen.home)
    except CoderSimError as error:
        told(error)
        return 3
    return 0


def say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def told(error: CoderSimError) -> None:
    """Say on stderr what the window would say."""
    todo = error.todo if isinstance(error, EnvironmentFault) else ""
    sys.stderr.write(f"TOLD {error} {todo}\n")
    sys.stderr.flush()


def autosave(home: Path) -> None:
    """Type into one draft."""
    backstage, ref = _desk(home)
    backstage.desk.open(ref)
    say("READY")
    begun = time.monotonic()
    for edit in range(1, EDITS + 1):
        sheet = a_sheet("I10", *(["E119"] * (edit % 25)))
        try:
            backstage.desk.save_draft(ref, sheet)
        except StoreFault as fault:
            # What was typed stays in memory and goes to disk with the next edit.
            told(fault)
        else:
            saved = backstage.store.next_sequence(ref.pack_id, ref.case_id) - 1
            say(f"ACK {saved}")
        time.sleep(max(0.0, begun + edit * EDIT_S - time.monotonic()))


def submit(home: Path) -> None:
    """Open, draft and submit, again and again."""
    backstage, ref = _desk(home)
    known = survey(paths.learner_file(home)).attempts
    say("READY")
    for number in range(known + 1, known + SUBMISSIONS + 1):
        sheet = a_sheet("I10", *(["E119"] * (number % 5)))
        _until_it_holds(lambda: backstage.desk.open(ref))
        _until_it_holds(lambda sheet=sheet: _hand_in(backstage, ref, sheet))  # type: ignore[misc]
        say(f"ACK {number}")


def import_pack(home: Path) -> None:
    """Put a pack of 500 cases beside three others."""
    file = materials.large_pack(CASES)
    with LearnerStore(paths.learner_file(home), now()) as store:
        for number in (1, 2, 3):
            cases = (a_case(f"case-{case}") for case in range(5))
            store.add_pack(a_pack(*cases, id=f"{ID}-{number}"), now())
    backstage = Backstage(materials.library(), paths.learner_file(home))
    say("READY")
    pack = read_for_import(file, backstage.library).pack
    backstage.shelf.add_pack(pack)
    say(f"ACK {len(backstage.shelf.packs())}")


def migrate(home: Path) -> None:
    """Bring an old database to the format of today."""
    file = paths.learner_file(home)
    found = format_of(file)
    if found is None or found == FORMAT:
        materials.unpack(materials.old_databases()[-1], file)
    say("READY")
    LearnerStore(file, now()).close()
    say(f"ACK {FORMAT}")


def _desk(home: Path) -> tuple[Backstage, CaseRef]:
    backstage = Backstage(materials.library(), paths.learner_file(home))
    backstage.shelf.add_pack(a_pack(id=ID))
    return backstage, CaseRef(ID, "office-visit")


def _hand_in(backstage: Backstage, ref: CaseRef, sheet: AnswerSheet) -> None:
    backstage.desk.save_draft(ref, sheet)
    backstage.desk.submit(ref, sheet)


def _until_it_holds(work: Callable[[], object]) -> None:
    while True:
        try:
            work()
        except StoreFault as fault:
            told(fault)
            time.sleep(EDIT_S)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())

"""A process of its own that saves drafts or submits, and says so after each; to be killed."""

import sys
from itertools import count
from pathlib import Path

from coder_sim.store.learner_store import LearnerStore
from tests.builders import a_pack, a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission


def main(path: Path, what: str) -> None:
    with LearnerStore(path, NOW) as store:
        store.add_pack(a_pack(), NOW)
        for number in count(1):
            sheet = a_sheet("I10", *(["E119"] * number))
            sequence = store.save_draft(PACK, CASE, sheet, NOW)
            if what == "submit":
                store.submit(a_submission(store, f"a{number}", sheet, sequence))
            sys.stdout.write(f"ACK {number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

"""The verbs about result files: export one's own attempts, score those of a class anew."""

import argparse
import json
import sys
from pathlib import Path

from coder_sim import packs, paths
from coder_sim.classroom.exporting import export as export_attempts
from coder_sim.classroom.rescoring import Rescored, rescore
from coder_sim.classroom.result_file import ENDING, ResultFile, read
from coder_sim.commands.code_library import open_library
from coder_sim.commands.sealing import opener_of
from coder_sim.errors import Exit, InputError, PackError, Problem
from coder_sim.services import now
from coder_sim.store.learner_store import LearnerStore
from coder_sim.wording.problems import problem_line

_PROMISE = (
    '"Unaltered" means: as it was exported by the install named. It does not tell who worked there,'
    " with what help or for how long. Every score here was made anew from the answers."
)


def export(home: Path, options: argparse.Namespace) -> int:
    """Write the learner's attempts to a signed file."""
    target = options.output or Path(f"coder-sim-{now():%Y%m%d-%H%M%S}{ENDING}")
    with LearnerStore(paths.learner_file(home), now()) as store:
        only = tuple(options.attempt)
        count = export_attempts(store, home, target, learner=options.name, now=now, only=only)
    print(f"{target}: {count} attempt{'' if count == 1 else 's'}")
    return Exit.DONE


def check(home: Path, options: argparse.Namespace) -> int:
    """Read result files, one bad file never stopping the others, and score each attempt anew."""
    files: list[tuple[str, ResultFile]] = []
    at_fault = False
    for path in options.files:
        try:
            files.append((path.name, read(_content(path), path.name)))
        except InputError as error:
            at_fault = True
            for problem in error.problems:
                print(f"coder-sim: {problem_line(problem)}", file=sys.stderr)
    with open_library(home) as library:
        opener = opener_of(options)
        opened = [packs.read(path, library, opener) for path in options.pack]
        if any(pack.sealed for pack in opened):
            what = "The answer keys of a pack are sealed."
            raise PackError(Problem(what, field="--pack", todo="Add --passphrase-file FILE."))
        scored = rescore(files, opened, library)
    if options.json:
        print(json.dumps({"attempts": [_plain(line) for line in scored]}, indent=1))
    else:
        for line in scored:
            print(_said(line))
        print(f"coder-sim: {_PROMISE}", file=sys.stderr)
    return Exit.INPUT if at_fault else Exit.DONE


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"Cannot be read: {error.strerror}."
        raise InputError(Problem(what, file=path.name)) from None


def _said(line: Rescored) -> str:
    attempt = line.attempt
    score = f"{line.grade.scores.learning.pct:.1f} %" if line.grade else "not scored"
    told = "; ".join(
        (
            *(remark.value for remark in line.remarks),
            *(f"disputes {dispute.row}: {dispute.text}" for dispute in attempt.disputes),
        )
    )
    who = f"{line.learner or 'no name'} ({line.install}, unaltered)"
    when = f"{attempt.submitted_at:%Y-%m-%d %H:%M}"
    place = f"{attempt.pack_id}/{attempt.case_id} attempt {attempt.number}"
    return f"{who}  {place}  {when}  {score}" + (f"  [{told}]" if told else "")


def _plain(line: Rescored) -> dict[str, object]:
    attempt = line.attempt
    return {
        "file": line.file,
        "install": line.install,
        "learner": line.learner,
        "attempt": attempt.id,
        "pack": attempt.pack_id,
        "case": attempt.case_id,
        "number": attempt.number,
        "submitted_at": attempt.submitted_at.isoformat(),
        "learning_pct": line.grade.scores.learning.pct if line.grade else None,
        "learning_pct_in_file": attempt.learning_pct,
        "remarks": [remark.name.lower() for remark in line.remarks],
        "disputes": [{"row": dispute.row, "text": dispute.text} for dispute in attempt.disputes],
    }

"""The verbs about case packs: check, build, import, list, schema."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from coder_sim import packs
from coder_sim.commands.code_library import open_library
from coder_sim.commands.shelf import open_shelf, pack_paths
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Pack
from coder_sim.errors import Exit, PackError, Problem
from coder_sim.packs import lint, lint_identifiers, writer
from coder_sim.packs.names import CASE_FILE, member
from coder_sim.packs.schema import schema_text
from coder_sim.wording.problems import problem_line, summary

_TOLD = 20
"""Identifiers told one by one at an import."""


def check(home: Path, options: argparse.Namespace) -> int:
    """Print one line a problem; exit 1 when any pack has one that is not a mere warning."""
    at_fault = False
    with open_library(home) as library:
        for path in pack_paths(options.packs):
            at_fault |= not _sound(path, library)
    return Exit.INPUT if at_fault else Exit.DONE


def _sound(path: Path, facts: CodeFacts) -> bool:
    try:
        surveyed = packs.survey(path, facts)
    except PackError as error:
        surveyed = packs.Survey(error.problems, None)
    for problem in surveyed.problems:
        print(problem_line(problem))
    remarks = lint.lint(surveyed.sound, facts) if surveyed.sound else ()
    for remark in remarks:
        print(f"{remark.level.value}: {problem_line(remark.problem)}")
    name = _real(path).name or path
    if surveyed.problems:
        print(f"{name}: {summary(surveyed.problems)}", file=sys.stderr)
    elif surveyed.sound and surveyed.sound.sealed:
        print(f"{name}: the keys are sealed and were not checked", file=sys.stderr)
    return not surveyed.problems and not lint.errors(remarks)


def _real(path: Path) -> Path:
    """Return the path that "." or a link stands for; one of a circle of links stands for itself."""
    return Path(os.path.realpath(path))


def build(home: Path, options: argparse.Namespace) -> int:
    """Make one .casepack file of a pack folder."""
    folder = _real(options.folder)
    target = options.output or folder.parent / f"{folder.name}{writer.ENDING}"
    with open_library(home) as library:
        pack = writer.build(folder, target, library)
    print(f"{target}: {described(pack)}, SHA-256 {pack.content_hash}")
    return Exit.DONE


def described(pack: Pack) -> str:
    """Return title, version and size of a pack as one phrase."""
    count = len(pack.cases or pack.sealed)
    cases = "1 case" if count == 1 else f"{count} cases"
    return f"{pack.title} {pack.version}, {cases}"


def add(home: Path, options: argparse.Namespace) -> int:
    """Put packs on the shelf, each whole or not at all; all are read before any is stored."""
    with open_library(home) as library:
        readings = [packs.read_for_import(path, library) for path in options.packs]
    with open_shelf(home) as shelf:
        for path, reading in zip(options.packs, readings, strict=True):
            for warning in (*reading.warnings, *_identifiers(reading.pack)):
                print(f"warning: {problem_line(warning)}", file=sys.stderr)
            change = shelf.add_pack(reading.pack, packs.archive(path))
            print(f"{described(reading.pack)}: {change.value}")
    return Exit.DONE


def _identifiers(pack: Pack) -> Iterator[Problem]:
    """Yield what looks like an identifier of a real person; many are told by their number."""
    found = 0
    for brief in (*(case.brief for case in pack.cases), *(case.brief for case in pack.sealed)):
        for remark in lint_identifiers.remarks(brief, pack.identifiers_kept):
            found += 1
            if found <= _TOLD:
                file = f"{pack.id}/{member(brief.id, CASE_FILE)}"
                yield remark.fault.problem(file=file, case=brief.id)
    if found > _TOLD:
        what = f"{found - _TOLD} more look like identifiers of a real person."
        yield Problem(what, file=pack.id, todo="See them all with coder-sim pack phi.")


def list_packs(home: Path, options: argparse.Namespace) -> int:
    """Print the packs on the shelf with their cases."""
    with open_shelf(home) as shelf:
        shelved = shelf.packs()
    if options.json:
        print(
            json.dumps(
                {
                    "packs": [
                        {
                            "id": pack.id,
                            "title": pack.title,
                            "version": pack.version,
                            "publisher": pack.publisher,
                            "content_hash": pack.content_hash,
                            "cases": [{"id": case.id, "title": case.title} for case in pack.cases],
                        }
                        for pack in shelved
                    ]
                },
                indent=1,
            )
        )
        return Exit.DONE
    for pack in shelved:
        print(f"{pack.id} {pack.version}  {pack.title} ({pack.publisher})")
        for case in pack.cases:
            print(f"  {case.id:<32} {case.title}")
    if not shelved:
        print("coder-sim: no packs on the shelf (coder-sim pack import PACK)", file=sys.stderr)
    return Exit.DONE


def export(home: Path, options: argparse.Namespace) -> int:
    """Write a pack of the shelf as the file it came as."""
    target = options.output or Path(f"{options.pack}{writer.ENDING}")
    with open_shelf(home) as shelf:
        shelf.export_pack(options.pack, target)
    print(target)
    return Exit.DONE


def schema(home: Path, options: argparse.Namespace) -> int:
    """Print the JSON Schema of the pack format."""
    print(schema_text())
    return Exit.DONE

"""Imports code-set files: each whole or not at all, the library rebuilt before anything counts.

``python -m coder_sim.library.imports --home DIR FILE...`` does it in a process of its own and
prints progress, and last the report, as lines of JSON; ending it changes nothing.
"""

import argparse
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from coder_sim import paths
from coder_sim.domain.code_files import ImportReport, Outcome
from coder_sim.domain.code_set import System
from coder_sim.errors import CoderSimError, Exit, InputError, Problem, SourceError
from coder_sim.library import build, source_shelf, sources
from coder_sim.library.build import Progress
from coder_sim.library.containers import gather
from coder_sim.library.import_judge import Candidate, Judgement, verdict_of
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.readers.known import keeper_of
from coder_sim.library.source_shelf import Imported, ShelfError
from coder_sim.library.sources import Sources
from coder_sim.wording.code_files import closing_line, report_lines

_INCOMING = "incoming"
_READING = "Reading {}"
_SHIPPED = {System.ICD10CM: 74_719, System.ICD10PCS: 78_536}
"""Codes that come with the program, for a home whose library is not built yet."""


def import_files(
    home: Path,
    files: Sequence[Path],
    *,
    progress: Progress = lambda done, total, what: None,
    known: Sources | None = None,
    today: date | None = None,
) -> ImportReport:
    """Import files, folders and zips, and return what became of each.

    ``known`` stands in for the sources of this installation. Raises LibraryFault where the
    home cannot be written; nothing has changed then.
    """
    with build.builder(home):
        present = known or sources.installed(home)
        loaded = _loaded(home) or ({} if known else _SHIPPED)
        judgement = Judgement(today or date.today(), present.imported, loaded)
        for path in files:
            progress(0, 100, _READING.format(path.name))
            judgement.take_all(path.name or str(path), gather(path, keeper_of))
        judgement.settle()
        if judgement.candidates:
            _take(home, present, judgement, progress)
    return ImportReport(tuple(judgement.verdicts))


def remove(
    home: Path,
    kind: str,
    *,
    progress: Progress = lambda done, total, what: None,
    known: Sources | None = None,
) -> tuple[Imported, ...]:
    """Take imported sources out again and return them.

    ``kind`` is a kind's short name ("cpt-long"), its beginning ("cpt"), or "all". Raises
    InputError where nothing of it is imported.
    """
    with build.builder(home):
        present = known or sources.installed(home)
        gone = tuple(source for source in present.imported if _is_of(source, kind))
        if not gone:
            slugs = sorted({source.label.kind.slug for source in present.imported})
            todo = f"Imported are: {', '.join(slugs)}." if slugs else "Nothing is imported."
            raise InputError(Problem(f"Nothing of '{kind}' is imported.", todo=todo))
        kept = tuple(source for source in present.imported if source not in gone)
        build.build_with(home, replace(present, imported=kept), lambda: _unlink(gone), progress)
    return gone


def _is_of(source: Imported, kind: str) -> bool:
    slug = source.label.kind.slug
    return kind == "all" or slug == kind or slug.startswith(f"{kind}-")


def _take(home: Path, present: Sources, judgement: Judgement, progress: Progress) -> None:
    """Build a library with the candidates and, once it is there, put them on the shelf."""
    with _incoming(home) as folder:
        staged = [(item, _staged(folder, item)) for item in judgement.candidates]
        gone = {source for item in judgement.candidates for source in item.replaced}
        gone |= set(_covered(judgement.candidates, present.imported))
        imported = [source for source in present.imported if source not in gone]
        imported += [source for _, source in staged]
        wanted = replace(
            present, imported=tuple(sorted(imported, key=lambda source: source.file.name))
        )

        def commit() -> None:
            for _, source in staged:
                os.replace(source.file, paths.sources_folder(home) / source.file.name)
            names = {source.file.name for _, source in staged}
            _unlink(source for source in gone if source.file.name not in names)

        try:
            build.build_with(home, wanted, commit, progress)
        except SourceError as error:
            _refuse_all(judgement, error)
            return
    judgement.verdicts += [verdict_of(item, Outcome.TAKEN) for item in judgement.candidates]


def _refuse_all(judgement: Judgement, error: SourceError) -> None:
    """Say of each candidate that the library cannot be built with it."""
    at_fault = error.source.label.origin if isinstance(error, ShelfError) else ""
    for item in judgement.candidates:
        own = item.label.origin == at_fault or not at_fault
        problems = (
            error.problems
            if own
            else (
                Problem(
                    "the library could not be built together with another file of this import",
                    item.name,
                    todo="Import it without that one.",
                ),
            )
        )
        judgement.verdicts.append(verdict_of(item, Outcome.REFUSED, *problems))


@contextmanager
def _incoming(home: Path) -> Iterator[Path]:
    """Give a folder in which sources wait until the library is built; what an end left is gone."""
    folder = paths.sources_folder(home) / _INCOMING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _staged(folder: Path, candidate: Candidate) -> Imported:
    return source_shelf.write(folder, candidate.label, candidate.data)


def _covered(candidates: Sequence[Candidate], shelf: Sequence[Imported]) -> Iterator[Imported]:
    """Yield parts of older NCCI editions whose pairs the new parts cover."""
    new = [item.label for item in candidates if item.label.kind is SourceKind.NCCI_PTP]
    if not new:
        return
    first = min(label.part.partition("-")[0] for label in new)
    last = max(label.part.partition("-")[2] for label in new)
    for source in shelf:
        start, _, end = source.label.part.partition("-")
        if source.label.kind is SourceKind.NCCI_PTP and first <= start and end <= last:
            yield source


def _unlink(gone: Iterable[Imported]) -> None:
    for source in gone:
        source.file.unlink(missing_ok=True)


def _loaded(home: Path) -> dict[System, int]:
    """Return how many codes are loaded of each set; nothing where no library is built."""
    file = paths.library_file(home).absolute()
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT system, max(codes) FROM edition GROUP BY system")
            return {System(system): codes for system, codes in found}
    except (sqlite3.Error, ValueError):
        return {}


def main(arguments: Sequence[str] | None = None) -> int:
    """Import in this process; print progress, and last the report, as lines of JSON.

    What the machine is at fault for is said on stderr, in one line.
    """
    parser = argparse.ArgumentParser(prog="coder_sim.library.imports", description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("files", type=Path, nargs="+")
    chosen = parser.parse_args(arguments)
    try:
        report = import_files(
            chosen.home,
            chosen.files,
            progress=lambda done, total, what: build.say(done=done, total=total, what=what),
        )
    except CoderSimError as error:
        sys.stderr.write(f"{error}\n")
        return Exit.INPUT if isinstance(error, InputError) else Exit.ENVIRONMENT
    sys.stdout.write(
        json.dumps({"report": report_lines(report), "closing": closing_line(report)}) + "\n"
    )
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())

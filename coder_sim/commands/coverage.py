"""The verb pack coverage: which objectives the charts of packs serve, and which none does."""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from coder_sim import packs
from coder_sim.commands.code_library import open_library
from coder_sim.commands.shelf import pack_paths
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Pack
from coder_sim.errors import Exit, PackError
from coder_sim.packs.coverage import Coverage, CoverageRow, coverage
from coder_sim.packs.objectives import objectives
from coder_sim.wording.problems import problem_line


def show(home: Path, options: argparse.Namespace) -> int:
    """Print the matrix of charts and objectives; exit 1 when a pack cannot be read."""
    with open_library(home) as library:
        readings = [_read(path, library) for path in pack_paths(options.packs)]
    found = coverage((pack for pack in readings if pack), objectives())
    if options.json:
        print(json.dumps(_plain(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join((*_charts(found), *_matrix(found), *_gaps(found))))
    return Exit.DONE if all(readings) else Exit.INPUT


def _read(path: Path, facts: CodeFacts) -> Pack | None:
    """Return a pack with its keys; print why there is none."""
    try:
        pack = packs.read(path, facts)
    except PackError as error:
        for problem in error.problems:
            print(problem_line(problem), file=sys.stderr)
        return None
    if pack.sealed:
        print(f"{path}: its keys are sealed. Give the pack with open keys.", file=sys.stderr)
        return None
    return pack


def _charts(found: Coverage) -> Iterator[str]:
    yield f"{len(found.charts)} charts, {len(found.rows)} objectives"
    for number, chart in enumerate(found.charts, 1):
        brief = chart.case.brief
        tracks = " ".join(brief.tracks)
        yield (
            f"{number:4}  {chart.id}  difficulty {brief.difficulty}  {tracks}"
            f"  serves {len(chart.serves)}"
        )


def _matrix(found: Coverage) -> Iterator[str]:
    width = max(len(row.objective.id) for row in found.rows)
    for group, rows in groupby(found.rows, lambda row: row.objective.group):
        yield f"\n{group}"
        for row in rows:
            places = frozenset(row.charts)
            marks = "".join("#" if n in places else "." for n in range(len(found.charts)))
            served = f"{marks}  {len(row.charts):3}"
            yield f"  {row.objective.id:{width}}  {served}  {row.objective.name}"


def _gaps(found: Coverage) -> Iterator[str]:
    empty = [row for row in found.rows if row.empty]
    short = [row for row in found.rows if row.short]
    yield f"\nServed by no chart: {len(empty)}"
    yield from (f"  {row.objective.id}  {row.objective.name}" for row in empty)
    if short:
        yield f"\nServed by too few charts: {len(short)}"
        yield from map(_shortfall, short)


def _shortfall(row: CoverageRow) -> str:
    return f"  {row.objective.id}  {len(row.charts)} of {row.objective.least}"


def _plain(found: Coverage) -> dict[str, object]:
    return {
        "charts": [
            {
                "pack": chart.pack,
                "case": chart.case.brief.id,
                "difficulty": chart.case.brief.difficulty,
                "tracks": list(chart.case.brief.tracks),
                "objectives": list(chart.serves),
            }
            for chart in found.charts
        ],
        "objectives": [
            {
                "id": row.objective.id,
                "name": row.objective.name,
                "group": row.objective.group,
                "charts": len(row.charts),
                "least": row.objective.least,
            }
            for row in found.rows
        ],
        "empty": [row.objective.id for row in found.rows if row.empty],
        "short": [row.objective.id for row in found.rows if row.short],
    }

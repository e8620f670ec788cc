"""``python -m tests.benchmarks.ui``: the figures of the window beside their goals."""

import argparse
import os
import sys
from collections.abc import Sequence

from coder_sim.library import build
from coder_sim.paths import home_folder, library_file
from tests.benchmarks.ui import keys, speed
from tests.benchmarks.ui.cockpit import cockpit
from tests.benchmarks.ui.figures import Figure, lines


def main(words: Sequence[str] | None = None) -> int:
    """Print the table; 0 when every goal is reached, 1 when not, 2 without a library."""
    options = _parser().parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    home = home_folder(options.home)
    if not library_file(home).is_file():
        sys.stderr.write(f"no code library in {home}: run coder-sim codes build there\n")
        return 2
    build.build(home)
    figures: list[Figure] = []
    busy, cores = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0, os.cpu_count() or 1
    if busy > cores:
        sys.stdout.write(f"load {busy:.1f} on {cores} cores: times are longer than on a calm one\n")
    if not options.no_start:
        figures += speed.start(home)
    with cockpit(home) as seat:
        for measure in (
            speed.typing,
            speed.tree,
            speed.memory,
            keys.measure,
            speed.notes,
            speed.submitting,
            speed.worklist,
            speed.importing,
        ):
            figures += measure(seat)
    sys.stdout.writelines(f"{line}\n" for line in lines(figures))
    return int(not all(figure.reached for figure in figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ui", description=__doc__)
    parser.add_argument("--home", help="home with a built library (default: your own)")
    parser.add_argument("--no-start", action="store_true", help="leave out starting the program")
    return parser


if __name__ == "__main__":
    sys.exit(main())

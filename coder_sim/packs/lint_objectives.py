"""Lint of the learning objectives that a case declares."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from coder_sim.domain.pack import Case
from coder_sim.packs.fault import Fault


def faults(case: Case, known: Sequence[str]) -> Iterator[Fault]:
    """Yield the declared ids that are not among the known ones."""
    for place, id in enumerate(case.objectives):
        if id not in known:
            near = get_close_matches(id, known, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else "Remove it."
            what = f'"{id}" is no objective that a case can declare.'
            yield Fault(f"objectives[{place}]", what, hint)

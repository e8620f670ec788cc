"""Drills on the learner's own shelf: generated charts, read and checked like any pack."""

import tempfile
from pathlib import Path

from coder_sim import packs, scenarios
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Pack
from coder_sim.packs.archiving import zipped
from coder_sim.practice.drills import DrillFamily
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.views import CaseRef


class ShelfDrills:
    """Drills on the learner's own shelf: one pack a chart, so that attempts keep their chart."""

    def __init__(self, shelf: Shelf, facts: CodeFacts) -> None:
        """Work on an open shelf and library."""
        self._shelf, self._facts = shelf, facts

    def families(self) -> tuple[DrillFamily, ...]:
        """Return the families, in order, each with how far the learner has come."""
        known = {pack.id for pack in self._shelf.all_packs()}
        return tuple(_listed(family, known) for family in scenarios.FAMILIES)

    def make(self, family: str, seed: int) -> CaseRef:
        """Put one chart on the shelf, unless it is there, and return where to open it."""
        kind = scenarios.family(family)
        id = scenarios.pack_id(kind, seed)
        pack, file = as_pack(family, (seed,), id, self._facts)
        self._shelf.add_pack(pack, file)
        return CaseRef(id, pack.cases[0].brief.id)


def as_pack(family: str, seeds: tuple[int, ...], id: str, facts: CodeFacts) -> tuple[Pack, bytes]:
    """Return generated charts as a pack that has been read and checked, and as its .casepack."""
    kind = scenarios.family(family)
    cases = tuple(scenarios.case_of(kind, seed, facts) for seed in seeds)
    content = zipped(scenarios.members(kind, cases, id))
    with tempfile.TemporaryDirectory(prefix="coder-sim-") as folder:
        file = Path(folder) / f"{id}.casepack"
        file.write_bytes(content)
        return packs.read(file, facts), content


def _listed(family: scenarios.Family, known: set[str]) -> DrillFamily:
    stem = f"drill-{family.id}-"
    met = sum(id.startswith(stem) and id.removeprefix(stem).isdecimal() for id in known)
    seed = 1
    while scenarios.pack_id(family, seed) in known:
        seed += 1
    return DrillFamily(family.id, family.title, family.teaches, family.difficulty, met, seed)

"""Reads the list of learning objectives that the program ships."""

import json
from pathlib import Path

from coder_sim.domain.objective import Basis, Objective
from coder_sim.paths import data_folder


def objectives(file: Path | None = None) -> tuple[Objective, ...]:
    """Return all objectives in the order of the list; KeyError or ValueError if it is broken."""
    listed = file or data_folder() / "objectives" / "objectives.json"
    groups = json.loads(listed.read_text(encoding="utf-8"))
    return tuple(
        Objective(
            id=entry["id"],
            name=entry["name"],
            group=group["group"],
            basis=Basis(entry["by"]),
            of=tuple(entry.get("of", ())),
            least=entry.get("least", 1),
        )
        for group in groups
        for entry in group["objectives"]
    )


def declarable() -> tuple[str, ...]:
    """Return the ids that an author may declare in case.json."""
    return tuple(one.id for one in objectives() if one.basis is Basis.DECLARED)

"""What the pages work with, handed to the window once the code library is there."""

from dataclasses import dataclass

from coder_sim.domain.facts import CodeFinder, CodeReference
from coder_sim.practice.desk import Desk
from coder_sim.practice.drills import Drills
from coder_sim.practice.notebook import Notebook
from coder_sim.practice.packs import PackShelf
from coder_sim.ui.result_writer import ResultFiles


@dataclass(frozen=True, slots=True)
class Services:
    """The desk for the worker's thread, the library for the window's own."""

    desk: Desk
    notebook: Notebook
    facts: CodeReference
    finder: CodeFinder
    packs: PackShelf | None = None
    """None where packs cannot be changed."""
    results: ResultFiles | None = None
    """None where attempts cannot be handed in."""
    drills: Drills | None = None
    """None where no charts are generated."""

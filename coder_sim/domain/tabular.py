"""The Tabular List as a tree: chapters and sections, headings, codes."""

from dataclasses import dataclass

from coder_sim.domain.code_set import Code, System


@dataclass(frozen=True, slots=True)
class TabularNode:
    """A chapter, section, heading or code, with the place where the library finds it again."""

    system: System
    name: str
    """"Chapter 9", "I10-I1A", "I50", or the first characters of a group of services."""
    title: str
    place: int
    """Where what is below it is found; it holds for this build of the library only."""
    code: Code | None = None
    """None for what is no code or heading: chapters, sections, groups of services."""

    @property
    def has_below(self) -> bool:
        """Tell whether something may stand below it."""
        return self.code is None or not self.code.billable

"""What an automated check sees of a sheet, and how it reports."""

from dataclasses import dataclass

from coder_sim.domain.code_set import Kind, System, dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Certainty, Direction, Finding, Severity
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import Line

CM = System.ICD10CM


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one sheet by kind, with the facts about its encounter."""

    encounter: Encounter
    lines: tuple[Line, ...]
    diagnoses: tuple[Line, ...]
    """The reportable ones in the order entered, each code once."""
    facts: CodeFacts
    look: Lookup

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """Return the lines of one kind, in the order entered."""
        return tuple(line for line in self.lines if line.kind is kind)

    @property
    def first(self) -> Line | None:
        """Return the principal or first-listed diagnosis as entered."""
        return next(iter(self.of(Kind.DIAGNOSIS)), None)


def sheet_of(
    encounter: Encounter, lines: tuple[Line, ...], facts: CodeFacts, look: Lookup
) -> Sheet:
    """Return a sheet with its reportable diagnoses at hand."""
    found: dict[str, Line] = {}
    for line in lines:
        if line.kind is Kind.DIAGNOSIS and look.billable(CM, line.code):
            found.setdefault(line.code, line)
    return Sheet(encounter, lines, tuple(found.values()), facts, look)


def check(
    cls: str,
    line: Line,
    *,
    other: Line | None = None,
    cites: tuple[str, ...] = (),
    detail: tuple[str, ...] = (),
    expected: str = "",
) -> Finding:
    """Return what a check has to say of a line, and of another beside it.

    ``reported`` is the line's code, ``expected`` the other line's; both as people write them.
    """
    return Finding(
        f"EDIT_{cls}",
        None,
        line.number,
        Severity.INFO,
        Direction.NEUTRAL,
        certainty=Certainty.CHECK,
        cites=cites,
        expected=shown(other) if other else expected,
        reported=shown(line),
        detail=detail,
        others=(other.number,) if other else (),
    )


def shown(line: Line) -> str:
    """Return a line's code as people write it."""
    return dotted(CM, line.code) if line.kind is Kind.DIAGNOSIS else line.code

"""Reads a sound pack as a strict colleague would: what its keys promise is tried out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Case, Pack
from coder_sim.errors import Problem
from coder_sim.packs import lint_chart, lint_grades, lint_lines
from coder_sim.packs.fault import Remark
from coder_sim.packs.names import KEY_FILE, member


class Level(StrEnum):
    """How much a finding weighs: an error fails a build, a warning is the author's to judge."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One finding about a key."""

    level: Level
    problem: Problem


def lint(pack: Pack, facts: CodeFacts) -> tuple[LintFinding, ...]:
    """Return everything that a key says or leaves unsaid and should not, case by case."""
    return tuple(finding for case in pack.cases for finding in _case(pack.id, case, facts))


def errors(findings: tuple[LintFinding, ...]) -> tuple[Problem, ...]:
    """Return the problems of those findings that fail a build."""
    return tuple(finding.problem for finding in findings if finding.level is Level.ERROR)


def _case(pack: str, case: Case, facts: CodeFacts) -> Iterator[LintFinding]:
    file = f"{pack}/{member(case.brief.id, KEY_FILE)}"
    for remark in _remarks(case, facts):
        yield LintFinding(
            Level.WARNING if remark.mild else Level.ERROR,
            remark.fault.problem(file=file, case=case.brief.id),
        )


def _remarks(case: Case, facts: CodeFacts) -> Iterator[Remark]:
    yield from lint_lines.remarks(case, facts)
    yield from lint_chart.remarks(case)
    yield from lint_grades.remarks(case, facts)

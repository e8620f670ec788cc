"""Reads a sound pack as a strict colleague would: what its keys promise is tried out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Case, Pack
from coder_sim.errors import Problem
from coder_sim.packs import (
    lint_chart,
    lint_grades,
    lint_identifiers,
    lint_lines,
    lint_objectives,
)
from coder_sim.packs.fault import Remark
from coder_sim.packs.names import CASE_FILE, KEY_FILE, PACK_FILE, member
from coder_sim.packs.objectives import declarable


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
    known = declarable()
    return tuple(finding for case in pack.cases for finding in _case(pack, case, facts, known))


def errors(findings: tuple[LintFinding, ...]) -> tuple[Problem, ...]:
    """Return the problems of those findings that fail a build."""
    return tuple(finding.problem for finding in findings if finding.level is Level.ERROR)


def _case(pack: Pack, case: Case, facts: CodeFacts, known: Sequence[str]) -> Iterator[LintFinding]:
    key = f"{pack.id}/{member(case.brief.id, KEY_FILE)}"
    for remark in _remarks(case, facts):
        yield _finding(remark, key, case)
    chart = f"{pack.id}/{member(case.brief.id, CASE_FILE)}"
    for remark in lint_identifiers.remarks(case.brief, pack.identifiers_kept):
        yield _finding(remark, chart, case)
    for fault in lint_objectives.faults(case, known):
        yield _finding(Remark(fault), chart, case)
    for fault in lint_identifiers.unused(case.brief, pack.identifiers_kept):
        yield _finding(Remark(fault, mild=True), f"{pack.id}/{PACK_FILE}", case)


def _finding(remark: Remark, file: str, case: Case) -> LintFinding:
    level = Level.WARNING if remark.mild else Level.ERROR
    return LintFinding(level, remark.fault.problem(file=file, case=case.brief.id))


def _remarks(case: Case, facts: CodeFacts) -> Iterator[Remark]:
    yield from lint_lines.remarks(case, facts)
    yield from lint_chart.remarks(case)
    yield from lint_grades.remarks(case, facts)

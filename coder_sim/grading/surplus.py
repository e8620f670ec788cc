"""Enters leftover lines in the ledger: their findings and what they cost."""

from coder_sim.domain.code_set import Kind
from coder_sim.domain.grade import Certainty, Direction, Element, Finding, Severity
from coder_sim.grading.findings import EXTRA_SEVERITY, authored, cites_for, direction_of
from coder_sim.grading.ledger import Ledger
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Leftover


def judge_leftover(
    leftover: Leftover, first: Line | None, first_weight: float, ledger: Ledger
) -> None:
    """Report one leftover line; in first position only what exceeds that loss is charged."""
    answer = leftover.answer
    penalty = leftover.penalty
    if first and answer.number == first.number and not leftover.paying:
        penalty = max(0.0, penalty - first_weight)
    key = str(leftover.line.id) if leftover.line else None
    ledger.charge(Element.EXTRA, key, answer.number, penalty)
    ledger.report(_finding(leftover, key))


def _finding(leftover: Leftover, key: str | None) -> Finding:
    author, paying = leftover.author, leftover.paying
    direction = authored(author.direction) if author else None
    if direction is None:
        absorbed = leftover.cls == "ABSORBED_COMPONENT"
        direction = Direction.OVER if author else direction_of(leftover.cls)
        direction = Direction.NEUTRAL if absorbed else direction
    cites = cites_for(leftover.cls, leftover.line)
    if author and author.cite:
        cites = tuple(cite.strip() for cite in author.cite.split(";") if cite.strip())
    return Finding(
        leftover.cls,
        key,
        leftover.answer.number,
        _severity(leftover),
        direction,
        certainty=Certainty.TABULAR if leftover.cls == "INVALID" else Certainty.AUTHOR,
        cites=cites,
        explain=author.explain if author else "",
        expected=leftover.line.code if leftover.line else "",
        reported=leftover.answer.code,
        detail=(paying.measure, paying.before, paying.after) if paying else (),
    )


def _severity(leftover: Leftover) -> Severity:
    if leftover.author:
        said = leftover.author.severity
        return Severity(said) if said in Severity.__members__ else Severity.MAJOR
    if leftover.paying:
        return Severity.CRITICAL
    if leftover.cls in EXTRA_SEVERITY:
        return EXTRA_SEVERITY[leftover.cls]
    service = leftover.answer.kind is Kind.SERVICE
    return Severity.CRITICAL if service else Severity.MAJOR

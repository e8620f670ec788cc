"""The claim as a whole: MS-DRG and HCC of the answer, and whether it would be paid as keyed."""

from dataclasses import dataclass

from coder_sim.domain.answer import AnswerKey
from coder_sim.domain.code_set import Kind, System
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import Drg, ReportedDiagnosis
from coder_sim.domain.grade import (
    Certainty,
    Direction,
    DrgPair,
    Finding,
    RiskPair,
    Severity,
)
from coder_sim.grading.judge import LineVerdict
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.money import Money
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Pairing

_VALUES = frozenset("YNUW")
_OPPOSITE = (("RT", "left"), ("LT", "right"))


@dataclass(frozen=True, slots=True)
class Claim:
    """What the answer comes to, beside the key."""

    drg: DrgPair | None
    risk: RiskPair | None
    findings: tuple[Finding, ...]
    direction: Direction
    """Of the change of MS-DRG; neutral where there is none."""


def _way(before: float, after: float) -> Direction:
    if round(after, 4) == round(before, 4):
        return Direction.NEUTRAL
    return Direction.OVER if after > before else Direction.UNDER


def assess(encounter: Encounter, lines: tuple[Line, ...], money: Money, look: Lookup) -> Claim:
    """Group the answer, compare it with the key and report what changed."""
    drg, answer = _drg_pair(encounter, lines, money)
    risk = _risk_pair(lines, money, look)
    findings = []
    direction = Direction.NEUTRAL
    # Where the key has no MS-DRG, stays cannot be grouped on this machine at all.
    if drg and money.drg and drg.key != drg.answer:
        direction = _way(money.drg.weight, answer.weight if answer else 0.0)
        given = str(drg.answer or "")
        findings.append(_derived("DRG_CHANGE", Severity.CRITICAL, direction, str(drg.key), given))
    if risk and set(risk.key) != set(risk.answer):
        way = _way(risk.key_score, risk.answer_score)
        severity = Severity.MAJOR if way is Direction.NEUTRAL else Severity.CRITICAL
        expected, reported = ", ".join(risk.key), ", ".join(risk.answer)
        findings.append(_derived("HCC_CHANGE", severity, way, expected, reported))
    return Claim(drg, risk, tuple(findings), direction)


def _derived(
    cls: str, severity: Severity, direction: Direction, expected: str, reported: str
) -> Finding:
    return Finding(
        cls,
        None,
        None,
        severity,
        direction,
        certainty=Certainty.TABULAR,
        expected=expected,
        reported=reported,
    )


def _drg_pair(
    encounter: Encounter, lines: tuple[Line, ...], money: Money
) -> tuple[DrgPair | None, Drg | None]:
    if not encounter.inpatient:
        return None, None
    diagnoses = tuple(
        ReportedDiagnosis(line.code, line.poa if line.poa in _VALUES else "")
        for line in lines
        if line.kind is Kind.DIAGNOSIS
    )
    procedures = tuple(line.code for line in lines if line.kind is Kind.PROCEDURE)
    key, answer = money.drg, money.group(diagnoses, procedures)
    pair = DrgPair(
        key=key.number if key else None,
        answer=answer.number if answer else None,
        key_title=key.title if key else "",
        answer_title=answer.title if answer else "",
        key_weight=key.weight if key else 0.0,
        answer_weight=answer.weight if answer else 0.0,
        key_cc=tuple(sorted(key.counted)) if key else (),
        answer_cc=tuple(sorted(answer.counted)) if answer else (),
    )
    return pair, answer


def _risk_pair(lines: tuple[Line, ...], money: Money, look: Lookup) -> RiskPair | None:
    if money.risk is None:
        return None
    risk = money.risk_of(
        line.code
        for line in lines
        if line.kind is Kind.DIAGNOSIS and look.billable(System.ICD10CM, line.code)
    )
    return RiskPair(money.risk.hccs, risk.hccs, money.risk.score, risk.score)


def paid_as_keyed(
    encounter: Encounter,
    key: AnswerKey,
    lines: tuple[Line, ...],
    pairing: Pairing,
    verdicts: tuple[LineVerdict, ...],
    selected: bool,
    drg: DrgPair | None,
    look: Lookup,
) -> bool:
    """Tell whether the claim as a whole would be paid like the key's (case/financial)."""
    if drg:
        return drg.answer is not None and drg.answer == drg.key
    services = [verdict for verdict in verdicts if verdict.line.kind is Kind.SERVICE]
    diagnoses = tuple(line for line in lines if line.kind is Kind.DIAGNOSIS)
    if not lines or not all(look.billable(System.ICD10CM, line.code) for line in diagnoses):
        return False
    if not all(verdict.fully_right for verdict in services):
        return False
    if any(leftover.answer.kind is Kind.SERVICE for leftover in pairing.leftovers):
        return False
    if not encounter.professional:
        return selected
    pointed = all(x.pointers and (x.pointers.right or not x.pointers.required) for x in services)
    return pointed and not any(opposite_diagnosis(line, diagnoses, look) for line in lines)


def opposite_diagnosis(line: Line, diagnoses: tuple[Line, ...], look: Lookup) -> Line | None:
    """Return a diagnosis that a service points to and that RT or LT contradicts."""
    sides = [mark for mark in _OPPOSITE if mark[0] in line.modifiers]
    if line.kind is not Kind.SERVICE or len(sides) != 1:
        return None
    targets = [diagnoses[p - 1] for p in line.pointers if 1 <= p <= len(diagnoses)]
    wrong = frozenset({sides[0][1]})
    return next((x for x in targets if look.words(System.ICD10CM, x.code).sides == wrong), None)

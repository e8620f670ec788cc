"""The order of a sheet: principal or first-listed diagnosis, and must-precede constraints."""

from coder_sim.domain.answer import AnswerKey, Constraint
from coder_sim.domain.code_set import dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.grade import Certainty, Direction, Element, Finding, Severity
from coder_sim.grading.constants import FIRST_PARTIAL, WEIGHT_CONSTRAINT, first_weight
from coder_sim.grading.findings import cites_for
from coder_sim.grading.ledger import Ledger
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Pair


def first_pair(key: AnswerKey, pairs: dict[str, Pair], first: Line | None) -> Pair | None:
    """Return the pair by which the first diagnosis stands for an allowed first line."""
    for id in key.first_allowed:
        pair = pairs.get(id)
        if pair and first and pair.answer.number == first.number and not pair.related:
            return pair
    return None


def judge_first(
    encounter: Encounter,
    key: AnswerKey,
    pairs: dict[str, Pair],
    first: Line | None,
    ledger: Ledger,
    direction: Direction,
) -> bool:
    """Enter the principal or first-listed element; return whether the selection is right."""
    weight = first_weight(encounter.setting)
    pair = first_pair(key, pairs, first)
    id = str(pair.line.id) if pair else str(key.first_allowed[0])
    number = first.number if first else None
    ledger.count(Element.FIRST, id, number, weight * _share(pair), weight)
    if pair:
        return True
    present = any(x in pairs and not pairs[x].related for x in key.first_allowed)
    if present and first:
        ledger.report(_selection(encounter, key, first, direction))
    return False


def _share(pair: Pair | None) -> float:
    if pair is None or pair.over or pair.cls == "TRUNCATED":
        return 0.0
    return 1.0 if pair.right else FIRST_PARTIAL


def _selection(encounter: Encounter, key: AnswerKey, first: Line, direction: Direction) -> Finding:
    wanted = key.line(key.first_allowed[0])
    cls = "PDX_SELECTION" if encounter.inpatient else "FIRST_LISTED"
    cites = cites_for(cls, wanted)
    if not encounter.inpatient:
        cites = tuple(dict.fromkeys(("IV.G" if encounter.professional else "IV.A", *cites)))
    return Finding(
        cls,
        str(key.first_allowed[0]),
        first.number,
        Severity.MAJOR if encounter.professional else Severity.CRITICAL,
        direction if encounter.inpatient else Direction.NEUTRAL,
        cites=cites,
        expected=dotted(wanted.system, wanted.code) if wanted else "",
        reported=first.code,
    )


def judge_constraints(
    key: AnswerKey, pairs: dict[str, Pair], first: Line | None, selected: bool, ledger: Ledger
) -> None:
    """Enter every constraint whose two lines are on the sheet."""
    for rule in key.constraints:
        # The only allowed first line: the principal element says it already.
        if key.first_allowed == (rule.before,):
            continue
        before, after = pairs.get(rule.before), pairs.get(rule.after)
        if not (before and after and before.required and after.required):
            continue
        if not selected and first and after.answer.number == first.number:
            continue
        _judge_constraint(rule, before, after, ledger)


def _judge_constraint(rule: Constraint, before: Pair, after: Pair, ledger: Ledger) -> None:
    holds = before.answer.number < after.answer.number
    earned = WEIGHT_CONSTRAINT if holds and not (before.over or after.over) else 0.0
    ledger.count(Element.SEQUENCE, rule.id, after.answer.number, earned, WEIGHT_CONSTRAINT)
    if holds:
        return
    known = rule.severity in Severity.__members__
    cites = [cite.strip() for cite in rule.cite.split(";") if cite.strip()]
    cites += [f"Tabular {rule.tabular}"] if rule.tabular else []
    ledger.report(
        Finding(
            "SEQUENCE",
            rule.id,
            after.answer.number,
            Severity(rule.severity) if known else Severity.MAJOR,
            Direction.NEUTRAL,
            certainty=Certainty.TABULAR if rule.tabular else Certainty.AUTHOR,
            cites=tuple(dict.fromkeys(cites)) or cites_for("SEQUENCE", None),
            expected=dotted(before.line.system, before.line.code),
            reported=dotted(after.line.system, after.answer.code),
        )
    )

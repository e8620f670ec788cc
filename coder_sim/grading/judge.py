"""Judges each key line: its code, POA, modifiers, units and pointers."""

from dataclasses import dataclass

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.code_set import Kind, System, dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.grade import Certainty, Direction, Element, Finding, Severity
from coder_sim.grading import pcs
from coder_sim.grading.constants import (
    FACETED,
    PENALTY_OVER_PAIR,
    SHARE_CODE,
    SHARE_MODIFIERS,
    SHARE_POINTERS,
    SHARE_UNITS,
    WEIGHT_DIAGNOSIS,
    WEIGHT_DIAGNOSIS_MINOR,
    WEIGHT_POA,
    WEIGHT_PROCEDURE,
    WEIGHT_SERVICE,
)
from coder_sim.grading.facets import (
    Pointers,
    judge_modifiers,
    judge_pointers,
    judge_units,
    poa_graded,
    poa_right,
)
from coder_sim.grading.findings import (
    cites_for,
    direction_of,
    line_severity,
    pair_direction,
    pair_severity,
)
from coder_sim.grading.ledger import Ledger
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Pair


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What strict measures need to know about one required key line."""

    line: KeyLine
    pair: Pair | None
    fully_right: bool = False
    poa_counted: bool = False
    poa_right: bool = False
    pointers: Pointers | None = None


def line_weight(line: KeyLine) -> float:
    """Return what a key line's code weighs in the learning score (services: with facets)."""
    if line.weight is not None:
        return line.weight
    if line.kind is Kind.DIAGNOSIS:
        return WEIGHT_DIAGNOSIS_MINOR if line.impact == "minor" else WEIGHT_DIAGNOSIS
    return WEIGHT_PROCEDURE if line.kind is Kind.PROCEDURE else WEIGHT_SERVICE


def code_weight(line: KeyLine) -> float:
    """Return what a key line's code weighs by itself: all that counts of an omitted line."""
    return line_weight(line) * (SHARE_CODE if line.kind is Kind.SERVICE else 1.0)


class LineJudge:
    """Judges the lines of one sheet and enters the result in the ledger."""

    def __init__(
        self,
        encounter: Encounter,
        key: AnswerKey,
        key_ids: dict[int, str],
        asked: frozenset[str],
        look: Lookup,
        ledger: Ledger,
    ) -> None:
        """Take the key id of each diagnosis position, and the key lines a pointer can be asked for:
        what is optional counts in nothing.
        """
        self._encounter = encounter
        self._key = key
        self._key_ids = key_ids
        self._asked = asked
        self._look = look
        self._ledger = ledger

    def judge(self, line: KeyLine, pair: Pair | None) -> LineVerdict:
        """Judge a required key line with its pair."""
        if pair is None:
            return self._omitted(line)
        if not pair.right:
            self.wrong_code(pair)
        if line.kind is Kind.SERVICE:
            return self._service(pair)
        weight = line_weight(line)
        earned = 0.0 if pair.over else weight * pair.credit
        self._ledger.count(Element.CODE, line.id, pair.answer.number, earned, weight)
        if pair.over:
            self._ledger.charge(Element.OVER, line.id, pair.answer.number, PENALTY_OVER_PAIR)
        if line.kind is Kind.DIAGNOSIS and self._encounter.inpatient:
            return self._poa(pair)
        return LineVerdict(line, pair, fully_right=pair.right)

    def _omitted(self, line: KeyLine) -> LineVerdict:
        self._ledger.count(Element.CODE, line.id, None, 0.0, code_weight(line))
        self._ledger.report(
            Finding(
                "OMITTED",
                line.id,
                None,
                line_severity(line),
                Direction.UNDER,
                cites=cites_for("OMITTED", line),
                expected=dotted(line.system, line.code),
            )
        )
        return LineVerdict(line, None)

    def wrong_code(self, pair: Pair) -> None:
        """Report a wrong code; on an optional line it costs nothing."""
        line, answer = pair.line, pair.answer
        author = next((x for x in line.distractors if x.code == answer.code), None)
        words = self._look.words(line.system, line.code)
        over = pair.over
        procedure = line.kind is Kind.PROCEDURE
        self._ledger.report(
            Finding(
                pair.cls,
                line.id,
                answer.number,
                pair_severity(pair),
                pair_direction(pair, words),
                certainty=Certainty.TABULAR if pair.cls == "TRUNCATED" else Certainty.AUTHOR,
                cites=cites_for(pair.cls, line, professional=self._encounter.professional),
                explain=author.explain if author else "",
                expected=dotted(line.system, line.code),
                reported=dotted(line.system, answer.code),
                detail=(over.measure, over.before, over.after) if over else (),
                axes=pcs.differences(line.code, answer.code, self._look) if procedure else (),
            )
        )

    def _poa(self, pair: Pair) -> LineVerdict:
        line, answer = pair.line, pair.answer
        if not poa_graded(line):
            if line.poa and answer.poa and pair.right:
                self._facet("POA_ON_EXEMPT", pair, Severity.MINOR, "blank", answer.poa)
            return LineVerdict(line, pair, fully_right=pair.right)
        right = poa_right(line, answer)
        earned = WEIGHT_POA if right and not pair.over else 0.0
        self._ledger.count(Element.POA, line.id, answer.number, earned, WEIGHT_POA)
        if not right:
            wanted = " or ".join(line.poa or ())
            self._facet("POA", pair, Severity.MINOR, wanted, answer.poa or "blank")
        return LineVerdict(line, pair, pair.right, poa_counted=True, poa_right=right)

    def _service(self, pair: Pair) -> LineVerdict:
        line, answer, weight = pair.line, pair.answer, line_weight(pair.line)
        possible = code_weight(line)
        self._ledger.count(Element.CODE, line.id, answer.number, possible * pair.credit, possible)
        if pair.cls not in FACETED:
            # They would say nothing about another service: they neither earn nor cost.
            return LineVerdict(line, pair)
        modifiers = self._modifiers(pair)
        units, not_split = self._units(pair)
        pointers = self._pointers(pair)
        for element, share, part in (
            (Element.MODIFIERS, SHARE_MODIFIERS, float(modifiers)),
            (Element.UNITS, SHARE_UNITS, float(units)),
            (Element.POINTERS, SHARE_POINTERS, pointers.share),
        ):
            points = weight * share
            self._ledger.count(element, line.id, answer.number, points * part, points)
        right = pair.right and modifiers and units and not not_split
        return LineVerdict(line, pair, right, pointers=pointers)

    def _modifiers(self, pair: Pair) -> bool:
        verdict = judge_modifiers(pair.line, pair.answer)
        if verdict.cls:
            self._facet(
                verdict.cls,
                pair,
                Severity.CRITICAL,
                ", ".join(pair.line.modifiers),
                ", ".join(pair.answer.modifiers),
                detail=(" ".join(verdict.missing), " ".join(verdict.surplus)),
            )
        return not verdict.cls

    def _units(self, pair: Pair) -> tuple[bool, bool]:
        line, answer = pair.line, pair.answer
        total = sum(x.units for x in self._key.lines if x.split_group == line.split_group)
        verdict = judge_units(line, answer, total if line.split_group else 0)
        if verdict.cls:
            severity = Severity.INFO if verdict.earned else Severity.CRITICAL
            self._facet(verdict.cls, pair, severity, str(line.units), str(answer.units))
        return verdict.earned, bool(verdict.cls) and verdict.earned

    def _pointers(self, pair: Pair) -> Pointers:
        wanted = [id for id in pair.line.pointers if id in self._asked]
        verdict = judge_pointers(wanted, pair.answer, self._key_ids)
        if verdict.right < verdict.required:
            self._facet(
                "POINTER",
                pair,
                Severity.MAJOR,
                ", ".join(self._codes(pair.line)),
                ", ".join(str(position) for position in pair.answer.pointers),
            )
        return verdict

    def _codes(self, line: KeyLine) -> list[str]:
        targets = (self._key.line(id) for id in line.pointers)
        return [dotted(System.ICD10CM, target.code) for target in targets if target]

    def _facet(
        self,
        cls: str,
        pair: Pair,
        severity: Severity,
        expected: str,
        reported: str,
        detail: tuple[str, ...] = (),
    ) -> None:
        direction = direction_of(cls)
        if cls == "UNITS":
            few = pair.answer.units < pair.line.units
            direction = Direction.UNDER if few else Direction.OVER
        self._ledger.report(
            Finding(
                cls,
                pair.line.id,
                pair.answer.number,
                severity,
                direction,
                cites=cites_for(cls, pair.line, tuple(" ".join(detail).split())),
                expected=expected,
                reported=reported,
                detail=detail,
            )
        )


def diagnosis_targets(lines: tuple[Line, ...], pairs: tuple[Pair, ...]) -> dict[int, str]:
    """Return the key id each diagnosis position stands for; what overpays stands for nothing."""
    ids = {
        pair.answer.number: str(pair.line.id)
        for pair in pairs
        if not pair.over and not pair.related
    }
    diagnoses = [line for line in lines if line.kind is Kind.DIAGNOSIS]
    return {
        position: ids[line.number]
        for position, line in enumerate(diagnoses, start=1)
        if line.number in ids
    }

"""What codes do to payment: MS-DRG and risk score of key, answer and single changes."""

from collections.abc import Iterable
from dataclasses import replace

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts, Drg, ReportedDiagnosis, Risk, Stay
from coder_sim.grading.constants import PENALTY_PAYING
from coder_sim.grading.lookup import is_plausible
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Effect, Leftover, Pair

_VALUES = frozenset("YNUW")


def _weight(drg: Drg | None) -> float:
    return drg.weight if drg else 0.0


def _drg_text(drg: Drg | None) -> str:
    return f"{drg.number} ({drg.weight:.4f})" if drg else "none"


def _groupable(code: str) -> str:
    """Return a code, or an invalid one in place of a text that is none: groupers are strict."""
    return code if is_plausible(code) else "XXX"


def base_poa(line: KeyLine) -> str:
    """Return the first accepted POA value of a key line that is a letter, else blank."""
    return next((value for value in line.poa or () if value in _VALUES), "")


class Money:
    """Groups the key and its variations, each variation once."""

    def __init__(
        self,
        encounter: Encounter,
        key: AnswerKey,
        required: tuple[KeyLine, ...],
        facts: CodeFacts,
    ) -> None:
        self._encounter = encounter
        self._facts = facts
        self._diagnoses = tuple(line for line in required if line.kind is Kind.DIAGNOSIS)
        self._base = tuple(ReportedDiagnosis(x.code, base_poa(x)) for x in self._diagnoses)
        self._procedures = tuple(x.code for x in required if x.kind is Kind.PROCEDURE)
        self._procedure_ids = tuple(x.id for x in required if x.kind is Kind.PROCEDURE)
        self._risk_adjusted = key.hcc is not None
        self._paying: dict[tuple[Kind, str], Effect | None] = {}
        self.drg = self.group(self._base, self._procedures)
        self.risk = self.risk_of(x.code for x in self._base) if self._risk_adjusted else None

    def group(
        self, diagnoses: tuple[ReportedDiagnosis, ...], procedures: tuple[str, ...]
    ) -> Drg | None:
        """Group a list for this stay; None for other settings or without a diagnosis."""
        if not self._encounter.inpatient or not diagnoses:
            return None
        return self._facts.group(
            Stay(
                discharge=self._encounter.service_date,
                age=int(self._encounter.age),
                sex=self._encounter.sex,
                discharge_status=self._encounter.discharge_status or 1,
                diagnoses=tuple(replace(x, code=_groupable(x.code)) for x in diagnoses),
                procedures=tuple(_groupable(code) for code in procedures),
            )
        )

    def risk_of(self, codes: Iterable[str]) -> Risk:
        """Return HCCs and RAF of diagnosis codes."""
        encounter = self._encounter
        return self._facts.risk(frozenset(codes), encounter.age, encounter.sex)

    def over(self, pair: Pair) -> Effect | None:
        """Return how the pair's code pays more than the key's, if it does."""
        exempt = pair.right or pair.cls == "TRUNCATED" or not pair.required
        if exempt or pair.line.kind is Kind.SERVICE:
            return None
        if pair.line.kind is Kind.PROCEDURE:
            places = enumerate(self._procedure_ids)
            changed = tuple(
                pair.answer.code if id == pair.line.id else self._procedures[i] for i, id in places
            )
            return self._dearer(self.group(self._base, changed))
        swapped = tuple(
            replace(old, code=pair.answer.code) if line.id == pair.line.id else old
            for line, old in zip(self._diagnoses, self._base, strict=True)
        )
        effect = self._dearer(self.group(swapped, self._procedures))
        return effect or self._riskier(swapped)

    def changed(self, line: KeyLine, code: str | None) -> tuple[Effect, ...]:
        """Return what happens to the key's payment with another code, or none, on one line."""
        if line.kind is Kind.SERVICE:
            return ()
        pairs = zip(self._diagnoses, self._base, strict=True)
        kept = tuple(
            replace(old, code=code) if own.id == line.id and code else old
            for own, old in pairs
            if own.id != line.id or code
        )
        ids = zip(self._procedure_ids, self._procedures, strict=True)
        procedures = tuple(
            code if id == line.id and code else old for id, old in ids if id != line.id or code
        )
        return (*self._new_drg(self.group(kept, procedures)), *self._lost_hccs(kept))

    def _new_drg(self, drg: Drg | None) -> tuple[Effect, ...]:
        if self.drg is None or drg is None or drg.number == self.drg.number:
            return ()
        return (Effect("MS-DRG", _drg_text(self.drg), _drg_text(drg)),)

    def _lost_hccs(self, diagnoses: tuple[ReportedDiagnosis, ...]) -> tuple[Effect, ...]:
        if self.risk is None:
            return ()
        left = self.risk_of(x.code for x in diagnoses).hccs
        lost = [hcc for hcc in self.risk.hccs if hcc not in left]
        gained = [hcc for hcc in left if hcc not in self.risk.hccs]
        return (Effect("HCC", ", ".join(lost), ", ".join(gained)),) if lost else ()

    def _dearer(self, drg: Drg | None) -> Effect | None:
        if self._encounter.inpatient and _weight(drg) > _weight(self.drg):
            return Effect("MS-DRG", _drg_text(self.drg), _drg_text(drg))
        return None

    def _riskier(self, diagnoses: tuple[ReportedDiagnosis, ...]) -> Effect | None:
        if self.risk is None:
            return None
        score = self.risk_of(x.code for x in diagnoses).score
        if round(score, 4) > round(self.risk.score, 4):
            return Effect("RAF", f"{self.risk.score:.3f}", f"{score:.3f}")
        return None

    def charge(self, leftover: Leftover) -> Leftover:
        """Return a leftover with its full price if it is an extra that pays."""
        if leftover.cls != "UNSUPPORTED_EXTRA" or leftover.author:
            return leftover
        paying = self.paying(leftover.answer)
        if not paying:
            return leftover
        return replace(leftover, penalty=PENALTY_PAYING, paying=paying)

    def paying(self, line: Line) -> Effect | None:
        """Return what an extra line adds to the payment of the key, if anything."""
        if line.kind is Kind.SERVICE:
            return None
        known = (line.kind, line.code)
        if known not in self._paying:
            procedure = line.kind is Kind.PROCEDURE
            self._paying[known] = (
                self._dearer(self.group(self._base, (*self._procedures, line.code)))
                if procedure
                else self._adds(line.code)
            )
        return self._paying[known]

    def _adds(self, code: str) -> Effect | None:
        drg = self.group((*self._base, ReportedDiagnosis(code, "Y")), self._procedures)
        if effect := self._dearer(drg):
            return effect
        if drg and code in drg.counted:
            return Effect("CC/MCC", "", code)
        if self.risk is None:
            return None
        risk = self.risk_of((*(x.code for x in self._base), code))
        added = [hcc for hcc in risk.hccs if hcc not in self.risk.hccs]
        return Effect("HCC", "", ", ".join(added)) if added else None

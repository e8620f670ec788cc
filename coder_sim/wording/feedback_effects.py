"""What one wrong or missing line does to payment, all other lines being right."""

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.grade import DrgPair, Element, Finding, RiskPair
from coder_sim.grading.money import Money
from coder_sim.grading.pairs import Effect
from coder_sim.wording.feedback_phrases import EFFECTS
from coder_sim.wording.feedback_subject import Subject

_WHOLE_CODE = frozenset({"OMITTED", "TRUNCATED", "RELATED_WRONG"})


class Effects:
    """Puts payment effects into words; groups each change of the key once."""

    def __init__(self, subject: Subject) -> None:
        counted = {x.key for x in subject.grade.tally if x.element is Element.CODE}
        required = tuple(line for line in subject.key.lines if line.id in counted)
        self._subject = subject
        self._money = Money(subject.brief.encounter, subject.key, required, subject.facts)

    def of(self, finding: Finding, line: KeyLine | None) -> str:
        """Return the effect of a finding, or ""."""
        if finding.cls == "DRG_CHANGE":
            return drg_change(self._subject.grade.scores.drg)
        if finding.cls == "HCC_CHANGE":
            return hcc_change(self._subject.grade.scores.risk, self._subject)
        if finding.cls == "PDX_SELECTION":
            return drg_change(self._subject.grade.scores.drg)
        if finding.detail and len(finding.detail) == 3:
            return _overpays(Effect(*finding.detail), extra=line is None)
        fixed = EFFECTS.get(finding.cls, "")
        changed = self._change(finding, line) if line else ""
        return " ".join(filter(None, (changed, fixed)))

    def _change(self, finding: Finding, line: KeyLine) -> str:
        """Return what the key would pay with this one line as the sheet has it."""
        match = self._subject.match(line.id)
        facet = match is not None and match.cls != finding.cls
        if facet or finding.key != line.id:
            return ""
        lost = finding.cls in _WHOLE_CODE or finding.answer is None
        code = None if lost else self._subject.line(finding.answer or 1).code
        effects = self._money.changed(line, code)
        return " ".join(_single(effect, self._subject) for effect in effects)


def _overpays(effect: Effect, *, extra: bool) -> str:
    start = "Added to the key's codes, it" if extra else "In place of the key's code, it"
    if effect.measure == "CC/MCC":
        return f"{start} would count as a CC or MCC: payment that the record does not support."
    if effect.measure == "HCC":
        return f"{start} would add HCC {effect.after}: payment that the record does not support."
    change = f"{effect.measure} {effect.after} instead of {effect.before}"
    return f"{start} would raise the payment: {change}. So it costs points."


def _single(effect: Effect, subject: Subject) -> str:
    if effect.measure == "HCC":
        names = [_hcc(hcc, subject) for hcc in effect.before.split(", ") if hcc]
        return f"This line alone carries {', '.join(names)}." if names else ""
    return f"By itself this moves the {effect.measure} from {effect.before} to {effect.after}."


def _hcc(hcc: str, subject: Subject) -> str:
    label = subject.facts.hcc_label(hcc)
    return f"HCC {hcc} ({label})" if label else f"HCC {hcc}"


def drg_change(drg: DrgPair | None) -> str:
    """Return the change of MS-DRG in words, with weights; "" where there is none."""
    if drg is None or drg.key is None or drg.answer is None or drg.key == drg.answer:
        return ""
    return (
        f"Your sheet groups to MS-DRG {drg.answer} {drg.answer_title} ({drg.answer_weight:.4f}) "
        f"instead of {drg.key} {drg.key_title} ({drg.key_weight:.4f})."
    )


def hcc_change(risk: RiskPair | None, subject: Subject) -> str:
    """Return the change of HCCs and risk score in words."""
    if risk is None:
        return ""
    missed = [_hcc(hcc, subject) for hcc in risk.key if hcc not in risk.answer]
    added = [_hcc(hcc, subject) for hcc in risk.answer if hcc not in risk.key]
    texts = []
    if missed:
        texts.append(f"Missed: {', '.join(missed)}.")
    if added:
        texts.append(f"Reported without being in the key: {', '.join(added)}.")
    if round(risk.key_score, 4) == round(risk.answer_score, 4):
        texts.append("The coefficients are equal: the risk score stays the same.")
    else:
        texts.append(f"Risk score {risk.answer_score:.3f} instead of {risk.key_score:.3f}.")
    return " ".join(texts)

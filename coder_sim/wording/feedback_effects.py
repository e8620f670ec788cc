"""What one wrong or missing line does to payment, all other lines being right."""

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.domain.grade import Element, Finding
from coder_sim.grading.money import Money
from coder_sim.grading.pairs import Effect
from coder_sim.wording.feedback_phrases import EFFECTS, WHOLE_SHEET
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_whole import hcc, sheet_effect

_CODE_IS_LOST = frozenset({"OMITTED", "TRUNCATED", "RELATED_WRONG"})


class Effects:
    """Puts payment effects into words; groups each change of the key once."""

    def __init__(self, subject: Subject) -> None:
        counted = {x.key for x in subject.grade.tally if x.element is Element.CODE}
        required = tuple(line for line in subject.key.lines if line.id in counted)
        self._subject = subject
        self._money = Money(subject.brief.encounter, subject.key, required, subject.facts)

    def of(self, finding: Finding, line: KeyLine | None) -> str:
        """Return the effect of a finding, or ""."""
        if finding.cls in WHOLE_SHEET:
            return sheet_effect(finding, self._subject)
        if len(finding.detail) == 3:
            return _overpays(Effect(*finding.detail), extra=line is None)
        texts = [self._change(finding, line) if line else "", EFFECTS.get(finding.cls, "")]
        if finding.cls == "WRONG_LATERALITY" and self._has_sided_service():
            texts.append("A diagnosis on one side and a service on the other is denied.")
        return " ".join(text for text in texts if text)

    def _has_sided_service(self) -> bool:
        lines = (x for x in self._subject.key.lines if x.kind is Kind.SERVICE)
        return any({"RT", "LT"}.intersection(line.modifiers) for line in lines)

    def _change(self, finding: Finding, line: KeyLine) -> str:
        """Return what the key would pay with this one line as the sheet has it."""
        match = self._subject.match(line.id)
        if match is None or match.cls != finding.cls or match.answer != finding.answer:
            return ""
        lost = finding.cls in _CODE_IS_LOST
        code = None if lost else self._subject.line(finding.answer or 1).code
        texts = (self._single(effect) for effect in self._money.changed(line, code))
        return " ".join(text for text in texts if text)

    def _single(self, effect: Effect) -> str:
        if effect.measure == "HCC":
            names = [hcc(number, self._subject) for number in effect.before.split(", ")]
            return f"With this line the sheet loses {', '.join(names)}."
        return (
            f"With all else as in the key, this line alone moves the {effect.measure} from "
            f"{effect.before} to {effect.after}."
        )


def _overpays(effect: Effect, *, extra: bool) -> str:
    start = "Added to the key's codes, it" if extra else "In place of the key's code, it"
    if effect.measure == "CC/MCC":
        return f"{start} would count as a CC or MCC, which the record does not support."
    if effect.measure == "HCC":
        return f"{start} would add HCC {effect.after}, which the record does not support."
    change = f"{effect.measure} {effect.after} instead of {effect.before}"
    return f"{start} would raise the payment to {change}, which the record does not support."

"""What one wrong, missing or extra line does to payment, all other lines being right."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.domain.grade import Direction, Element, Finding
from coder_sim.grading.money import Money
from coder_sim.grading.pairs import Effect
from coder_sim.wording.feedback_differences import wrong_side
from coder_sim.wording.feedback_extras import author_on
from coder_sim.wording.feedback_phrases import EFFECTS, WHOLE_SHEET
from coder_sim.wording.feedback_rules import DRUG_MODIFIERS
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_whole import hcc, sheet_effect

# These are on the key's claim already, or cannot be grouped.
_NO_ADDITION = frozenset({"DUPLICATE", "INVALID", "ABSORBED_COMPONENT", "REDUNDANT_COMPONENT"})
_AMOUNT = MappingProxyType(
    {
        Direction.OVER: "The claim asks payment for more than the record shows.",
        Direction.UNDER: "The claim asks payment for less than the record shows.",
    }
)


_NUMBERS = re.compile(r"\d+")


def _number(text: str) -> str:
    """Return the group's number of "193 (1.3144)" or of "85"; a code or a score has none."""
    found = re.match(r"\d+(?=\s|$)", text)
    return found[0] if found else "-"


class Effects:
    """Puts payment effects into words; groups each change of the key once."""

    def __init__(self, subject: Subject) -> None:
        counted = {x.key for x in subject.grade.tally if x.element is Element.CODE}
        required = tuple(line for line in subject.key.lines if line.id in counted)
        self._subject = subject
        self._money = Money(subject.brief.encounter, subject.key, required, subject.facts)

    def of(self, finding: Finding, line: KeyLine | None) -> tuple[str, ...]:
        """Return the effects of a finding, a sentence or two each; the computed one first."""
        return tuple(text for text in self._texts(finding, line) if text)

    def _texts(self, finding: Finding, line: KeyLine | None) -> Iterator[str]:
        if finding.cls in WHOLE_SHEET:
            yield sheet_effect(finding, self._subject)
        elif line is None:
            yield from self._addition(finding)
        elif len(finding.detail) == 3:
            yield self._overpays(Effect(*finding.detail), "In place of the key's code, it")
        else:
            yield from self._change(finding, line)
            yield self._general(finding, line)
            if finding.cls == "WRONG_LATERALITY" and self._has_sided_service():
                yield EFFECTS["MODIFIER_SIDE"]

    def _general(self, finding: Finding, line: KeyLine) -> str:
        if finding.cls == "WRONG_SERVICE_FAMILY" and finding.direction in _AMOUNT:
            return _AMOUNT[finding.direction]
        if finding.cls.startswith("MODIFIER") and line.kind is Kind.SERVICE:
            return self._modifier(finding, line)
        if finding.cls == "POINTER" and self._half_pointed(line):
            return ""
        return EFFECTS.get(finding.cls, "")

    def _half_pointed(self, line: KeyLine) -> bool:
        """Tell whether a service points to one of its diagnoses, which justifies it."""
        tally = self._subject.grade.tally
        return any(x.element is Element.POINTERS and x.key == line.id and x.earned for x in tally)

    def _modifier(self, finding: Finding, line: KeyLine) -> str:
        if wrong_side(finding, line, self._subject):
            return EFFECTS["MODIFIER_SIDE"]
        of_drug = EFFECTS.get(f"{finding.cls}_DRUG")
        if of_drug and DRUG_MODIFIERS & set(" ".join(finding.detail).split()):
            return of_drug
        return EFFECTS.get(finding.cls, "")

    def _addition(self, finding: Finding) -> tuple[str, ...]:
        """Return what an extra line would add to the key's payment, the author's ones too."""
        general = EFFECTS.get(finding.cls, "")
        if finding.answer is None or finding.cls in _NO_ADDITION:
            return (general,)
        effect = self._money.paying(self._subject.line(finding.answer))
        told = author_on(finding, self._subject)
        if effect and _number(effect.after) in _NUMBERS.findall(told):
            effect = None  # the author's own words name the group already
        added = self._overpays(effect, "Added to the key's codes, it") if effect else ""
        return (added, general)

    def _has_sided_service(self) -> bool:
        lines = (x for x in self._subject.key.lines if x.kind is Kind.SERVICE)
        return any({"RT", "LT"}.intersection(line.modifiers) for line in lines)

    def _change(self, finding: Finding, line: KeyLine) -> tuple[str, ...]:
        """Return what the key would pay with this one line as the sheet has it."""
        match = self._subject.match(line.id)
        if match is None or match.cls != finding.cls or match.answer != finding.answer:
            return ()
        # A code on the sheet takes the place of the key's; only a missed line leaves a gap.
        code = self._subject.line(finding.answer).code if finding.answer else None
        effects = self._money.changed(line, code)
        if finding.cls == "TRUNCATED":
            # The claim comes back: how a grouper would take the heading is beside the point.
            effects = tuple(effect for effect in effects if effect.measure == "HCC")
        return tuple(self._single(effect) for effect in effects)

    def _single(self, effect: Effect) -> str:
        if effect.measure == "HCC":
            lost = f"With all else as in the key, this line alone loses {self._hccs(effect.before)}"
            return f"{lost} and adds {self._hccs(effect.after)}." if effect.after else f"{lost}."
        return (
            f"With all else as in the key, this line alone moves the {effect.measure} from "
            f"{effect.before} to {effect.after}."
        )

    def _hccs(self, numbers: str) -> str:
        return ", ".join(hcc(number, self._subject) for number in numbers.split(", "))

    def _overpays(self, effect: Effect, start: str) -> str:
        if effect.measure == "CC/MCC":
            return f"{start} would count as a CC or MCC that the key does not have."
        if effect.measure == "HCC":
            return f"{start} would add {self._hccs(effect.after)}, which the key does not have."
        if effect.measure == "RAF":
            return (
                f"{start} would raise the risk score beyond the key's, from {effect.before} to "
                f"{effect.after}."
            )
        return (
            f"{start} would raise the payment beyond the key's, from {effect.measure} "
            f"{effect.before} to {effect.after}."
        )

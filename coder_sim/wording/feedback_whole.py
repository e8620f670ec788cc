"""Words for what concerns the sheet as a whole, or lines that the key does not have."""

from coder_sim.domain.grade import Direction, DrgPair, Finding
from coder_sim.wording.feedback_phrases import headline
from coder_sim.wording.feedback_subject import Subject


def sheet_headline(finding: Finding, subject: Subject) -> str:
    """Return the headline of a finding about order, MS-DRG or HCCs."""
    scores = subject.grade.scores
    if finding.cls == "DRG_CHANGE" and scores.drg:
        return f"MS-DRG {scores.drg.answer or 'none'} instead of {scores.drg.key}"
    if finding.cls == "HCC_CHANGE" and scores.risk:
        given, wanted = (", ".join(x) or "none" for x in (scores.risk.answer, scores.risk.key))
        return f"HCCs: {given} instead of {wanted}"
    if finding.cls == "SEQUENCE":
        return f"Sequence: {finding.expected} belongs before {finding.reported}"
    first = subject.shown(subject.line(finding.answer or 1))
    allowed = [line for id in subject.key.first_allowed if (line := subject.key.line(id))]
    wanted = " or ".join(subject.short(line) for line in allowed)
    return f"{headline(finding.cls)}: {wanted} belongs first, not {first}"


def sheet_difference(finding: Finding, subject: Subject) -> str:
    """Return what the sheet did, in a sentence."""
    scores = subject.grade.scores
    if finding.cls in {"PDX_SELECTION", "FIRST_LISTED"}:
        return _first(finding, subject)
    if finding.cls == "SEQUENCE":
        return f"You put {finding.reported} before {finding.expected}."
    if finding.cls == "DRG_CHANGE" and scores.drg:
        return _groups(scores.drg)
    if finding.cls == "HCC_CHANGE" and scores.risk:
        given, wanted = set(scores.risk.answer), set(scores.risk.key)
        missed = [hcc(x, subject) for x in scores.risk.key if x not in given]
        added = [hcc(x, subject) for x in scores.risk.answer if x not in wanted]
        texts = [f"Missed: {', '.join(missed)}."] if missed else []
        texts += [f"Reported without being in the key: {', '.join(added)}."] if added else []
        return " ".join(texts)
    return ""


def sheet_effect(finding: Finding, subject: Subject) -> str:
    """Return what the difference does to payment."""
    scores = subject.grade.scores
    if finding.cls == "DRG_CHANGE" and scores.drg:
        change = abs(scores.drg.answer_weight - scores.drg.key_weight)
        if scores.drg.answer is not None and not scores.drg.answer_weight:
            return "As reported, the stay cannot be paid."
        if finding.direction is Direction.NEUTRAL:
            return "The relative weights are equal, but it is reported as another kind of stay."
        if finding.direction is Direction.OVER:
            return f"The relative weight would be {change:.4f} above what the record supports."
        return f"The relative weight would be {change:.4f} below what the record supports."
    if finding.cls == "HCC_CHANGE" and scores.risk:
        risk = scores.risk
        if round(risk.key_score, 4) == round(risk.answer_score, 4):
            return (
                "The risk score comes out the same, but the claim counts other condition groups "
                "than the record supports: an audit would fault it."
            )
        return f"Risk score {risk.answer_score:.3f} instead of {risk.key_score:.3f}."
    return ""


def _groups(drg: DrgPair) -> str:
    own = "Your sheet has no diagnosis, so the stay cannot be grouped."
    if drg.answer is not None:
        own = (
            f"Your sheet groups to MS-DRG {drg.answer} {drg.answer_title}, weight "
            f"{drg.answer_weight:.4f}."
        )
    return f"{own} The key groups to MS-DRG {drg.key} {drg.key_title}, weight {drg.key_weight:.4f}."


def hcc(number: str, subject: Subject) -> str:
    """Return an HCC with its name."""
    label = subject.facts.hcc_label(number)
    return f"HCC {number} ({label})" if label else f"HCC {number}"


def _first(finding: Finding, subject: Subject) -> str:
    allowed = [line for id in subject.key.first_allowed if (line := subject.key.line(id))]
    named = " or ".join(subject.short(line) for line in allowed)
    first = subject.line(finding.answer or 1)
    return f"You put {subject.shown(first)} first; the key has {named} there."

"""Words for what concerns the sheet as a whole, or lines that the key does not have."""

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import System
from coder_sim.domain.grade import Direction, DrgPair, Finding
from coder_sim.grading.lookup import is_plausible
from coder_sim.wording.feedback_phrases import headline
from coder_sim.wording.feedback_subject import Subject

_SHOWN_BELOW = 3


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
    first = subject.answered(finding.answer or 1)
    return f"{headline(finding.cls)}: {finding.expected} belongs first, not {first}"


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
        if finding.direction is Direction.NEUTRAL:
            return "The weights are equal, but the stay is reported as another kind of stay."
        if finding.direction is Direction.OVER:
            return f"The stay would be paid {change:.4f} weights above what the record supports."
        return f"The stay would be paid {change:.4f} weights below what the record supports."
    if finding.cls == "HCC_CHANGE" and scores.risk:
        risk = scores.risk
        if round(risk.key_score, 4) == round(risk.answer_score, 4):
            return "The coefficients are equal: the risk score stays the same."
        return f"Risk score {risk.answer_score:.3f} instead of {risk.key_score:.3f}."
    drg = scores.drg
    if finding.cls == "PDX_SELECTION" and drg and drg.answer and drg.key != drg.answer:
        return f"As reported, the stay groups to MS-DRG {drg.answer} instead of {drg.key}."
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


def extra_difference(finding: Finding, line: KeyLine | None, subject: Subject) -> str:
    """Return what is wrong with a line that the key does not have."""
    beside = subject.short(line) if line else ""
    texts = {
        "UNSUPPORTED_EXTRA": "The key's author found nothing in the chart that calls for this "
        "code at this encounter.",
        "REDUNDANT_COMPONENT": f"{beside}, which you also have, says this already.",
        "ABSORBED_COMPONENT": f"It belongs to the same error as the line for {beside} and costs "
        "nothing more.",
        "DUPLICATE": "The same diagnosis code already stands on your sheet.",
        "CONTRADICTION": _contradiction(finding, line, subject),
        "INVALID": _invalid(finding.answer or 1, subject),
    }
    if finding.explain:
        # The author's own words say what is wrong with this very code.
        return ""
    return texts.get(finding.cls, "The key does not have this code.")


def _contradiction(finding: Finding, line: KeyLine | None, subject: Subject) -> str:
    match = subject.match(line.id) if line else None
    if line is None or match is None or match.answer is None:
        return "It cannot be true together with another line of your sheet."
    other = subject.shown(subject.line(match.answer))
    return f"It and {other} on your sheet cannot both be true; the key has {subject.short(line)}."


def _invalid(number: int, subject: Subject) -> str:
    line, system = subject.line(number), subject.system(number)
    found, day = subject.look.code(system, line.code), subject.look.day
    if found is None:
        other = subject.facts.ever(system, line.code) if is_plausible(line.code) else None
        if other and other.valid_to < day:
            return f"{other.display} was not reportable on {day}: it ended on {other.valid_to}."
        if other and other.valid_from > day:
            return f"{other.display} was not reportable on {day}: it begins {other.valid_from}."
        return f"\u201c{line.code}\u201d is not a code of the {system.value} edition of {day}."
    if system is System.ICD10CM and subject.facts.seventh_characters(line.code):
        return f"{found.display} is a heading: it needs a 7th character in position 7."
    below = subject.facts.children(system, line.code, day)
    examples = ", ".join(child.display for child in below[:_SHOWN_BELOW])
    more = " ..." if len(below) > _SHOWN_BELOW else ""
    return f"{found.display} is a heading; choose among what is below it: {examples}{more}"

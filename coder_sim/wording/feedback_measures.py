"""The measures side by side, each with its arithmetic in words."""

from coder_sim.domain.code_set import Kind, System
from coder_sim.domain.feedback import Measure
from coder_sim.domain.grade import DrgPair, Finding, Scores
from coder_sim.grading.constants import RIGHT
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_texts import number

_BESIDE = "Reported beside the scores."


def measures(subject: Subject) -> tuple[Measure, ...]:
    """Return all measures that apply, in the order they are shown."""
    scores = subject.grade.scores
    shown = [
        _learning(scores),
        _code_over_code(subject),
        _leader(subject),
        _practicum(subject),
        _record(subject),
        _financial(subject),
    ]
    if scores.poa[1]:
        shown.append(_rate("POA indicators", scores.poa, "right"))
    if scores.pointers[1]:
        shown.append(_rate("Diagnosis pointers", scores.pointers, "set as required"))
    if subject.grade.evidence[1]:
        shown.append(_rate("Evidence", subject.grade.evidence, "linked passages support the code"))
    _, asked, expected = subject.grade.queries
    if asked and not expected:
        aside = f"{asked} asked; the key asks none here"
        shown.append(Measure("Provider queries", "not counted", aside, _BESIDE))
    if expected:
        found = {query.key for query in subject.grade.asked if query.key}
        put = f"put where the key has one; {asked} asked in all"
        shown.append(_rate("Provider queries", (len(found), expected), put))
    return tuple(shown)


def _leader(subject: Subject) -> Measure:
    """Say whether the right condition leads the sheet, and whether its code is right too."""
    inpatient = subject.brief.encounter.inpatient
    first = [line.number for line in subject.sheet_diagnoses()][:1]
    match = next((x for x in subject.grade.matches if x.answer in first), None)
    value, arithmetic = "wrong", "0 of 1"
    if subject.grade.scores.first_dx_correct:
        value, arithmetic = "right", "1 of 1"
        if match and match.cls not in RIGHT:
            value = "code not right"
            arithmetic = "1 of 1: the line that belongs first leads, but its code is not right yet"
    return Measure(
        "Principal diagnosis" if inpatient else "First-listed diagnosis",
        value,
        arithmetic,
        "Whether the right condition leads; read it together with code-over-code.",
    )


def percent(value: float) -> str:
    """Return a percentage with one decimal at most."""
    return f"{value:g} %"


def entered(subject: Subject) -> int:
    """Return how many lines count as entered: all but accepted optional ones."""
    accepted = sum(match.cls == "OPTIONAL_OK" for match in subject.grade.matches)
    return len(subject.lines) - accepted


def _learning(scores: Scores) -> Measure:
    learning = scores.learning
    taken = f", {number(learning.penalty)} taken off" if learning.penalty else ""
    return Measure(
        "Learning score",
        percent(learning.pct),
        f"{number(learning.earned)} of {number(learning.possible)} points{taken}",
        "Gives part credit for near misses; it shows progress, not audit accuracy.",
    )


def _code_over_code(subject: Subject) -> Measure:
    ratio = subject.grade.scores.code_over_code
    return Measure(
        "Code-over-code",
        percent(ratio.pct),
        f"{ratio.correct} of {ratio.out_of} codes right; {entered(subject)} entered, "
        f"{ratio.out_of} in the key",
        "The audit number: fully right codes among those of the key; extra codes are not counted.",
    )


def _practicum(subject: Subject) -> Measure:
    ratio = subject.grade.scores.practicum
    key = subject.grade.scores.code_over_code.out_of
    return Measure(
        "Practicum score",
        percent(ratio.pct),
        f"{ratio.correct} of {ratio.out_of}, the larger of {entered(subject)} entered "
        f"and {key} in the key",
        "Strict like code-over-code, but extra codes count against you.",
    )


def _record(subject: Subject) -> Measure:
    right = subject.grade.scores.record_over_record
    return Measure(
        "Record-over-record",
        "1 of 1" if right else "0 of 1",
        "no error on the sheet" if right else "at least one error on the sheet",
        "A record passes when nothing on it is wrong.",
    )


def _financial(subject: Subject) -> Measure:
    scores = subject.grade.scores
    return Measure(
        "Case/financial",
        "1 of 1" if scores.case_financial else "0 of 1",
        _drg(scores.drg) if scores.drg else _claim(subject),
        "Whether the stay would be paid as the key's."
        if scores.drg
        else "Whether the claim's services would be paid as the key's.",
    )


def _drg(drg: DrgPair) -> str:
    if drg.key is None:
        return "MS-DRG grouping is not available here"
    key = f"MS-DRG {drg.key} ({drg.key_weight:.4f})"
    if drg.answer is None:
        return f"no diagnosis to group; the key gives {key}"
    if drg.answer == drg.key:
        return f"{key}, the same as the key"
    return (
        f"MS-DRG {drg.answer} ({drg.answer_weight:.4f}) instead of {drg.key} ({drg.key_weight:.4f})"
    )


def _claim(subject: Subject) -> str:
    """Return what fails the claim, in the order in which it is tested."""
    if subject.grade.scores.case_financial:
        return f"{_paid(subject)}{_risk_aside(subject)}"
    diagnoses = (line.code for line in subject.sheet_diagnoses())
    if not subject.lines:
        return "nothing was reported"
    if not all(subject.look.billable(System.ICD10CM, code) for code in diagnoses):
        return "a diagnosis on the sheet is not a reportable code"
    if any(_service_fault(finding, subject) for finding in subject.grade.findings):
        return "a service, its modifiers or its units are not as in the key"
    if not subject.brief.encounter.professional:
        return "the first-listed diagnosis is not as in the key"
    return "a service points to no diagnosis that it treated, or to one on the other side"


def _paid(subject: Subject) -> str:
    if any(line.kind is Kind.SERVICE and line.required for line in subject.key.lines):
        return "the services would be paid as the key's"
    return "every diagnosis is a reportable code; the claim has no services"


def _risk_aside(subject: Subject) -> str:
    """Say that a claim paid as keyed still moves what a health plan is paid for the patient."""
    risk = subject.grade.scores.risk
    if risk is None or set(risk.key) == set(risk.answer):
        return ""
    if round(risk.key_score, 4) == round(risk.answer_score, 4):
        return "; the condition groups (HCCs) are not as in the key"
    return (
        f"; the risk score, which pays a health plan, is {risk.answer_score:.3f} instead of "
        f"{risk.key_score:.3f}"
    )


def _service_fault(finding: Finding, subject: Subject) -> bool:
    if finding.cls == "POINTER":
        return False
    line = subject.key.line(finding.key) if finding.key else None
    if line is not None:
        return line.kind is Kind.SERVICE and line.required
    answer = finding.answer
    return answer is not None and subject.system(answer).kind is Kind.SERVICE


def _rate(name: str, counted: tuple[int, int], what: str) -> Measure:
    right, total = counted
    return Measure(
        name,
        f"{right} of {total}",
        what,
        _BESIDE,
    )

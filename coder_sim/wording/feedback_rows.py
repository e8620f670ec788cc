"""The rows of feedback: key lines in order, then extra lines, then the sheet as a whole."""

from collections.abc import Iterable
from dataclasses import replace

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.domain.feedback import FeedbackRow, Verdict
from coder_sim.domain.grade import Element, Finding, Match, Severity
from coder_sim.grading.constants import RIGHT
from coder_sim.wording.feedback_differences import further, is_another_form, wrong_side
from coder_sim.wording.feedback_effects import Effects
from coder_sim.wording.feedback_explain import (
    Explanation,
    Telling,
    explain,
    explain_right,
    is_about_its_key_line,
)
from coder_sim.wording.feedback_links import link_texts
from coder_sim.wording.feedback_phrases import WHOLE_SHEET, headline
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_texts import (
    asked_text,
    lower_first,
    number,
    points_text,
    reported_text,
)
from coder_sim.wording.feedback_tips import AXIS_OF, SELECTION, axis_of, same_category
from coder_sim.wording.feedback_whole import sheet_headline
from coder_sim.wording.pcs_axes import axis_name

FACETS_WRONG = "Code right"
_GRAVITY = tuple(Severity)
_RIGHT_NAMES = (
    ("ALTERNATE", "Right, an accepted alternate"),
    ("OPTIONAL_OK", "Accepted, optional"),
)


def rows(subject: Subject) -> tuple[FeedbackRow, ...]:
    """Return all rows in reading order."""
    effects, telling = Effects(subject), Telling()
    others = [x for x in subject.grade.findings if not is_about_its_key_line(x, subject)]
    extras = [x for x in others if x.cls not in WHOLE_SHEET]
    extras.sort(key=lambda x: x.answer or 0)
    return (
        *(_key_row(match, subject, effects, telling) for match in subject.grade.matches),
        *(_extra_row(x, subject, effects, telling) for x in extras),
        *(_sheet_row(x, subject, effects, telling) for x in others if x.cls in WHOLE_SHEET),
    )


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity of some findings; None of none."""
    return min((x.severity for x in findings), key=_GRAVITY.index, default=None)


def _key_row(match: Match, subject: Subject, effects: Effects, telling: Telling) -> FeedbackRow:
    line = subject.key.line(match.key)
    assert line is not None  # matches are made of the key's lines
    findings = tuple(
        x
        for x in subject.grade.findings
        if x.key == match.key and is_about_its_key_line(x, subject)
    )
    code = subject.shown(subject.line(match.answer)) if match.answer else subject.short(line)
    if findings:
        told = [_told(x, line, subject, effects) for x in findings]
    else:
        told = [explain_right(line, _why(match, line, subject), subject)]
    return FeedbackRow(
        verdict=_verdict(match, findings),
        headline=_key_headline(match, line, findings, subject),
        reported=reported_text(match.answer, subject) if match.answer else "",
        expected=asked_text(line, subject),
        points=points_text(match, subject),
        severity=gravest(findings),
        parts=telling.parts(told, code, link_texts(match.answer, subject)),
        evidence=subject.spans(line),
        cites=_cites(findings) or line.guidelines,
        answer=match.answer,
        name=f"key {match.key}",
    )


def _told(finding: Finding, line: KeyLine, subject: Subject, effects: Effects) -> Explanation:
    made = explain(finding, subject, effects)
    counted = any(x.key == line.id for x in subject.grade.tally)
    free = () if counted else ("The key's code is optional here: this costs no points.",)
    return replace(made, reported=(*made.reported, *free))


def _why(match: Match, line: KeyLine, subject: Subject) -> str:
    """Return the author's word on the alternate that was reported, or ""."""
    code = subject.line(match.answer).code if match.answer else ""
    return next((x.why for x in line.alternates if x.code == code), "")


def _cites(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for finding in findings for cite in finding.cites))


def _verdict(match: Match, findings: tuple[Finding, ...]) -> Verdict:
    if match.answer is None:
        return Verdict.MISSED
    if match.cls == "OPTIONAL_OK":
        return Verdict.OPTIONAL
    if match.cls in RIGHT:
        return Verdict.PARTLY if findings or match.credit < 1 else Verdict.RIGHT
    return Verdict.PARTLY if match.credit else Verdict.WRONG


def _key_headline(
    match: Match, line: KeyLine, findings: tuple[Finding, ...], subject: Subject
) -> str:
    if match.answer is None:
        return f"Missed: {subject.asked(line)}"
    shown = subject.answered(match.answer)
    if not findings and match.cls == "ALTERNATE" and match.credit < 1:
        return f"Accepted, but the key's code fits better: {shown}"
    if not findings:
        return f"{dict(_RIGHT_NAMES).get(match.cls, 'Right')}: {shown}"
    names = [
        ", ".join((_name(x, line, subject), *_further_names(x, line, subject))) for x in findings
    ]
    if match.cls in RIGHT:
        return f"{FACETS_WRONG}, {', '.join(lower_first(x) for x in names)}: {shown}"
    return f"{'; '.join((names[0], *(lower_first(x) for x in names[1:])))}: {shown}"


def _further_names(finding: Finding, line: KeyLine, subject: Subject) -> list[str]:
    return [lower_first(headline(cls)) for cls, _ in further(finding, line, subject)]


def _name(finding: Finding, line: KeyLine, subject: Subject) -> str:
    sides = subject.look.words(line.system, line.code).sides
    if finding.cls == "WRONG_LATERALITY" and "bilateral" in sides:
        return "Incomplete, one side of two"
    if finding.cls in {"UNDER_SPECIFIED", "OVER_SPECIFIED"} and is_another_form(
        finding, line, subject
    ):
        return "Another form than the record's"
    if finding.cls == "WRONG_CODE_SAME_CATEGORY":
        alike = same_category(finding, line, subject)
        return headline(finding.cls) if alike else "Another code"
    if finding.cls in AXIS_OF and line.kind is Kind.PROCEDURE:
        return f"Wrong {axis_name(line.code[:1], axis_of(finding, line, subject))}"
    if finding.cls.startswith("MODIFIER") and wrong_side(finding, line, subject):
        return "Modifier for the other side"
    if finding.cls in {"POA", "UNITS", "POINTER"}:
        return f"{headline(finding.cls)} wrong"
    return headline(finding.cls)


def _extra_row(
    finding: Finding, subject: Subject, effects: Effects, telling: Telling
) -> FeedbackRow:
    assert finding.answer is not None  # an extra is a line of the sheet
    line = subject.key.line(finding.key) if finding.key else None
    taken = sum(
        x.penalty
        for x in subject.grade.tally
        if x.element is Element.EXTRA and x.answer == finding.answer
    )
    absorbed = finding.cls == "ABSORBED_COMPONENT"
    return FeedbackRow(
        verdict=Verdict.NOTE if absorbed else Verdict.EXTRA,
        headline=f"{_extra_name(finding, subject)}: {subject.answered(finding.answer)}",
        reported=reported_text(finding.answer, subject),
        expected="",
        points=f"{number(taken)} taken off" if taken else _counted_already(finding, subject),
        severity=finding.severity,
        parts=telling.extra(
            explain(finding, subject, effects),
            subject.shown(subject.line(finding.answer)),
            link_texts(finding.answer, subject),
        ),
        evidence=subject.spans(line) if line else (),
        cites=finding.cites,
        answer=finding.answer,
        name=f"answer {finding.answer}",
    )


def _extra_name(finding: Finding, subject: Subject) -> str:
    """Return what an extra line is called: procedures and services have no combination codes."""
    line = subject.line(finding.answer or 1)
    if finding.cls == "REDUNDANT_COMPONENT" and line.kind is not Kind.DIAGNOSIS:
        return "Part of another line"
    asked = any(x.code == line.code and x.kind is line.kind for x in subject.key.lines)
    once_more = finding.cls == "UNSUPPORTED_EXTRA" and asked
    return headline("DUPLICATE" if once_more else finding.cls)


def _counted_already(finding: Finding, subject: Subject) -> str:
    """Return why an extra line costs nothing by itself: standing first, it cost that place."""
    first = next((x.number for x in subject.sheet_diagnoses()), None)
    lost = any(x.element is Element.FIRST and x.earned < x.possible for x in subject.grade.tally)
    code = subject.line(finding.answer or 1).code
    free = any(x.code == code and not x.penalty for x in subject.key.extras)
    if not lost or finding.answer != first or free or finding.severity is Severity.INFO:
        return ""
    selection = "PDX_SELECTION" if subject.brief.encounter.inpatient else "FIRST_LISTED"
    return f"already counted in the {headline(selection).lower()}"


def _note(finding: Finding, subject: Subject, effects: Effects) -> Explanation:
    """Explain a finding about the sheet, without the sentence that its headline is."""
    made = explain(finding, subject, effects)
    said = finding.cls == "SEQUENCE" or finding.cls in SELECTION
    return replace(made, reported=()) if said else made


def _sheet_row(
    finding: Finding, subject: Subject, effects: Effects, telling: Telling
) -> FeedbackRow:
    line = subject.key.line(finding.key) if finding.key else None
    lost = sum(
        x.possible - x.earned
        for x in subject.grade.tally
        if x.element in (Element.FIRST, Element.SEQUENCE)
        and x.key == finding.key
        and x.answer == finding.answer
    )
    return FeedbackRow(
        verdict=Verdict.NOTE,
        headline=sheet_headline(finding, subject),
        reported=reported_text(finding.answer, subject) if finding.answer else "",
        expected=asked_text(line, subject) if line else "",
        points=f"{number(lost)} lost" if lost else "",
        severity=finding.severity,
        parts=telling.parts([_note(finding, subject, effects)], "", aside=True),
        evidence=subject.spans(line) if line else (),
        cites=finding.cites,
        answer=finding.answer,
        name=" ".join(("sheet", finding.cls, *filter(None, (finding.key,)))),
    )

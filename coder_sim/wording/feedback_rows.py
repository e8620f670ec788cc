"""The rows of feedback: key lines in order, then extra lines, then the sheet as a whole."""

from collections.abc import Iterable

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.feedback import FeedbackRow, Part, Verdict
from coder_sim.domain.grade import Element, Finding, Match, Severity
from coder_sim.grading.constants import RIGHT
from coder_sim.wording.feedback_differences import difference
from coder_sim.wording.feedback_effects import Effects
from coder_sim.wording.feedback_phrases import TIPS, WHOLE_SHEET, headline
from coder_sim.wording.feedback_rules import author_words, rules
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.feedback_texts import asked_text, lower_first, points_text, reported_text

REPORTED = "What you reported"
CHART = "What the chart says"
RULE = "The rule"
EFFECT = "The effect"
NEXT = "Next time"
_QUOTES = 3
_GRAVITY = tuple(Severity)


def rows(subject: Subject) -> tuple[FeedbackRow, ...]:
    """Return all rows in reading order."""
    effects = Effects(subject)
    found = [_key_row(match, subject, effects) for match in subject.grade.matches]
    partners = {match.answer for match in subject.grade.matches}
    others = [x for x in subject.grade.findings if not _on_its_key_line(x, subject)]
    extras = [x for x in others if x.cls not in WHOLE_SHEET and x.answer not in partners]
    found += [_extra_row(x, subject, effects) for x in sorted(extras, key=lambda x: x.answer or 0)]
    return (*found, *(_sheet_row(x, subject, effects) for x in others if x not in extras))


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity of some findings; None of none."""
    return min((x.severity for x in findings), key=_GRAVITY.index, default=None)


def _on_its_key_line(finding: Finding, subject: Subject) -> bool:
    """Tell whether a finding belongs to the row of its key line."""
    match = subject.match(finding.key) if finding.key else None
    return match is not None and match.answer == finding.answer and finding.cls not in WHOLE_SHEET


def _key_row(match: Match, subject: Subject, effects: Effects) -> FeedbackRow:
    line = subject.key.line(match.key)
    assert line is not None  # matches are made of the key's lines
    findings = tuple(
        x
        for x in subject.grade.findings
        if x.key == match.key and x.answer == match.answer and x.cls not in WHOLE_SHEET
    )
    return FeedbackRow(
        verdict=_verdict(match, findings),
        headline=_key_headline(match, line, findings, subject),
        reported=reported_text(match.answer, subject) if match.answer else "",
        expected=asked_text(line, subject),
        points=points_text(match, subject),
        severity=gravest(findings),
        parts=_key_parts(match, line, findings, subject, effects),
        evidence=subject.spans(line),
        cites=_cites(findings) or line.guidelines,
        answer=match.answer,
    )


def _verdict(match: Match, findings: tuple[Finding, ...]) -> Verdict:
    if match.answer is None:
        return Verdict.MISSED
    if match.cls == "OPTIONAL_OK" or (findings and findings[0].severity is Severity.MINOR):
        optional = match.cls == "OPTIONAL_OK" or match.cls not in RIGHT
        if match.cls == "OPTIONAL_OK":
            return Verdict.OPTIONAL
        if optional and not match.credit:
            return Verdict.WRONG
    if match.cls in RIGHT:
        return Verdict.PARTLY if findings else Verdict.RIGHT
    return Verdict.PARTLY if match.credit else Verdict.WRONG


def _key_headline(
    match: Match, line: KeyLine, findings: tuple[Finding, ...], subject: Subject
) -> str:
    if match.answer is None:
        return f"Missed: {subject.asked(line)}"
    shown = subject.answered(match.answer)
    if not findings:
        words = {"ALTERNATE": "Right, an accepted alternate", "OPTIONAL_OK": "Accepted, optional"}
        return f"{words.get(match.cls, 'Right')}: {shown}"
    names = [_name(x, line, subject) for x in findings]
    if match.cls in RIGHT:
        return f"Code right, {', '.join(lower_first(x) for x in names)}: {shown}"
    return f"{'; '.join((names[0], *(lower_first(x) for x in names[1:])))}: {shown}"


def _name(finding: Finding, line: KeyLine, subject: Subject) -> str:
    sides = subject.look.words(line.system, line.code).sides
    if finding.cls == "WRONG_LATERALITY" and "bilateral" in sides:
        return "Incomplete, one side of two"
    if finding.cls in {"POA", "UNITS", "POINTER"}:
        return f"{headline(finding.cls)} wrong"
    return headline(finding.cls)


def _key_parts(
    match: Match,
    line: KeyLine,
    findings: tuple[Finding, ...],
    subject: Subject,
    effects: Effects,
) -> tuple[Part, ...]:
    differences = [difference(x, line, subject) for x in findings]
    words = author_words(line, next((x.explain for x in findings if x.explain), ""))
    if match.cls == "ALTERNATE":
        alternates = {x.code: x.why for x in line.alternates}
        words = (alternates.get(subject.line(match.answer or 1).code, ""), *words)
    if not findings:
        brief = words or rules(line.guidelines, subject)[:1]
        return parts(chart=_quotes(line, subject), rule=brief)
    tips = [line.common_error and f"A common error: {lower_first(line.common_error)}"]
    tips += [TIPS.get(x.cls, "") for x in findings]
    return parts(
        reported=differences or [""],
        chart=_quotes(line, subject),
        rule=(*words, *rules(_cites(findings), subject)),
        effect=[effects.of(x, line) for x in findings],
        next_time=tips,
    )


def _cites(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for finding in findings for cite in finding.cites))


def _quotes(line: KeyLine, subject: Subject) -> list[str]:
    """Return the evidence as quotations, each with the name of its document."""
    texts = []
    for passage in line.evidence[:_QUOTES]:
        source = subject.document_name(passage.doc)
        quote = " ".join(passage.quote.split())
        texts.append(f"{source}: \u201c{quote}\u201d" if source else f"\u201c{quote}\u201d")
    return texts


def parts(
    reported: Iterable[str] = (),
    chart: Iterable[str] = (),
    rule: Iterable[str] = (),
    effect: Iterable[str] = (),
    next_time: Iterable[str] = (),
) -> tuple[Part, ...]:
    """Return the parts that have something to say, nothing said twice."""
    said: set[str] = set()
    made = []
    for heading, texts in (
        (REPORTED, reported),
        (CHART, chart),
        (RULE, rule),
        (EFFECT, effect),
        (NEXT, next_time),
    ):
        fresh = [text for text in dict.fromkeys(texts) if text and text not in said]
        said.update(fresh)
        if fresh:
            made.append(Part(heading, "\n".join(fresh)))
    return tuple(made)


def _extra_row(finding: Finding, subject: Subject, effects: Effects) -> FeedbackRow:
    assert finding.answer is not None  # an extra is a line of the sheet
    line = subject.key.line(finding.key) if finding.key else None
    shown = subject.answered(finding.answer)
    absorbed = finding.cls == "ABSORBED_COMPONENT"
    taken = sum(
        x.penalty
        for x in subject.grade.tally
        if x.element is Element.EXTRA and x.answer == finding.answer
    )
    return FeedbackRow(
        verdict=Verdict.NOTE if absorbed else Verdict.EXTRA,
        headline=f"{headline(finding.cls)}: {shown}",
        reported=reported_text(finding.answer, subject),
        expected="",
        points=f"{taken:g} taken off" if taken else "",
        severity=finding.severity,
        parts=parts(
            reported=[_extra_difference(finding, line, subject)],
            chart=_quotes(line, subject) if line else [],
            rule=(*author_words(None, finding.explain), *rules(finding.cites, subject)),
            effect=[effects.of(finding, None)],
            next_time=[TIPS.get(finding.cls, "")],
        ),
        evidence=subject.spans(line) if line else (),
        cites=finding.cites,
        answer=finding.answer,
    )


def _extra_difference(finding: Finding, line: KeyLine | None, subject: Subject) -> str:
    number = finding.answer or 1
    beside = subject.asked(line) if line else ""
    texts = {
        "UNSUPPORTED_EXTRA": "The key's author found nothing in the chart that calls for this "
        "code at this encounter.",
        "REDUNDANT_COMPONENT": f"{beside} says this already.",
        "ABSORBED_COMPONENT": f"It belongs to the same error as the line for {beside}; "
        "it costs nothing more.",
        "DUPLICATE": "The same diagnosis code already stands on your sheet.",
        "CONTRADICTION": f"It cannot be true together with {beside}.",
        "INVALID": _invalid(number, subject),
    }
    return texts.get(finding.cls, "" if finding.explain else "The key does not have this code.")


def _invalid(number: int, subject: Subject) -> str:
    line, system = subject.line(number), subject.system(number)
    found = subject.look.code(system, line.code)
    if found is None:
        day = subject.look.day.isoformat()
        return f"\u201c{line.code}\u201d is not in the {system.value} edition in force on {day}."
    below = subject.facts.children(system, line.code, subject.look.day)
    return f"{found.display} is a heading with {len(below)} entries below it; choose one of them."


def _sheet_row(finding: Finding, subject: Subject, effects: Effects) -> FeedbackRow:
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
        headline=_sheet_headline(finding, subject),
        reported=reported_text(finding.answer, subject) if finding.answer else "",
        expected=asked_text(line, subject) if line else "",
        points=f"{lost:g} lost" if lost else "",
        severity=finding.severity,
        parts=parts(
            reported=[_sheet_difference(finding, subject)],
            chart=_quotes(line, subject) if line else [],
            rule=rules(finding.cites, subject),
            effect=[effects.of(finding, line)],
            next_time=[TIPS.get(finding.cls, "")],
        ),
        evidence=subject.spans(line) if line else (),
        cites=finding.cites,
        answer=finding.answer,
    )


def _sheet_headline(finding: Finding, subject: Subject) -> str:
    scores = subject.grade.scores
    if finding.cls == "DRG_CHANGE" and scores.drg:
        return f"MS-DRG {scores.drg.answer} instead of {scores.drg.key}"
    if finding.cls == "HCC_CHANGE" and scores.risk:
        given, wanted = (", ".join(x) or "none" for x in (scores.risk.answer, scores.risk.key))
        return f"HCCs {given} instead of {wanted}"
    if finding.cls == "SEQUENCE":
        return f"Sequence: {finding.expected} belongs before {finding.reported}"
    return (
        f"{headline(finding.cls)}: {finding.expected}, not {subject.answered(finding.answer or 1)}"
    )


def _sheet_difference(finding: Finding, subject: Subject) -> str:
    if finding.cls in {"PDX_SELECTION", "FIRST_LISTED"}:
        others = [line for id in subject.key.first_allowed if (line := subject.key.line(id))]
        named = " or ".join(subject.asked(line) for line in others)
        return f"You put {subject.answered(finding.answer or 1)} first; the key has {named} first."
    if finding.cls == "SEQUENCE":
        return f"You put {finding.reported} before {finding.expected}."
    return ""


def difference_of(finding: Finding, line: KeyLine | None, subject: Subject) -> str:
    """Return how the sheet differs from the key in one finding, in one or two sentences."""
    if finding.cls in WHOLE_SHEET:
        return _sheet_difference(finding, subject) or f"{_sheet_headline(finding, subject)}."
    if line is not None and _on_its_key_line(finding, subject):
        return difference(finding, line, subject)
    return _extra_difference(finding, line, subject)

"""Builders of domain values: small, valid, and different only where a test says so."""

from dataclasses import replace
from datetime import date

from coder_sim.domain.answer import AnswerKey, AnswerSheet, CodedLine, KeyId, KeyLine, Passage
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import (
    CaseBrief,
    CaseId,
    Document,
    Encounter,
    Setting,
    Sex,
    Track,
)
from coder_sim.domain.feedback import Feedback, FeedbackRow, Measure, Part, Span, Verdict
from coder_sim.domain.grade import (
    Direction,
    Finding,
    Grade,
    LearningScore,
    Match,
    Ratio,
    Scores,
    Severity,
)
from coder_sim.domain.pack import Case, Pack

NOTE = "ASSESSMENT\nHypertension, at goal. Type 2 diabetes without complication.\n"


def a_sheet(*codes: str) -> AnswerSheet:
    """Return a sheet of diagnoses; the first has POA and evidence."""
    lines = tuple(CodedLine(System.ICD10CM, code) for code in codes)
    if lines:
        evidence = (Passage("note", "Hypertension"),)
        lines = (replace(lines[0], poa="Y", evidence=evidence), *lines[1:])
    return AnswerSheet(lines)


def a_case(id: str = "office-visit", title: str = "Office visit", text: str = NOTE) -> Case:
    """Return an office visit for hypertension and diabetes, with its key."""
    brief = CaseBrief(
        id=CaseId(id),
        title=title,
        specialty="Family medicine",
        difficulty=1,
        tracks=(Track.CPC, Track.CCS),
        encounter=Encounter(Setting.PROFESSIONAL, 58, Sex.F, date(2026, 5, 4), payer="Medicare"),
        documents=(Document("note", "progress note", "provider", "Office visit", text),),
    )
    key = AnswerKey(
        first_allowed=(KeyId("d1"),),
        lines=(
            KeyLine(
                KeyId("d1"),
                System.ICD10CM,
                "I10",
                role="first",
                evidence=(Passage("note", "Hypertension, at goal"),),
                guidelines=("IV.G",),
                rationale="The visit is for blood pressure.",
            ),
            KeyLine(
                KeyId("d2"),
                System.ICD10CM,
                "E119",
                role="secondary",
                evidence=(Passage("note", "Type 2 diabetes without complication"),),
                guidelines=("I.C.4.a",),
            ),
        ),
    )
    return Case(brief, key)


def a_pack(
    *cases: Case, id: str = "first-flights", version: str = "1.0.0", content_hash: str = "a1"
) -> Pack:
    """Return a pack of the given cases, or of one."""
    return Pack(
        id=id,
        title="First flights",
        version=version,
        publisher="Coder Sim project",
        licence="CC-BY-4.0",
        language="en",
        description="Charts to start with.",
        tracks=(Track.CPC,),
        code_set=(("icd10cm", "FY2026"),),
        guideline_year=2026,
        guideline_version=date(2026, 4, 1),
        cases=cases or (a_case(),),
        content_hash=content_hash,
    )


def a_grade(pct: float = 50.0) -> Grade:
    """Return the grade of a sheet with one code right and one left out."""
    return Grade(
        model_version="1.1",
        matches=(Match("d1", 1, "EXACT", 1.0),),
        findings=(Finding("OMITTED", "d2", None, Severity.MAJOR, Direction.UNDER),),
        scores=Scores(
            learning=LearningScore(pct / 100, 0.0, 1.0, pct),
            code_over_code=Ratio(1, 2, 50.0),
            practicum=Ratio(1, 2, 50.0),
            first_dx_correct=True,
            poa=(0, 0),
            record_over_record=False,
            case_financial=True,
        ),
    )


def a_feedback() -> Feedback:
    """Return feedback of one row on the sheet of ``a_grade``."""
    row = FeedbackRow(
        verdict=Verdict.MISSED,
        headline="Missed: E11.9",
        reported="",
        expected="E11.9",
        points="0 of 1",
        severity=Severity.MAJOR,
        parts=(Part("The chart says", "Type 2 diabetes"),),
        evidence=(Span("note", 34, 49),),
        cites=("I.C.4.a",),
        answer=None,
    )
    measure = Measure("Code-over-code", "50 %", "1 of 2", "What an audit counts.")
    return Feedback("One of two.", (measure,), (row,), (), (), ("Diabetes",))

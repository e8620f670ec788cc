"""The shapes of documents: which headings there are, and which part of a chart stands below each."""

from dataclasses import dataclass

from coder_sim.domain.encounter import Setting
from coder_sim.scenarios import noise
from coder_sim.scenarios.parts import Part

PROSE, BULLETS, NUMBERS = "prose", "bullets", "numbers"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document: heading ("" = none), facts of some parts, noise around them."""

    heading: str
    parts: tuple[Part, ...] = ()
    shape: str = PROSE
    noise: tuple[str, ...] = ()
    count: int = 0
    """How many noise facts; one more or less by chance."""
    vitals: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One document. A page with ``needs`` is written only where that part has facts."""

    id: str
    type: str
    titles: tuple[str, ...]
    blocks: tuple[Block, ...]
    role: str = "provider"
    needs: Part | None = None
    last_day: bool = False
    """Written on the day of discharge."""


_NURSE = Page(
    "nursing-note",
    "Nursing note",
    ("Nursing note", "Nursing assessment", "Nursing record"),
    (
        Block(
            "[NURSING ASSESSMENT|SHIFT NOTE|OBSERVATIONS]", (Part.NURSE,), PROSE, noise.NURSING, 3
        ),
    ),
    role="nurse",
    needs=Part.NURSE,
)
_OPERATION = Page(
    "procedure-note",
    "Procedure note",
    ("Operative report", "Procedure note", "Op note"),
    (
        Block("[PROCEDURE IN DETAIL|DESCRIPTION OF PROCEDURE|OPERATIVE NOTE]", (Part.PROCEDURE,)),
        Block(
            "[COUNTS|CLOSING|END OF CASE]",
            (),
            PROSE,
            (
                "[Checklist complete|Checklist done|Safety list read out]",
                "[Left the room in good condition|To recovery in stable condition|Awake on leaving]",
                "[Time-out was done|Site marked, time-out held|Consent was on file]",
            ),
            2,
        ),
    ),
    needs=Part.PROCEDURE,
)


def _visit(*blocks: Block, type: str, titles: tuple[str, ...]) -> tuple[Page, ...]:
    return (Page("visit-note", type, titles, blocks), _OPERATION, _NURSE)


_PMH = Block("[PAST HISTORY|PMH|PAST MEDICAL HISTORY]", (Part.HISTORY,), PROSE, noise.RESOLVED, 2)
_FAMILY = Block("[FAMILY HISTORY|FH|FAMILY AND SOCIAL]", (), PROSE, noise.FAMILY + noise.SOCIAL, 3)
_EXAM = Block("[EXAM|PHYSICAL EXAM|EXAMINATION]", (Part.EXAM,), PROSE, noise.EXAM, 4, vitals=True)
_DATA = Block("[RESULTS|DATA|LABS AND IMAGING]", (Part.RESULTS,), PROSE, noise.NORMAL_RESULTS, 2)
_DRUGS = Block("[MEDICATIONS|CURRENT MEDS|DRUGS]", (Part.DRUGS,), BULLETS)

SOAP = _visit(
    Block("SUBJECTIVE", (Part.STORY, Part.HISTORY), PROSE, noise.NEGATIVES, 3),
    Block("[MEDS|MEDICATIONS]", (Part.DRUGS,), BULLETS),
    Block("OBJECTIVE", (Part.EXAM, Part.RESULTS), PROSE, noise.EXAM, 3, vitals=True),
    Block("[ASSESSMENT|A]", (Part.ASSESSMENT, Part.COURSE), NUMBERS),
    Block("[PLAN|P]", (Part.PLAN,), BULLETS, noise.PLANS, 2),
    type="Progress note",
    titles=("Progress note", "Office note", "Clinic note"),
)
FULL_VISIT = _visit(
    Block("[REASON FOR VISIT|HPI|HISTORY OF PRESENT ILLNESS]", (Part.STORY,)),
    Block("[ROS|REVIEW OF SYSTEMS]", (), PROSE, noise.NEGATIVES, 4),
    _PMH,
    _FAMILY,
    _DRUGS,
    _EXAM,
    _DATA,
    Block(
        "[IMPRESSION AND PLAN|ASSESSMENT AND PLAN|A/P]",
        (Part.ASSESSMENT, Part.COURSE, Part.PLAN),
        NUMBERS,
    ),
    Block("[CLOSING|DISPOSITION|FOLLOW-UP]", (), PROSE, noise.PLANS, 2),
    type="History and physical",
    titles=("History and physical", "Full visit", "H&P"),
)
DICTATION = _visit(
    Block(
        "[DICTATED NOTE|TRANSCRIBED DICTATION]",
        (Part.STORY, Part.HISTORY),
        PROSE,
        noise.NEGATIVES + noise.FAMILY,
        4,
    ),
    Block("", (Part.DRUGS, Part.EXAM, Part.RESULTS), PROSE, noise.EXAM, 3, vitals=True),
    Block("[IMPRESSION|MY IMPRESSION|CONCLUSION]", (Part.ASSESSMENT, Part.COURSE), PROSE),
    Block("", (Part.PLAN,), PROSE, noise.PLANS, 2),
    type="Dictation",
    titles=("Dictation", "Dictated note", "Transcribed note"),
)
PROBLEMS_FIRST = _visit(
    Block(
        "[PROBLEMS TODAY|PROBLEMS ADDRESSED|ASSESSMENT]", (Part.ASSESSMENT, Part.COURSE), NUMBERS
    ),
    Block(
        "[INTERVAL HISTORY|HISTORY|BACKGROUND]",
        (Part.STORY, Part.HISTORY),
        PROSE,
        noise.NEGATIVES + noise.RESOLVED,
        4,
    ),
    _DRUGS,
    _EXAM,
    _DATA,
    Block("[PLAN|TO DO|NEXT STEPS]", (Part.PLAN,), PROSE, noise.PLANS, 3),
    type="Progress note",
    titles=("Problem-oriented note", "APSO note", "Follow-up note"),
)
ED_NOTE = _visit(
    Block(
        "[CHIEF COMPLAINT AND HPI|ED COURSE: HISTORY|TRIAGE AND HPI]",
        (Part.STORY,),
        PROSE,
        noise.NEGATIVES,
        3,
    ),
    Block("[PMH / MEDS|HISTORY]", (Part.HISTORY, Part.DRUGS), PROSE, noise.RESOLVED, 1),
    _EXAM,
    _DATA,
    Block(
        "[ED COURSE|MDM|MEDICAL DECISION MAKING]", (Part.COURSE, Part.PLAN), PROSE, noise.PLANS, 2
    ),
    Block("[DIAGNOSES|CLINICAL IMPRESSION|FINAL IMPRESSION]", (Part.ASSESSMENT,), NUMBERS),
    type="ED note",
    titles=("ED physician note", "Emergency department note", "ED provider note"),
)
ED_SHORT = _visit(
    Block(
        "[ED NOTE|EMERGENCY PHYSICIAN]",
        (Part.STORY, Part.HISTORY, Part.DRUGS),
        PROSE,
        noise.NEGATIVES + noise.SOCIAL,
        4,
    ),
    Block(
        "[EXAM/RESULTS|FINDINGS]", (Part.EXAM, Part.RESULTS), BULLETS, noise.EXAM, 3, vitals=True
    ),
    Block("[IMPRESSION|DX|FINAL DIAGNOSES]", (Part.ASSESSMENT, Part.COURSE), NUMBERS),
    Block("[DISPO|DISPOSITION|PLAN]", (Part.PLAN,), PROSE, noise.PLANS, 2),
    type="ED note",
    titles=("ED note", "Emergency visit", "ED physician record"),
)


def _stay(
    day_one: tuple[Block, ...], last: tuple[Block, ...], titles: tuple[str, str]
) -> tuple[Page, ...]:
    return (
        Page("history-physical", "History and physical", (titles[0],), day_one),
        _OPERATION,
        _NURSE,
        Page("discharge-summary", "Discharge summary", (titles[1],), last, last_day=True),
    )


STAY_FULL = _stay(
    (
        Block("[HISTORY OF PRESENT ILLNESS|HPI]", (Part.STORY,), PROSE, noise.NEGATIVES, 3),
        _PMH,
        _FAMILY,
        _DRUGS,
        _EXAM,
        _DATA,
    ),
    (
        Block("[HOSPITAL COURSE|COURSE|COURSE IN HOSPITAL]", (Part.COURSE,), PROSE),
        Block(
            "[DISCHARGE DIAGNOSES|FINAL DIAGNOSES|DIAGNOSES AT DISCHARGE]",
            (Part.ASSESSMENT,),
            NUMBERS,
        ),
        Block("[DISCHARGE PLAN|PLAN|FOLLOW-UP]", (Part.PLAN,), PROSE, noise.PLANS, 2),
    ),
    ("Admission H&P", "Discharge summary"),
)
STAY_SHORT = _stay(
    (
        Block(
            "[ADMISSION NOTE|ADMITTING NOTE]",
            (Part.STORY, Part.HISTORY, Part.DRUGS),
            PROSE,
            noise.NEGATIVES + noise.SOCIAL,
            4,
        ),
        Block(
            "[FINDINGS ON ADMISSION|ADMISSION EXAM AND DATA]",
            (Part.EXAM, Part.RESULTS),
            PROSE,
            noise.EXAM + noise.NORMAL_RESULTS,
            4,
            vitals=True,
        ),
    ),
    (
        Block("[FINAL DIAGNOSES|DIAGNOSES]", (Part.ASSESSMENT,), BULLETS),
        Block(
            "[SUMMARY OF STAY|NARRATIVE|COURSE]", (Part.COURSE, Part.PLAN), PROSE, noise.PLANS, 3
        ),
    ),
    ("Admission note", "Discharge note"),
)
STAY_DICTATED = _stay(
    (
        Block(
            "[DICTATED ADMISSION HISTORY|ADMISSION DICTATION]",
            (Part.STORY, Part.HISTORY, Part.DRUGS),
            PROSE,
            noise.NEGATIVES + noise.RESOLVED,
            5,
        ),
        Block("", (Part.EXAM, Part.RESULTS), PROSE, noise.EXAM, 4, vitals=True),
    ),
    (
        Block(
            "[DICTATED SUMMARY|DISCHARGE DICTATION]",
            (Part.COURSE, Part.ASSESSMENT, Part.PLAN),
            PROSE,
            noise.PLANS,
            2,
        ),
    ),
    ("Dictated H&P", "Dictated discharge summary"),
)


def styles(setting: Setting) -> tuple[tuple[Page, ...], ...]:
    """Return the styles that fit a setting."""
    if setting is Setting.INPATIENT:
        return (STAY_FULL, STAY_SHORT, STAY_DICTATED)
    if setting is Setting.ED:
        return (ED_NOTE, ED_SHORT, DICTATION)
    return (SOAP, FULL_VISIT, DICTATION, PROBLEMS_FIRST)

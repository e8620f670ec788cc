"""One small graded sheet for each class of finding: the key, the answer and the setting."""

from dataclasses import dataclass, replace

from coder_sim.domain.answer import (
    Alternate,
    AnswerKey,
    AnswerSheet,
    Constraint,
    Distractor,
    Dose,
    EmLevels,
    Extra,
    KeyId,
    KeyLine,
)
from coder_sim.domain.encounter import Encounter, Sex
from tests.grading.cases import CLINIC, OFFICE, STAY, a_key, a_sheet, keyed, reported

LEVELS = EmLevels("office", ("99212", "99213", "99214", "99215"), risk="moderate")
HIP = keyed("p1", "0SRB04A", principal=True)
OBSTETRIC = replace(STAY, age=29, sex=Sex.F)


@dataclass(frozen=True)
class ClassSheet:
    """A sheet that brings up one class, at one of its rows."""

    cls: str
    key: AnswerKey
    sheet: AnswerSheet
    encounter: Encounter = CLINIC
    row: int = 0


def one(cls: str, code: str, answer: str, *distractors: Distractor) -> ClassSheet:
    """Return a sheet with one diagnosis, answered by another code."""
    return ClassSheet(cls, a_key(keyed("d1", code, distractors=distractors)), a_sheet(answer))


def extra(cls: str, code: str, stray: str, *extras: Extra, **line: object) -> ClassSheet:
    """Return a sheet with the right diagnosis and a code too many."""
    key = a_key(keyed("d1", code, **line), extras=extras)
    return ClassSheet(cls, key, a_sheet(code, stray), row=1)


def named(cls: str, code: str, stray: str, explain: str, cite: str) -> ClassSheet:
    """Return an extra code that the key's author named and explained."""
    one_extra = Extra(stray.replace(".", ""), cls, 0.5, cite=cite, explain=explain)
    return extra(cls, code, stray, one_extra)


def operation(cls: str, answer: str) -> ClassSheet:
    """Return a stay whose hip replacement is answered by another procedure."""
    key = a_key(keyed("d1", "M16.12", poa=("Y",)), HIP)
    return ClassSheet(cls, key, a_sheet(reported("M16.12", "Y"), answer), STAY, row=1)


def service(cls: str, line: KeyLine, *answer: object, row: int = 1) -> ClassSheet:
    """Return an office visit for a right knee, with one service answered as told."""
    key = a_key(keyed("d1", "M17.11"), keyed("d2", "I10"), line)
    lines = (reported("M17.11"), reported("I10"), *answer)
    return ClassSheet(cls, key, AnswerSheet(lines), OFFICE, row=row + 1)  # type: ignore[arg-type]


def stay(cls: str, *answer: tuple[str, str | None], row: int, **key: object) -> ClassSheet:
    """Return a stay for hypertensive heart failure, answered by codes with POA."""
    lines = (
        keyed("d1", "I11.0", poa=("Y",)),
        keyed("d2", "I50.33", poa=("Y",)),
        keyed("d3", "Z79.4", poa=("exempt",)),
    )
    sheet = a_sheet(*(reported(code, poa) for code, poa in answer))
    return ClassSheet(cls, a_key(*lines, **key), sheet, STAY, row=row)  # type: ignore[arg-type]


RIGHT_STAY = (("I11.0", "Y"), ("I50.33", "Y"), ("Z79.4", None))
KNEE = keyed("s1", "20610", modifiers=("RT",), pointers=(KeyId("d1"),))
DRUG = keyed("s1", "J3301", units=4, dose=Dose(40, 10, "mg"))
WASTE = (
    keyed("s1", "J9305", units=87, split_group="g"),
    keyed("s2", "J9305", units=3, modifiers=("JW",), split_group="g"),
)
RULE = Constraint("c1", KeyId("d1"), KeyId("d2"), cite="I.C.9.a.1")

SHEETS = (
    one("EXACT", "I10", "I10"),
    ClassSheet(
        "ALTERNATE",
        a_key(keyed("d1", "I10", alternates=(Alternate("I1A0", 1.0, "Both readings hold."),))),
        a_sheet("I1A.0"),
    ),
    ClassSheet(
        "OPTIONAL_OK",
        a_key(keyed("d1", "I10"), keyed("d2", "Z79.899", optional=True)),
        a_sheet("I10", "Z79.899"),
        row=1,
    ),
    ClassSheet("OMITTED", a_key(keyed("d1", "I10"), keyed("d2", "N18.31")), a_sheet("I10"), row=1),
    extra("UNSUPPORTED_EXTRA", "I10", "J18.9"),
    named("SYMPTOM_INTEGRAL", "J45.909", "R06.2", "Wheezing is part of asthma.", "I.B.5"),
    extra("REDUNDANT_COMPONENT", "I13.0", "I10", components=("I10", "I110")),
    ClassSheet(
        "ABSORBED_COMPONENT",
        a_key(keyed("d1", "I13.0", components=("I110", "I129"))),
        a_sheet("I11.0", "I12.9"),
        row=1,
    ),
    extra("DUPLICATE", "I10", "I10"),
    extra("CONTRADICTION", "E11.22", "E11.9"),
    extra("INVALID", "I10", "E11.2"),
    named("UNSUPPORTED_ENCOUNTER", "I69.351", "I63.9", "The stroke is over.", "I.C.9.d"),
    named("AFTERCARE_WITH_INJURY", "S72.141D", "Z47.89", "The D says it.", "I.C.19.a"),
    replace(
        named("O80_WITH_COMPLICATION", "O70.1", "O80", "A tear is a complication.", "I.C.15.n"),
        encounter=OBSTETRIC,
    ),
    one("UNDER_SPECIFIED", "N18.31", "N18.30"),
    one("COMPLICATION_OMITTED", "E11.22", "E11.9"),
    one("OVER_SPECIFIED", "I50.9", "I50.33"),
    one("RELATED_WRONG", "D62", "D64.9"),
    one("WRONG_CODE_SAME_CATEGORY", "Z79.4", "Z79.84"),
    ClassSheet(
        "WRONG_COMBINATION",
        a_key(keyed("d1", "I13.0", components=("I10", "I110"))),
        a_sheet("I10"),
    ),
    one("WRONG_LATERALITY", "M17.11", "M17.12"),
    one("UNSPECIFIED_LATERALITY", "G56.01", "G56.00"),
    one("BILATERAL_SPLIT", "M17.0", "M17.11", Distractor("M1711", "BILATERAL_SPLIT", 0.5)),
    one("WRONG_7TH", "S72.141D", "S72.141A"),
    one("TRUNCATED", "E11.22", "E11.2"),
    operation("PCS_ROOT_OPERATION", "0SUB0JZ"),
    operation("PCS_BODY_PART", "0SRS01A"),
    operation("PCS_BODY_PART_LATERALITY", "0SR904A"),
    ClassSheet(
        "PCS_APPROACH",
        a_key(keyed("d1", "K80.20", poa=("Y",)), keyed("p1", "0FT44ZZ", principal=True)),
        a_sheet(reported("K80.20", "Y"), "0FT40ZZ"),
        STAY,
        row=1,
    ),
    operation("PCS_DEVICE", "0SRB02A"),
    operation("PCS_QUALIFIER", "0SRB049"),
    operation("PCS_MULTIPLE", "0SRB029"),
    service(
        "WRONG_SERVICE_FAMILY",
        replace(
            KNEE,
            distractors=(
                Distractor("20611", "WRONG_SERVICE_FAMILY", 0, "No ultrasound was used.", "OVER"),
            ),
        ),
        reported("20611-RT", pointers=(1,)),
    ),
    service("EM_LEVEL_OVER", keyed("s1", "99213", em=LEVELS), reported("99214")),
    service("EM_LEVEL_UNDER", keyed("s1", "99214", em=LEVELS), reported("99213")),
    service("MODIFIER_MISSING", KNEE, reported("20610", pointers=(1,))),
    service("MODIFIER_WRONG", KNEE, reported("20610-59", pointers=(1,))),
    service("MODIFIER_EXTRA", KNEE, reported("20610-RT-59", pointers=(1,))),
    service(
        "MODIFIER_NOT_APPLICABLE",
        replace(DRUG, forbidden_modifiers=("JZ",)),
        reported("J3301-JZ", units=4),
    ),
    service("UNITS", DRUG, reported("J3301", units=1)),
    replace(
        service("UNITS_NOT_SPLIT", WASTE[0], reported("J9305", units=90)),
        key=a_key(keyed("d1", "M17.11"), keyed("d2", "I10"), *WASTE),
    ),
    service("POINTER", KNEE, reported("20610-RT", pointers=(2,))),
    stay("POA", ("I11.0", "N"), *RIGHT_STAY[1:], row=0),
    stay("POA_ON_EXEMPT", *RIGHT_STAY[:2], ("Z79.4", "Y"), row=2),
    stay("PDX_SELECTION", RIGHT_STAY[1], RIGHT_STAY[0], RIGHT_STAY[2], row=3),
    ClassSheet(
        "FIRST_LISTED",
        a_key(keyed("d1", "M17.11"), keyed("d2", "I10")),
        a_sheet("I10", "M17.11"),
        row=2,
    ),
    stay(
        "SEQUENCE",
        RIGHT_STAY[1],
        RIGHT_STAY[0],
        RIGHT_STAY[2],
        row=3,
        first=("d1", "d2"),
        constraints=(RULE,),
    ),
    stay("DRG_CHANGE", RIGHT_STAY[0], RIGHT_STAY[2], row=3),
    ClassSheet(
        "HCC_CHANGE",
        a_key(keyed("d1", "I10"), keyed("d2", "I50.22"), hcc=("226",)),
        a_sheet("I10"),
        OFFICE,
        row=2,
    ),
)

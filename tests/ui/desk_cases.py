"""Two small cases as the desk opens them: a hospital stay and a clinic visit."""

from datetime import date

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import (
    CaseBrief,
    CaseId,
    Document,
    Encounter,
    FacilityPolicy,
    Setting,
    Sex,
)
from coder_sim.practice.views import CaseRef, OpenedCase

HISTORY = """HISTORY AND PHYSICAL
Chart 14-C

CHIEF COMPLAINT
Shortness of breath for three days.

HISTORY OF PRESENT ILLNESS
72-year-old woman with HTN and T2DM. She ran out of furosemide a week ago.
BP 168/94 HR 102 RR 24

ASSESSMENT AND PLAN
1. Acute on chronic systolic heart failure. IV furosemide, daily weights.
2. Hypertension, resume lisinopril.
"""
NURSING = """NURSING NOTE
Ran out of furosemide, per daughter. Furosemide given 18:00.
"""
STAY = CaseBrief(
    id=CaseId("short-of-breath"),
    title="Shortness of breath",
    specialty="Cardiology",
    difficulty=2,
    tracks=(),
    encounter=Encounter(
        setting=Setting.INPATIENT,
        age=72,
        sex=Sex.F,
        service_date=date(2026, 3, 12),
        admit=date(2026, 3, 8),
        discharge_status=6,
        payer="Medicare",
        policy=FacilityPolicy(external_cause=False),
    ),
    documents=(
        Document("hp", "History and physical", "provider", "Cardiology H&P", HISTORY),
        Document("rn", "Nursing note", "nurse", "Evening shift", NURSING),
    ),
    instructions="Code all diagnoses.",
)
CLINIC = CaseBrief(
    id=CaseId("knee"),
    title="Knee pain",
    specialty="Orthopedics",
    difficulty=1,
    tracks=(),
    encounter=Encounter(
        setting=Setting.PROFESSIONAL,
        age=58,
        sex=Sex.M,
        service_date=date(2026, 3, 12),
        place_of_service="11",
        patient_status="established",
    ),
    documents=(Document("note", "Office visit", "provider", "Office visit", "KNEE PAIN\nRight."),),
)


def opened(brief: CaseBrief, sheet: AnswerSheet | None = None) -> OpenedCase:
    """Put a case on the desk, with a draft or an empty sheet."""
    return OpenedCase(CaseRef("pack", brief.id), brief, sheet or AnswerSheet(), None)

"""Every proposed constant of the grading model, in one place, under one version."""

from types import MappingProxyType

from coder_sim.domain.encounter import Setting

MODEL_VERSION = "1.1"

# Similarity and bonuses are whole thousandths, so that sums of pairs compare exactly.
PAIR_THRESHOLD = 300
SIMILARITY = MappingProxyType(
    {
        "EXACT": 1000,
        "ALTERNATE": 950,
        "DISTRACTOR": 500,
        "TRUNCATED": 750,
        "WRONG_7TH": 900,
        "COMPONENT": 450,
        "UNSPECIFIED_LATERALITY": 850,
        "WRONG_LATERALITY": 800,
        "COMPLICATION_OMITTED": 650,
        "UNDER_SPECIFIED": 650,
        "OVER_SPECIFIED": 600,
        "WRONG_CODE_SAME_CATEGORY": 500,
        "EM_LEVEL": 700,
    }
)
SECOND_AXIS_SIMILARITY = -100
BONUS_FIRST = 10
BONUS_OPTIONAL = -5
BONUS_SAME_MODIFIERS = 4
BONUS_SAME_UNITS = 2

CREDIT = MappingProxyType(
    {
        "TRUNCATED": 0.25,
        "WRONG_7TH": 0.5,
        "UNSPECIFIED_LATERALITY": 0.5,
        "WRONG_LATERALITY": 0.25,
        "COMPLICATION_OMITTED": 0.5,
        "UNDER_SPECIFIED": 0.5,
        # Claiming undocumented detail is the compliance risk: it earns nothing.
        "OVER_SPECIFIED": 0.0,
        "WRONG_CODE_SAME_CATEGORY": 0.25,
    }
)
CREDIT_SEVENTH_DIFFERS = 0.5
CREDIT_SIDE_DIFFERS = 0.25
PCS_ROOT_OPERATION_CREDIT = 0.25
PCS_BODY_PART_CREDIT = 0.25
PCS_AXIS_CREDIT = 0.6
EM_ONE_LEVEL_CREDIT = 0.5
EM_FARTHER_CREDIT = 0.25

WEIGHT_DIAGNOSIS = 1.0
WEIGHT_DIAGNOSIS_MINOR = 0.5
WEIGHT_PROCEDURE = 2.0
WEIGHT_SERVICE = 2.0
WEIGHT_POA = 0.25
WEIGHT_CONSTRAINT = 0.5
# Shares of a service line's weight: .8, .5, .5 and .2 of 2.0.
SHARE_CODE = 0.4
SHARE_MODIFIERS = 0.25
SHARE_UNITS = 0.25
SHARE_POINTERS = 0.1
FIRST_PARTIAL = 0.5
POINTERS_PARTIAL = 0.5

PENALTY_OVER_PAIR = 0.5
PENALTY_REDUNDANT = 0.25
PENALTY_DUPLICATE = 0.25
PENALTY_INVALID = 1.0
PENALTY_CONTRADICTION = 1.0
PENALTY_EXTRA_DIAGNOSIS = 0.5
PENALTY_EXTRA_PROCEDURE = 1.0
PENALTY_PAYING = 1.0

EVIDENCE_OVERLAP = 0.5
"""Share of the shorter passage that must be common to both."""

RATE_FROM = 30
"""Sheets from which a batch measure is called a rate."""

RIGHT = frozenset({"EXACT", "ALTERNATE"})
EM_MISSES = frozenset({"EM_LEVEL_OVER", "EM_LEVEL_UNDER"})
FACETED = RIGHT | EM_MISSES
"""Classes of a service's code under which its modifiers, units and pointers are graded."""
TWIN_CLASSES = EM_MISSES | {
    "WRONG_7TH",
    "UNSPECIFIED_LATERALITY",
    "WRONG_LATERALITY",
    "COMPLICATION_OMITTED",
    "PCS_BODY_PART_LATERALITY",
}


def first_weight(setting: Setting) -> float:
    """Return the weight of the principal or first-listed diagnosis."""
    if setting is Setting.INPATIENT:
        return 2.0
    return 0.5 if setting is Setting.PROFESSIONAL else 1.0

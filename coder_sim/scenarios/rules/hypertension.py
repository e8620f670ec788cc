"""Hypertension with heart and kidney disease: one combination code, then failure and stage."""

from dataclasses import dataclass

from coder_sim.domain.answer import Distractor, Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, HOSPITAL, OFFICE, PLAIN, STAY

FAILURES = {
    "chronic systolic": "I50.22",
    "chronic diastolic": "I50.32",
    "acute on chronic systolic": "I50.23",
    "acute on chronic diastolic": "I50.33",
    "acute systolic": "I50.21",
    "unspecified": "I50.9",
}
STAGES = ("1", "2", "31", "32", "4", "5", "6")


@dataclass(frozen=True, slots=True)
class Hypertension:
    """What is true of one patient with hypertension; "" where heart or kidney is well."""

    failure: str
    stage: str
    denied: bool
    """The provider says that the kidney disease is not from hypertension."""
    age: int
    sex: Sex

    @property
    def acute(self) -> bool:
        """Tell whether the failure takes the patient to hospital."""
        return self.failure.startswith("acute")


def draw(dice: Dice) -> Hypertension:
    """Return a scenario; only failure that is acute makes it a hospital stay."""
    failure = dice.one(("", *FAILURES, *FAILURES))
    stage = dice.one(("", "", *STAGES))
    return Hypertension(
        failure=failure,
        stage=stage,
        denied=bool(stage) and stage in ("31", "32", "4") and dice.chance(15),
        age=dice.between(52, 88),
        sex=dice.one((Sex.F, Sex.M)),
    )


def combined(heart: bool, stage: str, denied: bool = False) -> str:
    """Return the hypertension code (I.C.9.a.1-3).

    Heart failure: I11.0. CKD: I12, both: I13; the last character tells stage 5 or end stage from
    the rest. The link is presumed for both unless the provider denies it (I.A.15, I.C.9.a).
    """
    kidney = bool(stage) and not denied
    late = stage in ("5", "6")
    if heart and kidney:
        return "I13.2" if late else "I13.0"
    if heart:
        return "I11.0"
    if kidney:
        return "I12.0" if late else "I12.9"
    return "I10"


_WHY = {
    "I13": "Hypertension, heart failure and kidney disease are one code. The link of each to the pressure is presumed.",
    "I11": "Heart failure in a patient with hypertension is hypertensive heart disease, the link being presumed. The failure itself follows in its own code.",
    "I12": "Kidney disease in a patient with hypertension is hypertensive kidney disease, the link being presumed. The stage decides between I12.0 and I12.9.",
    "I10": "Neither heart failure nor kidney disease from the pressure is documented. Plain hypertension it stays, whatever the reading.",
}
_CITES = {
    "I13": ("I.C.9.a.3", "I.A.15"),
    "I11": ("I.C.9.a.1", "I.A.15"),
    "I12": ("I.C.9.a.2", "I.A.15"),
    "I10": ("I.C.9.a", "I.A.15"),
}


def _proof(it: Hypertension) -> tuple[str, ...]:
    heart = ("failure",) if it.failure else ()
    kidney = ("kidney",) if it.stage else ()
    return ("pressure", *heart, *kidney)


def _trap_codes(code: str) -> tuple[Distractor, ...]:
    late = code in ("I13.2", "I12.0")
    choices = {
        "I13": (
            trap(
                "I13.0" if late else "I13.2",
                "WRONG_CODE_SAME_CATEGORY",
                "The last character follows the stage: 5 and end stage on one side, all others on the other.",
            ),
            trap(
                "I11.0", "WRONG_COMBINATION", "The kidney disease belongs into the combination too."
            ),
        ),
        "I11": (trap("I11.9", "WRONG_CODE_SAME_CATEGORY", "Heart failure is documented."),),
        "I12": (
            trap(
                "I12.9" if late else "I12.0",
                "WRONG_CODE_SAME_CATEGORY",
                "The last character follows the stage.",
            ),
        ),
        "I10": (
            trap(
                "I11.9", "RELATED_WRONG", "No heart disease from hypertension is documented.", 0.0
            ),
        ),
    }
    return choices[code[:3]]


def key(it: Hypertension) -> Outline:
    """Derive the key."""
    code = combined(bool(it.failure), it.stage, it.denied)
    lines = [
        dx(
            "d1",
            code,
            _proof(it),
            _WHY[code[:3]],
            _CITES[code[:3]],
            *_trap_codes(code),
            components=() if code == "I10" else ("I10",),
        )
    ]
    rules = []
    if it.failure:
        lines.append(_failure(it))
        rules.append(Rule("d1", "d2", "I.C.9.a.1", "I50 code first"))
    if it.stage:
        lines.append(_kidney(it))
        if not it.denied:
            rules.append(Rule("d1", "d3", "I.C.9.a.2", "N18 code first"))
    if it.stage == "6":
        lines.append(
            dx(
                "d4",
                "Z99.2",
                ("dialysis",),
                "End-stage disease is treated by regular dialysis. N18.6 asks for the dialysis status beside it.",
                ("I.C.21.c.3", "I.B.7"),
                impact="minor",
                tabular=("N18.6 use additional code",),
            )
        )
    stay = it.acute
    return Outline(
        setting=Setting.INPATIENT if stay else Setting.PROFESSIONAL,
        age=it.age,
        sex=it.sex,
        specialty="Cardiology" if it.failure else "Internal medicine",
        difficulty=1 + bool(it.failure) + bool(it.stage) + it.denied + stay,
        tracks=HOSPITAL if stay else OFFICE,
        asks=STAY if stay else DIAGNOSES,
        lines=tuple(lines),
        extras=_extras(it, code),
        rules=tuple(rules),
        policy=PLAIN,
        payer="Medicare",
    )


def _failure(it: Hypertension) -> Drafted:
    code = FAILURES[it.failure]
    traps: tuple[Distractor, ...] = (
        ()
        if code == "I50.9"
        else (trap("I50.9", "UNDER_SPECIFIED", "Type and acuity are documented.", 0.5),)
    )
    if it.acute and "on chronic" in it.failure:
        traps += (
            trap(
                f"{code[:5]}1",
                "WRONG_CODE_SAME_CATEGORY",
                "Acute on chronic has its own character.",
            ),
        )
    why = "I11 and I13 ask for the type of heart failure. Type and acuity are taken as the provider gives them."
    if code == "I50.9":
        why = "The provider gives neither type nor acuity. The unspecified code is right until that is known."
    return dx(
        "d2", code, ("failure",), why, ("I.C.9.a.1", "I.B.2"), *traps, tabular=("I50 code first",)
    )


def _kidney(it: Hypertension) -> Drafted:
    why = (
        "The combination code does not tell the stage. N18 adds it, as documented by the provider."
    )
    if it.denied:
        why = "The provider says that the kidneys suffer from something else. So no link to the pressure is coded, and the stage stands alone."
    return dx(
        "d3",
        f"N18.{it.stage}",
        ("kidney",),
        why,
        ("I.C.14.a.1", "I.C.9.a.2"),
        trap("N18.9", "UNDER_SPECIFIED", "The stage is documented.", 0.5),
    )


def _extras(it: Hypertension, code: str) -> tuple[Extra, ...]:
    found = []
    if code != "I10":
        found.append(
            extra(
                "I10",
                "CONTRADICTION",
                "Essential hypertension is inside the combination code.",
                "I.C.9.a",
            )
        )
    if not it.failure:
        found.append(
            extra("I50.9", "UNSUPPORTED_EXTRA", "No heart failure is documented.", "I.C.9.a.1")
        )
    if it.acute:
        found.append(
            extra("R06.02", "SYMPTOM_INTEGRAL", "Breathlessness is part of heart failure.", "I.B.5")
        )
        found.append(
            extra("R60.0", "SYMPTOM_INTEGRAL", "Leg swelling is part of heart failure.", "I.B.5")
        )
    if it.denied:
        found.append(extra("I12.9", "UNSUPPORTED_EXTRA", "The provider denies the link.", "I.A.15"))
    found.append(
        extra(
            "R03.0",
            "SYMPTOM_INTEGRAL",
            "A high reading in known hypertension is part of it.",
            "I.C.9.a.7",
        )
    )
    return tuple(found)

"""Myocardial infarction by type and date: four weeks decide, and the wall."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, HOSPITAL, OFFICE, PLAIN, STAY

WALLS = {"LAD": "I21.02", "RCA": "I21.11", "left circumflex": "I21.21", "left main": "I21.01"}
SUBSEQUENT = {"LAD": "I22.0", "RCA": "I22.1", "": "I22.2"}
"""I22 knows walls, not vessels; only those whose wall is beyond doubt are drawn."""
CAUSES = {
    "paroxysmal supraventricular tachycardia": "I47.19",
    "acute exacerbation of COPD": "J44.1",
}
FOUR_WEEKS = 28
"""Days within which an infarction is acute, the 28th included (I.C.9.e.1)."""


@dataclass(frozen=True, slots=True)
class Infarction:
    """What is true: the infarction of this stay, an earlier one, how long ago."""

    plan: str
    """new, subsequent, demand (type 2), recent (office within four weeks) or old (office later)."""
    vessel: str
    """Culprit of a STEMI; "" for an NSTEMI."""
    earlier: int
    """Days since an earlier infarction; 0 = none."""
    earlier_vessel: str
    cause: str
    evolved: bool
    age: int
    sex: Sex


def draw(dice: Dice) -> Infarction:
    """Return a scenario."""
    plan = dice.one(
        ("new", "new", "new", "subsequent", "subsequent", "demand", "demand", "recent", "old")
    )
    vessel = dice.one(tuple(SUBSEQUENT) if plan == "subsequent" else (*WALLS, "", "", ""))
    earlier = {
        "subsequent": dice.between(4, 28),
        "recent": dice.between(6, 28),
        "old": dice.between(35, 900),
    }.get(plan, 0)
    if plan in ("new", "demand") and dice.chance(40):
        earlier = dice.between(60, 2500)
    return Infarction(
        plan=plan,
        vessel=vessel,
        earlier=earlier,
        earlier_vessel=dice.one((*WALLS, "", "")),
        cause=dice.one(tuple(CAUSES)),
        evolved=plan == "new" and bool(vessel) and dice.chance(25),
        age=dice.between(48, 87),
        sex=dice.one((Sex.F, Sex.M)),
    )


def first_code(vessel: str) -> str:
    """Return the code of a type 1 infarction; one that became a STEMI counts as STEMI (I.C.9.e.1)."""
    return WALLS[vessel] if vessel else "I21.4"


def key(it: Infarction) -> Outline:
    """Derive the key."""
    stay = it.plan in ("new", "subsequent", "demand")
    lines, rules = _LINES[it.plan](it)
    if it.plan in ("new", "demand") and it.earlier > FOUR_WEEKS:
        lines = (*lines, _old())
    return Outline(
        setting=Setting.INPATIENT if stay else Setting.PROFESSIONAL,
        age=it.age,
        sex=it.sex,
        specialty="Cardiology",
        difficulty={"new": 2, "subsequent": 4, "demand": 4, "recent": 3, "old": 2}[it.plan],
        tracks=HOSPITAL if stay else OFFICE,
        asks=STAY if stay else DIAGNOSES,
        lines=lines,
        extras=_extras(it),
        rules=rules,
        policy=PLAIN,
        payer="Medicare",
        stay=4,
    )


_Key = tuple[tuple[Drafted, ...], tuple[Rule, ...]]


def _new(it: Infarction) -> _Key:
    code = first_code(it.vessel)
    why = "The infarction is new and the reason for the stay. " + (
        f"It is a STEMI, and the {it.vessel} is named as the vessel."
        if it.vessel
        else "The provider calls it NSTEMI, which has one code."
    )
    if it.evolved:
        why += " It began as an NSTEMI and became a STEMI, so only the STEMI is coded."
    wrong = "I21.3" if it.vessel else "I21.9"
    line = dx(
        "d1",
        code,
        ("mi",),
        why,
        ("I.C.9.e.1", "II"),
        trap(wrong, "UNDER_SPECIFIED", "Type and vessel are documented.", 0.5),
    )
    return (line,), ()


def _subsequent(it: Infarction) -> _Key:
    # I.C.9.e.4: a second type 1 infarction within four weeks is I22, with I21 for the first;
    # which stands first follows from the stay, and this stay is for the second one.
    second, earlier = SUBSEQUENT[it.vessel], first_code(it.earlier_vessel)
    lines = (
        dx("d1", second, ("mi", "earlier"),
           f"The second infarction came {it.earlier} days after the first, within four weeks. That is I22, and it is the reason for this stay.",
           ("I.C.9.e.4", "II"),
           trap("I22.9", "UNDER_SPECIFIED", "Type or site is documented.", 0.5)),
        dx("d2", earlier, ("earlier",),
           "The first infarction is not yet four weeks old. I22 never stands without a code of I21 for it.", ("I.C.9.e.4", "I.C.9.e.1"),
           trap("I25.2", "RELATED_WRONG", "Old means more than four weeks.", 0.0)),
    )  # fmt: skip
    return lines, ()


def _demand(it: Infarction) -> _Key:
    # Tabular I21.A1: code first the underlying cause; I.C.9.e.5 names type 2.
    code = CAUSES[it.cause]
    lines = (
        dx("d1", code, ("cause", "mi"),
           "A type 2 infarction follows its cause. The note at I21.A1 puts that cause first, and it was the reason for the stay.",
           ("I.C.9.e.5", "I.A.13")),
        dx("d2", "I21.A1", ("mi",),
           "The provider documents a type 2 infarction. It has its own code, whatever the ECG showed.", ("I.C.9.e.5",),
           trap("I21.4", "RELATED_WRONG", "I21.4 is for type 1; this is type 2.", 0.0),
           trap("I24.89", "RELATED_WRONG", "Demand ischemia without infarction is another thing.", 0.0),
           tabular=("I21.A1 code first",)),
    )  # fmt: skip
    return lines, (Rule("d1", "d2", "I.C.9.e.5", "I21.A1 code first"),)


def _recent(it: Infarction) -> _Key:
    code = first_code(it.earlier_vessel)
    line = dx("d1", code, ("earlier",),
        f"The infarction is {it.earlier} days old and still cared for. Within four weeks the acute code is used in the office too.",
        ("I.C.9.e.1", "IV.G"),
        trap("I25.2", "RELATED_WRONG", "Old means more than four weeks.", 0.0))  # fmt: skip
    return (line,), ()


def _late(it: Infarction) -> _Key:
    code = first_code(it.earlier_vessel)
    line = dx("d1", "I25.2", ("earlier",),
        "More than four weeks have passed and nothing of it is treated. It is an old infarction.", ("I.C.9.e.1", "IV.G"),
        trap(code, "RELATED_WRONG", "The acute code ends with the fourth week.", 0.0),
        trap("I21.9", "RELATED_WRONG", "The acute code ends with the fourth week.", 0.0) if code != "I21.9" else trap("I21.3", "RELATED_WRONG", "It is over.", 0.0))  # fmt: skip
    return (line,), ()


_LINES = {
    "new": _new,
    "subsequent": _subsequent,
    "demand": _demand,
    "recent": _recent,
    "old": _late,
}


def _old() -> Drafted:
    return dx("d-old", "I25.2", ("earlier",),
        "An infarction of more than four weeks ago is documented. It is an old one, told beside the new.", ("I.C.9.e.1", "III.A"),
        trap("I21.9", "RELATED_WRONG", "The earlier infarction is over.", 0.0), impact="minor")  # fmt: skip


def _extras(it: Infarction) -> tuple[Extra, ...]:
    found = [extra("R07.9", "SYMPTOM_INTEGRAL", "Chest pain is part of an infarction.", "I.B.5")]
    if it.plan in ("new", "subsequent") and it.vessel:
        found.append(
            extra(
                "I21.4" if it.earlier_vessel or it.plan == "new" else "I21.9",
                "UNSUPPORTED_EXTRA",
                "One infarction has one code; this one is a STEMI.",
                "I.C.9.e.1",
            )
        )
    else:
        found.append(
            extra("I20.9", "UNSUPPORTED_EXTRA", "Angina is not documented beside it.", "I.C.9.b")
        )
    return tuple(found)

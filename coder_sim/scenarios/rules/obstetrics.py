"""Deliveries: weeks, outcome, what complicated them, and O80 only where nothing did."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, dx, extra, pcs, trap
from coder_sim.scenarios.rules.common import HOSPITAL, PLAIN

CODES = {
    "preterm": "O60.14X0",
    "membranes": "O42.02",
    "postterm": "O48.0",
    "pressure": "O13.4",
    "sugar": "O24.420",
    "anemia": "O99.02",
    "shoulder": "O66.0",
    "tear1": "O70.0",
    "tear2": "O70.1",
}
REASONS = ("preterm", "membranes")
"""What brings a woman in before or beside plain labor: principal where it is there."""
DURING = ("shoulder", "tear1", "tear2")
"""What happens at the delivery itself: not present on admission (App. I)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A vaginal delivery of one living child."""

    weeks: int
    found: tuple[str, ...]
    age: int


def draw(dice: Dice) -> Delivery:
    """Return a scenario; a tear has one degree, and 41 weeks are post-term (O48.0)."""
    weeks = dice.one((34, 35, 36, 37, 38, 38, 39, 39, 39, 40, 40, 41))
    found: list[str] = []
    if weeks < 37:
        found.append("preterm")
    elif weeks == 41:
        found.append("postterm")
    elif dice.chance(25):
        found.append("membranes")
    found.extend(
        one for one in dice.some(("pressure", "sugar", "anemia", "shoulder"), dice.between(0, 1))
    )
    tear = dice.one(("", "", "tear1", "tear2"))
    if tear:
        found.append(tear)
    return Delivery(weeks, tuple(one for one in CODES if one in found), dice.between(23, 34))


_WHY = {
    "preterm": "Labor and delivery came before 37 completed weeks. One code tells both, and they were the reason for the stay.",
    "membranes": "The membranes broke at term before labor, and labor followed within a day. That brought the patient in.",
    "postterm": "More than 40 completed weeks have passed. That is post-term, not prolonged pregnancy, which begins after 42.",
    "pressure": "Hypertension that the pregnancy brought is coded from chapter 15. For a delivery the code says so.",
    "sugar": "Gestational diabetes on diet is documented. At the delivery the code is the one for childbirth.",
    "anemia": "The anemia complicates the childbirth. Chapter 15 stands first and the kind of anemia follows.",
    "shoulder": "The shoulders got stuck at the delivery. It happened after admission.",
    "tear1": "The tear went through skin only, first degree. It happened after admission, so POA is N.",
    "tear2": "The tear reached the muscle of the perineum, second degree. It happened after admission, so POA is N.",
}
_CITE = {
    "preterm": ("I.C.15.a.1", "I.C.15.b.4"),
    "membranes": ("I.C.15.a.1", "I.C.15.b.4"),
    "postterm": ("I.C.15.a.1", "I.C.15.b.4"),
    "pressure": ("I.C.15.a.1", "I.C.15.a.3"),
    "sugar": ("I.C.15.i", "I.C.15.a.1"),
    "anemia": ("I.C.15.a.1", "I.B.7"),
    "shoulder": ("I.C.15.a.1", "App. I"),
    "tear1": ("I.C.15.a.1", "App. I"),
    "tear2": ("I.C.15.a.1", "App. I"),
}
_WRONG = {
    "preterm": ("O60.12X0", "That is labor in the second trimester."),
    "membranes": ("O42.12", "Labor began within 24 hours."),
    "postterm": ("O48.1", "Prolonged begins after 42 completed weeks."),
    "pressure": ("O13.3", "At a delivery the code for childbirth is used."),
    "sugar": ("O24.410", "At a delivery the code for childbirth is used."),
    "anemia": ("O99.013", "At a delivery the code for childbirth is used."),
    "shoulder": ("O66.9", "The cause is documented."),
    "tear1": ("O70.9", "The degree is documented."),
    "tear2": ("O70.9", "The degree is documented."),
}


def key(it: Delivery) -> Outline:
    """Derive the key: chapter 15, then Z37 and Z3A, then the delivery and any repair."""
    lines = [_complication(it, one) for one in it.found] or [_plain()]
    if "anemia" in it.found:
        place = it.found.index("anemia") + 1
        lines.insert(place, dx("d-iron", "D50.9", ("anemia",),
            "O99.02 does not tell the kind of anemia. It is added, after the code of chapter 15.", ("I.C.15.a.1", "I.B.7")))  # fmt: skip
    firsts = _firsts(it)
    return Outline(
        setting=Setting.INPATIENT,
        age=it.age,
        sex=Sex.F,
        specialty="Obstetrics",
        difficulty=2 + min(2, len(it.found)),
        tracks=HOSPITAL,
        asks="Code the diagnoses of the mother's stay with POA, and the procedures in ICD-10-PCS.",
        lines=(*lines, _outcome(), _weeks(it), *_procedures(it)),
        extras=_extras(it),
        first_allowed=firsts,
        policy=PLAIN,
        stay=2,
    )


def _firsts(it: Delivery) -> tuple[str, ...]:
    """Return what may be principal: the reason for the stay, else a condition, else a tear."""
    for group in (
        [one for one in it.found if one in REASONS],
        [one for one in it.found if one not in DURING],
        list(it.found),
    ):
        if group:
            return tuple(f"d-{one}" for one in group)
    return ("d-plain",)


def _plain() -> Drafted:
    return dx("d-plain", "O80", ("labor", "birth"),
        "A full-term delivery of one living child with nothing to tell beside it. O80 stands alone, with Z37.0 and the weeks.",
        ("I.C.15.n.1", "I.C.15.n.2"),
        trap("O75.9", "RELATED_WRONG", "No complication is documented.", 0.0))  # fmt: skip


def _complication(it: Delivery, one: str) -> Drafted:
    code, why = _WRONG[one]
    cls = "UNDER_SPECIFIED" if code.endswith(".9") else "WRONG_CODE_SAME_CATEGORY"
    return dx(f"d-{one}", CODES[one], (one,), _WHY[one], _CITE[one], trap(code, cls, why),
              poa=("N",) if one in DURING else ("Y",))  # fmt: skip


def _outcome() -> Drafted:
    return dx("z1", "Z37.0", ("birth",),
        "The outcome is told once on the mother's record. One child was born alive.", ("I.C.15.b.5", "I.C.21.c.11"),
        trap("Z37.9", "UNDER_SPECIFIED", "The outcome is documented.", 0.5), impact="minor")  # fmt: skip


def _weeks(it: Delivery) -> Drafted:
    wrong = f"Z3A.{it.weeks - 1}"
    return dx("z2", f"Z3A.{it.weeks}", ("labor",),
        "The completed weeks are documented on admission. Days beyond the week are not counted.", ("I.C.21.c.11", "I.C.15.a.3"),
        trap(wrong, "WRONG_CODE_SAME_CATEGORY", "The weeks completed on admission count."), impact="minor")  # fmt: skip


def _procedures(it: Delivery) -> tuple[Drafted, ...]:
    lines = [pcs("p1", "10E0XZZ", ("birth",),
        "The child came without instruments. Helping it out by hand is Delivery, external approach.", ("PCS C1",), principal=True)]  # fmt: skip
    if "tear1" in it.found:
        lines.append(pcs("p2", "0HQ9XZZ", ("tear1",),
            "A first-degree tear is sutured in the skin. The body part is the skin of the perineum.", ("PCS B3.5", "PCS C1"),
            trap("0KQM0ZZ", "PCS_BODY_PART", "Muscle was not torn.")))  # fmt: skip
    if "tear2" in it.found:
        lines.append(pcs("p2", "0KQM0ZZ", ("tear2",),
            "A second-degree tear is sutured in the muscle of the perineum. The deepest layer decides.", ("PCS B3.5", "PCS C1"),
            trap("0HQ9XZZ", "PCS_BODY_PART", "Muscle was torn and sutured.")))  # fmt: skip
    return tuple(lines)


def _extras(it: Delivery) -> tuple[Extra, ...]:
    other = "Z34.03"
    found = [
        extra(
            other, "UNSUPPORTED_EXTRA", "Supervision codes are for prenatal visits.", "I.C.15.b.1"
        )
    ]
    if it.found:
        found.append(
            extra(
                "O80",
                "O80_WITH_COMPLICATION",
                "O80 does not stand beside any other code of chapter 15.",
                "I.C.15.n.1",
            )
        )
    else:
        found.append(extra("O70.0", "UNSUPPORTED_EXTRA", "The perineum was whole.", "I.C.15.n.1"))
    return tuple(found)

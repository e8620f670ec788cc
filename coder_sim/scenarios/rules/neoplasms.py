"""Neoplasms: what is treated today stands first; history only when treatment is over."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import OUTPATIENT, PLAIN


@dataclass(frozen=True, slots=True)
class Tumor:
    """A primary: its code, an unspecified one, its history code."""

    name: str
    code: str
    vague: str
    history: str
    sex: Sex | None = None


PRIMARIES = (
    Tumor(
        "carcinoma of the upper-outer quadrant of the right female breast",
        "C50.411",
        "C50.911",
        "Z85.3",
        Sex.F,
    ),
    Tumor(
        "carcinoma of the upper-inner quadrant of the left female breast",
        "C50.212",
        "C50.912",
        "Z85.3",
        Sex.F,
    ),
    Tumor("adenocarcinoma of the sigmoid colon", "C18.7", "C18.9", "Z85.038"),
    Tumor("adenocarcinoma of the cecum", "C18.0", "C18.9", "Z85.038"),
    Tumor("carcinoma of the right upper lobe of the lung", "C34.11", "C34.91", "Z85.118"),
    Tumor("carcinoma of the left lower lobe of the lung", "C34.32", "C34.92", "Z85.118"),
    Tumor("carcinoma of the lateral wall of the bladder", "C67.2", "C67.9", "Z85.51"),
    Tumor("carcinoma of the head of the pancreas", "C25.0", "C25.9", "Z85.07"),
)
SECONDARIES = {
    "bone": "C79.51",
    "liver": "C78.7",
    "brain": "C79.31",
    "right lung": "C78.01",
    "peritoneum": "C78.6",
}
PLANS = ("chemotherapy", "immunotherapy", "radiation", "checked", "secondary", "history", "spread")
_THERAPY = {"chemotherapy": "Z51.11", "immunotherapy": "Z51.12", "radiation": "Z51.0"}


@dataclass(frozen=True, slots=True)
class Neoplasm:
    """What is true of one patient with a tumor."""

    primary: Tumor
    plan: str
    """A therapy alone; checked under treatment; secondary treated; history; spread of a past one."""
    secondary: str
    age: int
    sex: Sex


def draw(dice: Dice) -> Neoplasm:
    """Return a scenario; a secondary is never in the organ of its primary."""
    primary = dice.one(PRIMARIES)
    plan = dice.one(PLANS)
    secondary = dice.one(("bone", "liver", "brain", "peritoneum"))
    if plan not in ("secondary", "spread") and not (plan in _THERAPY and dice.chance(40)):
        secondary = ""
    return Neoplasm(
        primary, plan, secondary, dice.between(46, 83), primary.sex or dice.one((Sex.F, Sex.M))
    )


def key(it: Neoplasm) -> Outline:
    """Derive the key."""
    lines = _LINES.get(it.plan, _therapy)(it)
    rules = tuple(Rule("d1", line.line.id, _CITE[it.plan]) for line in lines[1:])
    return Outline(
        setting=Setting.OUTPATIENT,
        age=it.age,
        sex=it.sex,
        specialty="Oncology",
        difficulty=2 + bool(it.secondary) + (it.plan in ("spread", "secondary")),
        tracks=OUTPATIENT,
        asks="Code the diagnoses of this encounter in order. Treatment and drugs are coded by someone else.",
        lines=lines,
        extras=_extras(it),
        rules=rules,
        policy=PLAIN,
    )


_CITE = {
    "chemotherapy": "I.C.2.e.2",
    "immunotherapy": "I.C.2.e.2",
    "radiation": "I.C.2.e.2",
    "checked": "I.C.2.a",
    "secondary": "I.C.2.b",
    "history": "I.C.2.m",
    "spread": "I.C.2.d",
}


def _therapy(it: Neoplasm) -> tuple[Drafted, ...]:
    # I.C.2.e.2: an encounter only for the therapy has its Z51 code first, the tumor after it.
    code = _THERAPY[it.plan]
    wrong = "Z51.12" if it.plan == "chemotherapy" else "Z51.11"
    lines = [
        dx("d1", code, ("plan", "primary"),
           f"The patient came for the {it.plan} and for nothing else. Then its Z code stands first and the tumor after it.",
           ("I.C.2.e.2", "IV.L"), trap(wrong, "WRONG_CODE_SAME_CATEGORY", "That is another treatment.")),
        _primary(it, "d2", "The primary is still treated, so it is coded as present. It comes after the treatment code."),
    ]  # fmt: skip
    if it.secondary:
        lines.append(
            _secondary(
                it,
                "d3",
                "The secondary is documented and treated with it. Each tumor has its own code.",
            )
        )
    return tuple(lines)


def _checked(it: Neoplasm) -> tuple[Drafted, ...]:
    return (
        _primary(
            it,
            "d1",
            "The tumor is under treatment, so it is coded as present. The visit was to see how it responds.",
            "I.C.2.a",
        ),
    )


def _treated_secondary(it: Neoplasm) -> tuple[Drafted, ...]:
    # I.C.2.b: treatment directed at the secondary alone puts it first, though the primary is there.
    return (
        _secondary(
            it,
            "d1",
            "The visit was about the secondary alone. It stands first, although the primary is still there.",
            "I.C.2.b",
        ),
        _primary(
            it,
            "d2",
            "The primary is still there and under treatment. It is coded after the secondary that was dealt with.",
        ),
    )


def _history(it: Neoplasm) -> tuple[Drafted, ...]:
    # I.C.2.m, I.C.21.c.8: excised, treatment over, no sign of it: follow-up Z08 and history Z85.
    return (
        dx("d1", "Z08", ("plan", "primary"),
           "Treatment is over and nothing was found. That is follow-up after a malignant tumor, first-listed.", ("I.C.21.c.8", "I.C.2.m"),
           trap("Z09", "RELATED_WRONG", "Z09 is for conditions other than malignant tumors.")),
        dx("d2", it.primary.history, ("primary",),
           "The tumor was removed and no treatment goes on. It is history and not disease.", ("I.C.2.m", "I.C.21.c.4"),
           trap(it.primary.code, "RELATED_WRONG", "No tumor is left and none is treated.", 0.0), tabular=("Z08 use additional code",)),
    )  # fmt: skip


def _spread(it: Neoplasm) -> tuple[Drafted, ...]:
    # I.C.2.d: a past primary with a secondary that has come up: the secondary, and Z85 beside it.
    return (
        _secondary(it, "d1", "The secondary is what is there now. It is coded and stands first.", "I.C.2.d"),
        dx("d2", it.primary.history, ("primary",),
           "The primary was removed and is not treated any more. It is history, even while its secondary is treated.", ("I.C.2.d", "I.C.21.c.4"),
           trap(it.primary.code, "RELATED_WRONG", "The primary is gone; only its secondary is there.", 0.0)),
    )  # fmt: skip


_LINES = {
    "checked": _checked,
    "secondary": _treated_secondary,
    "history": _history,
    "spread": _spread,
}


def _primary(it: Neoplasm, id: str, why: str, cite: str = "I.C.2.a") -> Drafted:
    return dx(id, it.primary.code, ("primary",), why, (cite, "I.B.2"),
              trap(it.primary.vague, "UNDER_SPECIFIED", "The exact site is documented.", 0.5),
              trap(it.primary.history, "RELATED_WRONG", "The tumor is still under treatment.", 0.0))  # fmt: skip


def _secondary(it: Neoplasm, id: str, why: str, cite: str = "I.C.2.b") -> Drafted:
    return dx(id, SECONDARIES[it.secondary], ("secondary",), why, (cite, "I.B.2"),
              trap("C79.9", "UNDER_SPECIFIED", "The site of the secondary is documented.", 0.5))  # fmt: skip


def _extras(it: Neoplasm) -> tuple[Extra, ...]:
    found = [extra("C80.1", "UNSUPPORTED_EXTRA", "The site of the primary is known.", "I.C.2.k")]
    if it.plan in ("checked", "secondary", "spread", "history"):
        found.append(
            extra(
                "Z51.11",
                "UNSUPPORTED_EXTRA",
                "No chemotherapy was given at this encounter.",
                "I.C.2.e.2",
            )
        )
    else:
        found.append(extra("Z09", "UNSUPPORTED_EXTRA", "Treatment is not over.", "I.C.21.c.8"))
    return tuple(found)

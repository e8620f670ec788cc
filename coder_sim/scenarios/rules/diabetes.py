"""Diabetes with complications and drugs: one code for each complication, then what treats it."""

from dataclasses import dataclass

from coder_sim.domain.answer import Distractor, Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, OFFICE, PLAIN

COMPLICATIONS = ("kidney", "nerves", "ulcer", "stomach", "vessels", "sugar", "cataract")
REGIMENS = ("none", "oral", "insulin", "injected", "insulin+oral", "oral+injected", "all")
STAGES = ("1", "2", "30", "31", "32", "4")
SITES = {"heel and midfoot": "4", "toes and forefoot": "5"}
DEPTHS = {"skin": "1", "fat": "2", "muscle": "3", "bone": "4"}
_ENDING = {
    "kidney": "22",
    "nerves": "42",
    "ulcer": "621",
    "stomach": "43",
    "vessels": "51",
    "sugar": "65",
    "cataract": "36",
}
_WHY = {
    "kidney": "Chronic kidney disease stands under diabetes, with, in the index, so the link is presumed. "
    "Nobody has to write diabetic in front of it.",
    "nerves": "The provider documents diabetic polyneuropathy. That is its own code, not the unspecified neuropathy.",
    "ulcer": "The foot ulcer is called diabetic. The combination code comes first and the site and depth follow.",
    "stomach": "Gastroparesis in diabetes is autonomic neuropathy. K31.84 is added to say which kind.",
    "vessels": "Peripheral vascular disease stands under diabetes, with. No gangrene is documented, so E1-.51 it is.",
    "sugar": "The provider names hyperglycemia. Poor control alone would not tell which way the sugar was off.",
    "cataract": "Cataract stands under diabetes, with, in the index. The link is presumed unless the provider denies it.",
}


@dataclass(frozen=True, slots=True)
class Diabetes:
    """What is true of one patient with diabetes."""

    type: int
    complications: tuple[str, ...]
    regimen: str
    stage: str
    site: str
    depth: str
    side: str
    age: int
    sex: Sex

    @property
    def category(self) -> str:
        """Return the category of the type; type 2 is the default (I.C.4.a.2)."""
        return "E10" if self.type == 1 else "E11"


def draw(dice: Dice) -> Diabetes:
    """Return a scenario: zero to three complications; type 1 always has insulin alone."""
    type_one = dice.chance(20)
    count = dice.one((0, 1, 2, 2, 3, 3))
    chosen = set(dice.some(COMPLICATIONS, count))
    return Diabetes(
        type=1 if type_one else 2,
        complications=tuple(one for one in COMPLICATIONS if one in chosen),
        regimen="insulin" if type_one else dice.one(REGIMENS),
        stage=dice.one(STAGES),
        site=dice.one(tuple(SITES)),
        depth=dice.one(tuple(DEPTHS)),
        side=dice.one(("right", "left")),
        age=dice.between(24, 44) if type_one else dice.between(46, 84),
        sex=dice.one((Sex.F, Sex.M)),
    )


def drugs(it: Diabetes) -> tuple[str, ...]:
    """Return the long-term drug codes (I.C.4.a.3).

    Insulin and an oral drug: both codes. An injected drug that is not insulin has Z79.85, beside
    Z79.4 or Z79.84 where they are used too. E10 asks for no Z79.4: insulin goes without saying.
    """
    codes = {
        "none": (),
        "oral": ("Z79.84",),
        "insulin": ("Z79.4",),
        "injected": ("Z79.85",),
        "insulin+oral": ("Z79.4", "Z79.84"),
        "oral+injected": ("Z79.84", "Z79.85"),
        "all": ("Z79.4", "Z79.84", "Z79.85"),
    }
    return codes[it.regimen]


def _ulcer_code(it: Diabetes) -> str:
    return f"L97.{SITES[it.site]}{'1' if it.side == 'right' else '2'}{DEPTHS[it.depth]}"


def _companions(it: Diabetes) -> dict[str, Drafted]:
    """Return the code that each combination code asks for beside it."""
    stage = f"N18.{it.stage}"
    ulcer = _ulcer_code(it)
    other = f"{ulcer[:5]}{'2' if it.side == 'right' else '1'}{ulcer[6:]}"
    return {
        "kidney": dx(
            "kidney2",
            stage,
            ("kidney",),
            "The diabetes code says kidney disease, not its stage. The documented stage is added after it.",
            ("I.C.14.a.1", "I.B.7"),
            trap("N18.9", "UNDER_SPECIFIED", "The stage is documented.", 0.5),
            tabular=("E11.22 use additional code",) if it.type == 2 else (),
        ),
        "ulcer": dx(
            "ulcer2",
            ulcer,
            ("ulcer",),
            "E1-.621 asks for the site and the severity of the ulcer. Side and deepest tissue come from the note.",
            ("I.B.13", "I.B.7"),
            trap(f"{ulcer[:6]}9", "UNDER_SPECIFIED", "The depth is documented.", 0.5),
            trap(other, "WRONG_LATERALITY", "The note gives the other side."),
        ),
        "stomach": dx(
            "stomach2",
            "K31.84",
            ("stomach",),
            "E1-.43 covers several autonomic troubles. Gastroparesis is named by its own code, after the diabetes.",
            ("I.A.13", "I.B.7"),
        ),
    }


def key(it: Diabetes) -> Outline:
    """Derive the key: complications with their companions, then drugs."""
    lines: list[Drafted] = []
    rules: list[Rule] = []
    firsts = []
    companions = _companions(it)
    for place, one in enumerate(it.complications, start=1):
        id = f"d{place}"
        firsts.append(id)
        lines.append(
            dx(
                id,
                f"{it.category}.{_ENDING[one]}",
                (one,),
                _WHY[one],
                ("I.C.4.a", "I.A.15"),
                *_traps(it, one),
            )
        )
        if one in companions:
            lines.append(companions[one])
            rules.append(Rule(id, f"{one}2", "I.A.13" if one == "stomach" else "I.B.7"))
    if not lines:
        firsts.append("d1")
        lines.append(_uncomplicated(it))
    lines.extend(_drug_lines(it))
    return Outline(
        setting=Setting.PROFESSIONAL,
        age=it.age,
        sex=it.sex,
        specialty="Internal medicine",
        difficulty=min(5, 1 + len(it.complications) + (it.regimen in ("all", "oral+injected"))),
        tracks=OFFICE,
        asks=DIAGNOSES,
        lines=tuple(lines),
        extras=_extras(it),
        rules=tuple(rules),
        first_allowed=tuple(firsts),
        policy=PLAIN,
    )


def _uncomplicated(it: Diabetes) -> Drafted:
    return dx(
        "d1",
        f"{it.category}.9",
        ("plain",),
        "No complication is documented and control is good. That is diabetes without complications, of the type given.",
        ("I.C.4.a.1", "I.C.4.a"),
        trap(
            "E11.9" if it.type == 1 else "E10.9",
            "RELATED_WRONG",
            "The note gives the other type.",
            0.0,
        ),
        trap(f"{it.category}.8", "WRONG_CODE_SAME_CATEGORY", "No complication is documented."),
        trap(
            f"{it.category}.65", "WRONG_CODE_SAME_CATEGORY", "Nobody documents hyperglycemia.", 0.0
        ),
    )


def _traps(it: Diabetes, one: str) -> tuple[Distractor, ...]:
    cat = it.category
    choices = {
        "kidney": trap(
            f"{cat}.21",
            "WRONG_CODE_SAME_CATEGORY",
            "Nephropathy is another term; the note says chronic kidney disease.",
        ),
        "nerves": trap(f"{cat}.40", "UNDER_SPECIFIED", "The provider says polyneuropathy.", 0.5),
        "ulcer": trap(f"{cat}.622", "WRONG_CODE_SAME_CATEGORY", "The ulcer is on the foot."),
        "stomach": trap(
            f"{cat}.40",
            "UNDER_SPECIFIED",
            "Gastroparesis tells that autonomic nerves are meant.",
            0.5,
        ),
        "vessels": trap(f"{cat}.52", "WRONG_CODE_SAME_CATEGORY", "No gangrene is documented.", 0.0),
        "sugar": trap(
            f"{cat}.649", "WRONG_CODE_SAME_CATEGORY", "That is low sugar; the note says high.", 0.0
        ),
        "cataract": trap(
            f"{cat}.39", "WRONG_CODE_SAME_CATEGORY", "Cataract has its own combination code."
        ),
    }
    clash = {"stomach": "nerves", "nerves": "stomach"}
    return () if clash.get(one) in it.complications else (choices[one],)


_DRUG = {
    "Z79.4": (
        "insulin",
        "Insulin is taken long term, so it is told by its own code. It is reported beside the code of an oral drug.",
    ),
    "Z79.84": (
        "oral",
        "A tablet against the sugar is taken long term. It has its own code, beside insulin too.",
    ),
    "Z79.85": (
        "injected",
        "The weekly injection is no insulin but a drug of another kind. It has a code of its own.",
    ),
}


def _drug_lines(it: Diabetes) -> tuple[Drafted, ...]:
    lines = []
    for place, code in enumerate(drugs(it), start=1):
        proof, why = _DRUG[code]
        optional = it.type == 1
        if optional:
            why = "Type 1 means insulin, so the code adds nothing. It may be reported or left out."
        lines.append(
            dx(
                f"rx{place}",
                code,
                (proof,),
                why,
                ("I.C.4.a.3", "I.C.21.c.3"),
                optional=optional,
                impact="minor",
            )
        )
    return tuple(lines)


def _extras(it: Diabetes) -> tuple[Extra, ...]:
    found = []
    if it.complications:
        found.append(
            extra(
                f"{it.category}.9",
                "CONTRADICTION",
                "Without complications cannot stand beside a complication.",
                "I.C.4.a",
            )
        )
    if "Z79.4" not in drugs(it):
        found.append(extra("Z79.4", "UNSUPPORTED_EXTRA", "No insulin is taken.", "I.C.4.a.3"))
    elif "Z79.84" not in drugs(it):
        found.append(
            extra(
                "Z79.84", "UNSUPPORTED_EXTRA", "No tablet against the sugar is taken.", "I.C.4.a.3"
            )
        )
    if "sugar" not in it.complications and it.complications:
        found.append(
            extra(
                f"{it.category}.65",
                "UNSUPPORTED_EXTRA",
                "Nobody documents hyperglycemia.",
                "I.C.4.a",
            )
        )
    return tuple(found)

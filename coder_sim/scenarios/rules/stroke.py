"""Sequelae of stroke: one code for each deficit, with the dominance rule for weakness."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, OFFICE, PLAIN

KINDS = {
    "infarction": "I69.3",
    "intracerebral hemorrhage": "I69.1",
    "subarachnoid hemorrhage": "I69.0",
}
WEAK = {"hemiplegia": "5", "arm": "3", "leg": "4"}
OTHER = {
    "aphasia": "20",
    "dysarthria": "22",
    "face": "92",
    "ataxia": "93",
    "memory": "11",
    "dysphagia": "91",
}
PHASES = {"oral": "R13.11", "oropharyngeal": "R13.12", "pharyngeal": "R13.13"}
HANDS = ("right", "left", "both", "")


@dataclass(frozen=True, slots=True)
class Sequelae:
    """What is left of one old stroke."""

    kind: str
    weakness: str
    """hemiplegia, arm, leg or ""."""
    side: str
    hand: str
    """Dominant hand: right, left, both (ambidextrous) or "" where nobody says."""
    others: tuple[str, ...]
    phase: str
    age: int
    sex: Sex


def draw(dice: Dice) -> Sequelae:
    """Return a scenario with one deficit at least; some patients have none left at all."""
    weakness = dice.one(("hemiplegia", "hemiplegia", "hemiplegia", "arm", "leg", ""))
    others = dice.some(tuple(OTHER), dice.between(0, 2))
    kind = dice.one(
        ("infarction", "infarction", "intracerebral hemorrhage", "subarachnoid hemorrhage")
    )
    # Only a stroke without deficits has a history code, and only that of an infarction is Z86.73
    # without a doubt.
    if not weakness and not others:
        kind = "infarction"
    return Sequelae(
        kind=kind,
        weakness=weakness,
        side=dice.one(("right", "left")),
        hand=dice.one(HANDS),
        others=tuple(one for one in OTHER if one in others),
        phase=dice.one(tuple(PHASES)),
        age=dice.between(49, 86),
        sex=dice.one((Sex.F, Sex.M)),
    )


def dominant(side: str, hand: str) -> bool:
    """Tell whether the affected side counts as dominant (I.C.6.a).

    Hand not documented: right is dominant, left is not. Ambidextrous: dominant on either side.
    """
    if hand == "both":
        return True
    return side == (hand or "right")


def weakness_code(it: Sequelae) -> str:
    """Return the code of the weakness: 1, 2 dominant right, left; 3, 4 nondominant."""
    place = 1 if it.side == "right" else 2
    return (
        f"{KINDS[it.kind]}{WEAK[it.weakness]}{place if dominant(it.side, it.hand) else place + 2}"
    )


_WHY = {
    "aphasia": "Aphasia stayed behind after the stroke. It has a code of its own in the category of the kind of stroke.",
    "dysarthria": "The trouble is with forming words, not with finding them. That is dysarthria, with its own code.",
    "face": "The weak face is left of the stroke. It has a code of its own beside any weakness of the limbs.",
    "ataxia": "Ataxia is left of the stroke. It has a code of its own in the category.",
    "memory": "The provider joins the memory deficit to the stroke. The sixth character tells which cognitive deficit it is.",
    "dysphagia": "Dysphagia is left of the stroke. Its phase follows in a code of chapter 18.",
}
_TRAP = {
    "aphasia": "21",
    "dysarthria": "23",
    "face": "98",
    "ataxia": "98",
    "memory": "19",
    "dysphagia": "98",
}


def key(it: Sequelae) -> Outline:
    """Derive the key: weakness, the other deficits, and Z86.73 only where nothing is left."""
    lines: list[Drafted] = []
    rules: list[Rule] = []
    if it.weakness:
        lines.append(_weakness(it))
    lines.extend(one for name in it.others for one in _deficit(it, name))
    if "dysphagia" in it.others:
        rules.append(Rule("d-dysphagia", "d-phase", "I.B.7"))
    firsts: tuple[str, ...] = tuple(one.line.id for one in lines if one.line.id != "d-phase")
    if not lines:
        lines.append(
            dx(
                "d-history",
                "Z86.73",
                ("well",),
                "Nothing is left of the stroke. Then it is history, told by a Z code.",
                ("I.C.9.d.3", "I.C.21.c.4"),
                trap("I69.30", "RELATED_WRONG", "There is no sequela.", 0.0),
            )
        )
        firsts = ("d-history",)
    return Outline(
        setting=Setting.PROFESSIONAL,
        age=it.age,
        sex=it.sex,
        specialty="Neurology",
        difficulty=min(5, 1 + len(lines) + (bool(it.weakness) and it.hand in ("", "both"))),
        tracks=OFFICE,
        asks=DIAGNOSES,
        lines=tuple(lines),
        extras=_extras(it),
        rules=tuple(rules),
        first_allowed=firsts,
        policy=PLAIN,
        payer="Medicare",
    )


def _deficit(it: Sequelae, one: str) -> tuple[Drafted, ...]:
    stem = KINDS[it.kind]
    line = dx(
        f"d-{one}",
        f"{stem}{OTHER[one]}",
        (one,),
        _WHY[one],
        ("I.C.9.d.1", "I.B.10"),
        trap(
            f"{stem}{_TRAP[one]}",
            "WRONG_CODE_SAME_CATEGORY",
            "The deficit that is documented has its own code.",
        ),
    )
    if one != "dysphagia":
        return (line,)
    phase = dx(
        "d-phase",
        PHASES[it.phase],
        (one,),
        "The code of the sequela asks for the type of dysphagia. The phase is documented.",
        ("I.B.7", "I.C.9.d.1"),
        trap("R13.10", "UNDER_SPECIFIED", "The phase is documented.", 0.5),
    )
    return line, phase


def _weakness(it: Sequelae) -> Drafted:
    right = weakness_code(it)
    flipped = f"{right[:-1]}{(int(right[-1]) + 1) % 4 + 1}"
    stated = {
        "": "No dominant hand is documented: then the right side counts as dominant and the left does not.",
        "both": "For an ambidextrous patient the affected side counts as dominant.",
    }
    tail = stated.get(
        it.hand, f"The patient is {it.hand}-handed, and the {it.side} side is affected."
    )
    cites = ("I.C.6.a", "I.C.9.d.1")
    return dx(
        "d-weak",
        right,
        ("weak", *(("hand",) if it.hand else ())),
        f"The weakness is a sequela of {it.kind}, told with side and dominance. {tail}",
        cites,
        trap(
            flipped, "WRONG_CODE_SAME_CATEGORY", "The dominance rule puts this side the other way."
        ),
    )


def _extras(it: Sequelae) -> tuple[Extra, ...]:
    acute = {
        "infarction": "I63.9",
        "intracerebral hemorrhage": "I61.9",
        "subarachnoid hemorrhage": "I60.9",
    }
    found = [
        extra(
            acute[it.kind],
            "UNSUPPORTED_EXTRA",
            "The stroke is long over; the acute code belongs to the acute stay.",
            "I.C.9.d.1",
        )
    ]
    if it.weakness or it.others:
        found.append(
            extra(
                "Z86.73",
                "CONTRADICTION",
                "History without deficits does not stand beside a deficit.",
                "I.C.9.d.3",
            )
        )
    else:
        found.append(extra("I69.398", "UNSUPPORTED_EXTRA", "There is no sequela.", "I.C.9.d.1"))
    if it.weakness == "hemiplegia":
        found.append(
            extra(
                "G81.90", "REDUNDANT_COMPONENT", "The sequela code tells the hemiplegia.", "I.C.6.a"
            )
        )
    return tuple(found)

"""External cause sets: how, where, doing what, as what; three of the four only at the first encounter."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import ED, WITH_CAUSE


@dataclass(frozen=True, slots=True)
class Scene:
    """An accident: the injury and its cause (stems before the 7th character), places, activity."""

    id: str
    injury: str
    cause: str
    places: tuple[tuple[str, str], ...]
    """Words and code of each place where it can happen."""
    activity: str
    unspecified: str


SCENES = (
    Scene("knife", "S61.211", "W26.0XX", (("in the kitchen of the family house", "Y92.010"), ("in the kitchen of a restaurant", "Y92.511")), "Y93.G1", "Y92.9"),
    Scene("dog", "S81.851", "W54.0XX", (("on the sidewalk", "Y92.480"), ("in a public park", "Y92.830")), "Y93.K1", "Y92.9"),
    Scene("bicycle", "S50.01X", "V18.0XX", (("on a bike path", "Y92.482"), ("in a public park", "Y92.830")), "Y93.55", "Y92.9"),
    Scene("ladder", "S80.01X", "W11.XXX", (("in the garden of the family house", "Y92.017"), ("at a building under construction", "Y92.61")), "Y93.H9", "Y92.9"),
    Scene("slip", "S63.501", "W01.0XX", (("on the sidewalk", "Y92.480"), ("in a supermarket", "Y92.512")), "Y93.01", "Y92.9"),
    Scene("oil", "T23.261", "X10.2XX", (("in the kitchen of the family house", "Y92.010"), ("in the kitchen of a restaurant", "Y92.511")), "Y93.G3", "Y92.9"),
)  # fmt: skip
STATUSES = {"paid": "Y99.0", "leisure": "Y99.8", "volunteer": "Y99.2"}


@dataclass(frozen=True, slots=True)
class Accident:
    """What is true of one accident, at its first or a later encounter."""

    scene: Scene
    place: int
    status: str
    later: bool
    age: int
    sex: Sex


def draw(dice: Dice) -> Accident:
    """Return a scenario."""
    return Accident(
        scene=dice.one(SCENES),
        place=dice.between(0, 1),
        status=dice.one(tuple(STATUSES)),
        later=dice.chance(30),
        age=dice.between(19, 69),
        sex=dice.one((Sex.F, Sex.M)),
    )


def key(it: Accident) -> Outline:
    """Derive the key.

    The cause has the 7th character of the injury, as long as that is treated (I.C.20.a.2). Place,
    activity and status are told once, at the initial encounter (I.C.20.b, c, k). No external cause
    stands first (I.C.20.a.6).
    """
    seventh = "D" if it.later else "A"
    wrong = "A" if it.later else "D"
    injury, cause = f"{it.scene.injury}{seventh}", f"{it.scene.cause}{seventh}"
    lines = [
        dx("d1", injury, ("injury",),
           "The injury is why the patient is here, so it stands first. Its 7th character tells whether it is still treated or healing.", ("I.C.19.a", "I.C.20.a.6"),
           trap(f"{it.scene.injury}{wrong}", "WRONG_7TH", "The 7th character follows the care given now.", 0.5)),
        dx("e1", cause, ("cause",),
           "The cause tells how it happened. It is repeated with the injury's 7th character as long as that is treated.", ("I.C.20.a.2", "I.C.20.a.6"),
           trap(f"{it.scene.cause}{wrong}", "WRONG_7TH", "The cause follows the injury's 7th character.", 0.5), impact="minor"),
    ]  # fmt: skip
    if not it.later:
        lines.extend(_once(it))
    return Outline(
        setting=Setting.PROFESSIONAL if it.later else Setting.ED,
        age=it.age,
        sex=it.sex,
        specialty="Family medicine" if it.later else "Emergency medicine",
        difficulty=3 if it.later else 2,
        tracks=ED,
        asks="Code the diagnoses and external causes of this encounter in order. The visit itself is coded by someone else.",
        lines=tuple(lines),
        extras=_extras(it),
        rules=tuple(Rule("d1", line.line.id, "I.C.20.a.6") for line in lines[1:]),
        policy=WITH_CAUSE,
    )


def _once(it: Accident) -> tuple[Drafted, ...]:
    place = it.scene.places[it.place][1]
    other = it.scene.places[1 - it.place][1]
    status = STATUSES[it.status]
    wrong = "Y99.0" if it.status != "paid" else "Y99.8"
    return (
        dx("e2", place, ("place",),
           "The place is documented, and this is the first encounter. It is told once.", ("I.C.20.b",),
           trap(other, "WRONG_CODE_SAME_CATEGORY", "The chart names another place."), impact="minor"),
        dx("e3", it.scene.activity, ("activity",),
           "What the patient was doing is documented. It is told once, at the first encounter.", ("I.C.20.c",),
           trap("Y93.89", "WRONG_CODE_SAME_CATEGORY", "This activity has a code of its own."), impact="minor"),
        dx("e4", status, ("status",),
           "Work, volunteering or leisure is documented. The status goes with the place and the activity, once.", ("I.C.20.k",),
           trap(wrong, "WRONG_CODE_SAME_CATEGORY", "The chart tells another status."), impact="minor"),
    )  # fmt: skip


def _extras(it: Accident) -> tuple[Extra, ...]:
    if it.later:
        cite = "I.C.20.b"
        return (
            extra(
                it.scene.places[it.place][1],
                "UNSUPPORTED_EXTRA",
                "The place is told at the first encounter only.",
                cite,
            ),
            extra(
                it.scene.activity,
                "UNSUPPORTED_EXTRA",
                "The activity is told at the first encounter only.",
                "I.C.20.c",
            ),
            extra(
                "Z47.89",
                "AFTERCARE_WITH_INJURY",
                "The 7th character tells the aftercare of an injury.",
                "I.C.21.c.7",
            ),
        )
    return (
        extra(
            "Y92.9",
            "UNSUPPORTED_EXTRA",
            "The place is known; the unspecified one is never reported.",
            "I.C.20.b",
        ),
        extra("Y93.9", "UNSUPPORTED_EXTRA", "The activity is known.", "I.C.20.c"),
    )

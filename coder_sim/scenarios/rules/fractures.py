"""Fractures: bone, side, displacement, and a 7th character for treatment, healing and opening."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Outline, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, ED, NO_CAUSE, OFFICE


@dataclass(frozen=True, slots=True)
class Bone:
    """A fracture of one kind; ``stem`` lacks the character for side and displacement."""

    name: str
    stem: str
    filler: str
    graded: bool
    """Open fractures are told apart by Gustilo grade, so that all sixteen 7th characters exist."""
    displaced: bool
    """Displaced and nondisplaced have codes of their own (1, 2 and 4, 5)."""


BONES = (
    Bone("Colles fracture of the {side} radius", "S52.53", "", True, False),
    Bone("transverse fracture of the shaft of the {side} tibia", "S82.22", "", True, True),
    Bone("transverse fracture of the shaft of the {side} humerus", "S42.32", "", False, True),
    Bone("fracture of the base of the neck of the {side} femur", "S72.04", "", True, True),
    Bone("fracture of the lateral malleolus of the {side} fibula", "S82.6", "X", True, True),
    Bone("fracture of the middle third of the {side} scaphoid", "S62.02", "", False, True),
    Bone("fracture of the fifth metatarsal of the {side} foot", "S92.35", "", False, True),
    Bone("fracture of the shaft of the {side} clavicle", "S42.02", "", False, True),
    Bone("oblique fracture of the shaft of the {side} ulna", "S52.23", "", True, True),
    Bone("fracture of the neck of the {side} fifth metacarpal", "S62.33", "", False, True),
)
_SEVENTH = {
    "closed": {"active": "A", "routine": "D", "delayed": "G", "nonunion": "K", "malunion": "P"},
    "I": {"active": "B", "routine": "E", "delayed": "H", "nonunion": "M", "malunion": "Q"},
    "III": {"active": "C", "routine": "F", "delayed": "J", "nonunion": "N", "malunion": "R"},
}


@dataclass(frozen=True, slots=True)
class Fracture:
    """What is true of one fracture and this encounter."""

    bone: Bone
    side: str
    displacement: str
    """displaced, nondisplaced or "" where nobody says."""
    opening: str
    """closed, I, II, IIIA, open (no grade) or "" where nobody says."""
    phase: str
    """active, routine, delayed, nonunion or malunion."""
    office: bool
    age: int
    sex: Sex


def draw(dice: Dice) -> Fracture:
    """Return a scenario; under 50, so that no fall raises the question of osteoporosis."""
    bone = dice.one(BONES)
    phase = dice.one(
        ("active", "active", "active", "routine", "routine", "delayed", "nonunion", "malunion")
    )
    openings = (
        ("closed", "closed", "", "I", "II", "IIIA", "open")
        if bone.graded
        else ("closed", "closed", "", "open")
    )
    return Fracture(
        bone=bone,
        side=dice.one(("right", "left")),
        displacement=dice.one(("displaced", "nondisplaced", "")) if bone.displaced else "",
        opening=dice.one(openings),
        phase=phase,
        office=phase != "active" or dice.chance(30),
        age=dice.between(19, 46),
        sex=dice.one((Sex.F, Sex.M)),
    )


def seventh(it: Fracture) -> str:
    """Return the 7th character (I.C.19.c.1, I.C.19.a).

    Not said to be open: closed. Active treatment is A, B or C at any encounter, a new surgeon's
    too; healing, delay, nonunion and malunion follow. Open without a grade goes with I and II.
    Bones without grades know only B for open, and one character each for later encounters.
    """
    if not it.bone.graded:
        opened = it.opening == "open" and it.phase == "active"
        return "B" if opened else _SEVENTH["closed"][it.phase]
    row = {"": "closed", "closed": "closed", "IIIA": "III"}.get(it.opening, "I")
    return _SEVENTH[row][it.phase]


def code(it: Fracture) -> str:
    """Return the code; a fracture not said to be displaced or not is displaced (I.C.19.c)."""
    right = it.side == "right"
    place = {True: "1", False: "2"}[right]
    if it.bone.stem == "S62.33":
        # The fifth metacarpal neck: displaced S62.336/.337, nondisplaced S62.366/.367.
        stem = "S62.36" if it.displacement == "nondisplaced" else "S62.33"
        return f"{stem}{'6' if right else '7'}{seventh(it)}"
    if it.displacement == "nondisplaced":
        place = {True: "4", False: "5"}[right]
    return f"{it.bone.stem}{place}{it.bone.filler}{seventh(it)}"


def key(it: Fracture) -> Outline:
    """Derive the key: one line, its 7th character being the lesson."""
    right = code(it)
    mirrored = code(
        Fracture(
            it.bone,
            {"right": "left", "left": "right"}[it.side],
            it.displacement,
            it.opening,
            it.phase,
            it.office,
            it.age,
            it.sex,
        )
    )
    later = {"active": "D"}.get(it.phase, "A")
    return Outline(
        setting=Setting.PROFESSIONAL if it.office else Setting.ED,
        age=it.age,
        sex=it.sex,
        specialty="Orthopedics" if it.office else "Emergency medicine",
        difficulty=1 + (it.phase != "active") + (it.opening not in ("closed", "")) + (it.displacement == ""),
        tracks=OFFICE[:1] if it.office else ED,
        asks=DIAGNOSES,
        lines=(
            dx("d1", right, ("fracture",), _why(it), ("I.C.19.c", "I.C.19.a", "I.B.13"),
               trap(f"{right[:-1]}{later}", "WRONG_7TH", "The 7th character follows the treatment of this encounter and the healing.", 0.5),
               trap(mirrored, "WRONG_LATERALITY", "The note gives the other side.")),
        ),
        extras=_extras(it),
        policy=NO_CAUSE,
    )  # fmt: skip


def _why(it: Fracture) -> str:
    parts = {
        "active": "This is active treatment, whoever gives it, so the 7th character is one of the first encounter.",
        "routine": "The fracture is healing as it should. Care after the active treatment has a 7th character for it.",
        "delayed": "The provider calls the healing delayed. The 7th character says so.",
        "nonunion": "The provider documents nonunion. The 7th character says so, in place of a code of its own.",
        "malunion": "The provider documents malunion. The 7th character says so, in place of a code of its own.",
    }
    words = [parts[it.phase]]
    if it.opening == "":
        words.append("Open or closed is not said, so it is coded as closed.")
    if it.opening == "open" and it.bone.graded:
        words.append("Open without a grade goes with grades I and II.")
    if it.bone.displaced and it.displacement == "":
        words.append("Displacement is not said, so it is coded as displaced.")
    if len(words) == 1:
        words.append("Bone, side and kind are as the note gives them.")
    return " ".join(words)


def _extras(it: Fracture) -> tuple[Extra, ...]:
    if it.phase == "active":
        return (
            extra(
                "Z47.89",
                "AFTERCARE_WITH_INJURY",
                "Aftercare codes do not go with an injury.",
                "I.C.21.c.7",
            ),
            extra("T14.8XXA", "UNSUPPORTED_EXTRA", "The injury is known by its site.", "I.C.19.b"),
        )
    return (
        extra("Z47.89", "AFTERCARE_WITH_INJURY", "Care while a fracture heals is told by the 7th character.", "I.C.21.c.7"),
        extra("Z09", "UNSUPPORTED_EXTRA", "Follow-up codes are for what has been treated and is gone.", "I.C.21.c.8"),
    )  # fmt: skip

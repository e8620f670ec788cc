"""Laterality in twenty places: right, left, both in one code or in two, unspecified never."""

from dataclasses import dataclass

from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, OFFICE, PLAIN


@dataclass(frozen=True, slots=True)
class Place:
    """A condition with sides. ``both`` is "" where two codes are reported for both sides."""

    name: str
    right: str
    left: str
    both: str
    unspecified: str


PLACES = (
    Place("primary osteoarthritis of the {} knee", "M17.11", "M17.12", "M17.0", "M17.10"),
    Place("primary osteoarthritis of the {} hip", "M16.11", "M16.12", "M16.0", "M16.10"),
    Place(
        "primary osteoarthritis of the {} thumb base (first CMC joint)",
        "M18.11",
        "M18.12",
        "M18.0",
        "M18.10",
    ),
    Place("carpal tunnel syndrome of the {} upper limb", "G56.01", "G56.02", "G56.03", "G56.00"),
    Place("ulnar nerve lesion of the {} upper limb", "G56.21", "G56.22", "G56.23", "G56.20"),
    Place("tarsal tunnel syndrome of the {} lower limb", "G57.51", "G57.52", "G57.53", "G57.50"),
    Place("age-related nuclear cataract of the {} eye", "H25.11", "H25.12", "H25.13", "H25.10"),
    Place("dry eye syndrome of the {} lacrimal gland", "H04.121", "H04.122", "H04.123", "H04.129"),
    Place("macular pucker of the {} eye", "H35.371", "H35.372", "H35.373", "H35.379"),
    Place("impacted cerumen of the {} ear", "H61.21", "H61.22", "H61.23", "H61.20"),
    Place("acute serous otitis media of the {} ear", "H65.01", "H65.02", "H65.03", "H65.00"),
    Place("lateral epicondylitis of the {} elbow", "M77.11", "M77.12", "", "M77.10"),
    Place("olecranon bursitis of the {} elbow", "M70.21", "M70.22", "", "M70.20"),
    Place("adhesive capsulitis of the {} shoulder", "M75.01", "M75.02", "", "M75.00"),
    Place("trochanteric bursitis of the {} hip", "M70.61", "M70.62", "", "M70.60"),
    Place("acquired hallux valgus of the {} foot", "M20.11", "M20.12", "", "M20.10"),
    Place("acquired flat foot of the {} foot", "M21.41", "M21.42", "", "M21.40"),
    Place("Achilles tendinitis of the {} leg", "M76.61", "M76.62", "", "M76.60"),
    Place("dermatochalasis of the {} upper eyelid", "H02.831", "H02.834", "", "H02.839"),
    Place("ganglion of the {} wrist", "M67.431", "M67.432", "", "M67.439"),
)


@dataclass(frozen=True, slots=True)
class Sides:
    """One or two conditions, each on the right, the left or both sides."""

    found: tuple[tuple[Place, str], ...]
    age: int
    sex: Sex


def draw(dice: Dice) -> Sides:
    """Return a scenario."""
    places = dice.some(PLACES, dice.between(1, 2))
    found = tuple((place, dice.one(("right", "left", "both"))) for place in places)
    return Sides(found, dice.between(38, 78), dice.one((Sex.F, Sex.M)))


def codes(place: Place, side: str) -> tuple[str, ...]:
    """Return the codes (I.B.13): one for both sides where it exists, else right and left."""
    if side == "both":
        return (place.both,) if place.both else (place.right, place.left)
    return (place.right,) if side == "right" else (place.left,)


def key(it: Sides) -> Outline:
    """Derive the key; any of the conditions may stand first, they are treated alike."""
    lines = tuple(
        line
        for number, (place, side) in enumerate(it.found)
        for line in _lines(number, place, side)
    )
    return Outline(
        setting=Setting.PROFESSIONAL,
        age=it.age,
        sex=it.sex,
        specialty="Outpatient clinic",
        difficulty=2 if any(side == "both" for _, side in it.found) else 1,
        tracks=OFFICE,
        asks=DIAGNOSES,
        lines=lines,
        extras=(
            extra("Z09", "UNSUPPORTED_EXTRA", "The condition is still there.", "I.C.21.c.8"),
            extra(
                "R52",
                "SYMPTOM_INTEGRAL",
                "Complaints of a known condition are part of it.",
                "I.B.5",
            ),
        ),
        first_allowed=tuple(line.line.id for line in lines),
        policy=PLAIN,
    )


def _lines(number: int, place: Place, side: str) -> tuple[Drafted, ...]:
    found = codes(place, side)
    if len(found) == 2:
        why = "Both sides are affected and there is no code for both. So right and left are coded one by one."
    elif side == "both":
        why = "Both sides are affected, and one code stands for both. Right and left are not listed one by one."
    else:
        why = f"Only the {side} side is affected. The character for the side follows the note."
    lines = []
    for position, code in enumerate(found):
        traps = [trap(place.unspecified, "UNSPECIFIED_LATERALITY", "The side is documented.", 0.5)]
        if side == "both" and len(found) == 1:
            traps.append(trap(place.right, "BILATERAL_SPLIT", "One code stands for both sides."))
        elif side != "both":
            mirror = place.left if code == place.right else place.right
            traps.append(trap(mirror, "WRONG_LATERALITY", "The note gives the other side."))
        lines.append(
            dx(f"d{number}{position}", code, (f"place{number}",), why, ("I.B.13", "IV.F.3"), *traps)
        )
    return tuple(lines)

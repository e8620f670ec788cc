"""Burns: highest degree at each site, most severe first, and T31 for the extent."""

from dataclasses import dataclass

from coder_sim.domain.encounter import FacilityPolicy, Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, ED

_POLICY = FacilityPolicy(
    external_cause=False,
    history_z=False,
    text="The extent of burns is always reported where it is documented. External cause codes are not reported here.",
)


@dataclass(frozen=True, slots=True)
class Site:
    """A burned place: code stem before the degree, and what follows it."""

    name: str
    category: str
    rest: str
    sided: bool
    largest: int
    """Most percent of the body surface it can be."""


SITES = (
    Site("forearm", "T22", "1", True, 3),
    Site("upper arm", "T22", "3", True, 4),
    Site("back of the hand", "T23", "6", True, 1),
    Site("palm", "T23", "5", True, 1),
    Site("thigh", "T24", "1", True, 9),
    Site("lower leg", "T24", "3", True, 6),
    Site("chest wall", "T21", "1X", False, 9),
    Site("abdominal wall", "T21", "2X", False, 9),
    Site("upper back", "T21", "3X", False, 9),
    Site("neck", "T20", "7X", False, 1),
    Site("forehead and cheek", "T20", "6X", False, 2),
)


@dataclass(frozen=True, slots=True)
class Burn:
    """One burn: site, side, worst degree, a lower degree at its edge (0 = none), percent."""

    site: Site
    side: str
    degree: int
    edge: int
    percent: int

    @property
    def code(self) -> str:
        """Return the code: the highest degree of the site counts alone (I.C.19.d.2)."""
        side = {"right": "1", "left": "2", "": ""}[self.side]
        return f"{self.site.category}.{self.degree}{self.site.rest}{side}A"


@dataclass(frozen=True, slots=True)
class Burns:
    """What is true of one burned patient; the burns stand in the order of the chart."""

    burns: tuple[Burn, ...]
    agent: str
    age: int
    sex: Sex

    @property
    def total(self) -> int:
        """Return the percent of the body surface."""
        return sum(burn.percent for burn in self.burns)

    @property
    def third(self) -> int:
        """Return the percent of third-degree burns."""
        return sum(burn.percent for burn in self.burns if burn.degree == 3)


def draw(dice: Dice) -> Burns:
    """Return one to three burns of different categories, so that no site code overlaps."""
    burns: list[Burn] = []
    for site in dice.some(SITES, 6):
        if len(burns) < 3 and all(site.category != one.site.category for one in burns):
            degree = dice.one((2, 2, 3))
            edge = dice.one((0, 0, degree - 1))
            percent = dice.between(max(1, site.largest // 2), site.largest)
            side = dice.one(("right", "left")) if site.sided else ""
            burns.append(Burn(site, side, degree, edge, percent))
            if dice.chance(25):
                break
    agent = dice.one(("hot oil", "a campfire flame", "boiling water", "steam"))
    return Burns(tuple(burns), agent, dice.between(19, 74), dice.one((Sex.F, Sex.M)))


def extent(total: int, third: int) -> str:
    """Return T31 (I.C.19.d.6): 4th character the tenths burned, 5th the tenths of third degree."""
    if total < 10:
        return "T31.0"
    return f"T31.{total // 10}{third // 10}"


def key(it: Burns) -> Outline:
    """Derive the key: the most severe burn first, the extent last."""
    # I.C.19.d.1: the highest degree stands first; equals may stand either way.
    ordered = sorted(it.burns, key=lambda burn: -burn.degree)
    worst = ordered[0].degree
    ids = [f"d{place}" for place in range(1, len(ordered) + 1)]
    lines = [
        _line(id, place, burn, it)
        for place, (id, burn) in enumerate(zip(ids, ordered, strict=True))
    ]
    firsts = tuple(id for id, burn in zip(ids, ordered, strict=True) if burn.degree == worst)
    lines.append(_extent_line(it))
    return Outline(
        setting=Setting.ED,
        age=it.age,
        sex=it.sex,
        specialty="Emergency medicine",
        difficulty=min(5, 1 + len(it.burns) + (it.total >= 10)),
        tracks=ED,
        asks=DIAGNOSES,
        lines=tuple(lines),
        extras=(
            extra("T30.0", "REDUNDANT_COMPONENT", "The sites are known.", "I.C.19.d.5"),
            extra("L55.9", "UNSUPPORTED_EXTRA", "The sun had no part in it.", "I.C.19.d"),
        ),
        rules=tuple(
            Rule(one, other, "I.C.19.d.1") for one in firsts for other in ids if other not in firsts
        ),
        first_allowed=firsts,
        policy=_POLICY,
    )


def _line(id: str, place: int, burn: Burn, it: Burns) -> Drafted:
    code = burn.code
    why = f"The {burn.site.name} has a burn of degree {burn.degree}"
    why += (
        f", and degree {burn.edge} around it. Only the highest degree of a site is coded."
        if burn.edge
        else ". Each burned site has its own code."
    )
    if len(it.burns) > 1 and place == 0:
        why += " No other site is burned more deeply, so it may stand first."
    other = f"{code[:4]}{5 - burn.degree}{code[5:]}"
    side = {"1": "2", "2": "1"}
    mirrored = f"{code[:-2]}{side[code[-2]]}A" if burn.side else ""
    traps = [trap(other, "WRONG_CODE_SAME_CATEGORY", "The note gives another degree.")]
    if mirrored:
        traps.append(trap(mirrored, "WRONG_LATERALITY", "The note gives the other side."))
    cites = ("I.C.19.d.2", "I.C.19.d.1") if burn.edge else ("I.C.19.d.1", "I.C.19.d.5")
    return dx(id, code, (f"burn{it.burns.index(burn)}",), why, cites, *traps)


def _extent_line(it: Burns) -> Drafted:
    right = extent(it.total, it.third)
    why = f"{it.total} % of the body surface is burned, {it.third} % to the third degree. "
    why += (
        "Below 10 % there is one code."
        if it.total < 10
        else "The fourth character counts the tenths burned, the fifth the tenths of third degree."
    )
    wrong = "T31.10" if it.total < 10 else "T31.0"
    traps = [trap(wrong, "WRONG_CODE_SAME_CATEGORY", "The first number is the whole extent.")]
    if it.third >= 10:
        traps.append(
            trap(
                f"{right[:5]}0",
                "WRONG_CODE_SAME_CATEGORY",
                "The third-degree part is 10 % or more.",
            )
        )
    return dx("d9", right, ("extent",), why, ("I.C.19.d.6",), *traps)

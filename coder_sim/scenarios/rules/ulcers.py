"""Pressure ulcers by site and stage: the provider diagnoses, the nurse stages, POA follows the time."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, dx, extra, trap
from coder_sim.scenarios.rules.common import HOSPITAL, PLAIN, STAY

SITES = {
    "sacrum": ("L89.15", ""),
    "right hip": ("L89.21", "L89.22"),
    "left hip": ("L89.22", "L89.21"),
    "right heel": ("L89.61", "L89.62"),
    "left heel": ("L89.62", "L89.61"),
    "right buttock": ("L89.31", "L89.32"),
    "left buttock": ("L89.32", "L89.31"),
    "right ankle": ("L89.51", "L89.52"),
    "left ankle": ("L89.52", "L89.51"),
    "right elbow": ("L89.01", "L89.02"),
    "left elbow": ("L89.02", "L89.01"),
}
STAGES = {
    "stage 1": "1",
    "stage 2": "2",
    "stage 3": "3",
    "stage 4": "4",
    "unstageable": "0",
    "deep tissue": "6",
    "unstated": "9",
}
REASONS = {"pneumonia": "J18.9", "a urinary tract infection": "N39.0", "dehydration": "E86.0"}


@dataclass(frozen=True, slots=True)
class Ulcer:
    """One pressure ulcer."""

    site: str
    stage: str
    healing: bool
    arrived: bool
    """Present on admission."""

    @property
    def code(self) -> str:
        """Return the code: L89, site, side, stage."""
        return f"{SITES[self.site][0]}{STAGES[self.stage]}"


@dataclass(frozen=True, slots=True)
class Ulcers:
    """A stay for something else, with one or two pressure ulcers."""

    ulcers: tuple[Ulcer, ...]
    reason: str
    age: int
    sex: Sex


def draw(dice: Dice) -> Ulcers:
    """Return a scenario; an ulcer that heals is still coded at the stage documented now."""
    sites = dice.some(tuple(SITES), dice.between(1, 2))
    ulcers = []
    for site in sites:
        stage = dice.one(tuple(STAGES))
        arrived = dice.chance(70) or stage in ("stage 4", "unstated")
        healing = arrived and stage in ("stage 2", "stage 3", "stage 4") and dice.chance(35)
        ulcers.append(Ulcer(site, stage, healing, arrived))
    return Ulcers(
        tuple(ulcers), dice.one(tuple(REASONS)), dice.between(64, 89), dice.one((Sex.F, Sex.M))
    )


def key(it: Ulcers) -> Outline:
    """Derive the key: the reason for the stay, then each ulcer with its POA."""
    return Outline(
        setting=Setting.INPATIENT,
        age=it.age,
        sex=it.sex,
        specialty="Hospital medicine",
        difficulty=2 + len(it.ulcers) - 1 + any(not one.arrived for one in it.ulcers),
        tracks=HOSPITAL,
        asks=STAY,
        lines=(
            dx("d1", REASONS[it.reason], ("reason", "main"),
               "After study this is what took the patient into hospital. The ulcers were cared for beside it.", ("II",)),
            *(_line(place, one) for place, one in enumerate(it.ulcers)),
        ),
        extras=_extras(it),
        policy=PLAIN,
        payer="Medicare",
        discharge_status=3,
        stay=5,
    )  # fmt: skip


_WHY = {
    "unstageable": "The base cannot be seen, which is unstageable and not unspecified.",
    "deep tissue": "Deep tissue damage from pressure has a character of its own.",
    "unstated": "Nobody documents a stage, so it is unspecified; unstageable would be a finding.",
}


def _line(place: int, it: Ulcer) -> Drafted:
    # I.B.14 and I.C.12.a.1: the stage may come from the nurse. I.C.12.a.5: healing is coded at the
    # present stage. I.C.12.a.2 and .3: unstageable is a finding, unspecified is silence. App. I: an
    # ulcer that began after admission is N.
    why = _WHY.get(
        it.stage,
        "The provider diagnoses the pressure ulcer and the nurse gives the stage, which is enough.",
    )
    why += " A healing ulcer is coded at its present stage." if it.healing else ""
    why += (
        " It was there on admission."
        if it.arrived
        else " It was not there on admission, so POA is N."
    )
    stem, mirror = SITES[it.site]
    other = {"9": "0", "0": "9"}.get(STAGES[it.stage], "9")
    cls = "UNDER_SPECIFIED" if other == "9" else "WRONG_CODE_SAME_CATEGORY"
    traps = [
        trap(
            f"{stem}{other}",
            cls,
            "Unstageable and unspecified differ, and a documented stage is neither.",
        )
    ]
    if mirror:
        traps.append(
            trap(
                f"{mirror}{STAGES[it.stage]}", "WRONG_LATERALITY", "The chart gives the other side."
            )
        )
    staged = () if it.stage == "unstated" else (f"stage{place}",)
    cites: tuple[str, ...] = {"unstageable": ("I.C.12.a.2",), "unstated": ("I.C.12.a.3",)}.get(
        it.stage, ("I.C.12.a.1", "I.B.14")
    )
    cites += ("I.C.12.a.5",) if it.healing else ()
    return dx(f"u{place}", it.code, (f"ulcer{place}", *staged), why, (*cites, "App. I"), *traps,
              poa=("Y",) if it.arrived else ("N",))  # fmt: skip


def _extras(it: Ulcers) -> tuple[Extra, ...]:
    found = [
        extra("L97.909", "UNSUPPORTED_EXTRA", "These ulcers are from pressure.", "I.C.12.a.1"),
        extra("L98.499", "UNSUPPORTED_EXTRA", "These ulcers are from pressure.", "I.C.12.a.1"),
    ]
    if it.reason == "pneumonia":
        found.append(extra("R05.9", "SYMPTOM_INTEGRAL", "Cough is part of pneumonia.", "I.B.5"))
    return tuple(found)

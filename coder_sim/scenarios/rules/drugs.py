"""Drug units with JW and JZ: units of the dose, and on a line of their own what was thrown away."""

from dataclasses import dataclass

from coder_sim.domain.answer import Dose
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, dx, extra, service, trap
from coder_sim.scenarios.rules.common import OUTPATIENT, PLAIN

MANUAL = ("Claims Processing Manual ch. 17 sec. 40",)


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug as it is supplied and billed."""

    name: str
    code: str
    per_unit: int
    unit: str
    vials: tuple[int, ...]
    """Single-dose sizes on the shelf; none for a multi-dose vial."""
    doses: tuple[int, ...]
    diagnosis: str
    condition: str
    other: str
    """A code for another drug that is taken for this one."""
    other_is: str
    route: str = "IV"


DRUGS = (
    Drug("infliximab", "J1745", 10, "mg", (100,), (300, 310, 364, 380, 425, 450, 480), "K50.90", "Crohn disease", "J3380", "vedolizumab"),
    Drug("vedolizumab", "J3380", 1, "mg", (300,), (300,), "K51.90", "ulcerative colitis", "J1745", "infliximab"),
    Drug("denosumab", "J0897", 1, "mg", (60,), (60,), "M81.0", "age-related osteoporosis", "J3489", "zoledronic acid", "SC"),
    Drug("zoledronic acid", "J3489", 1, "mg", (5,), (5, 4), "M81.0", "age-related osteoporosis", "J0897", "denosumab"),
    Drug("iron sucrose", "J1756", 1, "mg", (200, 100), (200, 300, 100), "D50.9", "iron deficiency anemia", "J1439", "ferric carboxymaltose"),
    Drug("ferric carboxymaltose", "J1439", 1, "mg", (750,), (750, 500), "D50.9", "iron deficiency anemia", "J1756", "iron sucrose"),
    Drug("abatacept", "J0129", 10, "mg", (250,), (500, 750, 1000), "M06.9", "rheumatoid arthritis", "J3262", "tocilizumab"),
    Drug("tocilizumab", "J3262", 1, "mg", (400, 200, 80), (480, 560, 592, 640, 704, 536), "M06.9", "rheumatoid arthritis", "J0129", "abatacept"),
    Drug("natalizumab", "J2323", 1, "mg", (300,), (300,), "G35.A", "relapsing-remitting multiple sclerosis", "J0717", "certolizumab"),
    Drug("onabotulinumtoxinA", "J0585", 1, "units", (100, 200), (155, 165, 175, 195, 200), "G43.709", "chronic migraine without aura, not intractable", "J0587", "another botulinum toxin", "IM"),
    Drug("daptomycin", "J0878", 1, "mg", (500,), (420, 450, 480, 500, 540), "L03.115", "cellulitis of the right leg", "J0712", "ceftaroline"),
    Drug("immune globulin (Privigen)", "J1459", 500, "mg", (5000, 10000), (20000, 25000, 30000, 35000), "D80.1", "nonfamilial hypogammaglobulinemia", "J1561", "another immune globulin"),
    Drug("testosterone cypionate", "J1071", 1, "mg", (), (100, 150, 200), "E29.1", "testicular hypofunction", "J3420", "vitamin B12", "IM"),
    Drug("cyanocobalamin", "J3420", 1000, "mcg", (), (1000,), "D51.0", "pernicious anemia", "J1071", "testosterone", "IM"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One drug, the dose that was given and the vials that were opened for it."""

    drug: Drug
    dose: int
    vials: tuple[int, ...]
    age: int
    sex: Sex

    @property
    def discarded(self) -> int:
        """Return what was left in single-dose vials, in the unit of the drug."""
        return sum(self.vials) - self.dose if self.vials else 0


def opened(sizes: tuple[int, ...], dose: int) -> tuple[int, ...]:
    """Return the vials that waste least, then the fewest; none where the vial is multi-dose."""
    best: tuple[int, ...] = ()
    todo: list[tuple[int, ...]] = [()]
    while todo:
        vials = todo.pop()
        if sum(vials) >= dose:
            if not best or (sum(vials), len(vials)) < (sum(best), len(best)):
                best = vials
        else:
            todo.extend((*vials, size) for size in sizes if not vials or size <= vials[-1])
    return best


def units(dose: int, per_unit: int) -> int:
    """Return the units of a dose: a part of a unit is billed as a whole one."""
    return -(-dose // per_unit)


def wasted_units(it: Given) -> int:
    """Return the units for JW: what the vials hold beyond the units billed as given.

    The part that filled up the last unit of the dose is paid already and is not billed again;
    less than a whole unit is not billed at all (Claims Processing Manual ch. 17 sec. 40).
    """
    if not it.vials:
        return 0
    billed = units(it.dose, it.drug.per_unit) * it.drug.per_unit
    return max(0, sum(it.vials) - billed) // it.drug.per_unit


def draw(dice: Dice) -> Given:
    """Return a drug with a dose and its vials."""
    drug = dice.one(DRUGS)
    dose = dice.one(drug.doses)
    sex = Sex.M if drug.code == "J1071" else dice.one((Sex.F, Sex.M))
    age = dice.between(60, 86) if drug.diagnosis == "M81.0" else dice.between(27, 79)
    return Given(drug, dose, opened(drug.vials, dose), age, sex)


def key(it: Given) -> Outline:
    """Derive the key: diagnosis, drug, and the discarded part where there is one."""
    drug, waste = it.drug, wasted_units(it)
    return Outline(
        setting=Setting.OUTPATIENT,
        age=it.age,
        sex=it.sex,
        specialty="Infusion center",
        difficulty=3 if waste else 2,
        tracks=OUTPATIENT,
        asks="Code the diagnosis and the drug with units and modifiers for Medicare Part B. Others code the administration.",
        lines=(
            dx("d1", drug.diagnosis, ("condition",),
               "The drug is given for this condition, and nothing else was dealt with. It is coded as far as the note tells.",
               ("IV.L", "IV.G")),
            *_drug_lines(it, waste),
        ),
        extras=(
            extra("J3490", "UNSUPPORTED_EXTRA", "The drug has a code of its own."),
            extra("Z51.11", "UNSUPPORTED_EXTRA", "The drug is no chemotherapy for a cancer.", "I.C.2.e.2"),
        ),
        policy=PLAIN,
        payer="Medicare",
    )  # fmt: skip


def _drug_lines(it: Given, waste: int) -> tuple[Drafted, ...]:
    drug = it.drug
    count = units(it.dose, drug.per_unit)
    why = f"{it.dose:,} {drug.unit} at {drug.per_unit:,} {drug.unit} a unit make {count}. "
    proof: tuple[str, ...] = ("given",)
    # Single-dose without waste: JZ. Single-dose with waste: no modifier here, JW on its own
    # line. Multi-dose: neither, whatever was left in the vial.
    modifiers: tuple[str, ...] = ()
    if not it.vials:
        why += "The vial is multi-dose, so neither JW nor JZ applies."
    elif waste:
        why += "What was discarded goes on a second line with JW."
    else:
        why += "The vials are single-dose and no whole unit was discarded, so JZ says so."
        modifiers = ("JZ",)
    given = service(
        "s1", System.HCPCS, drug.code, proof, why, MANUAL,
        trap(drug.other, "WRONG_SERVICE_FAMILY", f"That is {drug.other_is}.", 0.0),
        modifiers=modifiers, units=count, dose=Dose(it.dose, drug.per_unit, drug.unit),
        split_group="drug" if waste else "",
    )  # fmt: skip
    if not waste:
        return (given,)
    # A dose is given where the chart states it; the rounded rest of one is in no chart.
    stated = it.discarded == waste * drug.per_unit
    whole = Dose(it.discarded, drug.per_unit, drug.unit) if stated else None
    discarded = service(
        "s2", System.HCPCS, drug.code, ("vials",),
        f"The vials hold {sum(it.vials):,} {drug.unit}; {count} units are billed as given. The {waste} units left over are told on a line of their own.",
        MANUAL, modifiers=("JW",), units=waste,
        dose=whole, split_group="drug",
    )  # fmt: skip
    return given, discarded

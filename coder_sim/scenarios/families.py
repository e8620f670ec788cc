"""The families of drills, in the order of the list."""

from coder_sim.errors import InputError, Problem
from coder_sim.scenarios.parts import Family
from coder_sim.scenarios.rules import diabetes, drugs, hypertension
from coder_sim.scenarios.texts import diabetes as diabetes_text
from coder_sim.scenarios.texts import drugs as drugs_text
from coder_sim.scenarios.texts import hypertension as hypertension_text

FAMILIES: tuple[Family, ...] = (
    Family(
        id="diabetes",
        title="Diabetes, complications and drugs",
        teaches="A combination code for each complication, its companion, and Z79.4, Z79.84, Z79.85.",
        difficulty="1-5",
        draw=diabetes.draw,
        key=diabetes.key,
        tell=diabetes_text.tell,
    ),
    Family(
        id="hypertension",
        title="Hypertension with heart and kidney disease",
        teaches="I10, I11, I12 or I13 by the presumed link, with the type of failure and the stage.",
        difficulty="1-5",
        draw=hypertension.draw,
        key=hypertension.key,
        tell=hypertension_text.tell,
    ),
    Family(
        id="drugs",
        title="Drug units, JW and JZ",
        teaches="Units from dose and unit size, discarded amounts on their own line, JZ without waste.",
        difficulty="2-3",
        draw=drugs.draw,
        key=drugs.key,
        tell=drugs_text.tell,
    ),
)


def family(id: str) -> Family:
    """Return a family; InputError names the ones there are."""
    for one in FAMILIES:
        if one.id == id:
            return one
    raise InputError(
        Problem(
            f'There is no drill family "{id}".',
            todo=f"Choose one of: {', '.join(one.id for one in FAMILIES)}.",
        )
    )

"""The families of drills, in the order of the list."""

from coder_sim.errors import InputError, Problem
from coder_sim.scenarios.parts import Family
from coder_sim.scenarios.rules import (
    burns,
    causes,
    diabetes,
    drugs,
    fractures,
    hypertension,
    infarction,
    neoplasms,
    obstetrics,
    poisoning,
    procedures,
    sides,
    stroke,
    ulcers,
    visits,
)
from coder_sim.scenarios.texts import burns as burns_text
from coder_sim.scenarios.texts import causes as causes_text
from coder_sim.scenarios.texts import diabetes as diabetes_text
from coder_sim.scenarios.texts import drugs as drugs_text
from coder_sim.scenarios.texts import fractures as fractures_text
from coder_sim.scenarios.texts import hypertension as hypertension_text
from coder_sim.scenarios.texts import infarction as infarction_text
from coder_sim.scenarios.texts import neoplasms as neoplasms_text
from coder_sim.scenarios.texts import obstetrics as obstetrics_text
from coder_sim.scenarios.texts import poisoning as poisoning_text
from coder_sim.scenarios.texts import procedures as procedures_text
from coder_sim.scenarios.texts import sides as sides_text
from coder_sim.scenarios.texts import stroke as stroke_text
from coder_sim.scenarios.texts import ulcers as ulcers_text
from coder_sim.scenarios.texts import visits as visits_text

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
        id="fractures",
        title="Fractures by bone, side, type and encounter",
        teaches="Defaults for what nobody says, and the 7th character for treatment, healing and opening.",
        difficulty="1-4",
        draw=fractures.draw,
        key=fractures.key,
        tell=fractures_text.tell,
    ),
    Family(
        id="burns",
        title="Burns by degree and extent",
        teaches="The highest degree at each site, the most severe first, and T31 by the numbers.",
        difficulty="2-5",
        draw=burns.draw,
        key=burns.key,
        tell=burns_text.tell,
    ),
    Family(
        id="neoplasms",
        title="Neoplasms, primary, secondary and treated",
        teaches="Treated site first, history when treatment is over, Z51 first for treatment alone.",
        difficulty="2-4",
        draw=neoplasms.draw,
        key=neoplasms.key,
        tell=neoplasms_text.tell,
    ),
    Family(
        id="obstetrics",
        title="Obstetric weeks and outcomes",
        teaches="Chapter 15 first, trimester, Z3A and Z37, and O80 only when nothing else is true.",
        difficulty="2-4",
        draw=obstetrics.draw,
        key=obstetrics.key,
        tell=obstetrics_text.tell,
    ),
    Family(
        id="infarction",
        title="Myocardial infarction by type and date",
        teaches="Wall and type, four weeks, I22 for a second one, type 2 after its cause, I25.2.",
        difficulty="2-4",
        draw=infarction.draw,
        key=infarction.key,
        tell=infarction_text.tell,
    ),
    Family(
        id="stroke",
        title="Sequelae of stroke",
        teaches="One code for each deficit, the dominance rule, and Z86.73 when nothing is left.",
        difficulty="2-5",
        draw=stroke.draw,
        key=stroke.key,
        tell=stroke_text.tell,
    ),
    Family(
        id="ulcers",
        title="Pressure ulcers by site and stage",
        teaches="Stage from the nurse, diagnosis from the provider, healing, unstageable, POA.",
        difficulty="2-4",
        draw=ulcers.draw,
        key=ulcers.key,
        tell=ulcers_text.tell,
    ),
    Family(
        id="poisoning",
        title="Poisoning, adverse effect, underdosing",
        teaches="Which code leads, the drug column of the table, and why a drug was not taken.",
        difficulty="2-4",
        draw=poisoning.draw,
        key=poisoning.key,
        tell=poisoning_text.tell,
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
    Family(
        id="visits",
        title="Office visits by decision making",
        teaches="Two of three elements, or time, for new and established patients.",
        difficulty="2-4",
        draw=visits.draw,
        key=visits.key,
        tell=visits_text.tell,
    ),
    Family(
        id="procedures",
        title="ICD-10-PCS approaches and devices",
        teaches="Root operation, body part, approach and device, character by character.",
        difficulty="3-5",
        draw=procedures.draw,
        key=procedures.key,
        tell=procedures_text.tell,
    ),
    Family(
        id="sides",
        title="Laterality in twenty places",
        teaches="Right, left, both, or two codes where there is none for both.",
        difficulty="1-2",
        draw=sides.draw,
        key=sides.key,
        tell=sides_text.tell,
    ),
    Family(
        id="causes",
        title="External cause sets",
        teaches="Cause, place, activity and status, and what is told only once.",
        difficulty="2-4",
        draw=causes.draw,
        key=causes.key,
        tell=causes_text.tell,
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

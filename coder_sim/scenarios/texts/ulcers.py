"""Pressure ulcers in words: provider's and nurse's."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.ulcers import Ulcer, Ulcers

_STAGE = {
    "stage 1": "[stage 1|stage I], [skin whole, redness does not blanch|intact skin, nonblanching]",
    "stage 2": "[stage 2|stage II], [shallow, pink bed|partial thickness loss]",
    "stage 3": "[stage 3|stage III], [full thickness loss, fat seen|fat visible, no bone]",
    "stage 4": "[stage 4|stage IV], [bone can be felt|down to muscle]",
    "unstageable": "unstageable, [base covered by slough|base hidden by eschar|bed not visible for slough]",
    "deep tissue": "[deep tissue injury|deep tissue pressure injury|DTPI], [purple, skin intact|maroon, skin whole]",
    "unstated": "",
}


def tell(it: Ulcers) -> tuple[Fact, ...]:
    """Return the facts of the stay."""
    treated = {
        "pneumonia": "[antibiotics|IV ceftriaxone|antibiotic by vein, then tablets]",
        "a urinary tract infection": "[antibiotics|IV ceftriaxone|antibiotic by vein, then tablets]",
        "dehydration": "[fluids by vein|IV fluids|saline by drip]",
    }[it.reason]
    facts = [
        Fact("reason", Part.STORY, f"[Sent in|Admitted|Brought in] from [a nursing home|long-term care|home care] with {it.reason}, [weak for days|eating little|not quite the usual self]"),
        Fact("main", Part.ASSESSMENT, f"{it.reason.removeprefix('a ')}, [the reason for the stay|treated|responded], {treated}"),
        Fact("course", Part.COURSE, f"[Treated with|Given|Received] {treated} and [turned every two hours|pressure relief|special mattress], [better daily|steady recovery|back to baseline]"),
        Fact("plan", Part.PLAN, "[Back to|Return to|Goes to] skilled nursing, [wound care goes on|dressings as now|mattress ordered]"),
    ]  # fmt: skip
    for place, one in enumerate(it.ulcers):
        facts.extend(_ulcer(place, one))
    return tuple(facts)


def _ulcer(place: int, it: Ulcer) -> tuple[Fact, ...]:
    came = (
        "[present on admission|there when the patient came in|seen at the admission exam|brought from the nursing home]"
        if it.arrived
        else "[not there on admission, found on day three|developed during the stay|new on day four|came up in hospital]"
    )
    said = Fact(
        f"ulcer{place}",
        Part.ASSESSMENT,
        f"[Pressure ulcer|Decubitus ulcer|Pressure injury|Decubitus] of the {it.site}, {came}",
    )
    if it.stage == "unstated":
        return (
            said,
            Fact(
                f"stage{place}",
                Part.NURSE,
                f"{it.site}: [dressing dry and in place|dressing not changed this shift|covered, not looked at|dressing left closed], [wound team asked|no smell|no new finding]",
            ),
        )
    heals = (
        "[, healing|, healing well|, getting smaller|, margins closing]"
        if it.healing
        else "[|, no odor|, dressing changed|, measured]"
    )
    return (
        said,
        Fact(
            f"stage{place}",
            Part.NURSE,
            f"[{it.site}|Pressure ulcer, {it.site}|Wound at {it.site}|Skin, {it.site}]: {_STAGE[it.stage]}{heals}",
        ),
    )

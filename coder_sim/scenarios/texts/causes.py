"""Accidents in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.causes import Accident

_INJURY = {
    "knife": "[Laceration|Cut|Clean cut] of the left index finger, [nail not damaged|nail intact], no foreign body",
    "dog": "[Open bite|Bite wound|Dog bite, open,] of the right lower leg, [skin torn|two punctures], [clean edges|rinsed]",
    "bicycle": "[Contusion|Bruise|Bruising] of the right elbow, [no fracture|films clear], [moves well|full motion]",
    "ladder": "[Contusion|Bruise|Bruising] of the right knee, [no effusion|ligaments firm], [walks well|full motion]",
    "slip": "[Sprain|Simple sprain|Sprained ligament] of the right wrist, [films clear|no fracture], [snuffbox calm|no step]",
    "oil": "[Burn|Fresh burn|Burn, blistered,] of the back of the right hand, [second degree|second-degree|partial thickness, 2nd degree], [small|size of a coin]",
}
_CAUSE = {
    "knife": "[Cut by|Hurt by|The blade slipped:] a kitchen knife, [one stroke|no other injury], [by accident|an accident]",
    "dog": "[Bitten by|Was bitten by|Attacked and bitten by] a dog, [owner known|dog vaccinated], [by accident|unprovoked]",
    "bicycle": "[Fell off|Came off|Fell from] the bicycle while riding it, [no car near|nobody else involved], [nontraffic|away from traffic]",
    "ladder": "[Fell off|Fell from|Slid down and fell off] a ladder, [third rung|low rung], [by accident|no faint before]",
    "slip": "[Slipped and fell|Slipped and went down|Tripped and fell] on level ground, [hit nothing on the way|struck nothing else], [by accident|no faint before]",
    "oil": "[Splashed by|Burned by|Spattered with] hot cooking oil, [pan tipped|pan too full], [by accident|an accident]",
}
_ACTIVITY = {
    "knife": "[Was preparing food|Was slicing vegetables|While preparing food|While cutting vegetables], [as every day|in a hurry]",
    "dog": "[Was walking the dog|While walking the dog|Was out walking own dog|On a walk with own dog], [in daylight|on a leash]",
    "bicycle": "[Was riding a bike|While bike riding|Out bike riding|On a bike ride], [helmet on|slow ride]",
    "ladder": "[Was painting the outside wall|While painting the outer wall|Was doing outside maintenance|While repairing the roof edge], [dry day|good light]",
    "slip": "[Was just walking|While walking|Was walking along|On foot, walking], [flat shoes|nothing carried]",
    "oil": "[Was cooking|While cooking|Was frying at the stove|While frying], [as every day|in a hurry]",
}
_STATUS = {
    "paid": "[At paid work|During paid work|On the job, paid|Working for pay] [at the time|when it happened]",
    "leisure": "[In own time|Leisure|Not at work, leisure|Free time] [at the time|when it happened]",
    "volunteer": "[As an unpaid volunteer|Volunteering|As a volunteer, unpaid|Doing volunteer work] [at the time|when it happened]",
}


def tell(it: Accident) -> tuple[Fact, ...]:
    """Return the facts of an encounter after an accident."""
    state = (
        "[healing well|healing as expected|nearly healed|healing on schedule]"
        if it.later
        else "[treated here|cleaned and dressed|seen for the first time|cared for today]"
    )
    words = it.scene.places[it.place][0]
    when = "[Ten days ago|Two weeks ago|Twelve days ago]: " if it.later else ""
    return (
        Fact("cause", Part.STORY, when + _CAUSE[it.scene.id]),
        Fact("place", Part.STORY, f"[Happened|It was|This was|Took place] {words}[| as told| per patient]"),
        Fact("activity", Part.STORY, _ACTIVITY[it.scene.id]),
        Fact("status", Part.STORY, _STATUS[it.status]),
        Fact("injury", Part.ASSESSMENT, f"{_INJURY[it.scene.id]}, {state}"),
        Fact("plan", Part.PLAN, "[Tetanus current|Tetanus up to date|Tetanus boosted last year], [keep dry|rest and elevate|cool packs], [recheck in a week|come back if red|call if worse]"),
    )  # fmt: skip

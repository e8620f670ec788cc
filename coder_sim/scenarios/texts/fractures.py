"""A fracture in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.fractures import Fracture

_OPENING = {
    "": "",
    "closed": "[closed|closed, skin intact|closed injury|skin whole, closed]",
    "I": "[open, Gustilo I|Gustilo-Anderson type I open|open type I|grade I open]",
    "II": "[open, Gustilo II|Gustilo-Anderson type II open|open type II|grade II open]",
    "IIIA": "[open, Gustilo IIIA|Gustilo-Anderson type IIIA open|open type IIIA|grade IIIA open]",
    "open": "[open|open, grade not recorded|open fracture, ungraded|open wound over it, open fracture]",
}
_PHASE = {
    "active": "",
    "routine": "[healing well|routine healing|good callus, healing as expected|healing on schedule]",
    "delayed": "[delayed healing|healing is delayed|delayed union|slow, delayed healing]",
    "nonunion": "[nonunion|now a nonunion|gone on to nonunion|ununited, nonunion]",
    "malunion": "[malunion|healed in malunion|now a malunion|united in malunion]",
}


def tell(it: Fracture) -> tuple[Fact, ...]:
    """Return the facts of an encounter for a fracture."""
    name = it.bone.name.format(side=it.side)
    moved = (
        it.displacement
        and f"[{it.displacement}|{it.displacement} on films|x-ray: {it.displacement}]"
    )
    parts = [part for part in (moved, _OPENING[it.opening], _PHASE[it.phase]) if part]
    tail = ", ".join(parts) or "[as seen on film|films as above|per films|as on x-ray]"
    return (
        *_story(it),
        Fact("exam", Part.EXAM, "[Fingers and toes|Digits|Pulses beyond it] [warm|pink|normal], [sensation intact|moves well|feeling normal]"),
        Fact("films", Part.RESULTS, "[X-ray|Plain films|Two views] [reviewed|seen today|looked at here], [joint lines kept|no second fracture|no other bony injury]"),
        Fact("fracture", Part.ASSESSMENT, f"{name}, {tail}[| - discussed| - films shown to patient| - explained]"),
        Fact("plan", Part.PLAN, _plan(it)),
    )  # fmt: skip


def _story(it: Fracture) -> tuple[Fact, ...]:
    how = "[fell off a bicycle|slipped on ice|tripped on a curb|fell at soccer|missed a step]"
    if it.phase == "active" and not it.office:
        return (
            Fact(
                "reason",
                Part.STORY,
                f"[Today|This morning|Two hours ago|Just now], {how}; [could not go on|felt a crack|came straight in]",
            ),
        )
    if it.phase == "active":
        return (
            Fact(
                "reason",
                Part.STORY,
                f"[Sent by|Referred by|Comes from] the emergency department, where it was [splinted only|put in a splint|splinted]: {how} [three|four|five] days ago; [here to have it treated|here for definitive treatment|surgery to be done by us]",
            ),
        )
    return (
        Fact(
            "reason",
            Part.STORY,
            f"[Follow-up|Recheck|Return visit|Here] [six weeks|eight weeks|ten weeks|four months] after the injury: {how}; [cast done elsewhere|treated here from the start|treatment was finished as planned]",
        ),
    )


def _plan(it: Fracture) -> str:
    if it.phase == "active" and it.office:
        return "[Open reduction and fixation|Operation|Surgical fixation] [this week|on Thursday|booked for tomorrow], [consent given|risks discussed|fasting rules given]"
    if it.phase == "active":
        return "[Reduced|Set|Splinted] [in the department|here|under block], [checked after|good position after|films after it fine], [orthopedics tomorrow|fracture clinic this week]"
    if it.phase in ("nonunion", "malunion"):
        return "[Options discussed|Surgery discussed|Thinks about surgery], [CT first|scan ordered|decision next time], [brace on|brace goes on]"
    return "[New cast|Boot|Brace] for [two|three|four] more weeks, [films then|x-ray next time|recheck with films]"

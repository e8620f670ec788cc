"""Conditions with sides in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.sides import Sides

_SIDE = {
    "right": "right",
    "left": "left",
    "both": "[right and left|left and right]",
}


def tell(it: Sides) -> tuple[Fact, ...]:
    """Return the facts of a visit."""
    facts = [
        Fact("reason", Part.STORY, "[Seen|Here|Comes] for [what bothers most|the known trouble|a recheck|the findings below], [some months now|since last year|for several weeks], [no injury|no accident behind it|no fall]"),
        Fact("plan", Part.PLAN, "[Exercises|Watchful waiting|Conservative treatment|Same treatment], [recheck|return|next visit] in [six weeks|two months|three months]"),
    ]  # fmt: skip
    for number, (place, side) in enumerate(it.found):
        name = place.name.format(_SIDE[side])
        if side == "both":
            name = f"[bilateral {place.name.replace('of the {} ', 'of the ', 1)}|{name}, both sides|{name}]"
            name = name.replace("of the {} ", "of the ")
        tail = "[, moderate|, mild|, stable|, a little worse|]: [discussed|treatment options gone through|explained]"
        facts.append(Fact(f"place{number}", Part.ASSESSMENT, f"{name}{tail}"))
    return tuple(facts)

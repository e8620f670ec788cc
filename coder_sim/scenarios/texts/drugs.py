"""A drug, its dose and its vials in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.drugs import Given

_ROUTE = {
    "IV": "[IV|by infusion|intravenously|as an infusion]",
    "SC": "[under the skin|SC|subcutaneously|in the upper arm, SC]",
    "IM": "[by injection|injected|as an injection|with a fine needle]",
}


def tell(it: Given) -> tuple[Fact, ...]:
    """Return the facts of a visit for a drug."""
    drug = it.drug
    return (
        Fact("reason", Part.STORY, f"[Here for|Comes for|Arrived for|Scheduled for] [the next|a planned|another|the regular] dose of {drug.name}, [ordered by the clinic|order on file|order renewed]"),
        Fact("since", Part.STORY, "[Last dose|Previous dose|The dose before] [went well|without trouble|gave no reaction], [no new symptoms|nothing new since|feels the same]"),
        Fact("condition", Part.ASSESSMENT, f"{drug.condition}, [treatment continued|on schedule|good response|responding], [no reaction today|dose well taken|tolerated well]"),
        Fact("given", Part.COURSE, f"[Gave|Received|Given|Administered] {drug.name} {it.dose:,} {drug.unit} {_ROUTE[drug.route]}, [line flushed after|site fine|no trouble|watched for 30 minutes]"),
        _vials(it),
        Fact("plan", Part.PLAN, "[Next dose|Next visit|Return] [in four weeks|in eight weeks|as per order|by the schedule], [labs before|same order|appointment made]"),
    )  # fmt: skip


def _vials(it: Given) -> Fact:
    drug = it.drug
    if not it.vials:
        text = "[Drawn from|Taken from|Dose drawn from] [a|the clinic's] multi-dose vial, [vial back in the fridge|dated and kept|rest kept for other patients]"
        return Fact("vials", Part.COURSE, text)
    opened = " and ".join(
        f"{it.vials.count(size)} x {size:,} {drug.unit}" for size in sorted(set(it.vials))
    )
    left = (
        f"[remaining {it.discarded:,} {drug.unit} discarded|{it.discarded:,} {drug.unit} wasted and documented|discarded {it.discarded:,} {drug.unit}, witnessed|{it.discarded:,} {drug.unit} thrown away]"
        if it.discarded
        else "[nothing discarded|no waste|all of it given|waste none]"
    )
    return Fact("vials", Part.COURSE, f"[Single-dose vials opened|Opened, single-dose|Used single-dose vials|Single-use supply opened]: {opened}; {left}")  # fmt: skip

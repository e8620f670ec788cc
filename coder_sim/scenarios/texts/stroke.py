"""What is left of a stroke, in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.stroke import Sequelae

_KIND = {
    "infarction": "[cerebral infarction|ischemic stroke|ischemic CVA|stroke (infarct)]",
    "intracerebral hemorrhage": "[intracerebral hemorrhage|hemorrhagic stroke (intracerebral)|brain hemorrhage, intracerebral|ICH]",
    "subarachnoid hemorrhage": "[subarachnoid hemorrhage|SAH|subarachnoid bleed|nontraumatic subarachnoid hemorrhage]",
}
_AFTER = "[after the stroke|from the stroke|since the stroke|as a sequela of the stroke|due to the old stroke]"
_DEFICIT = {
    "aphasia": f"[Aphasia|Residual aphasia|Aphasia, mostly expressive] {_AFTER}, [speech therapy|better with therapy]",
    "dysarthria": f"[Dysarthria|Residual dysarthria|Slurred speech (dysarthria)] {_AFTER}, [well understood|speech therapy]",
    "face": f"[Facial weakness|Facial droop|Weak lower face] {_AFTER}, [mild|less than before]",
    "ataxia": f"[Ataxia|Residual ataxia|Ataxia of the trunk] {_AFTER}, [uses a walker|balance training]",
    "memory": f"[Memory deficit|Memory loss|Impaired memory] {_AFTER}, [uses lists|spouse helps]",
    "dysphagia": "",
}


def tell(it: Sequelae) -> tuple[Fact, ...]:
    """Return the facts of a visit after a stroke."""
    facts = [
        Fact("reason", Part.STORY, f"[Seen|Here|Comes] [two years|three years|eighteen months] after the {_KIND[it.kind]}, [follow-up|yearly check|routine neurology visit]"),
        Fact("plan", Part.PLAN, "[Same treatment|Nothing to change|No change of treatment], [back in six months|yearly visits|return in a year], [home program|exercises daily]"),
    ]  # fmt: skip
    if it.hand:
        facts.append(Fact("hand", Part.HISTORY, {
            "right": "[Right-handed|Right hand dominant|RHD|Writes with the right hand], [always so|since childhood]",
            "left": "[Left-handed|Left hand dominant|LHD|Writes with the left hand], [always so|since childhood]",
            "both": "[Ambidextrous|Uses both hands alike, ambidextrous|Ambidextrous by own account|Ambidextrous since school], [writes with either|no hand preferred]",
        }[it.hand]))  # fmt: skip
    if it.weakness:
        facts.append(_weakness(it))
    facts.extend(_other(it, one) for one in it.others)
    if not it.weakness and not it.others:
        facts.append(Fact("well", Part.ASSESSMENT, "[Old ischemic stroke|Past cerebral infarction|Prior ischemic CVA|History of ischemic stroke], [no deficit left|full recovery|no residual deficit|nothing left of it]"))  # fmt: skip
    return tuple(facts)


def _weakness(it: Sequelae) -> Fact:
    words = {
        "hemiplegia": f"[{it.side} hemiplegia|{it.side}-sided hemiparesis|{it.side} hemiparesis|hemiplegia on the {it.side}]",
        "arm": f"[Monoplegia of the {it.side} arm|{it.side} upper limb monoplegia|{it.side} arm monoparesis|monoparesis, {it.side} upper limb]",
        "leg": f"[Monoplegia of the {it.side} leg|{it.side} lower limb monoplegia|{it.side} leg monoparesis|monoparesis, {it.side} lower limb]",
    }
    return Fact(
        "weak",
        Part.ASSESSMENT,
        f"{words[it.weakness]} {_AFTER}, [brace|therapy twice a week|strength unchanged]",
    )


def _other(it: Sequelae, one: str) -> Fact:
    text = _DEFICIT[one]
    if one == "dysphagia":
        text = f"[Dysphagia, {it.phase} phase,|{it.phase} phase dysphagia|{it.phase}-phase dysphagia] {_AFTER}, [thickened liquids|soft diet]"
    return Fact(one, Part.ASSESSMENT, text)

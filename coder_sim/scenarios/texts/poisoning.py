"""Drugs taken rightly, wrongly, or too little, in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.poisoning import Drugged

_HOW = {
    "accident": "[took|swallowed] [six|eight|ten] tablets of {drug} [by mistake|by accident], [mixed up the boxes|thought they were vitamins|wrong box in the dark]",
    "self-harm": "[took|swallowed] [twenty|thirty|a handful of] tablets of {drug} [to do harm to self|with intent of self-harm|as self-harm], [says so openly|now regrets it|psychiatry called]",
    "assault": "[was given|got] {drug} in a drink [by another person to do harm|in an assault, per police|by somebody who meant harm], [police informed|report made|police took the cup]",
    "unknown": "[found after|found with signs of] taking too much {drug}, [intent cannot be determined|intent undetermined after evaluation|psychiatry: intent undetermined], [no note|nobody saw it|cannot recall]",
}
_LESS = {
    "cost": "[Takes|Has taken] only half of the {drug} prescribed [because of its cost|to save money|as it costs too much], [for a month|since spring|for six weeks]",
    "other intent": "[Takes|Has taken] only half of the {drug} prescribed [on purpose, out of dislike of tablets|on purpose, believing less is enough|by own decision, not for cost], [for a month|since spring]",
    "age": "[Takes|Has taken] too little of the {drug} prescribed, [not meaning to, from age-related debility|unintentionally, due to age-related debility|without intent, from debility of old age], [for a month|since spring|for weeks]",
    "forgot": "[Takes|Has taken] too little of the {drug} prescribed, [simply forgets it|forgets doses|not meaning to, forgets the evening dose], [for a month|since spring|for weeks]",
}


def tell(it: Drugged) -> tuple[Fact, ...]:
    """Return the facts of an ED visit."""
    drug = it.drug.name
    return (
        Fact("how", Part.STORY, _how(it)),
        Fact("effect", Part.ASSESSMENT, _effect(it)),
        Fact("drug", Part.ASSESSMENT, _named(it)),
        Fact("labs", Part.RESULTS, "[ECG|Tracing|Rhythm strip] [done|reviewed|seen], [no QT change|intervals normal|no block]; [poison line|pharmacist|toxicology] [asked|informed|called]"),
        Fact("plan", Part.PLAN, f"[{'Observed' if it.kind != 'underdosing' else 'Advised'} here|Six hours in the department|Kept till evening], [drug plan gone through|written plan for {drug}|tablets sorted in a box]"),
    )  # fmt: skip


def _how(it: Drugged) -> str:
    drug = it.drug.name
    if it.kind == "poisoning":
        return "[Patient|The patient|Pt|This patient] " + _HOW[it.intent].format(drug=drug)
    if it.kind == "adverse":
        return f"[Takes|Has taken|Was put on] {drug} [exactly as prescribed|as directed|in the dose prescribed], [started last week|for ten days|for two weeks]; [no dose missed or doubled|right drug, right dose|box checked]"
    return _LESS[it.reason].format(drug=drug)


def _effect(it: Drugged) -> str:
    if it.kind == "underdosing":
        return f"{it.drug.lack}, [not treated enough|worse than in winter|came for it today|reason for the visit], [treatment resumed|back to the full dose|seen by the physician]"
    effect = it.drug.toxic if it.kind == "poisoning" else it.drug.effect
    link = "[due to|from|caused by]"
    return f"{effect} {link} {it.drug.name}, [settling|treated here|better after some hours|under watch]"


def _named(it: Drugged) -> str:
    drug = it.drug.name
    if it.kind == "poisoning":
        tail = {
            "accident": "accidental",
            "self-harm": "intentional self-harm",
            "assault": "assault",
            "unknown": "intent undetermined",
        }[it.intent]
        return f"[Overdose of {drug}|{drug} overdose|{drug} poisoning|Poisoning by {drug}], {tail}, [first encounter|new|treated today]"
    if it.kind == "adverse":
        return f"[Adverse effect of {drug}|{drug}, adverse effect|Side effect of {drug}|Adverse reaction to {drug}], [drug stopped|dose lowered|drug changed], [prescriber told|informed its prescriber]"
    return f"[Underdosing of {drug}|{drug} underdosed|Too little {drug} taken|{drug}: underdosing], [explained|talked over|plan made], [no other reason found|nothing else behind it]"

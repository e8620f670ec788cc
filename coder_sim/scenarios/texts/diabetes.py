"""Diabetes in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.diabetes import Diabetes

_STAGE = {"1": "1", "2": "2", "30": "3", "31": "3a", "32": "3b", "4": "4"}
_DEPTH = {
    "skin": "[limited to breakdown of skin|skin breakdown only, no fat seen|only the skin is broken]",
    "fat": "[with fat layer exposed|subcutaneous fat exposed|down to fat]",
    "muscle": "[with necrosis of muscle|muscle necrosis at the base|down to necrotic muscle]",
    "bone": "[with necrosis of bone|bone necrosis at the base|down to necrotic bone]",
}


def tell(it: Diabetes) -> tuple[Fact, ...]:
    """Return the facts of a visit for diabetes."""
    name = (
        f"[type {it.type} diabetes|DM type {it.type}|T{it.type}DM|type {it.type} diabetes mellitus]"
    )
    facts = [
        Fact(
            "reason",
            Part.STORY,
            f"[Here for|Comes for|Seen for|Scheduled for] [a routine|the quarterly|a planned|the usual] [check|review|follow-up] of {name}",
        ),
        Fact(
            "since",
            Part.STORY,
            "[Found|Diagnosed|First noted] [several years ago|at a routine check years ago|quite some time ago]; [keeps a log|checks sugars at home|brings the meter]",
        ),
        Fact(
            "eyes",
            Part.RESULTS,
            "[Eye exam|Dilated eye exam|Retinal photos] [this spring|last month|this year]: [no retinopathy|retina clear|no diabetic change of the retina]",
        ),
        *(_COMPLICATION[one](it, name) for one in it.complications),
        *_drugs(it),
        Fact(
            "plan",
            Part.PLAN,
            "[A1c|Hemoglobin A1c] [again in three months|before the next visit|repeat in 12 weeks], [diet reviewed|foot care reviewed|dietitian visit offered]",
        ),
    ]
    if not it.complications:
        facts.append(
            Fact(
                "plain",
                Part.ASSESSMENT,
                f"{name}, [well controlled|at goal|good control], [no complications|without complication|no complication found]",
            )
        )
    return tuple(facts)


def _kidney(it: Diabetes, name: str) -> Fact:
    stage = _STAGE[it.stage]
    return Fact(
        "kidney",
        Part.ASSESSMENT,
        f"[CKD|Chronic kidney disease] stage {stage}, [stable|GFR unchanged|no change since last visit]: [renal panel again in spring|avoid NSAIDs|nephrology as scheduled]",
    )


def _nerves(it: Diabetes, name: str) -> Fact:
    return Fact(
        "nerves",
        Part.ASSESSMENT,
        "[Diabetic polyneuropathy|Polyneuropathy due to diabetes|Diabetic peripheral polyneuropathy] [of both feet|, both feet numb|with reduced feeling in both feet]: [daily foot check|gabapentin continued|monofilament reduced, foot care stressed]",
    )


def _ulcer(it: Diabetes, name: str) -> Fact:
    place = "heel" if it.site.startswith("heel") else "great toe"
    return Fact(
        "ulcer",
        Part.ASSESSMENT,
        f"[Diabetic ulcer|Diabetic foot ulcer|Foot ulcer due to diabetes] [of the|on the|at the] {it.side} {place}, {_DEPTH[it.depth]}: [dressing changed|off-loading shoe|wound clinic weekly]",
    )


def _stomach(it: Diabetes, name: str) -> Fact:
    return Fact(
        "stomach",
        Part.ASSESSMENT,
        "[Diabetic gastroparesis|Gastroparesis due to diabetes|Gastroparesis from diabetic autonomic neuropathy]: [small meals|small frequent meals|metoclopramide before meals], [less fullness now|still early fullness|symptoms a little better]",
    )


def _vessels(it: Diabetes, name: str) -> Fact:
    return Fact(
        "vessels",
        Part.ASSESSMENT,
        "[Peripheral vascular disease|PVD|Peripheral artery disease, legs], [walking distance unchanged|no rest pain|stable], [no gangrene|no tissue loss from it]: [walking program|statin continued|vascular lab yearly]",
    )


def _sugar(it: Diabetes, name: str) -> Fact:
    return Fact(
        "sugar",
        Part.ASSESSMENT,
        f"{name} with hyperglycemia, [A1c 9.4|A1c 9.8|A1c 10.1]: [dose raised|plan changed today|titrate up weekly]",
    )


def _cataract(it: Diabetes, name: str) -> Fact:
    return Fact(
        "cataract",
        Part.ASSESSMENT,
        "[Diabetic cataract|Cataract in diabetes|Cataract due to diabetes], [vision still fair|some glare at night|not ripe for surgery]: [eye clinic to follow|new glasses|ophthalmology twice a year]",
    )


_COMPLICATION = {
    "kidney": _kidney,
    "nerves": _nerves,
    "ulcer": _ulcer,
    "stomach": _stomach,
    "vessels": _vessels,
    "sugar": _sugar,
    "cataract": _cataract,
}


def _drugs(it: Diabetes) -> tuple[Fact, ...]:
    facts = []
    if it.regimen in ("insulin", "insulin+oral", "all"):
        facts.append(
            Fact(
                "insulin",
                Part.DRUGS,
                "[Insulin glargine|Insulin degludec|Basal insulin] [18|22|26|30] units [at bedtime|every night|nightly], [long term|for years|unchanged]",
            )
        )
    if it.regimen in ("oral", "insulin+oral", "oral+injected", "all"):
        facts.append(
            Fact(
                "oral",
                Part.DRUGS,
                "[Metformin 1,000 mg|Metformin 850 mg|Glipizide 5 mg|Empagliflozin 10 mg] [by mouth|PO|tablet] [daily|every morning|with breakfast]",
            )
        )
    if it.regimen in ("injected", "oral+injected", "all"):
        facts.append(
            Fact(
                "injected",
                Part.DRUGS,
                "[Semaglutide 1 mg|Dulaglutide 1.5 mg|Semaglutide 0.5 mg] [under the skin|subcutaneously|SC] [once a week|weekly|every Sunday]",
            )
        )
    if it.regimen == "none":
        facts.append(
            Fact(
                "diet",
                Part.DRUGS,
                "[No|Takes no] [drug|medicine] for [diabetes|the sugar], [diet alone|diet and exercise only|managed by diet]",
            )
        )
    return tuple(facts)

"""A delivery in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.obstetrics import Delivery

_FOUND = {
    "preterm": "[Preterm labor with preterm delivery|Preterm labor and delivery|Spontaneous preterm labor, preterm delivery|Labor and delivery before term], [steroids given|neonatal team present|nursery informed]",
    "membranes": "[Premature rupture of membranes at term|PROM at term|Term PROM|Membranes ruptured before labor, at term], labor [four|six|eight|ten] hours later",
    "postterm": "[Post-term pregnancy|Postdates pregnancy|Past the due date, post-term|Pregnancy past 40 weeks, post-term], [monitored|reassuring tracing|fluid normal]",
    "pressure": "[Gestational hypertension|Pregnancy-induced hypertension|Hypertension of pregnancy|Gestational HTN], [no proteinuria|urine free of protein], [watched|no drug needed]",
    "sugar": "[Gestational diabetes|GDM|Diabetes of pregnancy|Gestational DM], [diet controlled|on diet alone], [sugars in range|no insulin]",
    "anemia": "[Iron deficiency anemia complicating the pregnancy|Iron deficiency anemia in pregnancy|Anemia in pregnancy, iron deficient|Pregnancy with iron deficiency anemia], [on iron tablets|iron by mouth], [stable|watched]",
    "shoulder": "[Shoulder dystocia|Shoulder dystocia at delivery|Delivery with shoulder dystocia|Dystocia of the shoulders], [under one minute|brief], [freed by position of the legs|relieved by suprapubic pressure]",
    "tear1": "[First-degree perineal laceration|First degree tear of the perineum|Perineal laceration, first degree|1st degree perineal tear], skin only, [sutured|repaired]",
    "tear2": "[Second-degree perineal laceration|Second degree tear of the perineum|Perineal laceration, second degree|2nd degree perineal tear], [perineal muscle sutured|muscle of the perineum repaired]",
}


def tell(it: Delivery) -> tuple[Fact, ...]:
    """Return the facts of the stay."""
    days = 1 + (it.weeks * 7 + it.age) % 6
    whole = "[perineum intact|no tear|perineum whole]"
    child = "[one living child|a living girl|a living boy|a liveborn infant]"
    torn = any(one.startswith("tear") for one in it.found)
    came = (
        "[came in|admitted|arrived] [with broken waters|with ruptured membranes|leaking clear fluid]"
        if "membranes" in it.found
        else "[came in|admitted|arrived] in [spontaneous|active|good] labor"
    )
    return (
        Fact("labor", Part.STORY, f"[G2 P1|G1 P0|G3 P2], {it.weeks} weeks and {days} days, {came}, [prenatal care regular|care from early on|chart of care at hand]"),
        Fact("birth", Part.COURSE, f"[Vaginal delivery|Spontaneous vaginal delivery|SVD] of {child}, [no instruments|without instruments|hands only], [placenta whole|placenta complete]{'' if torn else ', ' + whole}"),
        *(Fact(one, Part.ASSESSMENT, _FOUND[one]) for one in it.found),
        *(() if it.found else (Fact("normal", Part.ASSESSMENT, "[Normal delivery at term|Uncomplicated term delivery|Term delivery, uncomplicated|Full-term delivery], [no problem before or after|mother and child well|uneventful]"),)),
        Fact("plan", Part.PLAN, "[Home with the child|Discharged with the baby|Both go home], [check in six weeks|visit in six weeks|office at six weeks], [breast feeding|nursing well|feeding going well]"),
    )  # fmt: skip

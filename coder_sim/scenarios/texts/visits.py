"""Elements of decision making in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.visits import Visit

_PROBLEM = {
    "bite": "[Insect bite|Nonvenomous insect bite|Bite of an insect, not infected] of the right forearm, [first visit for it|new today], [small and clean|minor, no sign of infection]",
    "cold": "[Common cold|Acute nasopharyngitis|Simple cold], [day two|second day|third day], [minor|self-limited], [will pass|no treatment needed]",
    "cystitis": "[Acute cystitis|Acute bladder infection|Acute cystitis, uncomplicated], [no blood in urine|without hematuria], [simple case|uncomplicated], [first in years|new]",
    "rhinitis": "[Allergic rhinitis from pollen|Pollen allergy of the nose|Seasonal allergic rhinitis due to pollen], [stable|at goal], [well controlled|as every spring]",
    "thyroid": "[Hypothyroidism|Underactive thyroid|Hypothyroidism, on replacement], [stable|at goal|steady], [TSH in range|feels well on it]",
    "asthma": "[Moderate persistent asthma|Asthma, moderate persistent,] [with acute exacerbation|now with exacerbation|with an exacerbation], [since last week|worse for five days], [not severe|speaks in full sentences]",
    "gout": "[Idiopathic gout|Primary gout] of the left ankle and foot, [acute flare|new flare|flaring again], [third this year|not at goal|not controlled]",
    "anemia": "[Iron deficiency anemia from chronic blood loss|Anemia due to chronic blood loss|Chronic blood loss anemia, iron deficient], [worse than in spring|not at goal|hemoglobin still falling], [source being sought|source of loss being sought|stool test positive, endoscopy to come]",
    "heart": "[Acute on chronic systolic heart failure|Acute on chronic HFrEF|Chronic systolic CHF, now acute], [severe exacerbation|severely decompensated], [worst so far|needs more than an office can give]",
    "colitis": "[Ulcerative colitis|UC|Chronic ulcerative colitis], [severe exacerbation|severe flare], [worst in years|failing treatment], [extent not yet known|no complication seen so far]",
}
_DATA = (
    "[No tests|No test ordered|Nothing ordered|No labs needed], [no records to review|nothing to look up|no outside notes]",
    "[CBC and ferritin|Basic panel and TSH|Urine culture and CBC|CRP and CBC] [ordered|ordered today|sent]; [no outside notes|no other source|nothing else]",
    "[CBC, basic panel and TSH|CBC, CRP and liver panel|Ferritin, CBC and creatinine|CBC, lipase and A1c] [ordered|ordered today|sent]; [three tests in all|blood drawn here, sent out]",
    "[CBC, basic panel and BNP|CBC, CRP and liver panel|Troponin, BNP and CBC] [ordered|sent]; [own reading of the chest film|ECG film from outside read by me independently|outside CT images interpreted by me], [case discussed with the specialist by phone|called the specialist and discussed management]",
)
_RISK = (
    "[Rest and fluids|Nothing but time|Cool packs|Reassurance], [no drug|no treatment needed|no medicine]",
    "[Over-the-counter|Non-prescription|Drugstore] [antihistamine|acetaminophen|nasal rinse], [as on the label|for a few days]",
    "[Prescription|New prescription|Script] [written|sent|given] today, [dose, effects and risks discussed|side effects gone through|how to take it explained]",
    "[Sent to hospital for admission today|Decision to admit to hospital|Hospital admission arranged from here|Direct admission decided], [transport arranged|bed confirmed|family informed]",
)


def tell(it: Visit) -> tuple[Fact, ...]:
    """Return the facts of an office visit."""
    known = (
        "[First visit here|New patient|Never seen here before]"
        if it.new
        else "[Known here|Established patient|Seen here in spring]"
    )
    facts = [
        Fact("reason", Part.STORY, f"{known}, [comes about one problem|here for one thing|one concern today], [see below|told below]"),
        Fact("problem", Part.ASSESSMENT, _PROBLEM[it.problem.id]),
        Fact("data", Part.RESULTS, _DATA[it.data]),
        Fact("risk", Part.PLAN, _RISK[it.risk]),
    ]  # fmt: skip
    if it.minutes:
        facts.append(
            Fact(
                "time",
                Part.PLAN,
                f"[I spent|Total time today:|My total time on the day of the visit:|Time of the physician today:] {it.minutes} minutes, [record and orders included|all work of the day|before, during and after]",
            )
        )
    return tuple(facts)

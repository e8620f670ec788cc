"""Hypertension with heart and kidney disease in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.hypertension import Hypertension

_FAILURE = {
    "chronic systolic": "[Chronic systolic heart failure|Chronic systolic CHF|HFrEF, chronic|Systolic CHF, chronic]",
    "chronic diastolic": "[Chronic diastolic heart failure|Chronic diastolic CHF|HFpEF, chronic|Diastolic CHF, chronic]",
    "acute on chronic systolic": "[Acute on chronic systolic heart failure|Acute on chronic HFrEF|Chronic systolic CHF, now acute|Acute on chronic systolic CHF]",
    "acute on chronic diastolic": "[Acute on chronic diastolic heart failure|Acute on chronic HFpEF|Chronic diastolic CHF, now acute|Acute on chronic diastolic CHF]",
    "acute systolic": "[Acute systolic heart failure|Acute HFrEF, new|New acute systolic CHF|Acute systolic CHF, first episode]",
    "unspecified": "[Heart failure|CHF|Congestive heart failure|Cardiac failure]",
}
_STAGE = {
    "1": "stage 1",
    "2": "stage 2",
    "31": "stage 3a",
    "32": "stage 3b",
    "4": "stage 4",
    "5": "stage 5, not on dialysis",
    "6": "",
}


def tell(it: Hypertension) -> tuple[Fact, ...]:
    """Return the facts of a visit or a stay."""
    facts = [
        *_story(it),
        Fact(
            "reading",
            Part.EXAM,
            "[BP|Blood pressure] [138/84|142/86|134/82|146/88|150/90] [sitting|in the right arm|on second reading|at rest]",
        ),
        Fact(
            "pressure",
            Part.ASSESSMENT,
            "[Hypertension|HTN|High blood pressure|Essential hypertension|Arterial hypertension], [on treatment|same drugs|long-standing|drugs continued]",
        ),
    ]
    if it.failure:
        facts.append(
            Fact(
                "failure",
                Part.ASSESSMENT,
                f"{_FAILURE[it.failure]}: [{'IV furosemide, then by mouth|diuresed well|weight down on IV diuretic' if it.acute else 'daily weights|diuretic unchanged|euvolemic today'}]",
            )
        )
    if it.stage:
        facts.append(_kidney(it))
    if it.stage == "6":
        facts.append(
            Fact(
                "dialysis",
                Part.ASSESSMENT,
                "[Hemodialysis|On dialysis|Regular HD|Maintenance hemodialysis] [three times a week|Mon/Wed/Fri|Tue/Thu/Sat] [through a left arm fistula|via fistula|by AV fistula]",
            )
        )
    facts.append(
        Fact(
            "plan",
            Part.PLAN,
            "[Low salt|Salt below 2 g|Less salt] [diet|at table and in cooking], [labs|renal panel|basic panel] in [two|four|six] weeks",
        )
    )
    facts.append(
        Fact(
            "drugs",
            Part.DRUGS,
            "[Amlodipine 5 mg daily|Amlodipine 10 mg daily|Carvedilol 12.5 mg twice a day|Metoprolol succinate 50 mg daily], [no missed doses|taken as told|tolerated well]",
        )
    )
    return tuple(facts)


def _story(it: Hypertension) -> tuple[Fact, ...]:
    if it.acute:
        return (
            Fact(
                "reason",
                Part.STORY,
                "[Admitted with|Brought in with|Came to the ED with] [three|four|five] days of [more breathlessness|worse shortness of breath|dyspnea] and [swollen legs|leg swelling|ankle edema]",
            ),
            Fact(
                "course",
                Part.COURSE,
                "[Heart failure was the reason for the stay|Treated for the heart failure throughout|The failure was treated from day one] with [IV diuretic|furosemide IV|diuresis], [down 4 kg|net negative 5 liters|much easier breathing]",
            ),
        )
    return (
        Fact(
            "reason",
            Part.STORY,
            "[Here for|Seen for|Comes for|Scheduled] [blood pressure follow-up|BP check|follow-up of hypertension|a pressure check], [feels well|no complaints|no new complaint]",
        ),
    )


def _kidney(it: Hypertension) -> Fact:
    name = "[CKD|Chronic kidney disease|Chronic renal disease]"
    if it.stage == "6":
        return Fact(
            "kidney",
            Part.ASSESSMENT,
            "[ESRD|End-stage renal disease|End-stage kidney disease|CKD, end stage], [access works well|dry weight unchanged|no problem with the access]",
        )
    if it.denied:
        return Fact(
            "kidney",
            Part.ASSESSMENT,
            f"{name} {_STAGE[it.stage]}, [not due to hypertension|not related to the hypertension|hypertension is not the cause]: [cause under study|biopsy planned|workup with nephrology|nephrology opinion awaited]",
        )
    return Fact(
        "kidney",
        Part.ASSESSMENT,
        f"{name} {_STAGE[it.stage]}, [creatinine at its baseline|stable|labs unchanged|no NSAIDs]",
    )

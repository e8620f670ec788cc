"""A myocardial infarction in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.infarction import Infarction


def _name(vessel: str) -> str:
    if not vessel:
        return (
            "[NSTEMI|Non-ST elevation MI|Non-STEMI, type 1|Non-ST elevation myocardial infarction]"
        )
    return f"[STEMI of the {vessel}|ST elevation MI, {vessel} occluded|STEMI, culprit {vessel}|STEMI involving the {vessel}]"


def _ago(days: int) -> str:
    if days < 60:
        return f"{days} days ago"
    return f"{days // 30} months ago" if days < 700 else f"{days // 365} years ago"


def tell(it: Infarction) -> tuple[Fact, ...]:
    """Return the facts of a stay or an office visit."""
    if it.plan in ("recent", "old"):
        return _visit(it)
    facts = [
        Fact("reason", Part.STORY, _reason(it)),
        Fact("mi", Part.ASSESSMENT, _mi(it)),
        Fact("troponin", Part.RESULTS, "[Troponin|hs-troponin|Serial troponin] [rose and fell|peaked on day one|up, then down again], [echo: no wall thrombus|echo done|EF 50 to 55 on echo]"),
        Fact("plan", Part.PLAN, "[Cardiac rehab|Rehabilitation] [ordered|arranged|offered], [clinic in two weeks|cardiology follow-up in ten days|return visit booked]"),
    ]  # fmt: skip
    if it.plan == "demand":
        facts.insert(
            1,
            Fact(
                "cause",
                Part.ASSESSMENT,
                f"{it.cause}, [the reason for the stay|why the patient came in|main problem on admission], [treated first|settled with treatment|resolved by day two]",
            ),
        )
        course = f"[{it.cause} came first|The stay began with {it.cause}|Admitted for {it.cause}]; [the heart suffered from the demand|supply and demand did not match|mismatch of supply and demand]"
    else:
        course = "[Taken to the cath lab|To cath lab|Catheterized elsewhere before transfer|Medical treatment after angiography by another team], [uneventful after|no arrhythmia|stable on the ward]"
        if it.evolved:
            course = "[NSTEMI at first, then ST elevation|Came as NSTEMI and evolved to STEMI|ECG turned from NSTEMI to STEMI|NSTEMI on arrival, STEMI two hours later], [stable after|quiet from then on|no arrhythmia]"
    facts.append(Fact("course", Part.COURSE, course))
    if it.earlier:
        facts.append(
            Fact(
                "earlier",
                Part.HISTORY,
                f"[Previous|Earlier|First] {_name(it.earlier_vessel)} {_ago(it.earlier)}[| at another hospital|, treated then|, known here]",
            )
        )
    return tuple(facts)


def _reason(it: Infarction) -> str:
    if it.plan == "demand":
        return f"[Admitted with|Came in with|Brought in with] {it.cause}, [worse since last night|since early morning|for some hours]; [troponin found raised|troponin came back high|troponin up]"
    return "[Crushing|Severe|Heavy] chest pain [since this morning|for two hours|from 5 a.m. on], [brought by ambulance|ECG on arrival|aspirin on the way]"


def _mi(it: Infarction) -> str:
    if it.plan == "demand":
        return f"[Type 2 MI|Type 2 myocardial infarction|Myocardial infarction type 2|MI, type 2] [due to|from|secondary to|caused by] {it.cause}"
    if it.plan == "subsequent":
        wall = {"LAD": " of the anterior wall", "RCA": " of the inferior wall", "": ""}[it.vessel]
        return f"[Second infarction|Another infarction|New infarction|Reinfarction]: {_name(it.vessel)}{wall and ','}{wall}, {it.earlier} days after the [first|earlier one]"
    return f"{_name(it.vessel)}, [today|this admission|new|acute]"


def _visit(it: Infarction) -> tuple[Fact, ...]:
    state = (
        "[still on the post-infarct program|restricted work, treatment continued|recovering, treatment continued|under care for it]"
        if it.plan == "recent"
        else "[no symptoms since|nothing of it treated now|fully back at work|long over]"
    )
    return (
        Fact("reason", Part.STORY, "[Office visit|Clinic visit|Seen|Here] [after an infarction|for cardiology follow-up|as planned at discharge], [feels well|walks daily|no new event]"),
        Fact("earlier", Part.ASSESSMENT, f"{_name(it.earlier_vessel)} {_ago(it.earlier)}, {state}"),
        Fact("ecg", Part.RESULTS, "[ECG|Tracing] [today|in clinic]: [sinus rhythm|regular, no acute change|unchanged]"),
        Fact("plan", Part.PLAN, "[Next visit|Back|Return] in [six weeks|three months|half a year], [rehab goes on|exercise encouraged|walk every day]"),
    )  # fmt: skip

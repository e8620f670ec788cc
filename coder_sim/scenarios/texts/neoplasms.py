"""Tumors and their treatment in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.neoplasms import Neoplasm

_REASON = {
    "chemotherapy": "[Here only for|Comes for nothing but|Admitted to the infusion room only for|Today only] the next [cycle|round] of chemotherapy, [no new complaint|labs fine for it|cleared for it]",
    "immunotherapy": "[Here only for|Comes for nothing but|Admitted to the infusion room only for|Today only] the next dose of [immunotherapy|antineoplastic immunotherapy|pembrolizumab (immunotherapy)], [no new complaint|labs fine for it|cleared for it]",
    "radiation": "[Here only for|Comes for nothing but|Today only|Scheduled only for] [radiation therapy|external beam radiation|a fraction of radiotherapy], [no new complaint|skin calm|fraction as planned]",
    "checked": "[Here|Seen|Comes] to see how treatment works, [between two cycles|mid-cycle|in the week off], [no treatment given today|no infusion today|nothing given at this visit]",
    "secondary": "[Here|Seen|Comes] [about the secondary only|only for the metastasis|to plan treatment of the metastasis], [no therapy given today|planning visit|scan just done]",
    "history": "[Yearly|Regular|Planned] [surveillance|follow-up|check] after [completed|finished] treatment, [feels well|no complaint|back to normal life]",
    "spread": "[Seen|Here|Comes] [to plan treatment|because of a scan|with results of a scan], [the metastasis is new|new finding on surveillance|found at follow-up]",
}


def tell(it: Neoplasm) -> tuple[Fact, ...]:
    """Return the facts of an encounter."""
    facts = [
        Fact("plan", Part.STORY, _REASON[it.plan]),
        Fact("primary", Part.ASSESSMENT, _primary(it)),
        Fact("scan", Part.RESULTS, "[Counts|Blood counts|CBC] [reviewed|looked at|on file] [before the visit|this week|yesterday], [kidney values fine|creatinine normal|liver values normal]"),
        Fact("next", Part.PLAN, "[Next visit|Return|Back] in [three weeks|a month|six weeks], [nurse line known|call with questions|number of the unit at hand]"),
    ]  # fmt: skip
    if it.secondary:
        kind = f"[Metastasis to the {it.secondary}|Secondary malignancy of the {it.secondary}|{it.secondary} metastasis|Metastatic disease in the {it.secondary}]"
        facts.append(
            Fact("secondary", Part.ASSESSMENT, f"{kind}, [biopsy proven|seen on PET|confirmed]")
        )
    return tuple(facts)


def _primary(it: Neoplasm) -> str:
    name = it.primary.name
    if it.plan in ("history", "spread"):
        tail = (
            "[no evidence of it now|no recurrence at the site|site clean]"
            if it.plan == "history"
            else "[no recurrence at the site|primary site clean|nothing left there]"
        )
        return f"[Past|History of|Previous|Former] {name}, [removed|resected|excised] [three|four|six] years ago, all treatment [over|finished|completed], {tail}"
    tail = "[under treatment|being treated|on treatment]"
    return f"{name}, {tail}, [stable|responding|tolerating it well|no change of plan]"

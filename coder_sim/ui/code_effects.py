"""What reporting a diagnosis does beyond naming it: MS-DRG, HCC, POA, in short phrases."""

from datetime import date

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import CodeReference

_AGE = 70
"""HCCs of a code do not depend on age; the model wants one."""


def effects(code: Code, facts: CodeReference, day: date) -> tuple[str, ...]:
    """Return a phrase for each effect of a billable ICD-10-CM code; none for other codes."""
    if code.system is not System.ICD10CM or not code.billable:
        return ()
    found = []
    if level := facts.cc_level(code.code, day):
        found.append(f"{level} as a secondary diagnosis")
    hccs = facts.risk(frozenset({code.code}), _AGE, Sex.F).hccs
    found += [f"HCC {hcc} {facts.hcc_label(hcc)}".rstrip() for hcc in hccs]
    if facts.poa_exempt(code.code, day):
        found.append("POA exempt" if facts.poa_exact(day) else "POA exempt, as far as known")
    if facts.unacceptable_principal(code.code, day):
        found.append("not accepted as principal diagnosis")
    return tuple(found)


def warm_risk(facts: CodeReference) -> None:
    """Load the HCC tables, so that no key stroke waits for them; safe on any thread."""
    facts.risk(frozenset({"I10"}), _AGE, Sex.F)


def warm_groups(facts: CodeReference, day: date) -> None:
    """Open the grouper and the editor, which belong to the thread that asks for them later."""
    facts.cc_level("I10", day)
    facts.unacceptable_principal("I10", day)

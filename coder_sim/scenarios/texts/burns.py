"""Burns in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules.burns import Burn, Burns

_DEGREE = {
    1: "[first degree|first-degree|1st degree]",
    2: "[second degree|second-degree|partial thickness, second degree|2nd degree]",
    3: "[third degree|third-degree|full thickness, third degree|3rd degree]",
}


def tell(it: Burns) -> tuple[Fact, ...]:
    """Return the facts of an ED visit for burns."""
    third = f"{it.third} % third degree" if it.third else "none of it third degree"
    return (
        Fact("reason", Part.STORY, f"[Burned by|Came in after contact with|Injured by|Hurt by] {it.agent} [at home|in the garden|on a camping trip], [an hour ago|just before arrival|earlier today]"),
        Fact("exam", Part.EXAM, "[No soot in the mouth|Airway clear|Voice normal], [no inhalation|lungs clear|breathing easy], [tetanus current|tetanus given last year|tetanus up to date]"),
        *(_burn(place, burn) for place, burn in enumerate(it.burns)),
        Fact("extent", Part.ASSESSMENT, f"[Total|Burned surface|TBSA|Extent] {it.total} % [of body surface|BSA|of the body], {third}[| by rule of nines| by chart| on the body diagram]"),
        Fact("plan", Part.PLAN, "[Cleaned and dressed|Dressings|Silver dressings] [in the department|today], [burn clinic|wound check] in [two|three] days"),
    )  # fmt: skip


def _burn(place: int, burn: Burn) -> Fact:
    where = f"{burn.side} {burn.site.name}".strip()
    edge = (
        f", [with {_DEGREE[burn.edge]} edges|{_DEGREE[burn.edge]} around it]"
        if burn.edge
        else "[|, clean|, blanching noted at the rim|, dressed]"
    )
    return Fact(f"burn{place}", Part.ASSESSMENT, f"[Burn of the {where}, {_DEGREE[burn.degree]}|{where}: {_DEGREE[burn.degree]} burn|{_DEGREE[burn.degree]} burn, {where}]{edge}")  # fmt: skip

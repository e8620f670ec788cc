"""What a family hands over: the facts to be written, and the outline of chart and key."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from coder_sim.domain.answer import Distractor, Dose, EmLevels, Extra, KeyId, KeyLine
from coder_sim.domain.code_set import System, normal
from coder_sim.domain.encounter import FacilityPolicy, Setting, Sex, Track
from coder_sim.scenarios.dice import Dice


class Part(StrEnum):
    """Where in a chart a fact is told."""

    STORY = "story"
    HISTORY = "history"
    DRUGS = "drugs"
    EXAM = "exam"
    RESULTS = "results"
    PROCEDURE = "procedure"
    COURSE = "course"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    NURSE = "nurse"


@dataclass(frozen=True, slots=True)
class Fact:
    """One true statement. ``text`` holds its wordings as "[this|that]", at least eight of them."""

    id: str
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A key line before the chart is written; ``proof`` names the facts that support it."""

    line: KeyLine
    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One must-precede rule between two drafted lines, by their ids."""

    before: str
    after: str
    cite: str = ""
    tabular: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything about a drill chart but its words."""

    setting: Setting
    age: int
    sex: Sex
    specialty: str
    difficulty: int
    tracks: tuple[Track, ...]
    asks: str
    """What the learner is to code."""
    lines: tuple[Drafted, ...]
    extras: tuple[Extra, ...] = ()
    rules: tuple[Rule, ...] = ()
    first_allowed: tuple[str, ...] = ("d1",)
    policy: FacilityPolicy = field(default_factory=FacilityPolicy)
    new_patient: bool = False
    discharge_status: int = 1
    stay: int = 3
    """Days from admission to discharge, for an inpatient."""
    payer: str = "Commercial"


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of drill: draws a scenario, derives its key, tells its facts."""

    id: str
    title: str
    teaches: str
    difficulty: str
    draw: Callable[[Dice], Any]
    key: Callable[[Any], Outline]
    tell: Callable[[Any], tuple[Fact, ...]]


def dx(
    id: str,
    code: str,
    proof: tuple[str, ...],
    why: str,
    cites: tuple[str, ...],
    *traps: Distractor,
    poa: tuple[str, ...] | None = None,
    optional: bool = False,
    impact: str = "major",
    components: tuple[str, ...] = (),
    tabular: tuple[str, ...] = (),
) -> Drafted:
    """Return a diagnosis line; role and POA are filled in when the key is put together."""
    line = KeyLine(
        id=KeyId(id),
        system=System.ICD10CM,
        code=normal(code),
        guidelines=cites,
        rationale=why,
        distractors=traps,
        poa=poa,
        optional=optional,
        impact=impact,
        components=components,
        tabular=tabular,
    )
    return Drafted(line, proof)


def pcs(
    id: str,
    code: str,
    proof: tuple[str, ...],
    why: str,
    cites: tuple[str, ...],
    *traps: Distractor,
    principal: bool = False,
) -> Drafted:
    """Return an ICD-10-PCS line."""
    line = KeyLine(
        id=KeyId(id),
        system=System.ICD10PCS,
        code=code,
        principal=principal,
        guidelines=cites,
        rationale=why,
        distractors=traps,
    )
    return Drafted(line, proof)


def service(
    id: str,
    system: System,
    code: str,
    proof: tuple[str, ...],
    why: str,
    cites: tuple[str, ...],
    *traps: Distractor,
    pointers: tuple[str, ...] = ("d1",),
    modifiers: tuple[str, ...] = (),
    units: int = 1,
    dose: Dose | None = None,
    em: EmLevels | None = None,
    split_group: str = "",
) -> Drafted:
    """Return a CPT or HCPCS line."""
    line = KeyLine(
        id=KeyId(id),
        system=system,
        code=code,
        guidelines=cites,
        rationale=why,
        distractors=traps,
        pointers=tuple(KeyId(one) for one in pointers),
        modifiers=modifiers,
        units=units,
        dose=dose,
        em=em,
        split_group=split_group,
    )
    return Drafted(line, proof)


def trap(code: str, cls: str, explain: str, credit: float = 0.25) -> Distractor:
    """Return a foreseeable wrong code for a line."""
    return Distractor(normal(code), cls, credit, explain)


def extra(code: str, cls: str, explain: str, cite: str = "", penalty: float = 0.5) -> Extra:
    """Return a foreseeable code that does not belong on the sheet."""
    return Extra(normal(code), cls, penalty, cite=cite, explain=explain)


FIRST_DAY, LAST_DAY = date(2025, 10, 1), date(2026, 9, 30)
"""The fiscal year whose codes the rules know."""

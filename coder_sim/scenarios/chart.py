"""Makes one drill chart with its key: draw, derive, write, and point the key at the words."""

from dataclasses import replace
from datetime import date, timedelta

from coder_sim.domain.answer import AnswerKey, Constraint, KeyId, KeyLine, Review
from coder_sim.domain.code_set import Kind
from coder_sim.domain.encounter import CaseBrief, CaseId, Encounter, Setting
from coder_sim.domain.facts import CodeFacts, ReportedDiagnosis, Stay
from coder_sim.domain.pack import Case
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.documents import Written, write
from coder_sim.scenarios.parts import FIRST_DAY, LAST_DAY, Drafted, Family, Outline

VERSION = 1
"""Raised whenever the same seed would give another chart: the version of every drill pack."""
_PLACE = {
    Setting.PROFESSIONAL: "11",
    Setting.OUTPATIENT: "22",
    Setting.ED: "23",
    Setting.INPATIENT: "",
}


def case_of(family: Family, seed: int, facts: CodeFacts) -> Case:
    """Return the chart of a family and seed with its key; the same ones each time.

    ``facts`` tells POA exemptions and the MS-DRG of a stay; it decides nothing else.
    """
    dice = Dice(f"{family.id}/{seed}/{VERSION}")
    scenario = family.draw(dice)
    outline = family.key(scenario)
    told = family.tell(scenario)
    days = (LAST_DAY - FIRST_DAY).days - outline.stay
    seen = FIRST_DAY + timedelta(days=dice.between(0, days))
    number = f"{family.id[:2].upper()}-{seed}"
    written = write(dice, outline, told, seen, number)
    encounter = _encounter(outline, seen)
    brief = CaseBrief(
        id=CaseId(f"{family.id}-{seed}"),
        title=f"{family.title}, chart {seed}",
        specialty=outline.specialty,
        difficulty=outline.difficulty,
        tracks=outline.tracks,
        encounter=encounter,
        documents=written.documents,
        instructions=outline.asks,
    )
    return Case(brief, _key(outline, written, encounter, facts))


def _encounter(outline: Outline, seen: date) -> Encounter:
    inpatient = outline.setting is Setting.INPATIENT
    return Encounter(
        setting=outline.setting,
        age=outline.age,
        sex=outline.sex,
        service_date=seen + timedelta(days=outline.stay) if inpatient else seen,
        admit=seen if inpatient else None,
        discharge_status=outline.discharge_status if inpatient else None,
        payer=outline.payer,
        place_of_service=_PLACE[outline.setting],
        patient_status="" if inpatient else "new" if outline.new_patient else "established",
        policy=outline.policy,
    )


def _key(outline: Outline, written: Written, encounter: Encounter, facts: CodeFacts) -> AnswerKey:
    lines = tuple(_line(one, outline, written, encounter, facts) for one in outline.lines)
    return AnswerKey(
        first_allowed=tuple(KeyId(id) for id in outline.first_allowed),
        lines=lines,
        constraints=tuple(
            Constraint(
                f"c{place}", KeyId(one.before), KeyId(one.after), one.cite, tabular=one.tabular
            )
            for place, one in enumerate(outline.rules, start=1)
        ),
        extras=outline.extras,
        drg=_drg(lines, encounter, facts),
        review=Review(author="Scenario rules", log=(f"Derived by rule, generator {VERSION}.",)),
    )


def _line(
    drafted: Drafted, outline: Outline, written: Written, encounter: Encounter, facts: CodeFacts
) -> KeyLine:
    line = drafted.line
    evidence = tuple(written.passages[id] for id in drafted.proof)
    if line.kind is not Kind.DIAGNOSIS:
        return replace(line, evidence=evidence)
    return replace(
        line,
        evidence=evidence,
        role=_role(line, outline),
        poa=_poa(line, encounter, facts),
    )


def _role(line: KeyLine, outline: Outline) -> str:
    if line.id not in outline.first_allowed:
        return "secondary"
    if len(outline.first_allowed) > 1 and line.id != outline.first_allowed[0]:
        return "secondary"
    return "principal" if outline.setting is Setting.INPATIENT else "first"


def _poa(line: KeyLine, encounter: Encounter, facts: CodeFacts) -> tuple[str, ...] | None:
    if not encounter.inpatient:
        return None
    if facts.poa_exempt(line.code, encounter.service_date):
        return ("exempt",)
    return line.poa or ("Y",)


def _drg(lines: tuple[KeyLine, ...], encounter: Encounter, facts: CodeFacts) -> int | None:
    if not encounter.inpatient:
        return None
    required = [line for line in lines if line.required]
    drg = facts.group(
        Stay(
            discharge=encounter.service_date,
            age=int(encounter.age),
            sex=encounter.sex,
            discharge_status=encounter.discharge_status or 1,
            diagnoses=tuple(
                ReportedDiagnosis(line.code, _letter(line))
                for line in required
                if line.kind is Kind.DIAGNOSIS
            ),
            procedures=tuple(line.code for line in required if line.kind is Kind.PROCEDURE),
        )
    )
    return drg.number if drg else None


def _letter(line: KeyLine) -> str:
    return next((value for value in line.poa or () if value in "YNUW"), "")

"""A drill chart as the files of a case pack, format 1: same chart, same bytes."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.code_set import System, dotted
from coder_sim.domain.encounter import CaseBrief, Encounter, FacilityPolicy
from coder_sim.domain.pack import Case
from coder_sim.scenarios.chart import VERSION
from coder_sim.scenarios.families import FAMILIES
from coder_sim.scenarios.parts import Family

_LISTED = ("alternates", "distractors", "dose", "em", "evidence", "system", "code", "pointers")


def pack_id(family: Family, seed: int) -> str:
    """Return the id of the pack that holds one drill chart.

    Each chart is a pack of its own: a later one never takes the place of one with attempts.
    """
    return f"drill-{family.id}-{seed}"


def is_drill(pack_id: str) -> bool:
    """Tell whether a pack was made by ``pack_id``: a drill chart of a known family."""
    stem, _, seed = pack_id.rpartition("-")
    return seed.isdecimal() and stem in {f"drill-{family.id}" for family in FAMILIES}


def members(family: Family, cases: tuple[Case, ...], id: str) -> dict[str, bytes]:
    """Return the files of a pack that holds these charts, path -> content."""
    files = {"pack.json": _bytes(_listing(family, cases, id))}
    for case in cases:
        folder = f"cases/{case.brief.id}"
        files[f"{folder}/case.json"] = _bytes(_case(case.brief))
        files[f"{folder}/key.json"] = _bytes(_key(case.key))
        for document in case.brief.documents:
            files[f"{folder}/{document.id}.txt"] = document.text.encode("utf-8")
    return files


def _bytes(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _listing(family: Family, cases: tuple[Case, ...], id: str) -> dict[str, object]:
    tracks = sorted({track.value for case in cases for track in case.brief.tracks})
    return {
        "format": 1,
        "id": id,
        "title": f"Drill: {family.title}",
        "version": f"{VERSION}.0.0",
        "publisher": "Coder Sim project",
        "licence": "CC-BY-4.0",
        "language": "en-US",
        "description": f"Generated drill charts, invented throughout. {family.teaches}",
        "tracks": tracks,
        "code_set": {"icd10cm": "FY2026", "icd10pcs": "FY2026", "cpt": "2026", "hcpcs": "2026"},
        "guideline_year": 2026,
        "cases": [case.brief.id for case in cases],
    }


def _case(brief: CaseBrief) -> dict[str, object]:
    encounter = brief.encounter
    return {
        "id": brief.id,
        "title": brief.title,
        "setting": encounter.setting.value,
        "specialty": brief.specialty,
        "difficulty": brief.difficulty,
        "tracks": [track.value for track in brief.tracks],
        "age": encounter.age,
        "sex": encounter.sex.value,
        **_dates(encounter),
        "payer": encounter.payer,
        **_filled(
            place_of_service=encounter.place_of_service, patient_status=encounter.patient_status
        ),
        "facility_policy": _policy(encounter.policy),
        "instructions": brief.instructions,
        "documents": [
            {
                "id": document.id,
                "file": f"{document.id}.txt",
                "type": document.type,
                "author_role": document.author_role,
                "title": document.title,
            }
            for document in brief.documents
        ],
    }


def _policy(policy: FacilityPolicy) -> dict[str, object]:
    asked = {
        "external_cause": policy.external_cause,
        "transfusion": policy.transfusion,
        "history_z": policy.history_z,
    }
    told = {name: value for name, value in asked.items() if value is not None}
    return {**told, "text": policy.text}


def _dates(encounter: Encounter) -> dict[str, object]:
    last = encounter.service_date.isoformat()
    if encounter.admit is None:
        return {"dos": last}
    return {
        "admit": encounter.admit.isoformat(),
        "discharge": last,
        "discharge_status": encounter.discharge_status,
    }


def _filled(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _key(key: AnswerKey) -> dict[str, object]:
    return {
        "first_allowed": list(key.first_allowed),
        "lines": [_line(line) for line in key.lines],
        "constraints": [
            _filled(
                id=one.id, before=one.before, after=one.after, cite=one.cite, tabular=one.tabular
            )
            for one in key.constraints
        ],
        "extras": {
            _shown(one.code): {
                "cls": one.cls,
                "penalty": one.penalty,
                **_filled(cite=one.cite, explain=one.explain),
            }
            for one in key.extras
        },
        **({} if key.drg is None else {"drg": key.drg}),
        "review": {"author": key.review.author, "log": list(key.review.log)},
    }


def _shown(code: str) -> str:
    """Return a code as authors write it; only a diagnosis code of letter and digits has a dot."""
    diagnosis = code[:1].isalpha() and len(code) != _PROCEDURE and code[1:2].isdigit()
    service = len(code) == _SERVICE and code[:1] in _SERVICE_LETTERS and code[1:].isdecimal()
    return code if service or not diagnosis else dotted(System.ICD10CM, code)


_PROCEDURE, _SERVICE, _SERVICE_LETTERS = 7, 5, "ABCEGHJKLPQ"


def _line(line: KeyLine) -> dict[str, object]:
    """Return what a line says beyond the defaults of the format."""
    plain: dict[str, Any] = {
        one.name: getattr(line, one.name)
        for one in fields(line)
        if one.name not in ("id", *_LISTED) and getattr(line, one.name) != one.default
    }
    head: Mapping[str, object] = {
        "id": line.id,
        "system": line.system.value,
        "code": dotted(line.system, line.code),
    }
    return {**head, **plain, **_lists(line)}


def _lists(line: KeyLine) -> dict[str, object]:
    dose, em = line.dose, line.em
    return _filled(
        pointers=list(line.pointers),
        alternates=[
            {"code": dotted(line.system, one.code), "credit": one.credit, "why": one.why}
            for one in line.alternates
        ],
        distractors={
            dotted(line.system, one.code): {
                "cls": one.cls,
                "credit": one.credit,
                **_filled(explain=one.explain, direction=one.direction),
            }
            for one in line.distractors
        },
        dose=dose and {"amount": dose.amount, "per_unit": dose.per_unit, "unit": dose.unit},
        em=em
        and {
            "family": em.family,
            "levels": list(em.levels),
            **_filled(problems=em.problems, data=em.data, risk=em.risk, minutes=em.minutes),
        },
        evidence=[{"doc": one.doc, "quote": one.quote} for one in line.evidence],
    )

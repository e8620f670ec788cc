"""Nothing that an author writes is lost on its way into the domain's values."""

import dataclasses
import json
from datetime import date
from typing import Any

import pytest

from coder_sim.domain.answer import AnswerKey, AnswerSheet, CodedLine, KeyLine, Passage
from coder_sim.domain.encounter import CaseBrief, Document, Encounter, Sex, Track
from coder_sim.packs import convert
from coder_sim.packs.key_models import AnswerPart, KeyPart
from coder_sim.packs.models import CasePart
from coder_sim.packs.schema import schema_text

LINE: dict[str, Any] = {
    "id": "s1",
    "system": "HCPCS",
    "code": "j1885",
    "role": "secondary",
    "principal": True,
    "poa": ["Y", "U"],
    "optional": True,
    "weight": 1.5,
    "impact": "minor",
    "alternates": [{"code": "j1.890", "credit": 0.75, "why": "An older form."}],
    "any_of": "g1",
    "components": ["j1", "j2"],
    "component_class": "UNBUNDLED",
    "component_credit": 0.5,
    "distractors": {
        "j1.100": {"cls": "WRONG_DRUG", "credit": 0.1, "explain": "No.", "direction": "OVER"}
    },
    "modifiers": ["JZ"],
    "optional_modifiers": ["RT"],
    "forbidden_modifiers": ["JW"],
    "modifier_alternates": [["XS"], ["59", "LT"]],
    "units": 4,
    "units_alternates": [3],
    "dose": {"amount": 60, "per_unit": 15, "unit": "mg"},
    "pointers": ["d1"],
    "split_group": "drug",
    "em": {
        "family": "office",
        "levels": ["99213", "99214"],
        "problems": "two stable",
        "data": "none",
        "risk": "moderate",
        "minutes": 30,
    },
    "evidence": [{"doc": "mar", "quote": "60 mg", "nth": 2}],
    "guidelines": ["I.A"],
    "tabular": ["I50 code first"],
    "rationale": "Because.",
    "common_error": "Often.",
    "ambiguity": 1,
}
KEY: dict[str, Any] = {
    "first_allowed": ["d1"],
    "lines": [LINE],
    "constraints": [
        {
            "id": "c1",
            "before": "d1",
            "after": "s1",
            "cite": "I.A",
            "severity": "MINOR",
            "tabular": "t",
        }
    ],
    "any_of": [{"id": "g1", "min": 1, "max": 2}],
    "extras": {
        "r06.02": {
            "cls": "SYMPTOM_INTEGRAL",
            "penalty": 0.5,
            "severity": "MINOR",
            "direction": "OVER",
            "cite": "I.B.5",
            "explain": "Part of it.",
        }
    },
    "excludes1_exceptions": [{"a": "e11.65", "b": "I10", "why": "Unrelated."}],
    "queries": [
        {
            "id": "q1",
            "doc": "mar",
            "quote": "60",
            "nth": 2,
            "question": "Which?",
            "why": "Unclear.",
            "accept_answer": True,
        }
    ],
    "drg": 291,
    "hcc": ["37"],
    "notes": "Read twice.",
    "review": {
        "author": "A",
        "reviewer": "B",
        "date": "2026-01-31",
        "agreement": 0.9,
        "log": ["x"],
    },
}
CASE: dict[str, Any] = {
    "id": "c",
    "title": "T",
    "setting": "inpatient",
    "specialty": "Cardiology",
    "difficulty": 4,
    "tracks": ["CIC"],
    "age": 0.5,
    "sex": "F",
    "admit": "2026-01-01",
    "discharge": "2026-01-09",
    "discharge_status": 3,
    "payer": "Medicare",
    "facility_policy": {
        "external_cause": True,
        "transfusion": False,
        "history_z": True,
        "text": "All of it.",
    },
    "instructions": "Code all.",
    "documents": [
        {"id": "mar", "file": "mar.txt", "type": "MAR", "author_role": "nurse", "title": "Drugs"}
    ],
    "place_of_service": "21",
    "patient_status": "new",
    "objectives": ["trap-07"],
}


def key() -> AnswerKey:
    return convert.key(KeyPart.model_validate(KEY), 2027)


def plain(value: object) -> list[str]:
    """Return the names of the fields of a value that still have their default."""
    assert dataclasses.is_dataclass(value)
    unset = []
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        default = field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        if found == default or found in ("", (), None):
            unset.append(field.name)
    return unset


@pytest.mark.parametrize(("name", "sample"), [("line", LINE), ("key", KEY), ("case", CASE)])
def test_the_samples_here_use_every_field_of_the_schema(name: str, sample: dict[str, Any]) -> None:
    fields = set(json.loads(schema_text())["$defs"][name]["properties"])

    assert fields - set(sample) - {"hcc_v28", "dos"} == set()


def test_no_field_of_a_key_is_lost() -> None:
    converted = key()

    assert plain(converted) == []
    parts = [
        *(converted.lines[0], converted.constraints[0], converted.any_of[0], converted.extras[0]),
        *(converted.excludes1_exceptions[0], converted.queries[0], converted.review),
        *(converted.lines[0].alternates[0], converted.lines[0].distractors[0]),
        *(converted.lines[0].dose, converted.lines[0].em),
    ]
    assert [plain(part) for part in parts] == [[] for _ in parts]
    # A key quotes; offsets are for what a trainee links.
    assert plain(converted.lines[0].evidence[0]) == ["start", "end"]


def test_codes_come_in_normal_form_wherever_they_stand() -> None:
    converted = key()
    line: KeyLine = converted.lines[0]

    assert line.code == "J1885"
    assert (line.alternates[0].code, line.distractors[0].code) == ("J1890", "J1100")
    assert line.components == ("J1", "J2")
    assert converted.extras[0].code == "R0602"
    assert converted.excludes1_exceptions[0].a == "E1165"


def test_values_arrive_as_written() -> None:
    converted = key()
    line = converted.lines[0]

    assert line.modifier_alternates == (("XS",), ("59", "LT"))
    assert line.evidence == (Passage("mar", "60 mg", 2),)
    assert (line.units, line.units_alternates, line.pointers) == (4, (3,), ("d1",))
    assert converted.review.date == date(2026, 1, 31)
    assert (converted.hcc, converted.drg, converted.guideline_year) == (("37",), 291, 2027)


def test_what_is_left_out_takes_the_defaults_of_the_format() -> None:
    bare = KeyPart.model_validate(
        {"first_allowed": ["d1"], "lines": [{"id": "d1", "system": "ICD-10-CM", "code": "I10"}]}
    )

    converted = convert.key(bare, 2026)

    assert converted.lines[0] == KeyLine(converted.lines[0].id, converted.lines[0].system, "I10")
    assert converted.hcc is None, "not risk-adjusted, which is not the same as no HCC"


def test_an_empty_list_of_hccs_is_kept() -> None:
    assert convert.key(KeyPart.model_validate({**KEY, "hcc": []}), 2026).hcc == ()


def test_no_field_of_a_case_is_lost() -> None:
    part = CasePart.model_validate(CASE)
    document = convert.document(part.documents[0], "TEXT")

    brief: CaseBrief = convert.brief(part, (document,))

    assert plain(brief) == []
    assert plain(brief.encounter) == []
    assert document == Document("mar", "MAR", "nurse", "Drugs", "TEXT")
    encounter: Encounter = brief.encounter
    assert (encounter.age, encounter.sex) == (0.5, Sex.F)
    assert (encounter.admit, encounter.service_date) == (date(2026, 1, 1), date(2026, 1, 9))
    assert encounter.policy.transfusion is False
    assert brief.tracks == (Track.CIC,)


def test_an_answer_sheet_is_taken_as_entered() -> None:
    part = AnswerPart.model_validate(
        {
            "lines": [
                {
                    "system": "CPT",
                    "code": " 99214-25 ",
                    "poa": "",
                    "modifiers": ["rt"],
                    "units": 0,
                    "pointers": [2, 1],
                    "evidence": [{"doc": "mar", "quote": "60"}],
                }
            ],
            "queries": [{"doc": "mar", "quote": "60", "question": "Which?"}],
        }
    )

    sheet: AnswerSheet = convert.sheet(part)

    assert sheet.lines == (
        CodedLine(
            sheet.lines[0].system, " 99214-25 ", "", ("rt",), 0, (2, 1), (Passage("mar", "60"),)
        ),
    )
    assert (sheet.queries[0].doc, sheet.queries[0].question) == ("mar", "Which?")

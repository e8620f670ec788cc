"""The published JSON Schema and the program's own check agree on what a pack may hold."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from coder_sim.packs.fields import Part
from coder_sim.packs.key_models import IN_A_JOB, AnswerPart, KeyPart
from coder_sim.packs.models import CasePart, ManifestPart, PackPart
from coder_sim.packs.schema import check, schema_text
from coder_sim.packs.strict_json import Json
from tests.packs.folders import PACK, STAY, STAY_KEY, VISIT, VISIT_KEY

SHAPES: dict[str, type[Part]] = {
    "pack": PackPart,
    "case": CasePart,
    "key": KeyPart,
    "answer": AnswerPart,
    "manifest": ManifestPart,
}
FULL_KEY: dict[str, Any] = {
    **deepcopy(VISIT_KEY),
    "constraints": [{"id": "c1", "before": "d1", "after": "d2", "severity": "MAJOR"}],
    "any_of": [{"id": "g1", "min": 1, "max": 1}],
    "excludes1_exceptions": [{"a": "E11.65", "b": "I10", "why": "Unrelated."}],
    "queries": [{"id": "q1", "doc": "note", "quote": "stable", "nth": 1, "question": "Which?"}],
    "hcc": ["37"],
    "review": {"author": "A", "date": "2026-01-31", "agreement": 0.9, "log": ["read"]},
}
FULL_KEY["lines"][2] |= {
    "weight": 2.0,
    "impact": "critical",
    "alternates": [{"code": "99215", "credit": 0.5, "why": "Defensible."}],
    "modifiers": ["25"],
    "modifier_alternates": [["XS"]],
    "units": 1,
    "units_alternates": [2],
    "dose": {"amount": 40, "per_unit": 10, "unit": "mg"},
    "split_group": "g",
    "ambiguity": 1,
    "tabular": ["I50 code first"],
}
ANSWER: dict[str, Any] = {
    "id": "A",
    "lines": [
        {
            "system": "ICD-10-CM",
            "code": "I10",
            "poa": None,
            "evidence": [{"doc": "note", "quote": "stable"}],
        },
        {"system": "CPT", "code": "99214", "modifiers": ["25"], "units": 1, "pointers": [1]},
    ],
    "queries": [{"doc": "note", "quote": "stable", "question": "Which?"}],
}
SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("pack", {**PACK, "tracks": ["CPC"], "guideline_version": "2025-10-01"}),
    ("case", {**STAY, "facility_policy": {"transfusion": True, "text": "All."}}),
    ("case", {**VISIT, "objectives": ["trap-01", "nothing-wrong"]}),
    ("key", STAY_KEY),
    ("key", FULL_KEY),
    ("answer", ANSWER),
    ("manifest", {"format": 1, "files": {"pack.json": "0" * 64}}),
]


def by_schema(name: str) -> Draft202012Validator:
    schema = json.loads(schema_text())
    schema["$ref"] = f"#/$defs/{name}"
    return Draft202012Validator(schema, format_checker=FormatChecker())


def accepted(name: str, value: Json) -> bool:
    return check(SHAPES[name], value, file=name, context=IN_A_JOB).value is not None


def places(value: object) -> Iterator[tuple[Any, Any]]:
    """Yield every container of a tree with every name or position in it."""
    if isinstance(value, dict | list):
        for step, child in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, step
            yield from places(child)


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_sound_samples_are_accepted_by_both(name: str, sample: dict[str, Any]) -> None:
    assert by_schema(name).is_valid(sample)
    assert accepted(name, sample)


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_every_removed_field_is_judged_alike(name: str, sample: dict[str, Any]) -> None:
    schema = by_schema(name)
    for place in range(len(list(places(sample)))):
        changed = deepcopy(sample)
        container, step = list(places(changed))[place]
        del container[step]
        assert schema.is_valid(changed) == accepted(name, changed), (step, container)


ODD: list[Json] = [
    None,
    True,
    0,
    -1,
    2,
    0.5,
    1.0,
    "",
    "x",
    "D 1",
    "I10",
    "2026-02-30",
    "20260501",
    [],
    {},
    [7],
]
OVERLONG = ["x" * 61, "x" * 121, "x" * 1_001]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_odd_values_are_judged_alike(data: st.DataObject) -> None:
    name, sample = data.draw(st.sampled_from(SAMPLES))
    changed = deepcopy(sample)
    container, step = data.draw(st.sampled_from(list(places(changed))))
    odd = data.draw(st.sampled_from([*ODD, *OVERLONG]))
    container[step] = deepcopy(odd)

    schema = by_schema(name)

    assert schema.is_valid(changed) == accepted(name, changed), (step, odd)


def test_a_new_field_anywhere_is_refused_by_both() -> None:
    for name, sample in SAMPLES:
        schema = by_schema(name)
        changed = {**sample, "colour": "blue"}
        assert not schema.is_valid(changed)
        assert not accepted(name, changed)


def test_unknown_fields_of_a_newer_pack_are_set_aside_when_asked() -> None:
    newer = {**deepcopy(FULL_KEY), "colour": "blue"}
    newer["lines"][0]["shade"] = {"a": [1]}

    checked = check(KeyPart, newer, file="key.json", lenient=True)

    assert checked.value == check(KeyPart, FULL_KEY, file="key.json").value
    assert {warning.field for warning in checked.warnings} == {"colour", "lines[0].shade"}
    assert newer["lines"][0]["shade"] == {"a": [1]}, "the value handed in is left as it was"


def test_other_faults_stay_faults_beside_unknown_fields() -> None:
    newer = {**deepcopy(FULL_KEY), "colour": "blue", "drg": "291"}

    checked = check(KeyPart, newer, file="key.json", lenient=True)

    assert checked.value is None
    assert [problem.field for problem in checked.problems] == ["drg"]


def test_a_list_of_refused_items_is_not_called_too_short() -> None:
    checked = check(KeyPart, {"first_allowed": [1], "lines": [{"id": 1}]}, file="key.json")

    assert [problem.field for problem in checked.problems] == [
        "first_allowed[0]",
        "lines[0].id",
        "lines[0].system",
        "lines[0].code",
    ]

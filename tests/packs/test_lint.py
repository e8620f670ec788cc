"""Lint reads a key as a strict colleague would: every promise of the key is tried out."""

from pathlib import Path
from typing import Any

import pytest

from coder_sim import packs
from coder_sim.library.lookup import Library
from coder_sim.packs.lint import Level, LintFinding, errors, lint
from coder_sim.packs.symptoms import affirmed
from tests.packs.folders import PackFolder
from tests.packs.test_reader import Spoil, put

EXAMPLE = Path(__file__).parents[2].parent / "shared" / "example-pack"
BUNDLED = Path(__file__).parents[2] / "data" / "packs"


def linted(pack: PackFolder, facts: Library) -> tuple[LintFinding, ...]:
    return lint(packs.read(pack.write(), facts), facts)


def at(findings: tuple[LintFinding, ...], case: str, field: str) -> list[LintFinding]:
    return [
        finding
        for finding in findings
        if (finding.problem.case, finding.problem.field) == (case, field)
    ]


def test_a_good_key_has_no_errors(small_pack: PackFolder, facts: Library) -> None:
    assert errors(linted(small_pack, facts)) == ()


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example pack is not here")
def test_the_example_pack_has_no_findings(facts: Library) -> None:
    assert lint(packs.read(EXAMPLE, facts), facts) == ()


E, W = Level.ERROR, Level.WARNING
STAY_TRAP = {"cls": "UNDER_SPECIFIED", "credit": 0.5, "explain": "Less is said."}
FINDINGS: list[tuple[Spoil, str, str, Level, str]] = [
    # evidence and citations
    (put("stay key lines 0 evidence", None), "stay", "lines[0].evidence", E, "no evidence"),
    (put("stay key lines 0 guidelines", None), "stay", "lines[0].guidelines", E, "cites nothing"),
    (put("visit key lines 2 guidelines", None), "visit", "lines[2].guidelines", E, "cites nothing"),
    (put("stay key lines 0 guidelines", ["I.C.99"]), "stay", "lines[0].guidelines[0]", E, "2026"),
    (put("stay key constraints 0 cite", "I.C.9.z"), "stay", "constraints[0].cite", E, "I.C.9.z"),
    (put("stay key lines 0 rationale", None), "stay", "lines[0].rationale", W, "no rationale"),
    (put("stay key lines 1 tabular", ["I50 excludes1"]), "stay", "lines[1].tabular[0]", W, "I50"),
    # learning objectives
    (put("stay case objectives", ["trap-01", "trap-41"]), "stay", "objectives[1]", E, "trap-41"),
    (put("stay case objectives", ["chapter-01"]), "stay", "objectives[0]", E, "can declare"),
    # POA
    (put("stay key lines 1 poa", None), "stay", "lines[1].poa", E, "no POA"),
    (put("stay key lines 1 poa", ["exempt"]), "stay", "lines[1].poa", W, "not exempt"),
    (put("visit key lines 1 poa", ["Y"]), "visit", "lines[1].poa", E, "inpatient"),
    # first line and order
    (put("stay key first_allowed", ["d2"]), "stay", "first_allowed", E, "not in first_allowed"),
    (put("stay key lines 0 optional", True), "stay", "first_allowed[0]", E, "optional"),
    (put("stay key lines 0 code", "R65.20"), "stay", "first_allowed[0]", E, "principal diagnosis"),
    (
        put("stay key constraints 0", {"id": "c1", "before": "d2", "after": "d1"}),
        "stay",
        "constraints[0]",
        E,
        'has "d1" before "d2"',
    ),
    # money
    (put("stay key drg", 293), "stay", "drg", E, "MS-DRG 291"),
    (put("stay key drg", None), "stay", "drg", E, "no drg"),
    (put("visit key hcc", ["37", "18"]), "visit", "hcc", E, "HCCs 38"),
    # doses
    (
        put("visit key lines 2 dose", {"amount": 40, "per_unit": 10, "unit": "mg"}),
        "visit",
        "lines[2].units",
        E,
        "do not make 40 mg",
    ),
    # foreseen errors
    (
        put("stay key lines 1 distractors", {"I50.99": STAY_TRAP}),
        "stay",
        "lines[1].distractors.I50.99",
        E,
        "no loaded edition",
    ),
    (
        put("stay key lines 1 distractors", {"I50.33": STAY_TRAP}),
        "stay",
        "lines[1].distractors.I50.33",
        E,
        "own code",
    ),
    (
        put("stay key lines 1 distractors I50.9 credit", 1),
        "stay",
        "lines[1].distractors.I50.9.credit",
        E,
        "still scores 100",
    ),
    (
        put("stay key lines 1 distractors I50.9 direction", "OVER"),
        "stay",
        "lines[1].distractors.I50.9.credit",
        E,
        "credit 0",
    ),
    (
        put("visit key extras", {"E11.9": {"cls": "SYMPTOM_INTEGRAL", "penalty": 0.5}}),
        "visit",
        "lines[0].distractors.E11.9.cls",
        E,
        "not COMPLICATION_OMITTED",
    ),
    (
        put("stay key lines 1 distractors I50.9 cls", "WRONG_7TH"),
        "stay",
        "lines[1].distractors.I50.9.cls",
        E,
        "differ before their 7th character",
    ),
    (
        put(
            "stay key lines 1",
            {
                "id": "d2",
                "system": "ICD-10-PCS",
                "code": "0DTJ4ZZ",
                "distractors": {"0DTJ0ZZ": {"cls": "PCS_DEVICE", "credit": 0.25, "explain": "-"}},
            },
        ),
        "stay",
        "lines[1].distractors.0DTJ0ZZ.cls",
        E,
        "speaks of character 6, which is the same",
    ),
    (
        put("stay key lines 1 distractors", {"I50.3": STAY_TRAP}),
        "stay",
        "lines[1].distractors.I50.3.cls",
        E,
        "is a heading",
    ),
    (
        put(
            "visit key extras", {"I50": {"cls": "UNSUPPORTED_EXTRA", "penalty": 1, "explain": "-"}}
        ),
        "visit",
        "extras.I50.cls",
        E,
        "is a heading",
    ),
    (put("visit key extras E11.8 explain", None), "visit", "extras.E11.8.explain", W, "explained"),
    (
        put("visit key extras", {"I10": {"cls": "X", "penalty": 1, "explain": "No."}}),
        "visit",
        "extras.I10",
        E,
        'code of line "d2"',
    ),
    (put("stay key lines 0 distractors", {}), "stay", "lines", W, "hardly any wrong answer"),
    (put("visit case payer", None), "visit", "", W, "no payer"),
    (put("visit case dos", "2024-03-01"), "visit", "", W, "edition is another: FY2026"),
    # setting and chart
    (put("stay key lines 0 role", "first"), "stay", "lines[0].role", W, '"principal"'),
    (put("visit key lines 0 role", "principal"), "visit", "lines[0].role", W, '"first"'),
    (put("visit key lines 2 pointers", None), "visit", "lines[2].pointers", W, "no diagnosis"),
    (
        put("visit case documents 0 author_role", "nurse"),
        "visit",
        "lines[1].evidence",
        W,
        "only on: nurse",
    ),
    (
        put(
            "stay key lines 1",
            {"id": "d2", "system": "ICD-10-PCS", "code": "4A023N7", "tabular": ["Table 4A0"]},
        ),
        "stay",
        "lines",
        W,
        "principal procedure",
    ),
]


@pytest.mark.parametrize(("spoil", "case", "field", "level", "words"), FINDINGS)
def test_a_weak_key_is_told_where_and_why(
    small_pack: PackFolder,
    facts: Library,
    spoil: Spoil,
    case: str,
    field: str,
    level: Level,
    words: str,
) -> None:
    spoil(small_pack)

    told = at(linted(small_pack, facts), case, field)

    assert any(
        finding.level is level and words in finding.problem.what + finding.problem.todo
        for finding in told
    ), linted(small_pack, facts)


def test_a_key_whose_own_answer_falls_short_is_refused(
    small_pack: PackFolder, facts: Library
) -> None:
    line: dict[str, Any] = {**small_pack.key["stay"]["lines"][1], "id": "d3"}
    small_pack.key["stay"]["lines"].append(line)
    small_pack.key["stay"]["lines"][0]["distractors"]["I50.33"] = {"cls": "X", "credit": 0.1}

    findings = linted(small_pack, facts)

    assert any(finding.level is Level.ERROR for finding in findings)


def test_an_optional_line_must_cost_nothing(small_pack: PackFolder, facts: Library) -> None:
    optional = {
        "id": "d3",
        "system": "ICD-10-CM",
        "code": "Z87.891",
        "role": "secondary",
        "poa": ["exempt"],
        "optional": True,
    }
    small_pack.key["stay"]["lines"].append(optional)
    assert errors(linted(small_pack, facts)) == ()

    optional["code"] = "I50.33"

    assert at(linted(small_pack, facts), "stay", "lines[2].optional")


def test_others_than_the_provider_may_document_some_things(
    small_pack: PackFolder, facts: Library
) -> None:
    small_pack.case["visit"]["documents"][0]["author_role"] = "dietitian"
    small_pack.key["visit"]["lines"][1]["code"] = "Z68.41"

    assert at(linted(small_pack, facts), "visit", "lines[1].evidence") == []


def test_an_extra_without_a_penalty_may_leave_the_score_at_100(
    small_pack: PackFolder, facts: Library
) -> None:
    small_pack.key["visit"]["extras"]["E11.8"]["penalty"] = 0

    assert errors(linted(small_pack, facts)) == ()


def test_a_service_may_be_foreseen_as_one_of_the_other_code_set(
    small_pack: PackFolder, facts: Library
) -> None:
    trap = {"cls": "WRONG_SERVICE_FAMILY", "credit": 0.25, "explain": "The payer has its own."}
    put("visit key lines 2 distractors", {"90471": trap, "G0008": trap})(small_pack)
    assert errors(linted(small_pack, facts)) == ()


def test_a_group_asks_only_for_its_minimum(small_pack: PackFolder, facts: Library) -> None:
    key = small_pack.key["visit"]
    key["any_of"] = [{"id": "g", "min": 1, "max": 1}]
    key["lines"][1]["any_of"] = "g"
    key["lines"].insert(2, {**key["lines"][1], "id": "d3", "code": "I15.9"})

    assert errors(linted(small_pack, facts)) == ()


@pytest.mark.parametrize("folder", sorted(BUNDLED.glob("*/pack.json")), ids=lambda p: p.parent.name)
def test_bundled_packs_have_no_errors(folder: Path, facts: Library) -> None:
    assert errors(lint(packs.read(folder.parent, facts), facts)) == ()


@pytest.mark.parametrize(
    ("sentence", "symptom"),
    [
        ("Admitted with shortness of breath.", "shortness of breath"),
        ("She has a dry cough and denies fever.", "cough"),
        ("No chest pain, cough or fever.", ""),
        ("Nausea was denied.", ""),
        ("Her mother had headaches.", ""),
        ("Return with fever or chest pain.", ""),
        ("Ondansetron for nausea as needed.", ""),
        ("The palpitations have resolved.", ""),
        ("The dizziness\nof last week is back.", "dizziness"),
        ("Coughlin hospital.", ""),
    ],
)
def test_only_a_symptom_that_the_chart_affirms_must_be_foreseen(
    sentence: str, symptom: str
) -> None:
    assert [found.words for found in affirmed(sentence)] == ([symptom] if symptom else [])


def test_an_excludes1_pair_is_kept_only_with_its_reason(
    small_pack: PackFolder, facts: Library
) -> None:
    key = small_pack.key["visit"]
    key["lines"][1]["code"] = "R73.9"
    assert at(linted(small_pack, facts), "visit", "excludes1_exceptions")

    pair = {"a": "E11.65", "b": "R73.9", "why": "Two days of it came from steroids alone."}
    key["excludes1_exceptions"] = [pair]
    assert errors(linted(small_pack, facts)) == ()

    key["excludes1_exceptions"] = [{**pair, "b": "I10"}]
    (found,) = at(linted(small_pack, facts), "visit", "excludes1_exceptions[0]")
    assert found.problem.what == "No line of the key has I10."

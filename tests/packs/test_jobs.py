"""Grading jobs and answer files are read whole, or refused with file, answer and field."""

import json
from pathlib import Path

import pytest

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Setting
from coder_sim.errors import AnswerError, Problem
from coder_sim.packs.jobs import read_answer, read_job

GOLDEN = Path(__file__).parents[1] / "golden"


def written(folder: Path, value: object) -> Path:
    path = folder / "answer.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def refusal(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(AnswerError) as caught:
        read_answer(path)
    return caught.value.problems


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_every_golden_job_is_read(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))

    job = read_job(path)

    assert [answer.id for answer in job.answers] == [answer["id"] for answer in stored["answers"]]
    assert len(job.key.lines) == len(stored["key"]["lines"])
    assert job.title == stored["title"]


def test_a_job_keeps_what_grading_depends_on() -> None:
    job = read_job(GOLDEN / "01_htn_hf_ckd_dm.json")

    assert job.encounter.setting is Setting.INPATIENT
    assert job.encounter.service_date.isoformat() == "2026-05-08"
    assert job.key.hcc == ("37", "224", "329"), "the old name hcc_v28 is read as hcc"
    assert job.key.lines[0].code == "I130"
    assert job.key.lines[0].components == ("I10", "I110", "I129", "I119")
    assert job.key.lines[0].evidence == (), "plain-text evidence names no passage"
    assert job.answers[1].sheet.lines[0] == CodedLine(System.ICD10CM, "I50.33", "Y")


def test_a_heading_and_an_unknown_code_are_taken_as_entered(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {
            "lines": [
                {"system": "ICD-10-CM", "code": "S72.14"},
                {"system": "ICD-10-CM", "code": "NOSUCH1"},
                {"system": "CPT", "code": "99214-25", "units": 2, "pointers": [1]},
            ]
        },
    )

    sheet = read_answer(path)

    assert [line.code for line in sheet.lines] == ["S72.14", "NOSUCH1", "99214-25"]
    assert (sheet.lines[2].units, sheet.lines[2].pointers) == (2, (1,))


def test_text_that_is_not_json_is_refused_with_its_place(tmp_path: Path) -> None:
    (problem,) = refusal(written(tmp_path, '{"lines": [\n  {"system" "CPT"}]}'))

    assert problem.file == "answer.json"
    assert "line 2, column 13" in problem.what


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ({"code": "I10"}, "lines[0].system", "missing"),
        ({"system": "ICD-10-CM"}, "lines[0].code", "missing"),
        ({"system": "ICD-9", "code": "I10"}, "lines[0].system", "ICD-10-PCS"),
        ({"system": "CPT", "code": 99214}, "lines[0].code", "in quotes"),
        ({"system": "CPT", "code": "99214", "unit": 2}, "lines[0].unit", "Unknown field"),
        ({"system": "CPT", "code": "99214", "units": "2"}, "lines[0].units", "whole number"),
    ],
)
def test_a_line_at_fault_is_named(
    tmp_path: Path, line: dict[str, object], field: str, words: str
) -> None:
    (problem,) = refusal(written(tmp_path, {"lines": [line]}))

    assert problem.field == field
    assert words in problem.what


def test_a_misspelt_field_is_told_its_spelling(tmp_path: Path) -> None:
    line = {"system": "CPT", "code": "99214", "modifier": ["25"]}

    (problem,) = refusal(written(tmp_path, {"lines": [line]}))

    assert 'Did you mean "modifiers"?' in problem.todo


def test_an_answer_of_a_job_is_named_by_its_id(tmp_path: Path) -> None:
    job = json.loads((GOLDEN / "03_fracture_7th.json").read_text(encoding="utf-8"))
    del job["answers"][1]["lines"][0]["system"]

    with pytest.raises(AnswerError) as caught:
        read_job(written(tmp_path, job))

    (problem,) = caught.value.problems
    assert problem.field == "answers[1].lines[0].system"
    assert problem.what.startswith("Answer A:")


def test_all_faults_of_a_job_are_told_at_once(tmp_path: Path) -> None:
    job = json.loads((GOLDEN / "03_fracture_7th.json").read_text(encoding="utf-8"))
    job["case"]["sex"] = "X"
    job["key"]["first_allowed"] = ["d9"]
    del job["answers"]

    with pytest.raises(AnswerError) as caught:
        read_job(written(tmp_path, job))

    assert {problem.field for problem in caught.value.problems} == {
        "case.sex",
        "key.first_allowed[0]",
        "answers",
    }


@pytest.mark.parametrize("text", ["[]", "null", '"lines"', "3"])
def test_json_that_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    (problem,) = refusal(written(tmp_path, text))

    assert "object" in problem.what


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path / "nowhere.json")

    assert problem.file.endswith("nowhere.json")
    assert "Cannot be read" in problem.what


def test_a_job_may_bring_its_chart_along(tmp_path: Path) -> None:
    whole = json.loads((GOLDEN / "05_laterality_bilateral.json").read_text(encoding="utf-8"))
    whole["case"]["documents"] = [
        {"id": "n1", "text": "Both knees hurt."},
        {"id": "n2", "file": "n2.txt"},
        "a note",
    ]
    job = read_job(written(tmp_path, whole))

    assert [(x.id, x.text) for x in job.documents] == [("n1", "Both knees hurt.")]


def test_a_passage_is_linked_by_quote_or_by_offsets(tmp_path: Path) -> None:
    def line(**passage: object) -> dict[str, object]:
        linked = {"doc": "n1", **passage}
        return {"lines": [{"system": "ICD-10-CM", "code": "I10", "evidence": [linked]}]}

    (quoted,) = read_answer(written(tmp_path, line(quote="knees", nth=2))).lines
    (placed,) = read_answer(written(tmp_path, line(start=5, end=10))).lines
    assert (quoted.evidence[0].quote, quoted.evidence[0].nth) == ("knees", 2)
    assert (placed.evidence[0].start, placed.evidence[0].end) == (5, 10)
    for wrong in ({}, {"start": 5}, {"quote": "knees", "start": 5, "end": 10}):
        (problem,) = refusal(written(tmp_path, line(**wrong)))
        assert problem.field.startswith("lines[0].evidence[0]")


def test_a_query_may_name_its_occurrence_topic_and_further_passages(tmp_path: Path) -> None:
    query = {
        "doc": "n1",
        "quote": "knees",
        "nth": 2,
        "topic": "cause",
        "passages": [{"doc": "n1", "start": 0, "end": 4}],
    }
    (asked,) = read_answer(written(tmp_path, {"lines": [], "queries": [query]})).queries
    assert (asked.nth, asked.topic) == (2, "cause")
    assert (asked.more[0].start, asked.more[0].end) == (0, 4)

"""The command line as a user types it: results, words for bad input, exit codes."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coder_sim import cli
from coder_sim.domain.code_set import System
from coder_sim.library.lookup import Library

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
PACKS = ROOT / "data" / "packs"
FLIGHT = PACKS / "first-flights"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(built_home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a home whose library is built already; gives (exit code, out, err)."""

    def command(*words: str) -> tuple[int, str, str]:
        code = cli.main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("heart attack", {"I21.9"}),
        ("htn", {"I10"}),
        ("diabetis with neuropathy", {"E11.40"}),
        ("S72001A", {"S72.001A"}),
        ("fx distal radius left", {"S52.502A"}),
    ],
)
def test_search_finds_the_right_code_among_the_first_five(
    run: Run, words: str, codes: set[str]
) -> None:
    code, out, _ = run("search", *words.split(), "--k", "5", "--json")
    assert code == 0
    assert codes <= {hit["code"] for hit in json.loads(out)["hits"]}


def test_search_says_why_each_code_matched(run: Run) -> None:
    code, out, _ = run("search", "htn", "--k", "1")
    assert code == 0
    assert out.startswith("I10 ")
    assert "hypertension" in out.splitlines()[1]


def test_search_keeps_to_the_code_sets_asked_for(run: Run) -> None:
    _, out, _ = run("search", "hip", "--sys", "pcs", "--k", "5", "--json")
    assert {hit["system"] for hit in json.loads(out)["hits"]} == {System.ICD10PCS.value}


def test_search_lines_are_answered_in_order_and_bad_ones_in_words(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        '{"q": "htn", "sys": "cm", "k": 3}',
        "not json",
        '{"q": "htn", "sys": "xyz"}',
        '{"q": "htn", "k": 0}',
        '{"q": "htn", "date": "soon"}',
        '["htn"]',
        '{"q": "e11.22", "date": "2026-05-04"}',
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(asked) + "\n\n"))
    code, out, _ = run("search", "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert answers[0]["codes"][0] == "I10"
    assert len(answers[0]["codes"]) <= 3
    assert answers[0]["ms"] > 0
    assert [("error" in answer) for answer in answers] == [
        False,
        True,
        True,
        True,
        True,
        True,
        False,
    ]
    assert answers[2] == {
        "q": "htn",
        "error": "unknown code set 'xyz'; choose from cm, pcs, cpt, hcpcs",
    }
    assert answers[6]["codes"][0] == "E11.22"


def test_search_without_words_is_a_usage_error(run: Run) -> None:
    assert run("search")[0] == 2


def test_code_shows_notes_and_where_they_stand(run: Run) -> None:
    code, out, _ = run("code", "i50.33")
    assert code == 0
    assert "I50.33  Acute on chronic diastolic (congestive) heart failure" in out
    assert "code first (at I50 Heart failure)" in out
    assert "CC level: MCC" in out


def test_code_in_json_holds_the_hierarchy_and_the_characters(run: Run) -> None:
    _, out, _ = run("code", "S72.14", "--json")
    shown = json.loads(out)
    assert shown["billable"] is False
    assert any(line.startswith("D ") for line in shown["seventh_characters"])
    assert any(line.startswith("S72.141 ") for line in shown["children"])


def test_an_unknown_code_is_told_in_words(run: Run) -> None:
    code, out, err = run("code", "Q99Z99")
    assert (code, out) == (1, "")
    assert "Q99Z99 is in no loaded code set" in err


def test_codes_status_names_the_editions(run: Run) -> None:
    code, out, _ = run("codes", "status")
    assert code == 0
    assert "74,719 codes" in out


@pytest.mark.parametrize("job", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_each_acceptance_case_is_graded_as_expected(run: Run, job: Path) -> None:
    code, out, _ = run("grade", str(job), "--json")
    assert code == 0
    graded = {answer["id"]: answer for answer in json.loads(out)["answers"]}
    for answer in json.loads(job.read_text("utf-8"))["answers"]:
        expected, got = answer["expected"], graded[answer["id"]]
        assert _found(expected["findings"]) == _found(got["findings"])
        for match in expected.get("matches", []):
            assert match in got["matches"]
        for name, value in expected["scores"].items():
            assert got["scores"][name] == pytest.approx(value, abs=1e-9), name
        for finding in got["findings"]:
            assert len(finding["text"]) > 20, finding


def _found(findings: list[dict[str, object]]) -> list[tuple[object, ...]]:
    names = ("class", "key", "answer", "severity")
    return sorted((tuple(finding[name] for name in names) for finding in findings), key=str)


def test_a_grade_reads_as_a_page_in_the_terminal(run: Run) -> None:
    code, out, _ = run("grade", str(GOLDEN / "01_htn_hf_ckd_dm.json"))
    assert code == 0
    assert "2 of 6 codes right; 5 entered, 6 in the key" in out
    assert "MS-DRG 293 (0.5660) instead of 291 (1.2838)" in out
    assert max(len(line) for line in out.splitlines()) <= 100


def test_several_answers_are_measured_together(run: Run) -> None:
    job = str(GOLDEN / "07_em_modifier25_injection.json")
    whole = json.loads(run("grade", job, "--json")[1])["batch"]
    assert (whole["sheets"], whole["small"]) == (3, True)
    assert (whole["code_over_code"]["right"], whole["code_over_code"]["of"]) == (17, 21)
    out = run("grade", job)[1]
    assert "3 answer sheets together: practice, not a rate" in out
    assert "Code-over-code: 17 of 21, 81.0 % (95 % interval 60.0 to 92.3)" in out


def test_an_answer_file_is_graded_against_a_case_of_a_pack(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "mine.json"
    lines = [{"system": "ICD-10-CM", "code": "I10"}, {"system": "ICD-10-CM", "code": "nonsense"}]
    sheet.write_text(json.dumps({"lines": lines}), "utf-8")
    code, out, _ = run(
        *("grade", "--pack", str(FLIGHT), "--case", "office-follow-up"),
        *("--answer", str(sheet), "--json"),
    )
    answer = json.loads(out)["answers"][0]
    assert code == 0
    assert answer["id"] == "mine"
    assert ("INVALID", 2) in {(x["class"], x["answer"]) for x in answer["findings"]}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "mine.json"),
        ('{"lines": [{"code": "I10"}]}', "lines[0].system"),
        ('{"lines": [{"system": "ICD-10-CM"}]}', "lines[0].code"),
        ('{"lines": [{"system": "ICD-9", "code": "401.9"}]}', "lines[0].system"),
    ],
    ids=["not JSON", "no system", "no code", "unknown system"],
)
def test_an_answer_file_at_fault_is_named_with_its_field(
    run: Run, tmp_path: Path, content: str, says: str
) -> None:
    sheet = tmp_path / "mine.json"
    sheet.write_text(content, "utf-8")
    code, out, err = run(
        *("grade", "--pack", str(FLIGHT), "--case", "office-follow-up", "--answer", str(sheet))
    )
    assert (code, out) == (1, "")
    assert "mine.json" in err
    assert says in err


def test_a_case_that_is_not_there_names_those_that_are(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "mine.json"
    sheet.write_text('{"lines": []}', "utf-8")
    code, _, err = run("grade", "--pack", str(FLIGHT), "--case", "nope", "--answer", str(sheet))
    assert code == 1
    assert "office-follow-up" in err


def test_grade_without_an_answer_is_a_usage_error(run: Run) -> None:
    assert run("grade", "--pack", str(FLIGHT))[0] == 2


def test_the_bundled_packs_pass_the_check(run: Run) -> None:
    bundled = sorted(str(path.parent) for path in PACKS.glob("*/pack.json"))
    assert run("pack", "check", *bundled) == (0, "", "")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("key.json", '"E03.9"', '"E03.99"', "E03.99"),
        ("key.json", "Continue levothyroxine", "Continue levothyroxin", "quote"),
        ("case.json", "visit-note.txt", "lost-note.txt", "lost-note.txt"),
    ],
    ids=["unknown code", "broken quote", "missing document"],
)
def test_a_pack_at_fault_is_named_and_changes_nothing(
    run: Run, home: Path, tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    pack = tmp_path / "first-flights"
    shutil.copytree(FLIGHT, pack)
    damaged = pack / "cases" / "office-follow-up" / file
    text = damaged.read_text("utf-8")
    assert old in text
    damaged.write_text(text.replace(old, new), "utf-8")
    for verb in ("check", "import"):
        code, out, err = run("pack", verb, str(pack))
        assert code == 1
        named = [line for line in (out + err).splitlines() if says in line]
        assert named, out + err
        assert "office-follow-up" in named[0]
        assert file in named[0]
    assert run("pack", "list", "--json")[1].count('"office-follow-up"') == 0


def test_a_pack_is_built_imported_once_and_listed(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "flights.casepack"
    code, out, _ = run("pack", "build", str(FLIGHT), "-o", str(made))
    assert code == 0
    assert "SHA-256" in out
    assert run("pack", "check", str(made))[0] == 0
    first, second = run("pack", "import", str(made)), run("pack", "import", str(FLIGHT))
    assert (first[0], second[0]) == (0, 0)
    assert first[1] != second[1]
    listed = json.loads(run("pack", "list", "--json")[1])["packs"]
    assert [pack["id"] for pack in listed] == ["first-flights"]
    assert "office-follow-up" in {case["id"] for case in listed[0]["cases"]}


def test_the_home_folder_may_be_named_before_or_after_the_verb(
    run: Run, home: Path, facts: Library
) -> None:
    before, after = (
        run("--home", str(home), "codes", "status"),
        run("codes", "status", "--home", str(home)),
    )
    assert before == after
    assert len(facts.editions()) == before[1].count(" codes ")


def test_the_schema_is_printed(run: Run) -> None:
    _, out, _ = run("pack", "schema")
    assert json.loads(out)["$defs"]["key"]["required"] == ["first_allowed", "lines"]


def test_doctor_says_what_this_machine_has(run: Run) -> None:
    code, out, _ = run("doctor")
    assert code in (0, 3)
    for word in ("Python", "Qt", "SQLite", "ICD-10-CM", "home"):
        assert word in out


def test_a_bug_of_ours_leaves_a_report_without_values(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = " ".join(("patient", "text"))

    def break_down(*_: object) -> int:
        raise RuntimeError(value)

    monkeypatch.setattr("coder_sim.commands.codes.status", break_down)
    code, out, err = run("codes", "status")
    assert (code, out) == (70, "")
    assert "Traceback" not in err
    reports = list((home / "reports").glob("report-*.txt"))
    assert len(reports) == 1
    text = reports[0].read_text("utf-8")
    assert "RuntimeError" in text
    assert "patient text" not in text

"""A pack is read whole, or refused with every problem in words: file, case, field."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coder_sim import packs
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Setting
from coder_sim.errors import PackError, Problem
from coder_sim.library.lookup import Library
from coder_sim.wording.problems import problem_line
from tests.packs.folders import PackFolder

EXAMPLE = Path(__file__).parents[2].parent / "shared" / "example-pack"
BUNDLED = Path(__file__).parents[2] / "data" / "packs"

Spoil = Callable[[PackFolder], object]


def refusal(path: Path, facts: Library) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        packs.read(path, facts)
    return caught.value.problems


def test_a_sound_pack_gives_its_cases_in_order(small_pack: PackFolder, facts: Library) -> None:
    pack = packs.read(small_pack.write(), facts)

    assert (pack.id, pack.version, pack.code_set) == (
        "small-pack",
        "1.0.0",
        (("icd10cm", "FY2026"),),
    )
    stay, visit = pack.cases
    assert stay.brief.encounter.setting is Setting.INPATIENT
    assert stay.brief.encounter.service_date == date(2026, 5, 8), "the discharge decides"
    assert visit.brief.encounter.service_date == date(2026, 6, 18)
    assert visit.brief.documents[0].text.startswith("OFFICE NOTE\n")
    assert visit.key.lines[2].system is System.CPT
    assert stay.key.lines[0].distractors[0].code == "I10"
    assert stay.key.guideline_year == 2026


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example pack is not here")
def test_the_example_pack_is_sound(facts: Library) -> None:
    pack = packs.read(EXAMPLE, facts)

    assert [case.brief.id for case in pack.cases] == ["hip-fracture-follow-up"]


def put(path: str, value: object) -> Spoil:
    """Return a change that sets one value: "stay key lines 0 code"."""

    def spoil(pack: PackFolder) -> None:
        root, *steps = path.split()
        target: Any = pack.pack if root == "pack" else getattr(pack, steps.pop(0))[root]
        for step in steps[:-1]:
            target = target[int(step) if step.isdecimal() else step]
        last = steps[-1]
        if value is None:
            del target[last]
        else:
            target[int(last) if last.isdecimal() else last] = value

    return spoil


def file(name: str, content: bytes) -> Spoil:
    return lambda pack: pack.files.__setitem__(name, content)


def without(name: str) -> Spoil:
    return lambda pack: pack.removed.add(name)


KEY, CASE = "cases/stay/key.json", "cases/stay/case.json"
FAULTS = [
    # an unknown, incomplete, misplaced or undated code
    (put("stay key lines 1 code", "I50.34"), KEY, "lines[1].code", "Below I50.3: Choose one"),
    (put("stay key lines 1 code", "I50.3"), KEY, "lines[1].code", "heading"),
    (put("stay key lines 1 code", "I50.331"), KEY, "lines[1].code", "I50.33 is complete"),
    (put("stay key lines 1 code", "QQQ"), KEY, "lines[1].code", "not an ICD-10-CM code"),
    (put("stay key lines 1 code", 5033), KEY, "lines[1].code", "in quotes"),
    (put("stay key lines 1 system", "ICD-10-PCS"), KEY, "lines[1].code", "ICD-10-PCS code"),
    (put("visit key lines 2 code", "01996"), "", "lines[2].code", "needs your CPT file"),
    (put("visit key lines 2 modifiers", ["2X"]), "", "lines[2].modifiers[0]", "modifier"),
    (put("visit key lines 2 modifiers", ["2x"]), "", "lines[2].modifiers[0]", "capital"),
    # a broken quote
    (
        put("stay key lines 0 evidence 0 quote", "Known hypotension"),
        KEY,
        "lines[0].evidence[0].quote",
        "does not occur in summary",
    ),
    (
        put("stay key lines 0 evidence 0 quote", "known hypertension"),
        KEY,
        "lines[0].evidence[0].quote",
        "capital letters differ",
    ),
    (put("stay key lines 1 evidence 0 nth", 3), KEY, "lines[1].evidence[0].nth", "only 2 times"),
    (put("stay key lines 0 evidence 0 doc", "op-note"), KEY, "lines[0].evidence[0].doc", "summary"),
    (put("stay key lines 0 evidence", "hypertension"), KEY, "lines[0].evidence", "plain text"),
    # documents
    (without("cases/stay/summary.txt"), CASE, "documents[0].file", "summary.txt is missing"),
    (put("stay case documents 0 file", "../note.txt"), CASE, "documents[0].file", "not the name"),
    (file("cases/stay/extra.txt", b"More.\n"), "cases/stay/extra.txt", "", "not listed"),
    (file("cases/stay/summary.txt", b"caf\xe9\n"), "cases/stay/summary.txt", "", "UTF-8"),
    (file("cases/stay/summary.txt", b"a\r\nb\n"), "cases/stay/summary.txt", "", "line ends"),
    (file("cases/stay/summary.txt", b" \n"), "cases/stay/summary.txt", "", "empty"),
    (file("cases/stay/summary.txt", "\U0001f600".encode()), "cases/stay/summary.txt", "", "U+1F6"),
    (file("cases/stay/summary.txt", b"a\x00b"), "cases/stay/summary.txt", "", "U+0000"),
    (file("cases/stay/summary.txt", b"a" * 20_001), "cases/stay/summary.txt", "", "20,001"),
    # files and ids
    (without("cases/stay/key.json"), KEY, "", "missing"),
    (without("cases/stay/case.json"), CASE, "", "missing"),
    (put("pack cases", ["stay", "visit", "gone"]), "pack.json", "cases", '"gone" has no folder'),
    (put("pack cases", ["stay"]), "cases/visit/case.json", "", "not listed in pack.json"),
    (put("pack id", "Small Pack"), "pack.json", "id", "lower-case"),
    (put("pack id", "nul"), "pack.json", "id", "device"),
    (put("stay case id", "other"), CASE, "id", 'folder is "stay"'),
    (put("pack format", 2), "pack.json", "format", "newer than this program"),
    (put("pack version", "1.0"), "pack.json", "version", "three numbers"),
    # shape and sense of the case
    (put("stay case admit", None), CASE, "", "admit, discharge and discharge_status"),
    (put("stay case discharge", "2026-05-01"), CASE, "discharge", "before admit"),
    (put("stay case discharge", "08.05.2026"), CASE, "discharge", "Not a date"),
    (put("stay case sex", "male"), CASE, "sex", "M, F, U"),
    (put("stay case age", "72"), CASE, "age", "number"),
    (put("stay case setting", "outpatient"), CASE, None, None),
    # references between lines
    (put("stay key first_allowed", ["d7"]), KEY, "first_allowed[0]", 'no line "d7"'),
    (put("visit key lines 2 pointers", ["d1", "d9"]), "", "lines[2].pointers[1]", '"d9"'),
    (put("visit key lines 2 pointers", ["s1"]), "", "lines[2].pointers[0]", "no diagnosis"),
    (put("stay key constraints 0 after", "d9"), KEY, "constraints[0].after", '"d9"'),
    (put("stay key constraints 0 after", "d1"), KEY, "constraints", "circle"),
    (put("stay key lines 1 id", "d1"), KEY, "lines[1].id", "2 times"),
    (put("stay key lines 1 any_of", "g1"), KEY, "lines[1].any_of", 'no group "g1"'),
    (put("stay key lines 1 units", 2), KEY, "lines[1].units", "Only CPT"),
    (put("stay key lines 1 evidense", []), KEY, "lines[1].evidense", 'Did you mean "evidence"?'),
    (put("stay key drg", "291"), KEY, "drg", "whole number"),
]


@pytest.mark.parametrize(("spoil", "name", "field", "words"), FAULTS)
def test_a_fault_is_named_with_file_and_field(
    small_pack: PackFolder,
    facts: Library,
    spoil: Spoil,
    name: str,
    field: str | None,
    words: str | None,
) -> None:
    spoil(small_pack)
    path = small_pack.write()
    if words is None:
        assert packs.read(path, facts), "no fault after all"
        return

    problems = refusal(path, facts)

    expected = f"small-pack/{name or 'cases/visit/key.json'}"
    told = [problem for problem in problems if (problem.file, problem.field) == (expected, field)]
    assert told, problems
    assert words in problem_line(told[0])
    if "/cases/" in expected:
        assert told[0].case == expected.split("/")[2]


def test_every_problem_is_told_at_once(small_pack: PackFolder, facts: Library) -> None:
    small_pack.pack["version"] = "one"
    small_pack.case["stay"]["sex"] = "X"
    small_pack.key["stay"]["lines"][0]["id"] = "D 1"
    small_pack.key["visit"]["lines"][0]["code"] = "E11.6"
    small_pack.key["visit"]["lines"][1]["evidence"][0]["quote"] = "nowhere"

    problems = refusal(small_pack.write(), facts)

    assert [(problem.case, problem.field) for problem in problems] == [
        ("", "version"),
        ("stay", "sex"),
        ("stay", "lines[0].id"),
        ("visit", "lines[1].evidence[0].quote"),
        ("visit", "lines[0].code"),
    ]


def test_a_missing_document_hides_no_fault_in_the_others(
    small_pack: PackFolder, facts: Library
) -> None:
    documents = small_pack.case["stay"]["documents"]
    documents.append({**documents[0], "id": "labs", "file": "labs.txt"})
    small_pack.key["stay"]["lines"][0]["evidence"].append({"doc": "labs", "quote": "BNP"})
    small_pack.key["stay"]["lines"][1]["evidence"][0]["quote"] = "no such words"

    problems = refusal(small_pack.write(), facts)

    assert [problem.field for problem in problems] == [
        "documents[1].file",
        "lines[1].evidence[0].quote",
    ]


def test_a_problem_reads_as_one_line(small_pack: PackFolder, facts: Library) -> None:
    small_pack.key["stay"]["lines"][1]["code"] = "I50.3"

    (problem,) = refusal(small_pack.write(), facts)

    assert problem_line(problem) == (
        "small-pack: case stay: key.json lines[1].code: I50.3 is a heading, not a code: "
        "Diastolic (congestive) heart failure. Choose one of: I50.30, I50.31, I50.32, I50.33."
    )


def test_unknown_fields_only_warn_on_import(small_pack: PackFolder, facts: Library) -> None:
    plain = packs.read(small_pack.write(), facts)
    small_pack.case["stay"]["ward"] = "7B"
    small_pack.key["visit"]["lines"][0]["weighting"] = 2
    path = small_pack.write()

    reading = packs.read_for_import(path, facts)

    assert reading.pack.cases == plain.cases
    assert [(warning.case, warning.field) for warning in reading.warnings] == [
        ("stay", "ward"),
        ("visit", "lines[0].weighting"),
    ]
    assert len(refusal(path, facts)) == 2


def test_files_that_are_no_part_of_the_format_are_left_alone(
    small_pack: PackFolder, facts: Library
) -> None:
    plain = packs.read(small_pack.write(), facts)
    small_pack.files |= {"README.md": b"About", ".git/config": b"", "cases/stay/.note.txt": b"x"}

    assert packs.read(small_pack.write(), facts) == plain


def test_the_content_hash_ignores_spelling_and_sees_every_change(
    small_pack: PackFolder, facts: Library
) -> None:
    first = packs.read(small_pack.write(), facts)
    shuffled = dict(reversed(small_pack.pack.items()))
    (small_pack.folder / "pack.json").write_text(json.dumps(shuffled), encoding="utf-8")
    second = packs.read(small_pack.folder, facts)
    small_pack.files["cases/visit/note.txt"] += b"Signed.\n"
    third = packs.read(small_pack.write(), facts)

    assert first == second
    assert third.content_hash != first.content_hash


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need special rights there")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_only_ordinary_files_are_read(small_pack: PackFolder, facts: Library, kind: str) -> None:
    path = small_pack.write()
    note = path / "cases/visit/note.txt"
    note.unlink()
    match kind:
        case "link":
            note.symlink_to(path / "pack.json")
        case "pipe":
            os.mkfifo(note)
        case _:
            note.mkdir()

    (problem,) = refusal(path, facts)

    assert problem.file == "small-pack/cases/visit/note.txt"
    assert problem.case == "visit"


@pytest.mark.skipif(os.name == "nt", reason="links need special rights there")
def test_a_case_folder_that_is_a_link_is_not_followed(
    small_pack: PackFolder, facts: Library, tmp_path: Path
) -> None:
    path = small_pack.write()
    (path / "cases/visit").rename(tmp_path / "elsewhere")
    (path / "cases/visit").symlink_to(tmp_path / "elsewhere")

    (problem,) = refusal(path, facts)

    assert '"visit" has no folder' in problem.what


@pytest.mark.parametrize("name", ["nowhere", "empty", "notes.txt"])
def test_what_is_no_pack_is_said_plainly(tmp_path: Path, facts: Library, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("not a pack", encoding="utf-8")

    (problem,) = refusal(tmp_path / name, facts)

    assert problem.todo
    assert "Traceback" not in problem_line(problem)


def test_a_pack_is_known_by_its_listing_alone(tmp_path: Path) -> None:
    pack = tmp_path / "small-pack"
    pack.mkdir()
    listing = pack / "pack.json"
    with pytest.raises(PackError, match=r"no pack\.json"):
        packs.identity(pack)
    listing.write_text('{"id": "small-pack", "version": "1.2.0", "cases": "?"}', "utf-8")
    assert packs.identity(pack) == ("small-pack", "1.2.0")
    for text in ("[]", "{", '{"id": "a", "id": "b"}'):
        listing.write_text(text, "utf-8")
        assert packs.identity(pack) is None, text

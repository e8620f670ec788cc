"""Coverage says which learning objectives charts serve, from their keys and their declarations."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.domain.objective import Basis, Objective
from coder_sim.domain.pack import Pack
from coder_sim.library.lookup import Library
from coder_sim.packs.coverage import coverage, serves
from coder_sim.packs.objectives import declarable, objectives
from tests.packs.folders import PackFolder
from tests.packs.test_reader import Spoil, put

EM = {"family": "office established", "levels": ["99213", "99214"]}
SYSTEMS = {
    Basis.ICD10CM: "ICD-10-CM",
    Basis.ICD10PCS: "ICD-10-PCS",
    Basis.CPT: "CPT",
    Basis.HCPCS: "HCPCS",
}


def read(pack: PackFolder, facts: Library, *changes: Spoil) -> Pack:
    for change in changes:
        change(pack)
    return packs.read(pack.write(), facts)


def one(id: str) -> Objective:
    return next(objective for objective in objectives() if objective.id == id)


@pytest.mark.parametrize(
    ("id", "case"),
    [
        ("chapter-04", "visit"),
        ("guideline-i.c.9.a.1", "stay"),
        ("poa-y", "stay"),
        ("setting-inpatient", "stay"),
        ("em-office", "visit"),
        ("difficulty-2", "visit"),
    ],
)
def test_what_a_key_shows_is_served_by_its_chart_alone(
    small_pack: PackFolder, facts: Library, id: str, case: str
) -> None:
    pack = read(small_pack, facts)
    assert [c.brief.id for c in pack.cases if serves(c, one(id))] == [case]


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("trap-07", put("visit case objectives", ["trap-07"])),
        ("track-cpc", put("visit case tracks", ["CPC"])),
        ("modifier-25", put("visit key lines 2 modifiers", ["25"])),
        ("modifier-59-x", put("visit key lines 2 modifiers", ["XS"])),
        ("em-time", put("visit key lines 2 em", {**EM, "minutes": 34})),
        ("em-mdm", put("visit key lines 2 em", {**EM, "problems": "moderate"})),
        ("hcc-captured", put("visit key hcc", ["38"])),
        (
            "query-right",
            put(
                "visit key queries",
                [{"id": "q1", "doc": "note", "quote": "A1c 9.2", "question": "Which type?"}],
            ),
        ),
    ],
)
def test_a_chart_serves_an_objective_from_the_change_that_brings_it(
    small_pack: PackFolder, facts: Library, id: str, change: Spoil
) -> None:
    before = read(small_pack, facts).cases[1]
    after = read(small_pack, facts, change).cases[1]
    assert (serves(before, one(id)), serves(after, one(id))) == (False, True)


def test_a_cited_section_serves_those_above_it_and_not_its_neighbours(
    small_pack: PackFolder, facts: Library
) -> None:
    case = read(small_pack, facts, put("visit key lines 0 guidelines", ["I.C.4.a.3"])).cases[1]

    def section(id: str) -> Objective:
        return Objective("x", "x", "x", Basis.GUIDELINE, (id,))

    assert serves(case, section("I.C.4.a"))
    assert serves(case, section("I.C.4.a.3"))
    assert not serves(case, section("I.C.4.a.1"))
    assert not serves(case, section("I.C.4.a.30"))


def test_a_section_cited_against_a_wrong_code_is_taught_too(
    small_pack: PackFolder, facts: Library
) -> None:
    change = put("visit key extras E11.8 cite", "I.B.5; I.A.19")
    case = read(small_pack, facts, change).cases[1]
    assert serves(case, one("guideline-i.a.19"))
    assert serves(case, one("guideline-i.b.5"))


def test_the_matrix_counts_charts_and_knows_empty_and_short_rows(
    small_pack: PackFolder, facts: Library
) -> None:
    few = Objective("few", "Few", "Group", Basis.DIFFICULTY, ("2",), least=2)
    none = Objective("none", "None", "Group", Basis.DIFFICULTY, ("5",))
    both = Objective("both", "Both", "Group", Basis.ICD10CM, ("I*",))
    found = coverage([read(small_pack, facts)], (few, none, both))
    assert [chart.id for chart in found.charts] == ["small-pack/stay", "small-pack/visit"]
    assert [row.charts for row in found.rows] == [(1,), (), (0, 1)]
    assert [row.empty for row in found.rows] == [False, True, False]
    assert [row.short for row in found.rows] == [True, False, False]
    assert found.charts[1].serves == ("few", "both")


def test_the_list_of_objectives_is_sound(facts: Library) -> None:
    listed = objectives()
    ids = [objective.id for objective in listed]
    assert len(ids) == len(set(ids)) > 300
    assert {f"trap-{n:02}" for n in range(1, 41)} | {f"error-{n:02}" for n in range(1, 26)} <= {
        *declarable()
    }
    cited = [
        id for objective in listed if objective.basis is Basis.GUIDELINE for id in objective.of
    ]
    assert [id for id in cited if facts.guideline(id, 2026) is None] == []


def test_every_pattern_of_codes_fits_a_code(library_file: Path) -> None:
    with closing(sqlite3.connect(f"file:{library_file}?mode=ro", uri=True)) as library:
        unmatched = [
            pattern
            for objective in objectives()
            if objective.basis in SYSTEMS
            for pattern in objective.of
            if not library.execute(
                "SELECT 1 FROM code WHERE system = ? AND billable AND code GLOB ? LIMIT 1",
                (SYSTEMS[objective.basis], pattern.replace("!", "^")),
            ).fetchone()
        ]
    assert unmatched == []

"""Every family: sound keys, texts that differ, the same bytes for the same seed."""

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from coder_sim import packs
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Case
from coder_sim.library.lookup import Library
from coder_sim.packs.archiving import zipped
from coder_sim.packs.lint import LintFinding, lint
from coder_sim.packs.phi import IdentifierClass, scan
from coder_sim.scenarios import FAMILIES, Family, case_of, members
from coder_sim.scenarios.dice import Dice, wordings
from coder_sim.wording.problems import problem_line

each_family = pytest.mark.parametrize("family", FAMILIES, ids=[one.id for one in FAMILIES])


def cases_of(family: Family, seeds: Sequence[int], facts: CodeFacts) -> tuple[Case, ...]:
    return tuple(case_of(family, seed, facts) for seed in seeds)


def complaints(
    family: Family, cases: tuple[Case, ...], facts: CodeFacts, folder: Path
) -> list[str]:
    """Return what reader and lint say of a pack of these charts; the pack must hold them all."""
    file = folder / f"{family.id}.casepack"
    file.write_bytes(zipped(members(family, cases, "drill-test")))
    pack = packs.read(file, facts)
    assert pack.cases == cases, "a chart changed on its way through the pack format"
    return [_told(finding) for finding in lint(pack, facts)]


def _told(finding: LintFinding) -> str:
    return f"{finding.level}: {problem_line(finding.problem)}"


def chart_text(case: Case) -> str:
    return "\n".join(document.text for document in case.brief.documents)


@each_family
def test_keys_are_sound_and_pass_through_the_pack_format(
    family: Family, facts: Library, tmp_path: Path
) -> None:
    assert complaints(family, cases_of(family, range(1, 6), facts), facts, tmp_path) == []


@each_family
def test_every_fact_can_be_told_in_eight_ways(family: Family) -> None:
    for seed in range(60):
        for fact in family.tell(family.draw(Dice(f"wording {seed}"))):
            assert wordings(fact.text) >= 8, f"{fact.id}: {fact.text}"


@each_family
def test_rationales_have_two_to_five_sentences(family: Family, facts: Library) -> None:
    for case in cases_of(family, range(1, 31), facts):
        for line in case.key.lines:
            count = len(re.findall(r"[.?!](?= [A-Z]|$)", line.rationale))
            assert 2 <= count <= 5, f"{case.brief.id} {line.id}: {line.rationale}"


@each_family
def test_nothing_in_a_chart_looks_like_a_person(family: Family, facts: Library) -> None:
    for case in cases_of(family, range(1, 21), facts):
        found = [one for one in scan(chart_text(case)) if one.kind is not IdentifierClass.DATE]
        assert found == [], case.brief.id


@each_family
def test_two_seeds_do_not_read_alike(family: Family, facts: Library) -> None:
    texts = [chart_text(case) for case in cases_of(family, range(1, 41), facts)]
    pairs = list(combinations(texts, 2))
    alike = sum(fuzz.ratio(one, other) > 90 for one, other in pairs)
    assert alike / len(pairs) < 0.02


@each_family
def test_a_family_varies_its_keys(family: Family, facts: Library) -> None:
    keys = {
        tuple((line.code, line.modifiers, line.units) for line in case.key.lines)
        for case in cases_of(family, range(1, 41), facts)
    }
    assert len(keys) >= 8

"""Two hundred charts of every family pass reader and lint, and few of them read alike."""

from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from coder_sim import packs
from coder_sim.library.lookup import Library
from coder_sim.packs.archiving import zipped
from coder_sim.packs.lint import lint
from coder_sim.scenarios import FAMILIES, case_of, family, members
from coder_sim.wording.problems import problem_line

CHARTS = 200


def judged(job: tuple[str, Path, Path]) -> tuple[str, list[str], float]:
    """Return a family, what lint says of its charts, and the share of pairs that read alike."""
    id, library_file, folder = job
    kind = family(id)
    with Library(library_file) as facts:
        cases = tuple(case_of(kind, seed, facts) for seed in range(1000, 1000 + CHARTS))
        file = folder / f"{id}.casepack"
        file.write_bytes(zipped(members(kind, cases, "drill-test")))
        said = [problem_line(one.problem) for one in lint(packs.read(file, facts), facts)]
    texts = ["\n".join(one.text for one in case.brief.documents) for case in cases]
    pairs = list(combinations(texts, 2))
    alike = sum(fuzz.ratio(*pair, score_cutoff=90) > 90 for pair in pairs)
    return id, said, alike / len(pairs)


@pytest.mark.long
@pytest.mark.timeout(300)
def test_two_hundred_charts_of_each_family_are_sound_and_differ(
    library_file: Path, tmp_path: Path
) -> None:
    jobs = [(one.id, library_file, tmp_path) for one in FAMILIES]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(judged, jobs))
    assert {id: said for id, said, _ in results if said} == {}
    assert {id: share for id, _, share in results if share >= 0.02} == {}

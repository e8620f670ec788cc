"""Figures of the grader for ``make bench``: sheets a second with and without grouping."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.facts import CodeFacts
from coder_sim.grading.grader import grade
from tests.grading.mutations import ORACLES, POOL
from tests.grading.oracles import Oracle
from tests.wording.composing import of_oracle

STAYS = [x for x in ORACLES if x.job.encounter.inpatient]
VISITS = [x for x in ORACLES if not x.job.encounter.inpatient]

pytestmark = pytest.mark.bench


def grade_all(oracles: list[Oracle], facts: CodeFacts) -> int:
    return sum(len(grade(x.job.encounter, x.job.key, x.sheet, facts).findings) for x in oracles)


@pytest.mark.parametrize("oracles", [VISITS, STAYS], ids=["visits", "stays with MS-DRG"])
def test_sheets_a_second(
    benchmark: BenchmarkFixture, oracles: list[Oracle], facts: CodeFacts
) -> None:
    benchmark.group = f"grade {len(oracles)} sheets"
    assert benchmark(grade_all, oracles, facts)


def test_a_sheet_of_thirty_lines(benchmark: BenchmarkFixture, facts: CodeFacts) -> None:
    stay = STAYS[1]
    sheet = AnswerSheet((*stay.sheet.lines, *POOL)[:30])
    benchmark.group = "grade 30 lines"
    result = benchmark(grade, stay.job.encounter, stay.job.key, sheet, facts)
    assert len(result.findings) > 20


def test_feedback_on_thirty_lines(benchmark: BenchmarkFixture, facts: CodeFacts) -> None:
    stay = STAYS[1]
    sheet = AnswerSheet((*stay.sheet.lines, *POOL)[:30])
    benchmark.group = "grade and explain 30 lines"
    assert benchmark(of_oracle, stay, facts, sheet).rows

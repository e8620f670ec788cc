"""The grader reproduces the acceptance cases as the grading model says (section 4.9)."""

from collections import Counter

import pytest

from coder_sim.domain.facts import CodeFacts
from coder_sim.grading.grader import grade
from coder_sim.wording.job_report import answer_report
from tests.grading.oracles import Oracle, all_oracles

oracles = pytest.mark.parametrize("oracle", all_oracles())


@pytest.fixture
def report(oracle: Oracle, facts: CodeFacts) -> dict[str, object]:
    result = grade(oracle.job.encounter, oracle.job.key, oracle.sheet, facts)
    return answer_report(oracle.answer, result)


def assert_near(found: object, wanted: object, path: str = "scores") -> None:
    if isinstance(wanted, dict):
        assert isinstance(found, dict), path
        for name in wanted:
            assert_near(found[name], wanted[name], f"{path}.{name}")
    elif isinstance(wanted, list):
        assert isinstance(found, list), path
        assert len(found) == len(wanted), path
        for x, y in zip(found, wanted, strict=True):
            assert_near(x, y, path)
    else:
        assert found == pytest.approx(wanted, abs=1e-9), path


@oracles
def test_scores_agree(oracle: Oracle, report: dict[str, object]) -> None:
    assert_near(report["scores"], oracle.expected["scores"])


@oracles
def test_findings_agree_as_a_multiset(oracle: Oracle, report: dict[str, object]) -> None:
    wanted = oracle.expected["findings"]

    def named(findings: object) -> Counter[tuple[str, ...]]:
        assert isinstance(findings, list)
        # The cases worked out by hand leave directions out.
        names = ["class", "key", "answer", "severity"]
        names += ["direction"] if all("direction" in x for x in wanted) else []
        return Counter(tuple(str(x.get(name)) for name in names) for x in findings)

    assert named(report["findings"]) == named(wanted)


@oracles
def test_every_listed_match_occurs(oracle: Oracle, report: dict[str, object]) -> None:
    rows = report["matches"]
    assert isinstance(rows, list)
    assert [row for row in oracle.expected.get("matches", []) if row not in rows] == []

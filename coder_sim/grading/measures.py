"""Pools many grades: sum over sum, not the mean of percentages. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.batch import Batch, Capture, EmLevelCounts, Rate
from coder_sim.domain.code_set import normal
from coder_sim.domain.grade import Grade, Severity
from coder_sim.grading.constants import EM_MISSES, RATE_FROM
from coder_sim.grading.rounding import percentage

_Z = 1.959963984540054
"""97.5th percentile of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and the key it was made with."""

    key: AnswerKey
    grade: Grade


def rate(right: int, of: int) -> Rate:
    """Return a proportion with its Wilson 95 % interval, in percent with one decimal."""
    if not of:
        return Rate(0, 0, 0.0, 0.0, 0.0)
    share, spread = right / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Rate(right, of, percentage(right, of), percentage(low, 1), percentage(high, 1))


def batch(graded: Iterable[Graded]) -> Batch:
    """Return the measures of any number of graded sheets, of one case or of many."""
    every = tuple(graded)
    grades = tuple(x.grade for x in every)
    stays = [x.scores.drg for x in grades if x.scores.drg and x.scores.drg.key is not None]
    risks = [x.scores.risk for x in grades if x.scores.risk]
    queried = sum(_needs_query(x) for x in every)
    return Batch(
        sheets=len(grades),
        small=len(grades) < RATE_FROM,
        code_over_code=_pooled(
            grades, lambda x: (x.scores.code_over_code.correct, x.scores.code_over_code.out_of)
        ),
        practicum=_pooled(
            grades, lambda x: (x.scores.practicum.correct, x.scores.practicum.out_of)
        ),
        first_diagnosis=_pooled(grades, lambda x: (int(x.scores.first_dx_correct), 1)),
        poa=_pooled(grades, lambda x: x.scores.poa),
        pointers=_pooled(grades, lambda x: x.scores.pointers),
        record_over_record=_pooled(grades, lambda x: (int(x.scores.record_over_record), 1)),
        case_financial=_pooled(grades, lambda x: (int(x.scores.case_financial), 1)),
        drg=rate(sum(x.key == x.answer for x in stays), len(stays)),
        hcc=_captured((x.key, x.answer) for x in risks),
        cc=_captured((x.key_cc, x.answer_cc) for x in stays),
        em=_em_levels(every),
        classes=_classes(grades),
        in_chart=sum(_errors(x) for x in every) - queried,
        needs_query=queried,
    )


def _pooled(grades: Sequence[Grade], parts: Callable[[Grade], tuple[int, int]]) -> Rate:
    found = [parts(grade) for grade in grades]
    return rate(sum(right for right, _ in found), sum(of for _, of in found))


def _captured(pairs: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Capture:
    captured = missed = unsupported = 0
    for wanted, given in pairs:
        captured += len({*wanted} & {*given})
        missed += len({*wanted} - {*given})
        unsupported += len({*given} - {*wanted})
    return Capture(captured, missed, unsupported)


def _classes(grades: Iterable[Grade]) -> tuple[tuple[str, int], ...]:
    counted = Counter(
        finding.cls
        for grade in grades
        for finding in grade.findings
        if finding.severity is not Severity.INFO
    )
    return tuple(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])))


def _em_levels(graded: Iterable[Graded]) -> EmLevelCounts:
    counted: Counter[str] = Counter()
    for one in graded:
        rows = {match.key: match for match in one.grade.matches}
        reported = {
            x.key: normal(x.reported) for x in one.grade.findings if x.cls in EM_MISSES and x.key
        }
        for line in one.key.lines:
            if line.em is None or not line.required or line.id not in rows:
                continue
            right = rows[line.id].cls in {"EXACT", "ALTERNATE"}
            counted["exact" if right else _miss(line, reported.get(line.id, ""))] += 1
    return EmLevelCounts(**counted)


def _miss(line: KeyLine, reported: str) -> str:
    levels = line.em.levels if line.em else ()
    if reported not in levels or line.code not in levels:
        return "other"
    steps = levels.index(reported) - levels.index(line.code)
    far = "one" if abs(steps) == 1 else "more"
    return f"{'over' if steps > 0 else 'under'}_by_{far}"


def _wrong_lines(graded: Graded) -> list[KeyLine]:
    """Return the key line of each error that concerns one."""
    found = (
        graded.key.line(finding.key)
        for finding in graded.grade.findings
        if finding.key and finding.severity is not Severity.INFO
    )
    return [line for line in found if line]


def _errors(graded: Graded) -> int:
    return len(_wrong_lines(graded))


def _needs_query(graded: Graded) -> int:
    return sum(_queried(line, graded.key) for line in _wrong_lines(graded))


def _queried(line: KeyLine, key: AnswerKey) -> bool:
    """Tell whether a line rests on a passage that the key would ask the provider about."""
    return any(
        query.doc == passage.doc and (query.quote in passage.quote or passage.quote in query.quote)
        for query in key.queries
        for passage in line.evidence
    )

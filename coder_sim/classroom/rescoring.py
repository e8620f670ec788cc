"""Scores handed-in answers anew with the instructor's own key, whatever score they bring along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coder_sim.classroom.result_file import ResultAttempt, ResultFile
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Grade
from coder_sim.domain.pack import Case, Pack
from coder_sim.grading.grader import grade

_SAME = 0.05
"""Scores are shown with one decimal: less than half of that is no difference."""


class Remark(StrEnum):
    """What an instructor should know about a scored attempt."""

    NO_KEY = "no pack with this case was given"
    OTHER_PACK = "coded on another version of the chart"
    OTHER_SCORE = "the score in the file is another one"
    TWICE = "this attempt was in another file already"
    CLOCK = "handed in before an earlier attempt: the clock was changed"


@dataclass(frozen=True, slots=True)
class Rescored:
    """One attempt with the grade that counts; None where there was no key for it."""

    file: str
    install: str
    learner: str
    attempt: ResultAttempt
    grade: Grade | None
    remarks: tuple[Remark, ...]


def rescore(
    files: Iterable[tuple[str, ResultFile]], packs: Iterable[Pack], facts: CodeFacts
) -> tuple[Rescored, ...]:
    """Grade every attempt of result files (name, content) with the keys of ``packs``."""
    keys = {(pack.id, str(case.brief.id)): (pack, case) for pack in packs for case in pack.cases}
    seen: set[str] = set()
    scored = []
    for name, file in files:
        last = None
        for attempt in file.attempts:
            remarks = [Remark.TWICE] if attempt.id in seen else []
            if last is not None and attempt.submitted_at < last:
                remarks.append(Remark.CLOCK)
            last = attempt.submitted_at
            seen.add(attempt.id)
            result, more = _graded(attempt, keys, facts)
            scored.append(
                Rescored(name, file.install, file.learner, attempt, result, (*remarks, *more))
            )
    return tuple(scored)


def _graded(
    attempt: ResultAttempt, keys: Mapping[tuple[str, str], tuple[Pack, Case]], facts: CodeFacts
) -> tuple[Grade | None, tuple[Remark, ...]]:
    known = keys.get((attempt.pack_id, attempt.case_id))
    if known is None:
        return None, (Remark.NO_KEY,)
    pack, case = known
    brief = case.brief
    result = grade(brief.encounter, case.key, attempt.sheet, facts, brief.documents)
    remarks = []
    if pack.version != attempt.pack_version:
        remarks.append(Remark.OTHER_PACK)
    told = attempt.learning_pct
    if told is not None and abs(told - result.scores.learning.pct) > _SAME:
        remarks.append(Remark.OTHER_SCORE)
    return result, tuple(remarks)

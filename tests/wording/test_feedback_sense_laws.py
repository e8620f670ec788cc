"""Whatever the sheet: no explanation is empty, denies chart or key, or says a thing twice."""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from coder_sim import packs
from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Feedback, FeedbackRow, Heading, Verdict
from coder_sim.domain.grade import Severity
from coder_sim.domain.pack import Case
from coder_sim.grading.grader import grade
from coder_sim.grading.titles import words
from coder_sim.library.lookup import Library
from coder_sim.packs.perfect import asked, perfect
from coder_sim.paths import data_folder
from coder_sim.wording.feedback import compose
from coder_sim.wording.repeats import BACKWARDS, says_the_same
from coder_sim.wording.sentences import SENTENCE
from tests.grading.mutations import POOL, sheets
from tests.grading.oracles import Oracle
from tests.wording.composing import of_oracle

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DENIAL = re.compile(
    r"(?:chart|record|notes?|documents?) (?:do|does|did)(?:es)? not|is not documented|nowhere|"
    r"no documentation|no evidence",
    re.IGNORECASE,
)
QUOTED = {Heading.CHART, Heading.LINKED}
SAID_OF_THE_LINE = {*QUOTED, Heading.REPORTED}
"""What these parts say is about their own line, even where two lines have the same fault."""
LONG_ENOUGH = 6
REFERS = re.compile(r".*\(see .*above\)$|For the same reason as .* above\.$").match
SIDE = re.compile(r"the record says (left|right|left and right)\.")


def sentences(row: FeedbackRow, but: set[Heading]) -> Iterator[str]:
    """Yield the longer sentences of a row; what refers to another row repeats nothing."""
    for part in row.parts:
        if part.heading not in but:
            for paragraph in part.text.split("\n"):
                found = SENTENCE.split(paragraph)
                for x, following in zip(found, (*found[1:], ""), strict=True):
                    # The next sentence may need this one: "That is what the modifier says."
                    needed = part.heading == Heading.KEY and BACKWARDS.match(following)
                    if len(x.split()) >= LONG_ENOUGH and not REFERS(x) and not needed:
                        yield x


def check(feedback: Feedback, *, authored: bool) -> None:
    told: list[str] = []
    for row in feedback.rows:
        _explains_itself(row)
        here = list(sentences(row, QUOTED))
        for place, one in enumerate(here):
            twice = [x for x in here[:place] if says_the_same(one, x)]
            assert not twice, (row.headline, one, twice)
        general = list(sentences(row, SAID_OF_THE_LINE | _all_that_it_says(row)))
        if not authored:
            assert not DENIAL.search(" ".join(_but_rules(row))), row
            assert not [x for x in general if x in told], (row.headline, general)
        told += general
        for side in SIDE.findall(" ".join(x.text for x in row.parts)):
            assert set(side.split(" and ")) == set(words(row.expected).sides), row


def _but_rules(row: FeedbackRow) -> list[str]:
    """Return what is said of this very sheet; a rule may speak of what is not documented."""
    return [x.text for x in row.parts if x.heading != Heading.RULE]


def _all_that_it_says(row: FeedbackRow) -> set[Heading]:
    """A row that says nothing else gives its rule or tip in full, whoever gave it before."""
    found = {Heading(x.heading) for x in row.parts}
    if Heading.REPORTED in found:
        return set()
    return {Heading.RULE} if Heading.RULE in found else {Heading.NEXT}


def _explains_itself(row: FeedbackRow) -> None:
    assert all(x.text.strip() and x.heading for x in row.parts), row
    if row.severity in {Severity.CRITICAL, Severity.MAJOR, Severity.MINOR}:
        why = {Heading.REPORTED, Heading.RULE, Heading.NEXT}
        assert why & {x.heading for x in row.parts}, row
    if row.verdict is Verdict.RIGHT:
        assert row.severity is None


@given(case=sheets())
@QUICK
def test_feedback_on_keys_without_authors_words_makes_sense(
    case: tuple[Oracle, AnswerSheet], facts: CodeFacts
) -> None:
    oracle, sheet = case
    key = oracle.job.key
    bare = replace(
        key,
        lines=tuple(
            replace(x, rationale="", common_error="", distractors=(), alternates=())
            for x in key.lines
        ),
        extras=(),
    )
    plain = replace(oracle, job=replace(oracle.job, key=bare))
    check(of_oracle(plain, facts, sheet), authored=False)


@pytest.fixture(scope="module")
def shipped(facts: Library) -> tuple[Case, ...]:
    """Return every case that comes with the program."""
    folders = sorted(x.parent for x in data_folder().glob("packs/*/pack.json"))
    return tuple(case for folder in folders for case in packs.read(folder, facts).cases)


def feedback_on(case: Case, luck: Random, facts: Library) -> Feedback:
    """Return feedback on a sheet that goes wrong as real ones do: traps, gaps, stray codes."""
    brief, lines = case.brief, asked(case.key)
    reported: list[CodedLine] = []
    for line, right in zip(lines, perfect(brief.encounter, lines).lines, strict=True):
        fate = luck.choice(["right", "right", "trap", "omit", "short", "facet"])
        if fate == "trap" and line.distractors:
            right = replace(right, code=luck.choice(line.distractors).code)
        elif fate == "short":
            right = replace(right, code=right.code[:-1])
        elif fate == "facet":
            right = replace(right, poa="N", modifiers=("59",), units=right.units + 1)
        if fate != "omit":
            reported.append(right)
    poa = "Y" if brief.encounter.inpatient else None
    strays = [x.code for x in case.key.extras if facts.ever(System.ICD10CM, x.code)]
    found = luck.sample(strays, min(len(strays), luck.randint(0, 3)))
    reported += [CodedLine(System.ICD10CM, code, poa) for code in found]
    reported += luck.sample(POOL, luck.randint(0, 2))
    sheet = AnswerSheet(tuple(sorted(reported, key=lambda x: x.kind is not Kind.DIAGNOSIS)))
    graded = grade(brief.encounter, case.key, sheet, facts, brief.documents)
    return compose(brief, case.key, sheet, graded, facts)


@pytest.mark.parametrize("seed", range(4))
def test_feedback_on_shipped_cases_makes_sense(
    seed: int, shipped: tuple[Case, ...], facts: Library
) -> None:
    for case in shipped:
        check(feedback_on(case, Random(seed), facts), authored=True)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_feedback_on_shipped_cases_makes_sense_on_many_sheets(
    seed: int, shipped: tuple[Case, ...], facts: Library
) -> None:
    for case in shipped:
        check(feedback_on(case, Random(seed), facts), authored=True)

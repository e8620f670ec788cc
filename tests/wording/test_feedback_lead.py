"""Before a row is opened, one or two short sentences say what decides."""

from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.domain.answer import AnswerKey, AnswerSheet, CodedLine, Distractor, KeyLine
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Feedback, Verdict
from coder_sim.domain.pack import Case
from coder_sim.grading.grader import grade
from coder_sim.library.lookup import Library
from coder_sim.packs.perfect import asked, perfect
from coder_sim.paths import data_folder
from coder_sim.wording.feedback import compose
from coder_sim.wording.feedback_lead import reason
from tests.grading.cases import a_key, a_sheet, keyed
from tests.wording.composing import composed

WORDS = 450
QUIET = {Verdict.RIGHT, Verdict.OPTIONAL}


def lead(key: AnswerKey, facts: CodeFacts, *codes: str, row: int = 0) -> str:
    (part,) = reason(composed(key, a_sheet(*codes), facts).rows[row])
    return part.text


def test_what_is_wrong_with_the_learners_code_comes_before_the_rule(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "M17.11", rationale="The right knee was treated."))
    assert lead(key, facts, "M17.12") == "Your code says left; the record says right."


def test_the_authors_words_on_the_learners_code_lead(facts: CodeFacts) -> None:
    no = Distractor("M1712", "WRONG_LATERALITY", 0.25, "That is the other knee. " + "More. " * 30)
    key = a_key(keyed("d1", "M17.11", distractors=(no,), rationale="The right knee was treated."))
    assert lead(key, facts, "M17.12").startswith("That is the other knee. More.")
    assert len(lead(key, facts, "M17.12").split()) <= 25


def test_of_a_missed_line_the_reason_leads(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "I10"), keyed("d2", "N18.31", rationale="The provider states 3a."))
    assert lead(key, facts, "I10", row=1) == "The provider states 3a."


def test_that_the_key_lacks_a_code_decides_only_where_nothing_else_does(facts: CodeFacts) -> None:
    key = a_key(keyed("d1", "E11.22"))
    assert lead(key, facts, "E11.22", "J18.9", row=1).startswith("The key does not report")
    beside = lead(key, facts, "E11.22", "R73.9", row=1)
    assert beside.startswith("The Tabular List states at R73")


def wrong(line: KeyLine, right: CodedLine) -> CodedLine:
    """Return the line made wrong: by its author's first trap, its POA, or a missing character."""
    code = line.distractors[0].code if line.distractors else line.code[:-1]
    return CodedLine(right.system, code, right.poa, right.modifiers, right.units, right.pointers)


def all_wrong(case: Case, facts: CodeFacts) -> Feedback:
    brief: CaseBrief = case.brief
    lines = asked(case.key)
    right = perfect(brief.encounter, lines).lines
    sheet = AnswerSheet(tuple(wrong(*pair) for pair in zip(lines, right, strict=True)))
    graded = grade(brief.encounter, case.key, sheet, facts, brief.documents)
    return compose(brief, case.key, sheet, graded, facts)


@pytest.mark.parametrize("pack", sorted(x.parent for x in data_folder().glob("packs/*/pack.json")))
def test_a_sheet_that_is_all_wrong_can_be_read_at_a_glance(pack: Path, facts: Library) -> None:
    counted = {}
    for case in packs.read(pack, facts).cases:
        rows = [x for x in all_wrong(case, facts).rows if x.verdict not in QUIET]
        assert all(reason(row) for row in rows)
        told = " ".join(part.text for row in rows for part in reason(row))
        counted[case.brief.id] = (len(rows), len(told.split()))
    assert max(rows for rows, _ in counted.values()) >= 17 or pack.name != "first-flights"
    assert all(words <= WORDS for _, words in counted.values()), counted

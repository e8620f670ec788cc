"""Composes feedback for oracles and for small cases of the tests' own."""

from coder_sim.domain.answer import AnswerKey, AnswerSheet
from coder_sim.domain.encounter import CaseBrief, CaseId, Document, Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Feedback, FeedbackRow
from coder_sim.grading.grader import grade
from coder_sim.wording.feedback import compose
from tests.grading.cases import CLINIC
from tests.grading.oracles import Oracle


def a_brief(encounter: Encounter, *texts: str) -> CaseBrief:
    """Return a case whose documents are called n1, n2 ... and titled "Note 1", "Note 2" ..."""
    documents = tuple(
        Document(f"n{i}", "progress note", "provider", f"Note {i}", text)
        for i, text in enumerate(texts, start=1)
    )
    return CaseBrief(CaseId("case"), "A case", "", 1, (), encounter, documents)


def composed(
    key: AnswerKey,
    sheet: AnswerSheet,
    facts: CodeFacts,
    encounter: Encounter = CLINIC,
    texts: tuple[str, ...] = (),
) -> Feedback:
    """Grade a sheet and put the grade into words."""
    brief = a_brief(encounter, *texts)
    return compose(brief, key, sheet, grade(encounter, key, sheet, facts, brief.documents), facts)


def of_oracle(oracle: Oracle, facts: CodeFacts, sheet: AnswerSheet | None = None) -> Feedback:
    """Return the feedback on an oracle's answer, or on another sheet for its case."""
    return composed(oracle.job.key, sheet or oracle.sheet, facts, oracle.job.encounter)


def row(feedback: Feedback, start: str) -> FeedbackRow:
    """Return the one row whose headline starts so."""
    (found,) = [x for x in feedback.rows if x.headline.startswith(start)]
    return found


def part(of: FeedbackRow, heading: str) -> str:
    """Return the text of a part, "" where the row has none."""
    return next((x.text for x in of.parts if x.heading == heading), "")


def every_text(feedback: Feedback) -> str:
    """Return all text of a feedback."""
    texts = [feedback.summary, *feedback.practise_next]
    texts += [f"{x.name} {x.value} {x.arithmetic} {x.meaning}" for x in feedback.measures]
    for shown in feedback.rows:
        texts += [shown.headline, shown.points, *(x.text for x in shown.parts)]
    texts += [f"{x.heading} {x.text}" for x in (*feedback.prompts, *feedback.queries)]
    return "\n".join(texts)

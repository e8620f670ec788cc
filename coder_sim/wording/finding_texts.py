"""One explanation a finding, for machine-readable reports."""

from coder_sim.domain.answer import AnswerKey, AnswerSheet
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Grade
from coder_sim.wording.feedback_effects import Effects
from coder_sim.wording.feedback_explain import explain
from coder_sim.wording.feedback_phrases import headline
from coder_sim.wording.feedback_subject import Subject


def finding_texts(
    brief: CaseBrief, key: AnswerKey, sheet: AnswerSheet, grade: Grade, facts: CodeFacts
) -> tuple[str, ...]:
    """Return what each finding of a grade says, in their order."""
    subject = Subject.of(brief, key, sheet, grade, facts)
    effects = Effects(subject)
    return tuple(
        " ".join((f"{headline(x.cls)}.", *explain(x, subject, effects).sentences()))
        for x in grade.findings
    )

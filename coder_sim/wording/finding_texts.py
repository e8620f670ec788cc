"""One explanation a finding, for machine-readable reports."""

from coder_sim.domain.answer import AnswerKey, AnswerSheet
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Finding, Grade
from coder_sim.wording.feedback_phrases import headline
from coder_sim.wording.feedback_rows import difference_of
from coder_sim.wording.feedback_rules import author_words, rules
from coder_sim.wording.feedback_subject import Subject


def finding_texts(
    brief: CaseBrief, key: AnswerKey, sheet: AnswerSheet, grade: Grade, facts: CodeFacts
) -> tuple[str, ...]:
    """Return what each finding of a grade says, in their order."""
    subject = Subject.of(brief, key, sheet, grade, facts)
    return tuple(_text(finding, subject) for finding in grade.findings)


def _text(finding: Finding, subject: Subject) -> str:
    line = subject.key.line(finding.key) if finding.key else None
    sentences = (
        f"{headline(finding.cls)}.",
        difference_of(finding, line, subject),
        *author_words(line, finding.explain),
        *rules(finding.cites, subject),
    )
    return " ".join(sentence for sentence in sentences if sentence)

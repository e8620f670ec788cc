"""Feedback on one graded sheet: summary, measures, rows, prompts, queries, what to practise."""

from coder_sim.domain.answer import AnswerKey, AnswerSheet, KeyQuery, ProviderQuery
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.feedback import Feedback, FeedbackRow, Part
from coder_sim.domain.grade import Finding, Grade, Severity
from coder_sim.wording.feedback_measures import measures, percent
from coder_sim.wording.feedback_phrases import SERVICE_TOPICS, headline
from coder_sim.wording.feedback_prompts import prompts
from coder_sim.wording.feedback_rows import rows
from coder_sim.wording.feedback_subject import Subject

_TOPICS = 4
_QUOTED = 20
"""Words of a query's passage that are quoted."""
_ACCEPTED = "The key accepts the query itself as the answer here."
_GOOD_QUERY = "A good query gives the facts, leaves the answer open and does not mention payment."


def compose(
    brief: CaseBrief, key: AnswerKey, sheet: AnswerSheet, grade: Grade, facts: CodeFacts
) -> Feedback:
    """Put a grade into words. ``brief``, ``key`` and ``sheet`` are those it was made from."""
    subject = Subject.of(brief, key, sheet, grade, facts)
    made = rows(subject)
    return Feedback(
        summary=_summary(subject, made),
        measures=measures(subject),
        rows=made,
        prompts=prompts(subject),
        queries=_queries(subject),
        practise_next=_topics(subject),
    )


def _summary(subject: Subject, made: tuple[FeedbackRow, ...]) -> str:
    scores = subject.grade.scores
    ratio = scores.code_over_code
    if scores.record_over_record:
        every = {1: "The one code is", 2: "Both codes are"}.get(ratio.out_of)
        return f"{every or f'All {ratio.out_of} codes are'} right, with nothing to correct."
    start = (
        f"{ratio.correct} of {ratio.out_of} codes fully right, "
        f"learning score {percent(scores.learning.pct)}."
    )
    grave = [row for row in made if row.severity in (Severity.CRITICAL, Severity.MAJOR)]
    if not grave:
        return start
    worst = min(grave, key=_weight)
    return f"{start} Look at this first. {worst.headline}."


def _weight(row: FeedbackRow) -> tuple[bool, bool]:
    """Order rows by gravity; of equals the choice of the first diagnosis is told first."""
    chosen_first = row.headline.startswith((headline("PDX_SELECTION"), headline("FIRST_LISTED")))
    return row.severity is not Severity.CRITICAL, not chosen_first


def _topics(subject: Subject) -> tuple[str, ...]:
    """Return what to practise next: the rules behind the gravest findings first."""
    order = tuple(Severity)
    found: dict[str, None] = {}
    for finding in sorted(subject.grade.findings, key=lambda x: order.index(x.severity)):
        if topic := _topic(finding, subject):
            found.setdefault(topic)
    return tuple(found)[:_TOPICS]


def _topic(finding: Finding, subject: Subject) -> str:
    if finding.cls in SERVICE_TOPICS:
        return SERVICE_TOPICS[finding.cls]
    for cite in finding.cites:
        if rule := subject.facts.guideline(cite, subject.key.guideline_year):
            return f"{rule.title} ({rule.id})"
    return ""


def _queries(subject: Subject) -> tuple[Part, ...]:
    """Return what became of the key's queries in its order, then the learner's others."""
    asked = {x.key for x in subject.grade.asked}
    others = [x.query for x in subject.grade.asked if x.key is None]
    return (
        *(_expected_query(query, asked=query.id in asked) for query in subject.key.queries),
        *(_other_query(subject.sheet.queries[number - 1]) for number in others),
    )


def _expected_query(query: KeyQuery, *, asked: bool) -> Part:
    quote = _shortened(query.quote)
    heading, question, verdict = "A query was called for", query.question, ""
    if asked:
        # Only the place of a query is compared; its words are the learner's own to judge.
        heading = "You put a query at a passage that calls for one"
        question = f"Compare your question with this one: {question}" if question else ""
        verdict = _ACCEPTED if query.accept_answer else ""
    texts = (quote, verdict, question, _GOOD_QUERY if asked else "", query.why)
    return Part(heading, "\n".join(text for text in texts if text))


def _shortened(quote: str) -> str:
    """Return the beginning of a passage in quotation marks: enough to find it by."""
    words = quote.split()
    more = " ..." if len(words) > _QUOTED else ""
    return f"\u201c{' '.join(words[:_QUOTED])}{more}\u201d"


def _other_query(query: ProviderQuery) -> Part:
    quote = _shortened(query.quote)
    return Part(
        "Your query is not among the key's",
        f"{quote}\nOnly the place of a query is compared, and one more costs nothing. Ask yourself "
        "which code waits for its answer.",
    )

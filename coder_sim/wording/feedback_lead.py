"""What a learner reads of a row before opening it: the sentence that decides."""

from coder_sim.domain.feedback import FeedbackRow, Heading, Part, Verdict
from coder_sim.wording.feedback_extras import NOT_REPORTED
from coder_sim.wording.sentences import SENTENCE

_WORDS = 25
"""A second sentence is shown with the first where both are short."""


def reason(row: FeedbackRow) -> tuple[Part, ...]:
    """Return the one part that says why, cut to its first sentence or two; () where none does.

    What is said of the learner's own code decides before the rule does, but of a missed line
    the rule, unless its author explains the code that stands there instead.
    """
    told = {part.heading: part for part in row.parts}
    missed = row.verdict is Verdict.MISSED and Heading.KEY not in told
    own = told.get(Heading.REPORTED)
    decides = own is not None and not missed and not own.text.startswith(NOT_REPORTED)
    order = (Heading.REPORTED, Heading.RULE) if decides else (Heading.RULE, Heading.REPORTED)
    found = [told[heading] for heading in order if heading in told]
    return tuple(Part(part.heading, _cut(part.text)) for part in (found or row.parts)[:1])


def _cut(text: str) -> str:
    """Return the first sentence of a text, and those after it as long as all are short."""
    first, *others = SENTENCE.split(text.partition("\n")[0])
    kept = [first]
    for sentence in others:
        if len(" ".join((*kept, sentence)).split()) > _WORDS:
            break
        kept.append(sentence)
    return " ".join(kept)

"""What became of the passages that the learner linked to a line."""

from types import MappingProxyType

from coder_sim.domain.grade import EvidenceLink, Support
from coder_sim.wording.feedback_subject import Subject

_VERDICTS = MappingProxyType(
    {
        Support.SUPPORTED: "supports this code",
        Support.PARTLY: "touches the key's evidence, but takes in too little of it",
        Support.NOT: "is not among the key's evidence",
        Support.OPEN: "was not judged: the key names no passage for this line",
    }
)


def link_texts(answer: int | None, subject: Subject) -> tuple[str, ...]:
    """Return a sentence for each passage linked to an answer line, quoting its beginning."""
    found = [link for link in subject.grade.links if link.answer == answer]
    return tuple(_sentence(link, subject) for link in found)


def _sentence(link: EvidenceLink, subject: Subject) -> str:
    return f"{subject.linked_quote(link)} {_verdict(link, subject)}."


def _verdict(link: EvidenceLink, subject: Subject) -> str:
    line = subject.key.line(link.key) if link.key else None
    if link.support is Support.ELSEWHERE and line is not None:
        return f"is evidence for {subject.short(line)}, not for this line"
    return _VERDICTS.get(link.support, _VERDICTS[Support.NOT])

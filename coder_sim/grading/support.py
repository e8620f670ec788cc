"""Passages a trainee linked, and provider queries a trainee asked, beside the key's."""

from collections.abc import Iterable

from coder_sim.domain.answer import AnswerKey, AnswerSheet, Passage
from coder_sim.domain.encounter import Document
from coder_sim.domain.passages import locate
from coder_sim.grading.constants import EVIDENCE_OVERLAP
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Pair

Place = tuple[str, int, int]
"""Document id, start and end (exclusive) in code points."""


class Texts:
    """The documents of a chart, to find passages in."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._texts = {document.id: document.text for document in documents}

    def place(self, passage: Passage) -> Place | None:
        """Return where a passage stands; None where the chart does not have it."""
        found = locate(self._texts.get(passage.doc, ""), passage)
        return (passage.doc, *found) if found else None


def overlaps(one: Place | None, other: Place | None) -> bool:
    """Tell whether two passages share at least half of the shorter one."""
    if one is None or other is None or one[0] != other[0]:
        return False
    common = min(one[2], other[2]) - max(one[1], other[1])
    return common >= EVIDENCE_OVERLAP * min(one[2] - one[1], other[2] - other[1])


def evidence(lines: tuple[Line, ...], pairs: Iterable[Pair], texts: Texts) -> tuple[int, int]:
    """Return (passages that support their line, passages linked)."""
    by_number = {pair.answer.number: pair.line.evidence for pair in pairs}
    supported = sum(
        any(overlaps(texts.place(x), texts.place(y)) for y in by_number.get(line.number, ()))
        for line in lines
        for x in line.evidence
    )
    return supported, sum(len(line.evidence) for line in lines)


def queries(key: AnswerKey, sheet: AnswerSheet, texts: Texts) -> tuple[int, int, int]:
    """Return (key queries asked, queries asked, key queries)."""
    asked = [texts.place(Passage(query.doc, query.quote)) for query in sheet.queries]
    expected = [texts.place(Passage(x.doc, x.quote, x.nth)) for x in key.queries]
    right = sum(any(overlaps(one, other) for one in asked) for other in expected)
    return right, len(asked), len(expected)

"""Passages a trainee linked, and provider queries a trainee asked, beside the key's."""

from collections.abc import Iterable

from coder_sim.domain.answer import AnswerKey, AnswerSheet, KeyQuery, Passage, ProviderQuery
from coder_sim.domain.encounter import Document
from coder_sim.domain.passages import locate, occurrences
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

    def places(self, query: ProviderQuery) -> tuple[Place, ...]:
        """Return every place at which a query's quote stands: a query does not say which."""
        count = occurrences(self._texts.get(query.doc, ""), query.quote)
        found = (self.place(Passage(query.doc, query.quote, nth + 1)) for nth in range(count))
        return tuple(place for place in found if place)


def common(one: Place | None, other: Place | None) -> int:
    """Return how many characters two passages share."""
    if one is None or other is None or one[0] != other[0]:
        return 0
    return max(0, min(one[2], other[2]) - max(one[1], other[1]))


def supports(one: Place | None, other: Place | None) -> bool:
    """Tell whether two passages share at least half of the shorter one."""
    if one is None or other is None:
        return False
    shorter = min(one[2] - one[1], other[2] - other[1])
    return common(one, other) >= EVIDENCE_OVERLAP * shorter


def evidence(lines: tuple[Line, ...], pairs: Iterable[Pair], texts: Texts) -> tuple[int, int]:
    """Return (passages that support their line, passages linked)."""
    by_number = {pair.answer.number: pair.line.evidence for pair in pairs}
    supported = sum(
        any(supports(texts.place(x), texts.place(y)) for y in by_number.get(line.number, ()))
        for line in lines
        for x in line.evidence
    )
    return supported, sum(len(line.evidence) for line in lines)


def asks(query: ProviderQuery, expected: KeyQuery, texts: Texts) -> bool:
    """Tell whether a query is about the passage that a key's query is about."""
    wanted = texts.place(Passage(expected.doc, expected.quote, expected.nth))
    return any(common(place, wanted) for place in texts.places(query))


def queries(key: AnswerKey, sheet: AnswerSheet, texts: Texts) -> tuple[int, int, int]:
    """Return (queries asked that are right, queries asked, key queries)."""
    right = sum(any(asks(x, expected, texts) for expected in key.queries) for x in sheet.queries)
    return right, len(sheet.queries), len(key.queries)

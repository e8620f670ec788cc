"""Passages a trainee linked, and provider queries a trainee asked, beside the key's."""

from collections.abc import Iterable

from coder_sim.domain.answer import AnswerKey, AnswerSheet, KeyQuery, Passage, ProviderQuery
from coder_sim.domain.encounter import Document
from coder_sim.domain.grade import AskedQuery, EvidenceLink, Support
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
        """Return where a query's passages stand; a quote without number stands everywhere."""
        count = occurrences(self._texts.get(query.doc, ""), query.quote)
        numbers = range(1, count + 1) if query.nth is None else (query.nth,)
        quoted = (Passage(query.doc, query.quote, nth) for nth in numbers)
        return self.all((*quoted, *query.more))

    def all(self, passages: Iterable[Passage]) -> tuple[Place, ...]:
        """Return where passages stand, those that the chart does not have left out."""
        found = (self.place(passage) for passage in passages)
        return tuple(place for place in found if place)


def texts_of(documents: Iterable[Document], key: AnswerKey, sheet: AnswerSheet) -> Texts:
    """Return the chart's texts; where there is no chart, the quotes themselves stand for it.

    Of two quotes one of which holds the other, the longer is the text: so they still overlap.
    """
    known = tuple(documents)
    if known:
        return Texts(known)
    quoted = [(x.doc, x.quote) for line in key.lines for x in line.evidence]
    quoted += [(x.doc, x.quote) for line in sheet.lines for x in line.evidence]
    quoted += [(expected.doc, expected.quote) for expected in key.queries]
    quoted += [(query.doc, query.quote) for query in sheet.queries]
    quoted += [(x.doc, x.quote) for query in sheet.queries for x in query.more]
    texts: dict[str, str] = {}
    for doc, quote in sorted(set(quoted), key=lambda x: (-len(x[1]), x)):
        if quote not in texts.get(doc, ""):
            texts[doc] = f"{texts.get(doc, '')}{quote}\n"
    return Texts(Document(doc, "", "", "", text) for doc, text in texts.items())


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


def links(
    key: AnswerKey, lines: tuple[Line, ...], pairs: Iterable[Pair], texts: Texts
) -> tuple[EvidenceLink, ...]:
    """Return a verdict on each linked passage, in the order of lines and passages."""
    judge = _Judge({str(line.id): texts.all(line.evidence) for line in key.lines})
    own = {pair.answer.number: str(pair.line.id) for pair in pairs}
    return tuple(
        judge.link(line.number, place, texts.place(passage), own.get(line.number))
        for line in lines
        for place, passage in enumerate(line.evidence, start=1)
    )


class _Judge:
    """Judges passages against the evidence of a key."""

    def __init__(self, evidence: dict[str, tuple[Place, ...]]) -> None:
        self._evidence = evidence

    def link(self, answer: int, place: int, found: Place | None, own: str | None) -> EvidenceLink:
        """Judge one passage of a line that stands for the key line ``own``."""
        spans = self._evidence.get(own, ()) if own else ()
        if any(supports(found, span) for span in spans):
            return EvidenceLink(answer, place, Support.SUPPORTED, own)
        if any(common(found, span) for span in spans):
            return EvidenceLink(answer, place, Support.PARTLY, own)
        other = next(
            (id for id, x in self._evidence.items() if any(supports(found, y) for y in x)), None
        )
        if other:
            return EvidenceLink(answer, place, Support.ELSEWHERE, other)
        unknown = own is not None and found is not None and not spans
        return EvidenceLink(answer, place, Support.OPEN if unknown else Support.NOT)


def asks(query: ProviderQuery, expected: KeyQuery, texts: Texts) -> bool:
    """Tell whether a query is about the passage that a key's query is about."""
    wanted = texts.place(Passage(expected.doc, expected.quote, expected.nth))
    return any(common(place, wanted) for place in texts.places(query))


def asked(key: AnswerKey, sheet: AnswerSheet, texts: Texts) -> tuple[AskedQuery, ...]:
    """Return a verdict on each query of a sheet: the first query of the key that it is about."""
    found = []
    for place, query in enumerate(sheet.queries, start=1):
        expected = next((x for x in key.queries if asks(query, x, texts)), None)
        accepted = expected is not None and expected.accept_answer
        found.append(AskedQuery(place, expected.id if expected else None, accepted))
    return tuple(found)

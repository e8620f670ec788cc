"""Finds quoted passages in the documents of a chart; offsets are in code points."""

from coder_sim.domain.answer import Passage


def locate(text: str, passage: Passage) -> tuple[int, int] | None:
    """Return start and end (exclusive) of a passage in its document's text; None if absent.

    ``passage.nth`` counts occurrences from 1; occurrences may overlap. A quote matches
    verbatim or not at all. A passage without a quote stands where its offsets say.
    """
    if not passage.quote and passage.start is not None and passage.end is not None:
        inside = 0 <= passage.start < passage.end <= len(text)
        return (passage.start, passage.end) if inside else None
    if not passage.quote or passage.nth < 1:
        return None
    start = -1
    for _ in range(passage.nth):
        start = text.find(passage.quote, start + 1)
        if start < 0:
            return None
    return start, start + len(passage.quote)


def occurrences(text: str, quote: str) -> int:
    """Count how often a quote occurs in a text, overlapping ones included."""
    if not quote:
        return 0
    count, start = 0, text.find(quote)
    while start >= 0:
        count, start = count + 1, text.find(quote, start + 1)
    return count

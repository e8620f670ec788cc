"""Plain document text as the chart shows it: headings, search, quotes and their places.

All offsets are code points; texts hold no characters beyond the BMP, so Qt counts the same.
"""

import re

from coder_sim.domain.answer import Passage
from coder_sim.domain.feedback import Span

_LONGEST_HEADING = 70
LONGEST_QUOTE = 90
_LETTER_SHARE = 0.65
"""Below this share of letters a line in capitals is data: "BP 120/80 HR 88"."""


def is_heading(line: str) -> bool:
    """Tell whether a line is a heading: short, in capitals, mostly letters."""
    text = line.strip()
    if len(text) > _LONGEST_HEADING or text != text.upper() or ": " in text:
        return False
    letters = sum(character.isalpha() for character in text)
    return letters >= 3 and letters >= _LETTER_SHARE * len(text.replace(" ", ""))


def occurrences(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Return where ``wanted`` occurs, in any case, with any white space between its words."""
    words = wanted.split()
    if not words:
        return ()
    pattern = r"\s+".join(re.escape(word) for word in words)
    return tuple(match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def passage_at(doc: str, text: str, start: int, end: int) -> Passage | None:
    """Return the quote of a selection; None for white space alone.

    The white space around it is left out, and words are taken whole: a pointer easily misses
    the first or last letter.
    """
    quote = text[start:end].strip()
    if not quote:
        return None
    begin = text.index(quote, start)
    end = begin + len(quote)
    while begin > 0 and text[begin - 1 : begin + 1].isalnum():
        begin -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    quote = text[begin:end]
    nth, at = 1, text.find(quote)
    while at < begin:
        nth, at = nth + 1, text.find(quote, at + 1)
    return Passage(doc, quote, nth)


def span_of(passage: Passage, text: str) -> Span | None:
    """Return where a passage stands in its document; None where the text has changed."""
    at = -1
    for _ in range(passage.nth):
        at = text.find(passage.quote, at + 1)
        if at < 0:
            return None
    return Span(passage.doc, at, at + len(passage.quote))


def quoted(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return words in quotation marks, on one line, cut after ``longest`` characters."""
    words = " ".join(text.split())
    if len(words) > longest:
        words = words[: longest - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"

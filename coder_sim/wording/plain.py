"""Feedback as plain text, for the terminal."""

import re
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from types import MappingProxyType

from coder_sim.domain.feedback import Feedback, FeedbackRow, Heading, Part, Verdict
from coder_sim.wording.feedback_extras import NOT_REPORTED
from coder_sim.wording.feedback_rows import FACETS_WRONG

WIDTH = 92
_INDENT = "    "
_OF_A_RIGHT_LINE = frozenset({Heading.REPORTED, Heading.LINKED, Heading.RULE})
_QUIET = frozenset({Verdict.RIGHT, Verdict.OPTIONAL})
_DOT = " \u00b7 "
_SHORT: Mapping[str, str] = MappingProxyType(
    {
        Heading.REPORTED: "Yours",
        Heading.CHART: "Chart",
        Heading.RULE: "Why",
        Heading.EFFECT: "Effect",
    }
)


def as_text(feedback: Feedback) -> str:
    """Return feedback as lines of at most ``WIDTH`` characters, in reading order."""
    return "\n".join(_lines(feedback))


def _lines(feedback: Feedback) -> Iterator[str]:
    yield from _wrapped(feedback.summary)
    yield ""
    for measure in feedback.measures:
        yield f"{measure.name}: {measure.value}"
        if not re.fullmatch(r"[01] of 1", measure.arithmetic):
            yield from _wrapped(measure.arithmetic, _INDENT)
    for row in feedback.rows:
        yield ""
        yield from _row(row)
    yield from _section("To check", feedback.prompts)
    yield from _section("Provider queries", feedback.queries)
    if feedback.practise_next:
        yield ""
        yield "Practise next"
        for topic in feedback.practise_next:
            yield from _wrapped(topic, _INDENT)


def _row(row: FeedbackRow) -> Iterator[str]:
    severity = f", {row.severity.value.lower()}" if row.severity else ""
    yield from _wrapped(f"[{row.verdict.value}{severity}] {row.headline}")
    if row.verdict in _QUIET:
        # A right line says why it is right, and no more.
        yield from _parts(part for part in row.parts if part.heading in _OF_A_RIGHT_LINE)
        return
    if row.verdict is not Verdict.NOTE:
        yield from _facts(row)
    elif row.points:
        yield from _wrapped(f"Points: {row.points}", _INDENT)
    yield from _parts(part for part in row.parts if part.heading != Heading.KEY)


def _facts(row: FeedbackRow) -> Iterator[str]:
    """Yield what the sheet has, what the key has, and the points: what the headline lacks."""
    reported, expected = (_after(row.headline, x) for x in (row.reported, row.expected))
    if row.headline.startswith(FACETS_WRONG):
        reported = expected = ""  # what differs is told in a sentence
    same = row.reported.partition(_DOT)[2] == row.expected.partition(_DOT)[2]
    if reported and row.expected and not same:
        yield from _wrapped(f"Reported: {reported}", _INDENT)
    if expected:
        yield from _wrapped(f"Expected: {expected}", _INDENT)
    if row.points:
        yield from _wrapped(f"Points: {row.points}", _INDENT)


def _after(headline: str, text: str) -> str:
    """Return a line of sheet or key without the code and title that the headline ends with."""
    said, dot, facets = text.partition(_DOT)
    code, _, title = said.partition(" ")
    if headline.endswith(said):
        return facets
    # Modifiers stand with the code in the line, but not in the headline.
    known = title and headline.endswith(title) and code.partition("-")[0] in headline
    return f"{code}{dot}{facets}" if known else text


def _parts(parts: Iterable[Part]) -> Iterator[str]:
    """Yield parts with their headings in front, a paragraph a line; of quotations the first."""
    for part in parts:
        if part.text == NOT_REPORTED:
            continue  # the headline says so
        name = _SHORT.get(part.heading, part.heading)
        first, *others = part.text.split("\n")
        if part.heading == Heading.CHART and others:
            first, others = f"{first} and {len(others)} more", []
        yield from _wrapped(f"{name}: {first}", _INDENT)
        for paragraph in others:
            yield from _wrapped(paragraph, _INDENT)


def _section(title: str, parts: Iterable[Part]) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number == 0:
            yield ""
            yield title
        yield from _wrapped(part.heading, _INDENT)
        for paragraph in part.text.split("\n"):
            yield from _wrapped(paragraph, _INDENT * 2)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)

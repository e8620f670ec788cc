"""Feedback as plain text, for the terminal."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from coder_sim.domain.feedback import Feedback, FeedbackRow, Part

WIDTH = 92
_INDENT = "    "


def as_text(feedback: Feedback) -> str:
    """Return feedback as lines of at most ``WIDTH`` characters, in reading order."""
    return "\n".join(_lines(feedback))


def _lines(feedback: Feedback) -> Iterator[str]:
    yield from _wrapped(feedback.summary)
    yield ""
    for measure in feedback.measures:
        yield f"{measure.name}: {measure.value}"
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
    for name, text in (
        ("Reported", row.reported),
        ("Expected", row.expected),
        ("Points", row.points),
    ):
        if text:
            yield from _wrapped(f"{name}: {text}", _INDENT)
    for part in row.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield f"{_INDENT}{part.heading}"
    for paragraph in part.text.split("\n"):
        yield from _wrapped(paragraph, _INDENT * 2)


def _section(title: str, parts: Iterable[Part]) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number == 0:
            yield ""
            yield title
        yield from _part(part)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)

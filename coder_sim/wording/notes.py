"""Instructional notes of the Tabular List as sentences."""

from collections.abc import Iterable

from coder_sim.domain.code_set import InstructionalNote

_LINES_OF_A_NOTE = 4


def clean_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return a note's lines without the punctuation that joined them to their printed label.

    The publisher's file keeps the label ("code first") apart from ", if applicable, ...".
    """
    texts = (" ".join(line.split()).lstrip(",;: ") for line in lines)
    return tuple(text for text in texts if text)


def note_text(note: InstructionalNote) -> str:
    """Return an instructional note with the node at which it stands."""
    lines = clean_lines(note.lines)
    shown = joined(lines[:_LINES_OF_A_NOTE])
    more = " ..." if len(lines) > _LINES_OF_A_NOTE else "."
    return f"The Tabular List states at {note.node} ({note.kind.value}): {shown}{more}"


def joined(lines: tuple[str, ...]) -> str:
    """Return lines as one text: what a line with a colon announces follows it at once."""
    text = ""
    for line in lines:
        announced = text.endswith(":")
        between = " " if announced else "; "
        text = f"{text.removesuffix(':')}{between}{line}" if text else line
    return text.rstrip(":,; .")

"""Codes that an instructional note names: single codes, prefixes with a dash, ranges."""

import re
from functools import lru_cache

from coder_sim.domain.code_set import InstructionalNote, NoteKind

_PARENTHESES = re.compile(r"\(([^()]*)\)")
_REFERENCE = re.compile(
    r"\b([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)-?"
    r"(?:\s*-\s*([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)-?)?(?![0-9A-Z])"
)
# Such lines hold only for some 7th characters or circumstances, which no code tells.
_CONDITIONAL = re.compile(r"character|with .*ketoacidosis", re.IGNORECASE)


@lru_cache(maxsize=8192)
def spans(lines: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the (first, last) codes that a block of notes refers to, dots removed.

    A single code or prefix is a span from itself to itself.
    """
    found = []
    for line in lines:
        if _CONDITIONAL.search(line):
            continue
        for inner in _PARENTHESES.findall(line):
            for first, last in _REFERENCE.findall(inner):
                found.append((first.replace(".", ""), (last or first).replace(".", "")))
    return tuple(found)


def names(note: InstructionalNote, code: str) -> bool:
    """Tell whether a note refers to a code, or to a heading or range that holds it."""
    return any(
        first <= code[: len(first)] and code[: len(last)] <= last
        for first, last in spans(note.lines)
    )


def naming(
    notes: tuple[InstructionalNote, ...], kinds: frozenset[NoteKind], code: str
) -> InstructionalNote | None:
    """Return the first note of some kinds that refers to a code."""
    return next((note for note in notes if note.kind in kinds and names(note, code)), None)

"""Which instructional notes in effect at one code name another: inherited, resolved, corrected."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coder_sim.domain.code_set import InstructionalNote, NoteKind, normal
from coder_sim.domain.facts import Instruction
from coder_sim.library.references import Reference, read_block, read_line

KINDS = frozenset(
    {
        NoteKind.EXCLUDES1,
        NoteKind.EXCLUDES2,
        NoteKind.CODE_FIRST,
        NoteKind.USE_ADDITIONAL,
        NoteKind.CODE_ALSO,
    }
)
"""Kinds of notes that name other codes."""
_CACHED = 4096

Span = tuple[int, int]
"""First and last place in tabular order, both included."""
SpanOf = Callable[[str], Span | None]
"""Gives the places of a code or heading and all that is below it; None if there is no such code."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line that cannot be taken as it stands: what it means, or why it names no code."""

    targets: tuple[Reference, ...]
    reason: str


Corrections = dict[tuple[str, str], Correction]
"""By node (display form) and fingerprint of the line."""


def fingerprint(line: str) -> str:
    """Return the short name of a line of the publisher's text, which is not repeated here."""
    return hashlib.sha256(line.encode()).hexdigest()[:10]


def read_corrections(folder: Path) -> Corrections:
    """Read the corrections of every edition: a line that changes needs a new one."""
    found: Corrections = {}
    for file in sorted(folder.glob("corrections_*.csv")):
        with file.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                meant = Correction(read_line(row["targets"]), row["reason"])
                found[row["node"], row["line"]] = meant
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """Places that a line names, with the pattern a code there must match."""

    span: Span
    pattern: re.Pattern[str] | None
    instruction: Instruction

    def holds(self, place: int, code: str) -> bool:
        """Tell whether the code at a place is meant."""
        first, last = self.span
        return first <= place <= last and (self.pattern is None or bool(self.pattern.match(code)))


class NoteReader:
    """Resolves note lines to places in tabular order; remembers what it has read."""

    def __init__(self, span_of: SpanOf, corrections: Corrections) -> None:
        self._span_of = span_of
        self._corrections = corrections
        self.read = lru_cache(_CACHED)(self._read)

    def spans(self, references: Iterable[Reference]) -> tuple[tuple[Span, str], ...]:
        """Return places and pattern of those references that exist."""
        found = []
        for reference in references:
            first, last = self._span_of(reference.first), self._span_of(reference.last)
            if first and last:
                found.append(((first[0], last[1]), reference.pattern))
        return tuple(found)

    def _read(self, note: InstructionalNote) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
        """Return what a note names, and the codes it governs (none: all below its node)."""
        block = read_block(note.lines)
        named = [one for line, found in block.lines for one in self._named(note, line, found)]
        return tuple(named), tuple(self._places(note, "", block.subject))

    def _named(
        self, note: InstructionalNote, line: str, found: tuple[Reference, ...]
    ) -> list[Named]:
        correction = self._corrections.get((note.node, fingerprint(line)))
        return self._places(note, line, correction.targets if correction else found)

    def _places(
        self, note: InstructionalNote, line: str, references: tuple[Reference, ...]
    ) -> list[Named]:
        instruction = Instruction(note, line)
        return [
            Named(span, re.compile(pattern) if pattern else None, instruction)
            for span, pattern in self.spans(references)
        ]

    def governing(
        self, notes: Iterable[InstructionalNote], code: str, place: int
    ) -> tuple[Named, ...]:
        """Return everything that the notes in effect at a code name."""
        found: list[Named] = []
        for note in notes:
            if note.kind not in KINDS:
                continue
            named, subject = self.read(note)
            if not subject or any(one.holds(place, normal(code)) for one in subject):
                found += named
        return tuple(found)

"""Which key line an answer line could stand for, and how well: the author's word first."""

from collections.abc import Iterable

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.grading.assignment import best_pairing
from coder_sim.grading.constants import (
    BONUS_FIRST,
    BONUS_OPTIONAL,
    BONUS_SAME_MODIFIERS,
    BONUS_SAME_UNITS,
    PAIR_THRESHOLD,
    SIMILARITY,
)
from coder_sim.grading.likeness import Likeness
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import Line
from coder_sim.grading.similarity import Components, computed

Candidates = dict[tuple[int, int], Likeness]
"""Possible pairs by (place of the key line in the key, rank of the answer line)."""


def candidates(key: AnswerKey, lines: tuple[Line, ...], look: Lookup) -> Candidates:
    """Compare every key line with every answer line of its kind."""
    extras = frozenset(extra.code for extra in key.extras)
    reported = frozenset(line.code for line in lines)
    found: Candidates = {}
    for place, key_line in enumerate(key.lines):
        judge = _Judge(key_line, extras, reported, look)
        for line in lines:
            if line.kind is key_line.kind and (likeness := judge.likeness(line.code)):
                found[place, line.rank] = likeness
    return found


class _Judge:
    """Judges codes against one key line."""

    def __init__(
        self, line: KeyLine, extras: frozenset[str], reported: frozenset[str], look: Lookup
    ) -> None:
        self._line = line
        self._extras = extras
        self._look = look
        self._alternates = {alternate.code: alternate for alternate in line.alternates}
        self._distractors = {distractor.code: distractor for distractor in line.distractors}
        parts = frozenset(line.components)
        self._components = Components(
            codes=parts,
            several_reported=len(parts & reported) >= 2,
            cls=line.component_class,
            credit=line.component_credit,
        )

    def likeness(self, code: str) -> Likeness | None:
        if code == self._line.code:
            return Likeness("EXACT", SIMILARITY["EXACT"], 1.0)
        if alternate := self._alternates.get(code):
            return Likeness("ALTERNATE", SIMILARITY["ALTERNATE"], alternate.credit)
        if code in self._extras:
            return None
        if distractor := self._distractors.get(code):
            return Likeness(distractor.cls, SIMILARITY["DISTRACTOR"], distractor.credit)
        return computed(self._line, code, self._look, self._components)


def assign(key: AnswerKey, lines: tuple[Line, ...], found: Candidates) -> dict[int, Line]:
    """Return the answer line of each paired key line, by the key line's place."""
    by_rank = {line.rank: line for line in lines}
    first = first_diagnosis(lines)
    edges: dict[tuple[int, int], int] = {}
    for (place, rank), likeness in found.items():
        similarity = likeness.similarity + _bonus(key, key.lines[place], by_rank[rank], first)
        if similarity >= PAIR_THRESHOLD:
            edges[place, rank] = similarity - PAIR_THRESHOLD
    return {place: by_rank[rank] for place, rank in best_pairing(edges).items()}


def _bonus(key: AnswerKey, key_line: KeyLine, line: Line, first: Line | None) -> int:
    bonus = 0
    if line is first and key_line.id in key.first_allowed:
        bonus += BONUS_FIRST
    if not key_line.required and not in_group(key, key_line):
        bonus += BONUS_OPTIONAL
    if key_line.kind is Kind.SERVICE and key_line.code == line.code:
        if set(key_line.modifiers) == set(line.modifiers):
            bonus += BONUS_SAME_MODIFIERS
        if key_line.units == line.units:
            bonus += BONUS_SAME_UNITS
    return bonus


def first_diagnosis(lines: Iterable[Line]) -> Line | None:
    """Return the principal or first-listed diagnosis of a sheet."""
    return next((line for line in lines if line.kind is Kind.DIAGNOSIS), None)


def in_group(key: AnswerKey, line: KeyLine) -> bool:
    """Tell whether a key line belongs to an any-of group of the key."""
    return bool(line.any_of) and any(group.id == line.any_of for group in key.any_of)

"""What an answer line is that stands for no key line: the first rule that fits."""

from dataclasses import dataclass

from coder_sim.domain.answer import AnswerKey, Extra, KeyLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.grading.constants import (
    PENALTY_CONTRADICTION,
    PENALTY_DUPLICATE,
    PENALTY_EXTRA_DIAGNOSIS,
    PENALTY_EXTRA_PROCEDURE,
    PENALTY_INVALID,
    PENALTY_REDUNDANT,
    TWIN_CLASSES,
)
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Leftover, Pair
from coder_sim.grading.similarity import computed


@dataclass(frozen=True, slots=True)
class Surplus:
    """A leftover line; ``open`` while a key line it is related to may still take it."""

    leftover: Leftover
    open: bool = False


def sort_out(
    key: AnswerKey,
    required: tuple[KeyLine, ...],
    pairs: dict[str, Pair],
    left: list[Line],
    beyond: tuple[Line, ...],
    look: Lookup,
) -> list[Surplus]:
    """Judge the unpaired lines (``left``, by rank; ``beyond`` a group's maximum)."""
    partners = [pairs[str(line.id)] for line in required if str(line.id) in pairs]
    sorter = _Sorter(key, partners, look)
    sorter.seen.update(
        pair.answer.code for pair in pairs.values() if pair.line.kind is Kind.DIAGNOSIS
    )
    too_many = {line.number for line in beyond}
    return [sorter.surplus(line, line.number in too_many) for line in left]


class _Sorter:
    """Judges leftover lines in rank order, remembering what it has seen."""

    def __init__(self, key: AnswerKey, partners: list[Pair], look: Lookup) -> None:
        self._extras: dict[str, Extra] = {extra.code: extra for extra in key.extras}
        self._partners = partners
        self._look = look
        self._charged: set[str] = set()
        self.seen: set[str] = set()

    def surplus(self, line: Line, beyond: bool) -> Surplus:
        decided = None if beyond else self._decided(line)
        if line.kind is Kind.DIAGNOSIS:
            self.seen.add(line.code)
        if decided:
            return Surplus(decided)
        diagnosis = line.kind is Kind.DIAGNOSIS
        penalty = PENALTY_EXTRA_DIAGNOSIS if diagnosis else PENALTY_EXTRA_PROCEDURE
        return Surplus(Leftover(line, "UNSUPPORTED_EXTRA", penalty), open=not beyond)

    def _decided(self, line: Line) -> Leftover | None:
        if author := self._extras.get(line.code):
            return Leftover(line, author.cls, author.penalty, author=author)
        if component := self._component(line):
            return component
        if line.kind is Kind.DIAGNOSIS and line.code in self.seen:
            return Leftover(line, "DUPLICATE", PENALTY_DUPLICATE)
        if self._invalid(line):
            return Leftover(line, "INVALID", PENALTY_INVALID)
        twin = next((p.line for p in self._partners if self._contradicts(p.line, line)), None)
        return Leftover(line, "CONTRADICTION", PENALTY_CONTRADICTION, twin) if twin else None

    def _component(self, line: Line) -> Leftover | None:
        for pair in self._partners:
            if pair.line.kind is not line.kind or line.code not in pair.line.components:
                continue
            if not pair.right:
                return Leftover(line, "ABSORBED_COMPONENT", 0.0, pair.line)
            penalty = 0.0 if pair.line.id in self._charged else PENALTY_REDUNDANT
            self._charged.add(pair.line.id)
            return Leftover(line, "REDUNDANT_COMPONENT", penalty, pair.line)
        return None

    def _invalid(self, line: Line) -> bool:
        if line.kind is Kind.DIAGNOSIS:
            return not self._look.billable(System.ICD10CM, line.code)
        return line.kind is Kind.PROCEDURE and not self._look.billable(System.ICD10PCS, line.code)

    def _contradicts(self, key_line: KeyLine, line: Line) -> bool:
        """Tell whether a code and the key's cannot both be true."""
        if key_line.kind is not line.kind:
            return False
        likeness = computed(key_line, line.code, self._look)
        if likeness and likeness.cls in TWIN_CLASSES:
            return True
        if key_line.kind is not Kind.DIAGNOSIS or line.code[:3] != key_line.code[:3]:
            return False
        wanted = self._look.words(System.ICD10CM, key_line.code)
        given = self._look.words(System.ICD10CM, line.code)
        return wanted.no_complication != given.no_complication

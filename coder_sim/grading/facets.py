"""Modifiers, units, pointers and POA of one pair: right or how wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coder_sim.domain.answer import KeyLine
from coder_sim.grading.constants import POINTERS_PARTIAL
from coder_sim.grading.normalise import Line


@dataclass(frozen=True, slots=True)
class Modifiers:
    """The verdict on a modifier set; ``cls`` is "" where it is right."""

    cls: str
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()


def judge_modifiers(line: KeyLine, answer: Line) -> Modifiers:
    """Compare the answer's modifiers with the key's."""
    wanted, given = set(line.modifiers), set(answer.modifiers)
    missing = tuple(sorted(wanted - given))
    surplus = tuple(sorted(given - wanted - set(line.optional_modifiers)))
    accepted = any(given == set(other) for other in line.modifier_alternates)
    if accepted or not (missing or surplus):
        return Modifiers("")
    if missing:
        return Modifiers("MODIFIER_WRONG" if surplus else "MODIFIER_MISSING", missing, surplus)
    forbidden = set(surplus) & set(line.forbidden_modifiers)
    return Modifiers("MODIFIER_NOT_APPLICABLE" if forbidden else "MODIFIER_EXTRA", (), surplus)


@dataclass(frozen=True, slots=True)
class Units:
    """The verdict on units; ``earned`` while ``cls`` is set means "right, but not split"."""

    cls: str
    earned: bool


def judge_units(line: KeyLine, answer: Line, group_total: int) -> Units:
    """Compare units; ``group_total`` is the sum over the line's split group, 0 without one."""
    if answer.units == line.units or answer.units in line.units_alternates:
        return Units("", earned=True)
    if group_total and answer.units == group_total:
        return Units("UNITS_NOT_SPLIT", earned=True)
    return Units("UNITS", earned=False)


@dataclass(frozen=True, slots=True)
class Pointers:
    """Required diagnoses pointed to, of those required, and the share of the weight earned."""

    right: int
    required: int

    @property
    def share(self) -> float:
        """Return 1, one half or 0: all, some or none of the required diagnoses."""
        if self.right == self.required:
            return 1.0
        return POINTERS_PARTIAL if self.right else 0.0


def judge_pointers(wanted: Iterable[str], answer: Line, key_ids: Mapping[int, str]) -> Pointers:
    """Compare pointers; ``key_ids`` translates a diagnosis position to a key line's id."""
    given = {key_ids[position] for position in answer.pointers if position in key_ids}
    required = set(wanted)
    return Pointers(len(required & given), len(required))


def poa_graded(line: KeyLine) -> bool:
    """Tell whether a POA value is asked for on an inpatient line."""
    return bool(line.poa) and line.poa != ("exempt",)


def poa_right(line: KeyLine, answer: Line) -> bool:
    """Tell whether the answer's POA value is accepted."""
    accepted = line.poa or ()
    return answer.poa in accepted or (not answer.poa and "exempt" in accepted)

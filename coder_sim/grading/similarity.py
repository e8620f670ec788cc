"""How near an answer's code is to a key line's code: class, similarity, credit."""

from dataclasses import dataclass

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.grading import pcs
from coder_sim.grading.constants import (
    CREDIT,
    CREDIT_SEVENTH_DIFFERS,
    CREDIT_SIDE_DIFFERS,
    EM_FARTHER_CREDIT,
    EM_ONE_LEVEL_CREDIT,
    SECOND_AXIS_SIMILARITY,
    SIMILARITY,
)
from coder_sim.grading.likeness import Likeness
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.titles import Words

_CM = System.ICD10CM


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of a combination code, and whether the sheet has two or more of them."""

    codes: frozenset[str] = frozenset()
    several_reported: bool = False
    cls: str = "WRONG_COMBINATION"
    credit: float = 0.25


NO_COMPONENTS = Components()


def computed(
    line: KeyLine, code: str, look: Lookup, components: Components = NO_COMPONENTS
) -> Likeness | None:
    """Compare a code with a key line's code by the computed classes alone; None = no pair."""
    if line.kind is Kind.DIAGNOSIS:
        return _diagnosis(line.code, code, look, components)
    if line.kind is Kind.PROCEDURE:
        return pcs.compare(line.code, code, look)
    return _em_level(line, code)


def _diagnosis(key: str, code: str, look: Lookup, components: Components) -> Likeness | None:
    same_category = code[:3] == key[:3]
    component = code in components.codes
    if not same_category and not component:
        return None
    if not look.billable(_CM, code):
        if len(code) >= 3 and key.startswith(code):
            return _likeness("TRUNCATED")
        return None
    if len(key) == len(code) == 7 and key[:6] == code[:6] and key != code:
        return _likeness("WRONG_7TH")
    if component and components.several_reported:
        return Likeness(components.cls, SIMILARITY["COMPONENT"], components.credit)
    titled = _by_title(key, code, look) if same_category else None
    if titled:
        return titled
    if component:
        return Likeness("WRONG_COMBINATION", SIMILARITY["COMPONENT"], components.credit)
    return _second_axes("WRONG_CODE_SAME_CATEGORY", key, code, look)


def _likeness(cls: str) -> Likeness:
    return Likeness(cls, SIMILARITY[cls], CREDIT[cls])


def _seventh_differs(key: str, code: str) -> bool:
    return len(key) == len(code) == 7 and key[6] != code[6]


def _compared_words(key: str, code: str, look: Lookup) -> tuple[Words, Words]:
    """Return the words of both titles, the answer's with the key's 7th character if that exists.

    Otherwise the texts of two encounters would be compared instead of two conditions.
    """
    if _seventh_differs(key, code) and look.code(_CM, code[:6] + key[6]):
        code = code[:6] + key[6]
    return look.words(_CM, key), look.words(_CM, code)


def _by_title(key: str, code: str, look: Lookup) -> Likeness | None:
    wanted, given = _compared_words(key, code, look)
    cls = _title_class(wanted, given) if wanted.known and given.known else ""
    return _second_axes(cls, key, code, look) if cls else None


def _title_class(wanted: Words, given: Words) -> str:
    if wanted.bag == given.bag:
        if wanted.sides and not given.sides:
            return "UNSPECIFIED_LATERALITY"
        if wanted.sides and wanted.sides != given.sides:
            return "WRONG_LATERALITY"
    if given.no_complication and not wanted.no_complication:
        return "COMPLICATION_OMITTED"
    if given.residual > wanted.residual:
        return "UNDER_SPECIFIED"
    if given.residual < wanted.residual or (wanted.no_complication and not given.no_complication):
        return "OVER_SPECIFIED"
    return ""


def _second_axes(cls: str, key: str, code: str, look: Lookup) -> Likeness:
    """Let a different 7th character and a different side weigh in beside the class."""
    similarity, credit = SIMILARITY[cls], CREDIT[cls]
    seventh = _seventh_differs(key, code)
    wanted, given = _compared_words(key, code, look)
    side = (
        cls not in ("UNSPECIFIED_LATERALITY", "WRONG_LATERALITY")
        and bool(wanted.sides and given.sides)
        and wanted.sides != given.sides
    )
    if seventh:
        credit *= CREDIT_SEVENTH_DIFFERS
    if side:
        credit *= CREDIT_SIDE_DIFFERS
    if seventh or side:
        similarity += SECOND_AXIS_SIMILARITY
    return Likeness(cls, similarity, credit)


def _em_level(line: KeyLine, code: str) -> Likeness | None:
    if line.em is None or line.code not in line.em.levels or code not in line.em.levels:
        return None
    steps = line.em.levels.index(code) - line.em.levels.index(line.code)
    if steps == 0:
        return None
    credit = EM_ONE_LEVEL_CREDIT if abs(steps) == 1 else EM_FARTHER_CREDIT
    cls = "EM_LEVEL_OVER" if steps > 0 else "EM_LEVEL_UNDER"
    return Likeness(cls, SIMILARITY["EM_LEVEL"], credit)

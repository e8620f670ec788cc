"""ICD-10-PCS compared axis by axis."""

from coder_sim.domain.code_set import System
from coder_sim.domain.grade import AxisDifference
from coder_sim.grading.constants import (
    PAIR_THRESHOLD,
    PCS_AXIS_CREDIT,
    PCS_BODY_PART_CREDIT,
    PCS_ROOT_OPERATION_CREDIT,
)
from coder_sim.grading.likeness import Likeness
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.titles import Words, words

_PCS = System.ICD10PCS
_AXIS_CLASS = ("PCS_APPROACH", "PCS_DEVICE", "PCS_QUALIFIER")


def wrong_axes(key: str, code: str) -> tuple[int, ...]:
    """Return the positions (1-7) at which two 7-character codes differ."""
    return tuple(i for i, (a, b) in enumerate(zip(key, code, strict=True), start=1) if a != b)


def differences(key: str, code: str, look: Lookup) -> tuple[AxisDifference, ...]:
    """Return every character at which a reported procedure differs, with its labels."""
    if len(key) != len(code):
        return ()
    return tuple(
        AxisDifference(
            position=position,
            reported=code[position - 1],
            expected=key[position - 1],
            reported_label=look.axis_label(code, position),
            expected_label=look.axis_label(key, position),
        )
        for position in wrong_axes(key, code)
    )


def compare(key: str, code: str, look: Lookup) -> Likeness | None:
    """Compare two procedures; None unless section and body system agree."""
    if len(code) != len(key) or code[:2] != key[:2] or not look.billable(_PCS, code):
        return None
    if code[2] != key[2]:
        return _likeness("PCS_ROOT_OPERATION", PCS_ROOT_OPERATION_CREDIT)
    wrong = wrong_axes(key, code)
    if not wrong:
        return None
    others = [position for position in wrong if position > 4]
    credit = PCS_AXIS_CREDIT ** len(others)
    if 4 in wrong:
        side = _only_side_differs(key, code, look)
        cls = "PCS_BODY_PART_LATERALITY" if side else "PCS_BODY_PART"
        return _likeness(cls, credit * PCS_BODY_PART_CREDIT)
    cls = _AXIS_CLASS[others[0] - 5] if len(others) == 1 else "PCS_MULTIPLE"
    return _likeness(cls, credit)


def _likeness(cls: str, credit: float) -> Likeness:
    return Likeness(cls, round(PAIR_THRESHOLD + 500 * credit), credit)


def _only_side_differs(key: str, code: str, look: Lookup) -> bool:
    """Tell whether two body parts are one but for the side: by label, else by title.

    Labels worked out from titles lose a word now and then, so the titles are asked too.
    """
    labels = look.axis_label(key, 4), look.axis_label(code, 4)
    if all(labels) and _same_but_for_side(words(labels[0]), words(labels[1])):
        return True
    moved = look.words(_PCS, key[:3] + code[3] + key[4:])
    return _same_but_for_side(look.words(_PCS, key), moved)


def _same_but_for_side(one: Words, other: Words) -> bool:
    known = one.known and other.known
    return known and one.bag == other.bag and one.sides != other.sides

"""The axes of ICD-10-PCS by section: what each character of a procedure stands for."""

from types import MappingProxyType

from coder_sim.domain.grade import AxisDifference
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.titles import own_words

_BODY = ("section", "body system", "root operation", "body part", "approach")
_AXES = MappingProxyType(
    {
        "2": ("section", "region", "root operation", "body region", "approach", "device"),
        "3": ("section", "system", "root operation", "body region", "approach", "substance"),
        "4": ("section", "system", "root operation", "body system", "approach", "function"),
        "5": ("section", "system", "root operation", "body system", "duration", "function"),
        "6": ("section", "system", "root operation", "body system", "duration", "qualifier"),
        "7": ("section", "region", "root operation", "body region", "approach", "method"),
        "8": ("section", "system", "root operation", "body region", "approach", "method"),
        "9": ("section", "region", "root operation", "body region", "approach", "method"),
        "B": ("section", "body system", "root type", "body part", "contrast", "qualifier"),
        "C": ("section", "body system", "root type", "body part", "radionuclide", "qualifier"),
        "D": ("section", "body system", "modality", "site", "modality qualifier", "isotope"),
        "F": ("section", "part", "root type", "body region", "type qualifier", "equipment"),
        "G": ("section", "system", "root type", "type qualifier", "qualifier", "qualifier"),
        "H": ("section", "system", "root type", "type qualifier", "qualifier", "qualifier"),
        "X": (*_BODY, "device, substance or technology"),
    }
)
_TABLE = 3
"""The first three characters name a table; all later ones are read in it."""
_NOTHING = frozenset({"No Device", "No Qualifier"})


def axis_name(section: str, position: int) -> str:
    """Return what character ``position`` (1-7) stands for in a section."""
    names = _AXES.get(section, (*_BODY, "device"))
    return names[position - 1] if position <= len(names) else "qualifier"


def axes_told(axes: tuple[AxisDifference, ...], code: str, key: str, subject: Subject) -> str:
    """Return how a reported procedure differs from the key's, with labels where known.

    What a character means depends on those before it: where one of the first three differs,
    the later ones are not compared.
    """
    texts, unnamed = [], False
    deciding = tuple(axis for axis in axes if axis.position <= _TABLE) or axes
    for axis in deciding:
        name = axis_name(key[:1], axis.position)
        given, wanted = (_label(x, name) for x in (axis.reported_label, axis.expected_label))
        if not (given and wanted):
            unnamed = True
            given, wanted = axis.reported, axis.expected
        place = f"Character {axis.position} ({name})"
        texts.append(f"{place}: you chose {given}, the record says {wanted}.")
    return " ".join([*texts, *([_by_titles(code, key, subject)] if unnamed else [])]).strip()


def _label(label: str, name: str) -> str:
    return f"no {name}" if label in _NOTHING else label


def _by_titles(code: str, key: str, subject: Subject) -> str:
    """Say in the words of the titles what letters alone do not tell."""
    one, other = subject.procedure_title(code), subject.procedure_title(key)
    given, wanted = own_words(one, other), own_words(other, one)
    if not given or not wanted:
        return ""
    return f"In the titles: {given}, where the key has {wanted}."

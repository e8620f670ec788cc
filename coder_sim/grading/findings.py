"""Severity, direction and citations of a finding, by its class."""

from types import MappingProxyType

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.domain.grade import Direction, Severity
from coder_sim.grading.pairs import Pair
from coder_sim.grading.titles import Words

_IMPACT = MappingProxyType(
    {
        "critical": Severity.CRITICAL,
        "major": Severity.MAJOR,
        "minor": Severity.MINOR,
        "info": Severity.INFO,
    }
)
_UNDER = frozenset(
    {
        "OMITTED",
        "UNDER_SPECIFIED",
        "COMPLICATION_OMITTED",
        "UNSPECIFIED_LATERALITY",
        "TRUNCATED",
        "WRONG_COMBINATION",
        "MODIFIER_MISSING",
        "EM_LEVEL_UNDER",
    }
)
_OVER = frozenset(
    {
        "OVER_SPECIFIED",
        "MODIFIER_EXTRA",
        "EM_LEVEL_OVER",
        "UNSUPPORTED_EXTRA",
        "REDUNDANT_COMPONENT",
        "DUPLICATE",
        "CONTRADICTION",
        "INVALID",
    }
)
EXTRA_SEVERITY = MappingProxyType(
    {
        "ABSORBED_COMPONENT": Severity.INFO,
        "REDUNDANT_COMPONENT": Severity.MINOR,
        "DUPLICATE": Severity.MINOR,
        "INVALID": Severity.CRITICAL,
        "CONTRADICTION": Severity.MAJOR,
    }
)
_CITES = MappingProxyType(
    {
        "TRUNCATED": ("I.B.2", "I.A.3"),
        "WRONG_7TH": ("I.A.5",),
        "UNDER_SPECIFIED": ("I.B.2",),
        "COMPLICATION_OMITTED": ("I.B.2",),
        "OVER_SPECIFIED": ("I.B.2",),
        "UNSPECIFIED_LATERALITY": ("I.B.13", "I.B.2"),
        "WRONG_LATERALITY": ("I.B.13",),
        "BILATERAL_SPLIT": ("I.B.13",),
        "WRONG_COMBINATION": ("I.B.9",),
        "ABSORBED_COMPONENT": ("I.B.9",),
        "REDUNDANT_COMPONENT": ("I.B.9",),
        "DUPLICATE": ("I.B.12",),
        "INVALID": ("I.A.3",),
        "PDX_SELECTION": ("II",),
        "POA": ("App. I",),
        "POA_ON_EXEMPT": ("App. I",),
        "SEQUENCE": ("I.B.7",),
        "PCS_ROOT_OPERATION": ("PCS B3.1a",),
        "PCS_BODY_PART": ("PCS B4",),
        "PCS_BODY_PART_LATERALITY": ("PCS B4",),
        "PCS_APPROACH": ("PCS B5",),
        "PCS_DEVICE": ("PCS B6",),
    }
)
# Where the class names the rule, it goes before the guidelines of the line.
_CLASS_FIRST = frozenset(
    {
        "TRUNCATED",
        "UNDER_SPECIFIED",
        "OVER_SPECIFIED",
        "UNSPECIFIED_LATERALITY",
        "WRONG_LATERALITY",
        "BILATERAL_SPLIT",
        "POA",
        "POA_ON_EXEMPT",
        "DUPLICATE",
        "INVALID",
        "PDX_SELECTION",
    }
)
_PCS_SECTION = MappingProxyType(
    {
        "PCS_ROOT_OPERATION": "PCS B3",
        "PCS_BODY_PART": "PCS B4",
        "PCS_BODY_PART_LATERALITY": "PCS B4",
        "PCS_APPROACH": "PCS B5",
        "PCS_DEVICE": "PCS B6",
    }
)
MEDICAL_DECISION = "CPT E/M: medical decision making"
NCCI = "NCCI Policy Manual ch. I"
DRUG_UNITS = "Claims Processing Manual ch. 17 sec. 40"
_NCCI_MODIFIERS = frozenset({"24", "25", "57", "58", "59", "78", "79", "XE", "XP", "XS", "XU"})
_DRUG_MODIFIERS = frozenset({"JW", "JZ"})


def line_severity(line: KeyLine) -> Severity:
    """Return the severity of an error on a key line: its impact, else its kind's default."""
    if line.impact in _IMPACT:
        return _IMPACT[line.impact]
    critical = line.kind is Kind.SERVICE or (line.kind is Kind.PROCEDURE and line.principal)
    return Severity.CRITICAL if critical else Severity.MAJOR


def pair_severity(pair: Pair) -> Severity:
    """Return the severity of a wrong code."""
    if not pair.required:
        return Severity.MINOR
    if pair.over or pair.cls == "TRUNCATED":
        return Severity.CRITICAL
    return line_severity(pair.line)


def direction_of(cls: str) -> Direction:
    """Return what a class says about the record: under-coded, over-coded or neither."""
    if cls in _UNDER:
        return Direction.UNDER
    return Direction.OVER if cls in _OVER else Direction.NEUTRAL


def authored(direction: str) -> Direction | None:
    """Return an author's direction, if one is given."""
    return Direction(direction) if direction in Direction.__members__ else None


def pair_direction(pair: Pair, key_words: Words) -> Direction:
    """Return the direction of a wrong code; what pays more is over, else the author decides."""
    if pair.over:
        return Direction.OVER
    for distractor in pair.line.distractors:
        if distractor.code == pair.answer.code and (said := authored(distractor.direction)):
            return said
    if pair.cls == "WRONG_LATERALITY" and "bilateral" in key_words.sides:
        return Direction.UNDER
    return direction_of(pair.cls)


def cites_for(
    cls: str, line: KeyLine | None, modifiers: tuple[str, ...] = (), *, professional: bool = True
) -> tuple[str, ...]:
    """Return what a finding cites, the deciding rule first, each once.

    ``modifiers`` are those that a modifier finding is about. A facility sets the levels of its
    visits by its own guideline, so there the elements of medical decisions are not cited.
    """
    given: tuple[str, ...] = ()
    if line is not None:
        given = (*line.guidelines, *(f"Tabular {note}" for note in line.tabular))
    if line is not None and line.kind is Kind.SERVICE:
        return tuple(dict.fromkeys((*given, *_service_cites(cls, line, modifiers, professional))))
    own = _CITES.get(cls, ())
    if cls.startswith("PCS") and line is not None and not line.code.startswith("0"):
        # The general PCS rules cited here are those of the Medical and Surgical section.
        own = ()
    if cls in _PCS_SECTION:
        # The author's guidelines about this very axis replace the general one.
        fitting = tuple(x for x in given if x.startswith(_PCS_SECTION[cls]))
        return tuple(dict.fromkeys((*(fitting or own), *given)))
    both = (*own, *given) if cls in _CLASS_FIRST else (*given, *own)
    return tuple(dict.fromkeys(both))


def _service_cites(
    cls: str, line: KeyLine, modifiers: tuple[str, ...], professional: bool
) -> tuple[str, ...]:
    if cls.startswith("EM_LEVEL"):
        return (MEDICAL_DECISION,) if professional else ()
    if cls in {"UNITS", "UNITS_NOT_SPLIT"} and line.system is System.HCPCS:
        return (DRUG_UNITS,)
    if cls.startswith("MODIFIER"):
        found = [NCCI] if _NCCI_MODIFIERS.intersection(modifiers) else []
        return (*found, *([DRUG_UNITS] if _DRUG_MODIFIERS.intersection(modifiers) else []))
    return ()

"""Says how a reported line differs from the key's: sides, detail, characters, facets."""

from types import MappingProxyType

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind, dotted
from coder_sim.domain.grade import Finding
from coder_sim.grading.pcs import AXES, wrong_axes
from coder_sim.wording.feedback_subject import Subject

_POA = MappingProxyType(
    {
        "Y": "present on admission",
        "N": "not present on admission",
        "U": "not documented well enough to tell",
        "W": "cannot be determined clinically",
    }
)
_PLAIN = MappingProxyType(
    {
        "COMPLICATION_OMITTED": "Your code says there is no complication.",
        "OVER_SPECIFIED": "Your code states a detail that the key's author did not find in "
        "the record.",
        "WRONG_CODE_SAME_CATEGORY": "Your code is of the right category but describes another "
        "form of it.",
        "BILATERAL_SPLIT": "You reported each side by itself; one code says both.",
    }
)


def difference(finding: Finding, line: KeyLine, subject: Subject) -> str:
    """Return how the reported line differs from the key's, in one or two sentences; or ""."""
    cls = finding.cls
    if finding.answer is None:
        return ""
    if cls in _FACETS:
        return _FACETS[cls](finding, line, subject)
    if line.kind is Kind.PROCEDURE:
        return _characters(finding, line, subject)
    if cls.startswith("EM_LEVEL"):
        return _level(finding, line, subject)
    if cls in _DIAGNOSES:
        return _DIAGNOSES[cls](finding, line, subject)
    return _PLAIN.get(cls, "")


def _code(finding: Finding, subject: Subject) -> str:
    return subject.line(finding.answer or 1).code


def _sides(sides: frozenset[str]) -> str:
    return " and ".join(sorted(sides)) if sides else "no side"


def _laterality(finding: Finding, line: KeyLine, subject: Subject) -> str:
    wanted = subject.look.words(line.system, line.code).sides
    given = subject.look.words(line.system, _code(finding, subject)).sides
    if not wanted or wanted == given:
        return ""
    if not given:
        return f"Your code leaves the side open; the record says {_sides(wanted)}."
    if "bilateral" in wanted:
        return f"Your code covers the {_sides(given)} side only: incomplete, not a wrong side."
    return f"Your code says {_sides(given)}; the record says {_sides(wanted)}."


def _specificity(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if subject.look.words(line.system, _code(finding, subject)).residual:
        return "Your code's title says unspecified where the record gives the detail."
    return "Your code says less than the record does."


def _seventh(finding: Finding, line: KeyLine, subject: Subject) -> str:
    code = _code(finding, subject)
    meanings = {x.character: x.meaning for x in subject.facts.seventh_characters(line.code)}
    if len(code) != 7 or len(line.code) != 7:
        return ""
    given, wanted = (
        f"{c[6]} ({meanings[c[6]]})" if c[6] in meanings else c[6] for c in (code, line.code)
    )
    return f"Your 7th character is {given}; the record supports {wanted}."


def _truncated(finding: Finding, line: KeyLine, subject: Subject) -> str:
    code = _code(finding, subject)
    shown = dotted(line.system, code)
    if len(line.code) == 7 and subject.facts.seventh_characters(code):
        return f"{shown} is a heading: it needs a 7th character in position 7."
    below = subject.facts.children(line.system, code, subject.look.day)
    count = f"one of the {len(below)} entries below it" if len(below) > 1 else "what is below it"
    return f"{shown} is a heading; choose {count}."


def _combination(finding: Finding, line: KeyLine, subject: Subject) -> str:
    whole = dotted(line.system, line.code)
    return f"You reported one part of what {whole} says as a whole."


def _related(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if line.kind is Kind.SERVICE:
        return "Your code is of the same family but reports another service."
    return "Your code stands in the same section of the Tabular List but names another condition."


def _characters(finding: Finding, line: KeyLine, subject: Subject) -> str:
    """Compare two procedures axis by axis, with the labels of both values."""
    code = _code(finding, subject)
    if len(code) != len(line.code):
        return ""
    wrong = wrong_axes(line.code, code)
    if 3 in wrong:
        wrong = (3,)
    return " ".join(_axis(position, code, line.code, subject) for position in wrong)


def _axis(position: int, code: str, key: str, subject: Subject) -> str:
    given = subject.look.axis_label(code, position) or code[position - 1]
    wanted = subject.look.axis_label(key, position) or key[position - 1]
    name = AXES[position - 1]
    return f"Character {position} ({name}): you chose {given}, the record says {wanted}."


def _level(finding: Finding, line: KeyLine, subject: Subject) -> str:
    code = _code(finding, subject)
    if line.em is None or code not in line.em.levels or line.code not in line.em.levels:
        return ""
    steps = line.em.levels.index(code) - line.em.levels.index(line.code)
    levels = "one level" if abs(steps) == 1 else f"{abs(steps)} levels"
    text = f"{code} is {levels} {'above' if steps > 0 else 'below'} {line.code}."
    elements = (
        ("problems", line.em.problems),
        ("data", line.em.data),
        ("risk", line.em.risk),
        ("time", f"{line.em.minutes} minutes" if line.em.minutes else ""),
    )
    read = "; ".join(f"{name}: {value}" for name, value in elements if value)
    return f"{text} The key's author read {read}." if read else text


def _poa(finding: Finding, line: KeyLine, subject: Subject) -> str:
    given, wanted = (
        f"{value} ({_POA[value]})" if value in _POA else value or "blank"
        for value in (finding.reported, finding.expected)
    )
    return f"You gave POA {given}; the record supports {wanted}."


def _poa_exempt(finding: Finding, line: KeyLine, subject: Subject) -> str:
    return f"You gave POA {finding.reported} to a code that is exempt: leave it blank."


def _modifier(code: str, subject: Subject) -> str:
    known = subject.facts.modifier(code)
    return f"{code} ({known.meaning})" if known and known.meaning else code


def _modifiers(finding: Finding, line: KeyLine, subject: Subject) -> str:
    missing, surplus = (
        ", ".join(_modifier(code, subject) for code in part.split()) for part in finding.detail
    )
    texts = []
    if surplus:
        texts.append(f"You added {surplus}.")
    if missing:
        texts.append(f"The record calls for {missing}.")
    elif surplus and finding.cls == "MODIFIER_NOT_APPLICABLE":
        texts.append("Its conditions are not met here.")
    return " ".join(texts)


def _units(finding: Finding, line: KeyLine, subject: Subject) -> str:
    text = f"You reported {_counted(finding.reported)}; the key has {finding.expected}."
    if line.dose:
        dose = line.dose
        text += f" {dose.amount:g} {dose.unit} at {dose.per_unit:g} {dose.unit} a unit."
    return text


def _not_split(finding: Finding, line: KeyLine, subject: Subject) -> str:
    return (
        f"You reported all {_counted(finding.reported)} on one line; the amount given and the "
        "amount discarded belong on two lines."
    )


def _counted(units: str) -> str:
    return f"{units} unit" if units == "1" else f"{units} units"


def _pointers(finding: Finding, line: KeyLine, subject: Subject) -> str:
    positions = [int(x) for x in finding.reported.split(", ") if x.lstrip("-").isdigit()]
    given = ", ".join(filter(None, (subject.diagnosis(position) for position in positions)))
    pointed = f"The service points to {given}" if given else "The service points to no diagnosis"
    return f"{pointed}; the key has it point to {finding.expected}."


_FACETS = MappingProxyType(
    {
        "POA": _poa,
        "POA_ON_EXEMPT": _poa_exempt,
        "MODIFIER_MISSING": _modifiers,
        "MODIFIER_WRONG": _modifiers,
        "MODIFIER_EXTRA": _modifiers,
        "MODIFIER_NOT_APPLICABLE": _modifiers,
        "UNITS": _units,
        "UNITS_NOT_SPLIT": _not_split,
        "POINTER": _pointers,
    }
)
_DIAGNOSES = MappingProxyType(
    {
        "WRONG_LATERALITY": _laterality,
        "UNSPECIFIED_LATERALITY": _laterality,
        "UNDER_SPECIFIED": _specificity,
        "WRONG_7TH": _seventh,
        "TRUNCATED": _truncated,
        "WRONG_COMBINATION": _combination,
        "RELATED_WRONG": _related,
    }
)

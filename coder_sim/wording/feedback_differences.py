"""Says how a reported line differs from the key's: sides, detail, characters, facets."""

from textwrap import shorten
from types import MappingProxyType

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind, dotted
from coder_sim.domain.grade import Finding
from coder_sim.wording.feedback_subject import Subject
from coder_sim.wording.pcs_axes import axes_told
from coder_sim.wording.titles import own_words, says_other

_POA = MappingProxyType(
    {
        "Y": "present on admission",
        "N": "not present on admission",
        "U": "not documented well enough to tell",
        "W": "cannot be determined clinically",
    }
)
_PLAIN = MappingProxyType(
    {"BILATERAL_SPLIT": "You reported each side by itself; one code says both."}
)


_SIDE_MODIFIERS = MappingProxyType({"RT": ("right", "left", "LT"), "LT": ("left", "right", "RT")})
# The grader compares these by title, then lowers the credit for a 7th character or side besides.
_TWO_AXES = frozenset(
    {
        "UNSPECIFIED_LATERALITY",
        "WRONG_LATERALITY",
        "COMPLICATION_OMITTED",
        "UNDER_SPECIFIED",
        "OVER_SPECIFIED",
        "WRONG_CODE_SAME_CATEGORY",
    }
)
_FEW_WORDS = 16
_NAME = 90
"""Letters of a modifier's name; the longest of our own has 73."""
_FACILITY_MODIFIERS = MappingProxyType(
    {
        "25": "Significant visit, separate from the procedure of the day",
        "76": "The same procedure, done again",
    }
)
# Where the author explains the very code, these say nothing more.
_SAID_BY_THE_AUTHOR = frozenset(
    {
        "OVER_SPECIFIED",
        "UNDER_SPECIFIED",
        "WRONG_CODE_SAME_CATEGORY",
        "RELATED_WRONG",
        "WRONG_COMBINATION",
    }
)


def difference(finding: Finding, line: KeyLine, subject: Subject) -> str:
    """Return how the reported line differs from the key's, in one or two sentences; or ""."""
    cls = finding.cls
    if finding.answer is None:
        return _stands_elsewhere(line, subject)
    if finding.explain and cls in _SAID_BY_THE_AUTHOR:
        return ""
    if cls in _FACETS:
        return _FACETS[cls](finding, line, subject)
    if line.kind is Kind.PROCEDURE:
        return _characters(finding, line, subject)
    if cls.startswith("EM_LEVEL"):
        return _level(finding, line, subject)
    told = _DIAGNOSES[cls](finding, line, subject) if cls in _DIAGNOSES else _PLAIN.get(cls, "")
    texts = [told, *(text for _, text in further(finding, line, subject))]
    return " ".join(text for text in texts if text)


def further(finding: Finding, line: KeyLine, subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return what else is wrong with a diagnosis, beside what its class is named for.

    Each as the class of that error and a sentence; the grader lowers the credit for each.
    """
    if finding.answer is None or finding.explain or finding.cls not in _TWO_AXES:
        return ()
    code, found = _code(finding, subject), []
    if len(code) == len(line.code) == 7 and code[6] != line.code[6]:
        found.append(("WRONG_7TH", _seventh(finding, line, subject)))
    wanted, given = (subject.look.words(line.system, x).sides for x in (line.code, code))
    if "LATERALITY" not in finding.cls and wanted and given and wanted != given:
        found.append(("WRONG_LATERALITY", _laterality(finding, line, subject)))
    return tuple(found)


def _stands_elsewhere(line: KeyLine, subject: Subject) -> str:
    """Return what is on the sheet for a missed line, but was compared with another line."""
    for finding in subject.grade.findings:
        other = subject.key.line(finding.key or "")
        if finding.cls == "UNITS_NOT_SPLIT" and other and other.split_group == line.split_group:
            return (
                f"Its units stand on your line {_line(finding, subject)} with the others; here "
                "they need a line of their own. The points for it are lost here, not there."
            )
    reported = {x.code for x in subject.lines if x.kind is line.kind}
    for distractor in line.distractors:
        if distractor.code in reported and distractor.explain:
            return f"{dotted(line.system, distractor.code)} on your sheet: {distractor.explain}"
    return ""


def _code(finding: Finding, subject: Subject) -> str:
    return subject.line(finding.answer or 1).code


def _own(finding: Finding, subject: Subject) -> str:
    return subject.shown(subject.line(finding.answer or 1))


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


def is_another_form(finding: Finding, line: KeyLine, subject: Subject) -> bool:
    """Tell whether the code differs in more than the detail that its class is named for."""
    if finding.answer is None:
        return False
    code = _code(finding, subject)
    # Codes that share four characters differ in detail, whatever words their titles use.
    if finding.explain or line.kind is not Kind.DIAGNOSIS or code[:4] == line.code[:4]:
        return False
    titles = [subject.look.title(line.system, x) for x in (code, line.code)]
    if finding.cls == "OVER_SPECIFIED":
        titles.reverse()
    return finding.cls in {"UNDER_SPECIFIED", "OVER_SPECIFIED"} and says_other(*titles)


def _specificity(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if is_another_form(finding, line, subject):
        return "Your code describes another form of the condition, and leaves a detail of it open."
    if subject.look.words(line.system, _code(finding, subject)).residual:
        return "Your code's title says unspecified where the record gives the detail."
    return "Your code says less than the record does."


def _over_specific(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if is_another_form(finding, line, subject):
        return "Your code describes another form of the condition than the key's."
    own = own_words(
        subject.look.title(line.system, _code(finding, subject)),
        subject.look.title(line.system, line.code),
    )
    told = f": \u201c{own}\u201d" if 0 < len(own.split()) <= _FEW_WORDS // 2 else ""
    return f"Your code states a detail that the key's code leaves open{told}."


def _complication(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if subject.look.words(line.system, _code(finding, subject)).no_complication:
        return "Your code says there is no complication."
    return "" if finding.explain else "Your code leaves a complication of the record out."


def _same_category(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if told := _titles_apart(finding, line, subject):
        return told
    if _code(finding, subject)[:3] != line.code[:3]:
        return "Your code is of another category than the key's."
    return f"The key has {subject.short(line)} of this category, and not {_own(finding, subject)}."


def _titles_apart(finding: Finding, line: KeyLine, subject: Subject) -> str:
    """Return what sets the two titles apart, in their own words; "" where that says little."""
    if line.kind is Kind.SERVICE:
        return ""  # short labels: the words that differ are broken off from their sense
    given = subject.look.title(line.system, _code(finding, subject))
    wanted = subject.look.title(line.system, line.code)
    yours, keys = own_words(given, wanted), own_words(wanted, given)
    if not yours or not keys or len(f"{yours} {keys}".split()) > _FEW_WORDS:
        return ""
    return f"Your code says \u201c{yours}\u201d where the key's says \u201c{keys}\u201d."


def _seventh(finding: Finding, line: KeyLine, subject: Subject) -> str:
    code = _code(finding, subject)
    meanings = {
        x.character: x.meaning
        for x in subject.facts.seventh_characters(line.code, subject.look.day)
    }
    if len(code) != 7 or len(line.code) != 7:
        return ""
    given, wanted = (
        f"{c[6]} ({meanings[c[6]]})" if c[6] in meanings else c[6] for c in (code, line.code)
    )
    return f"Your 7th character is {given}; the record supports {wanted}."


def _truncated(finding: Finding, line: KeyLine, subject: Subject) -> str:
    code = _code(finding, subject)
    shown = dotted(line.system, code)
    if len(line.code) == 7 and subject.facts.seventh_characters(code, subject.look.day):
        return f"{shown} is a heading: it needs a 7th character in position 7."
    below = subject.facts.children(line.system, code, subject.look.day)
    count = f"one of the {len(below)} entries below it" if len(below) > 1 else "what is below it"
    return f"{shown} is a heading; choose {count}."


def _combination(finding: Finding, line: KeyLine, subject: Subject) -> str:
    whole = dotted(line.system, line.code)
    return f"You reported one part of what {whole} says as a whole."


def _related(finding: Finding, line: KeyLine, subject: Subject) -> str:
    if told := _titles_apart(finding, line, subject):
        return told
    wanted, given = subject.short(line), _own(finding, subject)
    section = subject.look.section(line.code)
    if line.kind is Kind.DIAGNOSIS and section == subject.look.section(_code(finding, subject)):
        return f"The key has {wanted} in the same section, {section}, and not {given}."
    return f"The key has {wanted} here, and not {given}."


def _characters(finding: Finding, line: KeyLine, subject: Subject) -> str:
    """Compare two procedures axis by axis, with the labels of both values."""
    return axes_told(finding.axes, _code(finding, subject), line.code, subject)


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
    read = "; ".join(f"{name} {value.replace(': ', ', ')}" for name, value in elements if value)
    return f"{text} In the key: {read}." if read else text


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
    # Official lists explain a modifier at length; its first clause is its name.
    meaning = shorten(known.meaning.partition(";")[0], _NAME, placeholder=" ...") if known else ""
    if subject.facility and "doctor" in meaning:
        # Said of a professional claim; a hospital reports no doctor.
        meaning = _FACILITY_MODIFIERS.get(code, "")
    return f"{code} ({meaning})" if meaning else code


def _modifiers(finding: Finding, line: KeyLine, subject: Subject) -> str:
    missing, surplus = (
        ", ".join(_modifier(code, subject) for code in part.split()) for part in finding.detail
    )
    texts = []
    if surplus:
        against = wrong_side(finding, line, subject)
        texts.append(f"You added {surplus}{', but ' + against if against else ''}.")
        if against:
            return texts[0]
    if missing:
        texts.append(f"The record calls for {missing}.")
    elif surplus and finding.cls == "MODIFIER_NOT_APPLICABLE":
        texts.append("It does not apply here.")
    return " ".join(texts)


def wrong_side(finding: Finding, line: KeyLine, subject: Subject) -> str:
    """Return what contradicts a surplus modifier of side, as a clause; "" where nothing does."""
    missing, surplus = (set(part.split()) for part in finding.detail)
    for modifier, (own, other, opposite) in _SIDE_MODIFIERS.items():
        if missing or surplus != {modifier}:
            continue
        pointed = [x for id in line.pointers if (x := subject.key.line(id))]
        sides = {x: subject.look.words(x.system, x.code).sides for x in pointed}
        if any(own in found or "bilateral" in found for found in sides.values()):
            continue
        if said := [subject.short(x) for x, found in sides.items() if found == {other}]:
            return f"the diagnosis {said[0]} says {other}"
        if opposite in line.optional_modifiers:
            return f"the side in the record is {other}"
    return ""


def _units(finding: Finding, line: KeyLine, subject: Subject) -> str:
    text = f"You reported {_counted(finding.reported)}; the key has {finding.expected}."
    if line.dose:
        dose = line.dose
        text += f" {dose.amount:g} {dose.unit} at {dose.per_unit:g} {dose.unit} a unit."
    return text


def _not_split(finding: Finding, line: KeyLine, subject: Subject) -> str:
    text = (
        f"You reported all {_counted(finding.reported)} on one line; the amount given and the "
        "amount discarded belong on two lines."
    )
    group = (x.id for x in subject.key.lines if x.split_group == line.split_group)
    if any((match := subject.match(id)) and match.answer is None for id in group):
        text += " This line keeps its points; the missed line costs its own."
    return text


def _line(finding: Finding, subject: Subject) -> str:
    line = subject.line(finding.answer or 1)
    return "-".join((subject.shown(line), *line.modifiers))


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
        "COMPLICATION_OMITTED": _complication,
        "UNDER_SPECIFIED": _specificity,
        "OVER_SPECIFIED": _over_specific,
        "WRONG_CODE_SAME_CATEGORY": _same_category,
        "WRONG_7TH": _seventh,
        "TRUNCATED": _truncated,
        "WRONG_COMBINATION": _combination,
        "RELATED_WRONG": _related,
    }
)

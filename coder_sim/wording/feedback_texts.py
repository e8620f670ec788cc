"""How lines and points are written out."""

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import Kind, dotted
from coder_sim.domain.grade import Element, Match
from coder_sim.wording.feedback_subject import Subject

_ELEMENTS = (
    (Element.CODE, "the code"),
    (Element.FIRST, "standing first"),
    (Element.POA, "POA"),
    (Element.MODIFIERS, "modifiers"),
    (Element.UNITS, "units"),
    (Element.POINTERS, "pointers"),
)


def lower_first(text: str) -> str:
    """Return a text with its first letter small, unless it begins with a code or abbreviation."""
    first = text.partition(" ")[0].rstrip(".,:;").replace("-", "")
    if len(first) > 1 and not (first.isalpha() and first[1:].islower()):
        return text
    return text[:1].lower() + text[1:]


def number(value: float) -> str:
    """Return a number of points with at most three decimals, without idle zeros."""
    return f"{round(value, 3):g}"


def reported_text(answer: int, subject: Subject) -> str:
    """Return an answer line as entered: code, title, facets."""
    line, system = subject.line(answer), subject.system(answer)
    title = subject.look.title(system, line.code)
    code = "-".join((dotted(system, line.code), *line.modifiers))
    facets = [f"{code} {title}".strip()]
    if line.poa:
        facets.append(f"POA {line.poa}")
    if line.kind is Kind.SERVICE:
        facets.append(units(line.units))
        pointed = [name for p in line.pointers if (name := subject.diagnosis(p))]
        if pointed:
            facets.append(f"for {', '.join(pointed)}")
    return " \u00b7 ".join(facets)


def asked_text(line: KeyLine, subject: Subject) -> str:
    """Return a key line: code, title, facets."""
    title = subject.look.title(line.system, line.code)
    code = "-".join((dotted(line.system, line.code), *line.modifiers))
    facets = [f"{code} {title}".strip()]
    if line.poa and subject.brief.encounter.inpatient:
        accepted = ["blank" if value == "exempt" else value for value in line.poa]
        facets.append(f"POA {' or '.join(accepted)}")
    if line.kind is Kind.SERVICE:
        facets.append(units(line.units))
        targets = [dotted(x.system, x.code) for id in line.pointers if (x := subject.key.line(id))]
        if targets:
            facets.append(f"for {', '.join(targets)}")
    return " \u00b7 ".join(facets)


def units(count: int) -> str:
    """Return a number of units in words."""
    return f"{count} unit" if count == 1 else f"{count} units"


def points_text(match: Match, subject: Subject) -> str:
    """Return the points of a key line where some were lost, else of the whole line; or ""."""
    selection = {"PDX_SELECTION", "FIRST_LISTED"}
    apart = any(x.cls in selection and x.key == match.key for x in subject.grade.findings)
    told = []
    for element, name in _ELEMENTS:
        entries = [x for x in subject.grade.tally if x.element is element and x.key == match.key]
        if entries and not (element is Element.FIRST and apart):
            earned, possible = (sum(x.earned for x in entries), sum(x.possible for x in entries))
            told.append((earned, possible, name))
    lost = [x for x in told if round(x[0], 6) < round(x[1], 6)]
    if len(told) > 1 and (not lost or not any(x[0] for x in told)):
        # All or nothing: the parts would only repeat it.
        lost = [(sum(x[0] for x in told), sum(x[1] for x in told), "the whole line")]
    shown = lost or told
    texts = [
        f"{number(earned)} of {number(possible)} for {name}" for earned, possible, name in shown
    ]
    taken = sum(
        x.penalty for x in subject.grade.tally if x.element is Element.OVER and x.key == match.key
    )
    if taken:
        texts.append(f"{number(taken)} taken off because it pays more than the record supports")
    return ", ".join(texts)

"""Curated checks between diagnoses: what notes do not say, and few false alarms come of."""

from collections.abc import Iterator
from itertools import combinations

from coder_sim.domain.code_set import Code, Kind
from coder_sim.domain.grade import Finding
from coder_sim.grading import edit_tables as tables
from coder_sim.grading.edit_sheet import CM, Sheet, check
from coder_sim.grading.normalise import Line

_ADVERSE, _UNDERDOSING = "5", "6"
_INFANT_YEARS = 1


def curated(sheet: Sheet) -> Iterator[Finding]:
    """Yield the checks of one sheet's diagnoses; ``others`` names the second code, if any.

    ``detail`` of EDIT_BOTH_SIDES is the bilateral code; other classes have none.
    """
    for rule in (
        _diabetes,
        _copies,
        _pregnancy,
        _drugs,
        _injuries,
        _sepsis,
        _body_mass,
        _first_only,
    ):
        yield from rule(sheet)


def _with(sheet: Sheet, *prefixes: str) -> tuple[Line, ...]:
    return tuple(line for line in sheet.diagnoses if line.code.startswith(prefixes))


def _diabetes(sheet: Sheet) -> Iterator[Finding]:
    """No complication, presymptomatic and with complication: one of the three can be true."""
    for category in tables.DIABETES:
        lines = _with(sheet, category)
        for one, other in combinations(lines, 2):
            kinds = {x.code[3] if x.code[3] in "9A" else "complication" for x in (one, other)}
            if len(kinds) > 1:
                cites = ("I.C.4.a",)
                yield check("CONTRADICTION", other, other=one, cites=cites)


def _copies(sheet: Sheet) -> Iterator[Finding]:
    """Two versions of one code: both sides where one code says both, or two encounters."""
    for one, other in combinations(sheet.diagnoses, 2):
        if one.code[:3] != other.code[:3]:
            continue
        if len(one.code) == len(other.code) == 7 and one.code[:6] == other.code[:6]:
            if one.code.startswith("O") and (one.code[6] + other.code[6]).isdecimal():
                # The character numbers the fetus: twins may have the same condition.
                continue
            yield check("TWO_SEVENTHS", other, other=one, cites=("I.A.5",))
        elif both := _bilateral(sheet, one, other):
            yield check("BOTH_SIDES", other, other=one, cites=("I.B.13",), detail=(both,))


def _bilateral(sheet: Sheet, one: Line, other: Line) -> str:
    """Return the code that says both sides in one; "" where left and right are right to stand."""
    words = [sheet.look.words(CM, line.code) for line in (one, other)]
    if words[0].bag != words[1].bag or words[0].sides == words[1].sides:
        return ""
    if words[0].sides | words[1].sides != {"left", "right"}:
        return ""
    above = sheet.facts.ancestors(CM, one.code, sheet.look.day)
    # A 7th character says nothing about the side: headings are compared then.
    tops = above[1:2] if len(one.code) == 7 else above[-1:]
    for node in _below(sheet, tops, codes=len(one.code) < 7):
        told = sheet.look.words(CM, node.code)
        if told.sides == {"bilateral"} and (node.billable is False or told.bag == words[0].bag):
            return node.display
    return ""


def _below(sheet: Sheet, tops: tuple[Code, ...], *, codes: bool) -> Iterator[Code]:
    """Yield what lies right below some headings; with ``codes`` the codes at any depth."""
    for top in tops:
        for child in sheet.facts.children(CM, top.code, sheet.look.day):
            if codes and not child.billable:
                yield from _below(sheet, (child,), codes=True)
            else:
                yield child


def _pregnancy(sheet: Sheet) -> Iterator[Finding]:
    obstetric = _with(sheet, "O")
    if sheet.encounter.age < _INFANT_YEARS:
        yield from (check("MOTHERS_CODE", x, cites=("I.C.16.a.1",)) for x in obstetric)
        obstetric = ()
    birth = _with(sheet, "Z38")
    if birth and (obstetric or sheet.encounter.age >= _INFANT_YEARS):
        yield check("NEWBORNS_CODE", birth[0], cites=("I.C.16.a.2", "I.C.21.c.12"))
    yield from _delivery(sheet, obstetric)
    gestational = _with(sheet, "O244")
    for drug in _with(sheet, *tables.DRUG_USE) if gestational else ():
        yield check("GESTATIONAL_DRUG", drug, other=gestational[0], cites=("I.C.15.i", "I.C.4.a.3"))


def _delivery(sheet: Sheet, obstetric: tuple[Line, ...]) -> Iterator[Finding]:
    asks_weeks = [
        x
        for x in obstetric
        if not x.code.startswith(tables.AFTER_DELIVERY)
        and tables.PUERPERIUM not in sheet.look.title(CM, x.code).lower()
    ]
    if asks_weeks and not _with(sheet, "Z3A", *tables.ABORTIVE):
        yield check("WEEKS_MISSING", asks_weeks[0], cites=("I.C.21.c.11",))
    procedures = [
        x for x in sheet.of(Kind.PROCEDURE) if x.code.startswith(tables.DELIVERY_PROCEDURES)
    ]
    delivered = (*_with(sheet, *tables.DELIVERY_DIAGNOSES), *procedures)
    if delivered and not _with(sheet, "Z37"):
        yield check("OUTCOME_MISSING", delivered[0], cites=("I.C.15.b.5",))
    normal = _with(sheet, "O80")
    others = [x for x in obstetric if not x.code.startswith("O80")]
    if normal and others:
        yield check("NORMAL_DELIVERY", others[0], other=normal[0], cites=("I.C.15.n",))


def _intent(code: str) -> str:
    """Return the axis of T36-T50 that tells poisoning, adverse effect and underdosing apart."""
    if not "T36" <= code[:3] <= "T50" or len(code) != 7:
        return ""
    return code[4] if code[5] == "X" else code[5]


def _drugs(sheet: Sheet) -> Iterator[Finding]:
    lines = sheet.diagnoses
    first = lines[0] if lines else None
    for line in lines:
        intent = _intent(line.code)
        if line is first:
            if intent == _UNDERDOSING:
                yield check("UNDERDOSING_FIRST", line, cites=("I.C.19.e.5.c",))
        elif intent in "1234" and intent and line.code[6] == "A" and first:
            if not _intent(first.code):
                yield check("POISONING_FIRST", line, other=first, cites=("I.C.19.e.5.b",))
            return


def _phase(code: str) -> str:
    """Return active, later or sequela by the 7th character of an injury or external cause."""
    if len(code) != 7 or not code[6].isalpha():
        return ""
    if code[6] in tables.ACTIVE:
        return "active"
    return "sequela" if code[6] == "S" else "later"


def _injuries(sheet: Sheet) -> Iterator[Finding]:
    injuries = [x for x in _with(sheet, "S", "T") if _phase(x.code)]
    if not injuries:
        return
    phases = {_phase(x.code) for x in injuries}
    for cause in _with(sheet, *tables.EXTERNAL_CAUSES):
        if _phase(cause.code) and _phase(cause.code) not in phases:
            yield check("CAUSE_7TH", cause, other=injuries[0], cites=("I.C.20.a.2",))
    if "active" not in phases:
        for line in _with(sheet, *tables.CIRCUMSTANCES):
            yield check("LATER_CIRCUMSTANCE", line, other=injuries[0], cites=("I.C.20.b",))
    healing = [x for x in injuries if x.code[6] == "D"]
    for line in _with(sheet, *tables.AFTERCARE) if healing else ():
        yield check("AFTERCARE", line, other=healing[0], cites=("I.C.19.a", "I.C.21.c.7"))


def _sepsis(sheet: Sheet) -> Iterator[Finding]:
    severe = _with(sheet, "R652")
    if severe and not _with(sheet, *tables.SYSTEMIC_INFECTIONS):
        yield check("SEPSIS_MISSING", severe[0], cites=("I.C.1.d.1.b",))


def _body_mass(sheet: Sheet) -> Iterator[Finding]:
    index = _with(sheet, "Z68")
    if index and not _with(sheet, *tables.WEIGHT_DIAGNOSES):
        yield check("BODY_MASS", index[0], cites=("I.B.14",))


def _first_only(sheet: Sheet) -> Iterator[Finding]:
    lines = sheet.diagnoses
    no_newborn = sheet.encounter.age >= _INFANT_YEARS
    for line in _with(sheet, *tables.FIRST_ONLY):
        if no_newborn and line.code.startswith("Z38"):
            # Said already: it does not belong on this record at all.
            continue
        if line.code.startswith(tables.PROPHYLACTIC) and lines[0].code.startswith("C"):
            # A cancer treated now leads; the organ removed to prevent another one is told beside.
            continue
        if line is not lines[0] and not lines[0].code.startswith(tables.FIRST_ONLY):
            yield check("FIRST_ONLY", line, cites=("I.C.21.c.16",))

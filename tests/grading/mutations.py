"""Random changes to the oracles' answers, and the bookkeeping that changes need."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import Kind, System, normal
from tests.grading.oracles import FILES, WORKED, Oracle, oracles_of

ORACLES = [oracle for path in (*FILES, *WORKED) for oracle in oracles_of(path)]

_DIAGNOSES = (
    "A09 B20 C50.911 D64.9 E11.65 E11.9 E11.22 E11.21 E10.9 F32.A G47.33 G56.02 I10 I11.0 I11.9 "
    "I12.9 I13.10 I25.10 I48.91 I50.32 I50.9 J18.9 J96.01 K59.00 L89.153 M17.0 M17.11 M17.12 "
    "M17.9 N17.0 N18.30 N18.32 N18.6 R06.02 R60.0 S72.141A S72.142D S72.143D S72.002A S72.141 "
    "S72.042D W11.XXXA W11 Y92.009 Z47.89 Z79.4 Z79.84 T45.515A E43 A41.9 XYZ I1"
)
_PROCEDURES = "0SR904A 0SRB02A 0SRB049 0SRB0JA 0SUB0JZ 0SRS01A 30233N1 30243N1 0SRB04 5A1955Z"
_SERVICES = "99212 99213 99214 99215 99204 20610 20611 20605 J3300 J3301 36415 80053"


def _line(code: str) -> CodedLine:
    system = System.ICD10CM
    if code in _PROCEDURES.split():
        system = System.ICD10PCS
    elif code in _SERVICES.split():
        system = System.HCPCS if code[0] == "J" else System.CPT
    return CodedLine(system, code)


POOL = [_line(code) for code in f"{_DIAGNOSES} {_PROCEDURES} {_SERVICES}".split()]


def without(sheet: AnswerSheet, number: int) -> AnswerSheet:
    """Return a sheet without a line; pointers keep pointing at what they pointed at."""
    order = [i for i in range(len(sheet.lines)) if i != number - 1]
    return reordered(sheet, order)


def reordered(sheet: AnswerSheet, order: Iterable[int]) -> AnswerSheet:
    """Return a sheet with its lines in another order (indices), pointers renumbered."""
    order = list(order)
    old = [i for i, line in enumerate(sheet.lines) if line.kind is Kind.DIAGNOSIS]
    new = [i for i in order if sheet.lines[i].kind is Kind.DIAGNOSIS]
    place = {old.index(i) + 1: new.index(i) + 1 for i in new}
    lines = (sheet.lines[i] for i in order)
    return AnswerSheet(
        tuple(
            replace(line, pointers=tuple(place[p] for p in line.pointers if p in place))
            for line in lines
        )
    )


def inserted(sheet: AnswerSheet, line: CodedLine, index: int) -> AnswerSheet:
    """Return a sheet with one more line; pointers keep pointing at what they pointed at."""
    longer = AnswerSheet((*sheet.lines, line))
    order = list(range(len(sheet.lines)))
    order.insert(index, len(sheet.lines))
    return reordered(longer, order)


def with_code(sheet: AnswerSheet, number: int, code: str) -> AnswerSheet:
    """Return a sheet with another code on one line."""
    lines = list(sheet.lines)
    lines[number - 1] = replace(lines[number - 1], code=code)
    return AnswerSheet(tuple(lines))


@st.composite
def sheets(draw: st.DrawFn, changes: int = 4) -> tuple[Oracle, AnswerSheet]:
    """Draw an oracle and one of its answers with a few random changes."""
    oracle = draw(st.sampled_from(ORACLES))
    sheet = oracle.sheet
    for _ in range(draw(st.integers(0, changes))):
        sheet = _changed(draw, sheet)
    return oracle, sheet


def _changed(draw: st.DrawFn, sheet: AnswerSheet) -> AnswerSheet:
    count = len(sheet.lines)
    kind = draw(st.sampled_from(["insert", "delete", "swap", "code", "facets", "copy"]))
    if kind == "insert" or not count:
        return inserted(sheet, draw(st.sampled_from(POOL)), draw(st.integers(0, count)))
    index = draw(st.integers(0, count - 1))
    if kind == "delete":
        return without(sheet, index + 1)
    if kind == "copy":
        return inserted(sheet, sheet.lines[index], draw(st.integers(0, count)))
    if kind == "swap":
        order = list(range(count))
        other = draw(st.integers(0, count - 1))
        order[index], order[other] = order[other], order[index]
        return reordered(sheet, order)
    line = sheet.lines[index]
    if kind == "code":
        same = [x.code for x in POOL if x.kind is line.kind]
        return with_code(sheet, index + 1, draw(st.sampled_from(same)))
    changed = replace(
        line,
        poa=draw(st.sampled_from(["Y", "N", None])),
        modifiers=draw(st.sampled_from([(), ("25",), ("RT",), ("LT",), ("JZ",), ("25", "RT")])),
        units=draw(st.sampled_from([1, 4, 40])),
        pointers=draw(st.sampled_from([(), (1,), (2,), (1, 2), (3,), (9,)])),
    )
    return AnswerSheet((*sheet.lines[:index], changed, *sheet.lines[index + 1 :]))


def contents(sheet: AnswerSheet, number: int | None) -> object:
    """Return what stands on a line, without its place and without pointers."""
    if number is None:
        return None
    line = sheet.lines[number - 1]
    return (line.system, normal(line.code), line.poa, line.modifiers, line.units)

"""Small keys, sheets and encounters for tests of the grader, written as coders write them."""

from dataclasses import replace
from datetime import date

from coder_sim.domain.answer import AnswerKey, AnswerSheet, CodedLine, KeyId, KeyLine
from coder_sim.domain.code_set import Kind, System, normal
from coder_sim.domain.encounter import Encounter, Setting, Sex
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Finding, Grade, Match
from coder_sim.grading.grader import grade

STAY = Encounter(
    Setting.INPATIENT, 72, Sex.M, date(2026, 5, 8), admit=date(2026, 5, 4), discharge_status=1
)
CLINIC = Encounter(Setting.OUTPATIENT, 69, Sex.F, date(2026, 7, 14))
OFFICE = Encounter(Setting.PROFESSIONAL, 66, Sex.F, date(2026, 6, 18), payer="Medicare")


def system_of(code: str) -> System:
    """Tell the code set by the look of a code: I10, E11.65, 0SRB04A, 99214, J3301."""
    if code[:1].isdigit() and len(code) == 7:
        return System.ICD10PCS
    if code[:5].isdigit():
        return System.CPT
    return System.HCPCS if code[1:5].isdigit() and len(code) == 5 else System.ICD10CM


def keyed(id: str, code: str, **fields: object) -> KeyLine:
    """Return a key line; its code set follows from the code."""
    line = KeyLine(KeyId(id), system_of(code), normal(code))
    return replace(line, **fields)  # type: ignore[arg-type]


def a_key(*lines: KeyLine, first: tuple[str, ...] = ("d1",), **fields: object) -> AnswerKey:
    """Return a key; the line d1 is its first diagnosis unless told otherwise."""
    key = AnswerKey(tuple(KeyId(id) for id in first), lines)
    return replace(key, **fields)  # type: ignore[arg-type]


def reported(code: str, poa: str | None = None, **fields: object) -> CodedLine:
    """Return an answer line; "99214-25" carries its modifiers."""
    plain, *modifiers = code.split("-")
    line = CodedLine(system_of(plain), plain, poa, tuple(modifiers))
    return replace(line, **fields)  # type: ignore[arg-type]


def a_sheet(*lines: CodedLine | str) -> AnswerSheet:
    """Return a sheet of lines, or of codes alone."""
    return AnswerSheet(tuple(reported(x) if isinstance(x, str) else x for x in lines))


class Graded:
    """A grade with its parts at hand."""

    def __init__(self, grade: Grade) -> None:
        self.grade = grade
        self.scores = grade.scores

    def match(self, key: str) -> Match:
        return next(x for x in self.grade.matches if x.key == key)

    def finding(self, cls: str) -> Finding:
        (found,) = [x for x in self.grade.findings if x.cls == cls]
        return found

    @property
    def classes(self) -> list[str]:
        return [x.cls for x in self.grade.findings]


def graded(
    key: AnswerKey, sheet: AnswerSheet, facts: CodeFacts, encounter: Encounter = CLINIC
) -> Graded:
    """Grade a sheet."""
    return Graded(grade(encounter, key, sheet, facts))


def first_line_for(line: KeyLine) -> KeyLine:
    """Return a diagnosis that can lead a sheet whose line of interest is of another kind."""
    return keyed("d0" if line.kind is Kind.DIAGNOSIS else "d1", "I10")

"""Lint by grading: the key's own answer must be perfect, each foreseen error must be found."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from coder_sim.domain.answer import Alternate, AnswerSheet, CodedLine, Distractor, Extra, KeyLine
from coder_sim.domain.code_set import Kind, System, dotted
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Direction, Finding, Grade, Severity
from coder_sim.domain.pack import Case
from coder_sim.grading.edits import HARD
from coder_sim.grading.grader import grade
from coder_sim.grading.normalise import normalise
from coder_sim.packs.fault import Fault, Remark
from coder_sim.packs.lint_lines import named, named_extra, system_of
from coder_sim.packs.perfect import asked, perfect, with_code, with_line
from coder_sim.wording.checks import check_words

_FULL = 100.0
_CHARACTER = MappingProxyType({"PCS_BODY_PART": 4, "PCS_DEVICE": 6, "PCS_QUALIFIER": 7})
_BEFORE_7TH = 6
_TOLD_OF_THE_LINE = frozenset(
    {
        *("EDIT_POA_EXEMPT", "EDIT_UNACCEPTABLE_PDX", "EDIT_MANIFESTATION_AS_PDX"),
        "EDIT_E_CODE_AS_PDX",
    }
)
"""Checks of a stay that the lint of its lines makes without grading."""


def remarks(case: Case, facts: CodeFacts) -> Iterator[Remark]:
    """Yield every remark on one case that grading its own answers brings up."""
    trial = _Trial(case, facts, asked(case.key))
    best = trial.grade(trial.sheet)
    yield from _imperfect(best)
    yield from _checked(trial, best)
    yield from _money(case, best)
    for place, line in enumerate(case.key.lines):
        for distractor in line.distractors:
            for fault in _distractor(trial, line, distractor):
                yield Remark(fault).below(f"lines[{place}].{named(line.system, distractor)}")
        for index, alternate in enumerate(line.alternates):
            for fault in _alternate(trial, line, alternate):
                yield Remark(fault).below(f"lines[{place}].alternates[{index}]")
        for fault in _optional(trial, line):
            yield Remark(fault).below(f"lines[{place}]")
    for extra in case.key.extras:
        for fault in _extra(trial, extra):
            yield Remark(fault).below(named_extra(extra, facts))


@dataclass(frozen=True, slots=True)
class _Trial:
    """A case, and the lines that its perfect answer has."""

    case: Case
    facts: CodeFacts
    lines: tuple[KeyLine, ...]

    @property
    def sheet(self) -> AnswerSheet:
        """Return the perfect answer."""
        return perfect(self.case.brief.encounter, self.lines)

    def field(self, number: int | None) -> str:
        """Return the field of the key line that stands at a number of the perfect answer."""
        if number is None:
            return "lines"
        return f"lines[{self.case.key.lines.index(self.lines[number - 1])}]"

    def without(self, line: KeyLine) -> AnswerSheet:
        """Return the perfect answer without one line."""
        kept = tuple(other for other in self.lines if other.id != line.id)
        return perfect(self.case.brief.encounter, kept)

    def grade(self, sheet: AnswerSheet) -> Grade:
        """Grade a sheet against the case's key."""
        brief = self.case.brief
        return grade(brief.encounter, self.case.key, sheet, self.facts, brief.documents)


def _imperfect(best: Grade) -> Iterator[Remark]:
    scores = best.scores
    short = {
        f"learning score {scores.learning.pct:g}": scores.learning.pct < _FULL,
        f"code-over-code {scores.code_over_code.pct:g}": scores.code_over_code.pct < _FULL,
        f"practicum {scores.practicum.pct:g}": scores.practicum.pct < _FULL,
        "first diagnosis": not scores.first_dx_correct,
        "POA": scores.poa[0] < scores.poa[1],
        "pointers": scores.pointers[0] < scores.pointers[1],
        "record-over-record": not scores.record_over_record,
        "case or claim as a whole": not scores.case_financial,
    }
    missed = ", ".join(name for name, failed in short.items() if failed)
    if missed:
        found = ", ".join(
            f"{finding.cls} at {finding.key or finding.reported or 'the sheet'}"
            for finding in best.findings
            if finding.severity is not Severity.INFO
        )
        what = f"The key's own answer is not perfect in: {missed}. Found: {found or 'nothing'}."
        yield Remark(Fault("lines", what, "Correct the key until its own answer scores 100."))


def _checked(trial: "_Trial", best: Grade) -> Iterator[Remark]:
    """A key sets off no hard check; an Excludes1 pair that it keeps is declared with its reason."""
    for prompt in best.prompts:
        if prompt.cls == "EDIT_EXCLUDES1":
            (node,) = prompt.detail
            what = (
                f"The Excludes1 note at {node} keeps {prompt.expected} and {prompt.reported} apart."
            )
            todo = "Drop one of the two, or give the pair in excludes1_exceptions with why."
            yield Remark(Fault("excludes1_exceptions", what, todo))
            continue
        if prompt.cls in _TOLD_OF_THE_LINE and trial.case.brief.encounter.inpatient:
            continue
        field = trial.field(prompt.answer)
        if prompt.cls in HARD:
            todo = "Correct the key: this check leaves no room for judgement."
            yield Remark(Fault(field, _in_words(trial, prompt), todo))
        else:
            todo = "Correct the key, or say in rationale why not."
            yield Remark(Fault(field, _in_words(trial, prompt), todo), mild=True)


def _in_words(trial: "_Trial", prompt: Finding) -> str:
    lines, day = normalise(trial.sheet.lines), trial.case.brief.encounter.service_date
    return check_words(prompt, lines, trial.facts, day).text


def _money(case: Case, best: Grade) -> Iterator[Remark]:
    key, drg, risk = case.key, best.scores.drg, best.scores.risk
    if key.drg is not None and not case.brief.encounter.inpatient:
        what = "Only inpatient stays are grouped to an MS-DRG."
        yield Remark(Fault("drg", what, "Remove it, or correct the setting."))
    if case.brief.encounter.inpatient:
        if drg is None or drg.key is None:
            what = "The stay cannot be grouped on this machine, so drg is not checked."
            yield Remark(Fault("drg", what, "Check on a machine with the grouper."), mild=True)
        elif key.drg != drg.key:
            given = "no drg" if key.drg is None else f"drg {key.drg}"
            what = f"The key has {given}; it groups to MS-DRG {drg.key} {drg.key_title}.".rstrip()
            yield Remark(Fault("drg", what, f'Give "drg": {drg.key}, or correct the lines.'))
    if key.hcc is not None and risk is not None and set(key.hcc) != set(risk.key):
        right = ", ".join(risk.key) or "none"
        what = (
            f"The key's diagnoses map to the V28 HCCs {right}, not {', '.join(key.hcc) or 'none'}."
        )
        yield Remark(Fault("hcc", what, "Correct hcc or the lines."))


def _distractor(trial: _Trial, line: KeyLine, distractor: Distractor) -> Iterator[Fault]:
    ids = [other.id for other in trial.lines]
    system = system_of(line, distractor.code, trial.facts)
    if line.id in ids:
        sheet = with_code(trial.sheet, ids.index(line.id), distractor.code, system)
    elif line.any_of:
        # The group is full without this line: nothing is asked of it alone.
        return
    else:
        sheet = with_line(trial.sheet, CodedLine(system, distractor.code))
    graded = trial.grade(sheet)
    classes = [finding.cls for finding in graded.findings if finding.key == line.id]
    shown = dotted(line.system, distractor.code)
    if distractor.cls not in classes:
        got = ", ".join(classes) or "no finding on this line"
        what = f"{shown} in place of the right code gives {got}, not {distractor.cls}."
        yield Fault("cls", what, "Look for the code elsewhere in the key, or correct cls.")
    yield from _misnamed(line, distractor)
    if line.id not in ids:
        return
    points = graded.scores.learning.pct
    if points >= _FULL:
        what = f"{shown} in place of the right code still scores {points:g}."
        yield Fault("credit", what, "Lower the credit, or make it an alternate.")
    yield from _over_coding(trial, line, distractor, graded)


def _misnamed(line: KeyLine, distractor: Distractor) -> Iterator[Fault]:
    """A class that says where two codes differ is believed by the advice that follows it."""
    code, cls = distractor.code, distractor.cls
    shown, right = dotted(line.system, code), dotted(line.system, line.code)
    if cls == "WRONG_7TH" and code[:_BEFORE_7TH] != line.code[:_BEFORE_7TH]:
        what = f"{shown} and {right} differ before their 7th character."
        yield Fault("cls", what, "Name the first difference.")
    place = _CHARACTER.get(cls)
    if place and line.code.startswith("0") and code[place - 1 : place] == line.code[place - 1]:
        what = f"{cls} speaks of character {place}, which is the same in {shown} and {right}."
        yield Fault("cls", what, "Name the character that differs.")


def _alternate(trial: _Trial, line: KeyLine, alternate: Alternate) -> Iterator[Fault]:
    """A code that the author accepts must be taken as such, and a full one must cost nothing."""
    own = next((x for x in trial.case.key.lines if x.code == alternate.code), None)
    if own is not None and own.system is line.system:
        yield Fault("code", f'Is the code of line "{own.id}".', "Remove one of them.")
        return
    ids = [other.id for other in trial.lines]
    if line.id not in ids:
        return
    graded = trial.grade(with_code(trial.sheet, ids.index(line.id), alternate.code))
    got = next((match.cls for match in graded.matches if match.key == line.id), "no match")
    shown = dotted(line.system, alternate.code)
    if got != "ALTERNATE":
        what = f"{shown} in place of the line's code gives {got}, not an accepted alternate."
        yield Fault("code", what, "Look for the code elsewhere in the key.")
    elif alternate.credit == 1 and graded.scores.learning.pct < _FULL:
        what = f"{shown} has full credit and scores {graded.scores.learning.pct:g}."
        yield Fault("credit", what, "Look for rules that its code breaks.")


def _optional(trial: _Trial, line: KeyLine) -> Iterator[Fault]:
    """A line that may be reported must cost nothing when it is."""
    if line.required or line.any_of:
        return
    kept = {other.id for other in trial.lines} | {line.id}
    lines = tuple(other for other in trial.case.key.lines if other.id in kept)
    graded = trial.grade(perfect(trial.case.brief.encounter, lines))
    classes = [finding.cls for finding in graded.findings if finding.severity is not Severity.INFO]
    if graded.scores.learning.pct < _FULL or classes:
        what = f"The optional line costs points or a finding: {', '.join(classes) or 'points'}."
        yield Fault("optional", what, "Look for its code elsewhere in the key.")


def _over_coding(
    trial: _Trial, line: KeyLine, distractor: Distractor, graded: Grade
) -> Iterator[Fault]:
    """A code that claims more than the chart must not pay better than none at all."""
    shown = dotted(line.system, distractor.code)
    if distractor.direction == Direction.OVER.value and distractor.credit:
        what = f"{shown} is called over-coding and has credit {distractor.credit:g}."
        yield Fault("credit", what, "Give it credit 0, or take the direction away.")
    if any(match.over and match.key == line.id for match in graded.matches):
        points = graded.scores.learning.pct
        omitted = trial.grade(trial.without(line)).scores.learning.pct
        if points > omitted:
            what = f"{shown} pays more and scores {points:g}; leaving the line out {omitted:g}."
            yield Fault("credit", what, "Lower the line's weight, or check its POA values.")


def _extra(trial: _Trial, extra: Extra) -> Iterator[Fault]:
    """An extra names no code set: it must be found in one of those that have the code."""
    faults: list[Fault] = []
    for system in System:
        if trial.facts.ever(system, extra.code) is None:
            continue
        found = list(_extra_in(trial, extra, system))
        if not found:
            return
        faults = faults or found
    yield from faults


def _extra_in(trial: _Trial, extra: Extra, system: System) -> Iterator[Fault]:
    brief = trial.case.brief
    stay = brief.encounter.inpatient and system.kind is Kind.DIAGNOSIS
    exempt = stay and trial.facts.poa_exempt(extra.code, brief.encounter.service_date)
    line = CodedLine(system, extra.code, poa="Y" if stay and not exempt else None)
    graded = trial.grade(with_line(trial.sheet, line))
    number = len(trial.lines) + 1
    classes = [finding.cls for finding in graded.findings if finding.answer == number]
    shown = dotted(system, extra.code)
    if extra.cls not in classes:
        got = ", ".join(classes) or "no finding"
        yield Fault("cls", f"{shown} on top of the right answer gives {got}, not {extra.cls}.")
    if extra.penalty and graded.scores.learning.pct >= _FULL:
        what = f"{shown} on top of the right answer still scores 100."
        yield Fault("penalty", what, "Raise the penalty.")

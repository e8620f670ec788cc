"""Automated edits of a sheet: prompts to check, beside the grade; they touch no score.

What the key already says of a line (invalid, heading, duplicate) is not repeated here.
"""

from itertools import combinations

from coder_sim.domain.answer import AnswerKey
from coder_sim.domain.code_set import InstructionalNote, Kind, NoteKind, System, dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.grade import Certainty, Direction, Finding, Severity
from coder_sim.grading.candidates import first_diagnosis
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import Line
from coder_sim.grading.references import naming

_EXCLUDES1 = frozenset({NoteKind.EXCLUDES1})
_TOGETHER = frozenset({NoteKind.CODE_FIRST, NoteKind.USE_ADDITIONAL, NoteKind.CODE_ALSO})
_ANY_SETTING = frozenset({"MANIFESTATION_AS_PDX", "E_CODE_AS_PDX"})
_CM = System.ICD10CM
Notes = dict[str, tuple[InstructionalNote, ...]]


def prompts(
    encounter: Encounter,
    key: AnswerKey,
    lines: tuple[Line, ...],
    facts: CodeFacts,
    look: Lookup,
) -> tuple[Finding, ...]:
    """Return what a coder should look at again.

    EDIT_EXCLUDES1: ``expected`` and ``reported`` are the two codes, ``detail`` the node of the
    note. Others are the MCE's edits of the first diagnosis, ``reported`` being its code.
    """
    found = _first(encounter, lines, facts, look)
    codes = {x.code: x for x in lines if x.kind is Kind.DIAGNOSIS and look.billable(_CM, x.code)}
    notes = {code: facts.notes(code) for code in codes}
    excused = {frozenset((pair.a, pair.b)) for pair in key.excludes1_exceptions}
    for one, other in combinations(codes, 2):
        if frozenset((one, other)) in excused:
            continue
        if note := _excluding(one, other, notes):
            found.append(_excludes1(codes[one], codes[other], note))
    return tuple(found)


def _excluding(one: str, other: str, notes: Notes) -> InstructionalNote | None:
    """Return the Excludes1 note between two codes, unless another note asks for both."""
    note = naming(notes[one], _EXCLUDES1, other) or naming(notes[other], _EXCLUDES1, one)
    asked = note and (naming(notes[one], _TOGETHER, other) or naming(notes[other], _TOGETHER, one))
    return None if asked else note


def _excludes1(one: Line, other: Line, note: InstructionalNote) -> Finding:
    return Finding(
        "EDIT_EXCLUDES1",
        None,
        other.number,
        Severity.INFO,
        Direction.NEUTRAL,
        certainty=Certainty.CHECK,
        cites=("I.A.12.a", f"Tabular {note.node} Excludes1"),
        expected=dotted(_CM, one.code),
        reported=dotted(_CM, other.code),
        detail=(note.node,),
    )


def _first(
    encounter: Encounter, lines: tuple[Line, ...], facts: CodeFacts, look: Lookup
) -> list[Finding]:
    first = first_diagnosis(lines)
    if first is None or not look.billable(_CM, first.code):
        return []
    edit = facts.unacceptable_principal(first.code, look.day)
    if not edit or not (encounter.inpatient or edit in _ANY_SETTING):
        return []
    return [
        Finding(
            f"EDIT_{edit}",
            None,
            first.number,
            Severity.INFO,
            Direction.NEUTRAL,
            certainty=Certainty.CHECK,
            cites=("I.A.13",) if edit == "MANIFESTATION_AS_PDX" else (),
            reported=dotted(_CM, first.code),
        )
    ]

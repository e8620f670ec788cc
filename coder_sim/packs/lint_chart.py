"""Lint of how a key fits its setting and chart: roles, procedures, pointers, who documented."""

from collections.abc import Iterator, Mapping

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.code_set import Kind, System, dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.pack import Case
from coder_sim.packs.fault import Fault, Remark
from coder_sim.packs.symptoms import affirmed

_OTHERS_MAY_DOCUMENT = (
    *("Z68", "L89", "L97", "L984", "R402", "R297", "Y90", "Z28"),
    *("Z55", "Z56", "Z57", "Z58", "Z59", "Z60", "Z61", "Z62", "Z63", "Z64", "Z65"),
    *("V", "W", "X", "Y"),
)
"""Codes that may rest on other clinicians' documents (guideline I.B.14), and external causes."""


def remarks(case: Case) -> Iterator[Remark]:
    """Yield every remark on how one case's key fits its setting and its chart."""
    encounter, key = case.brief.encounter, case.key
    roles = {document.id: document.author_role for document in case.brief.documents}
    for place, line in enumerate(key.lines):
        for fault in _line(line, encounter, roles):
            yield Remark(fault, mild=True).below(f"lines[{place}]")
    for fault in (*_procedures(key), *_claim(encounter)):
        yield Remark(fault, mild=True)
    for fault in _symptoms(case):
        yield Remark(fault)


def _line(line: KeyLine, encounter: Encounter, roles: Mapping[str, str]) -> Iterator[Fault]:
    if line.kind is Kind.DIAGNOSIS:
        yield from _role(line, encounter)
        yield from _author(line, roles)
    if line.kind is Kind.SERVICE and encounter.professional and line.required and not line.pointers:
        what = "A service on a professional claim points to no diagnosis."
        yield Fault("pointers", what, "Name the diagnosis lines it was done for.")


def _role(line: KeyLine, encounter: Encounter) -> Iterator[Fault]:
    wrong, right = ("first", "principal") if encounter.inpatient else ("principal", "first")
    if line.role == wrong:
        what = f'The role "{wrong}" does not belong to this setting.'
        yield Fault("role", what, f'Give "{right}".')


def _author(line: KeyLine, roles: Mapping[str, str]) -> Iterator[Fault]:
    documented_by = {roles.get(passage.doc, "") for passage in line.evidence}
    if not documented_by or "provider" in documented_by:
        return
    if not line.code.startswith(_OTHERS_MAY_DOCUMENT):
        shown = dotted(line.system, line.code)
        what = f"{shown} rests on no provider's document, only on: {', '.join(documented_by)}."
        yield Fault("evidence", what, "Quote the provider too (guideline I.B.14).")


def _procedures(key: AnswerKey) -> Iterator[Fault]:
    procedures = [line for line in key.lines if line.system is System.ICD10PCS and line.required]
    principal = [line.id for line in procedures if line.principal]
    if procedures and len(principal) != 1:
        named = ", ".join(principal) or "none"
        what = f"One ICD-10-PCS line is the principal procedure; marked are: {named}."
        yield Fault("lines", what, 'Mark one with "principal": true.')


def _claim(encounter: Encounter) -> Iterator[Fault]:
    if encounter.professional:
        parts = {
            "payer": encounter.payer,
            "place_of_service": encounter.place_of_service,
            "patient_status": encounter.patient_status,
        }
        for field in (name for name, given in parts.items() if not given):
            yield Fault("", f"case.json gives no {field} for a professional claim.", "Add it.")


def _symptoms(case: Case) -> Iterator[Fault]:
    """Every symptom that the chart affirms is coded, or foreseen as a wrong answer."""
    known, told = _foreseen(case.key), set[tuple[str, ...]]()
    for document in case.brief.documents:
        for symptom in affirmed(document.text):
            if symptom.codes in told or any(code.startswith(symptom.codes) for code in known):
                continue
            told.add(symptom.codes)
            codes = ", ".join(f"{dotted(System.ICD10CM, code)}-" for code in symptom.codes)
            what = (
                f'Line {symptom.line} of {document.id} names "{symptom.words}", and the key '
                f"foresees no code for it ({codes})."
            )
            todo = "Add the code to extras and explain it, or keep it as an optional line."
            yield Fault("extras", what, todo)


def _foreseen(key: AnswerKey) -> set[str]:
    """Return every code that a key has or speaks of."""
    codes = {extra.code for extra in key.extras}
    for line in key.lines:
        codes |= {line.code, *line.components}
        codes |= {other.code for other in line.alternates}
        codes |= {other.code for other in line.distractors}
    return codes

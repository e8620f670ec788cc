"""Lint of what a key says: evidence, citations, POA, doses, codes that are only mentioned."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from coder_sim.domain.answer import AnswerKey, Distractor, Extra, KeyLine
from coder_sim.domain.code_set import Kind, NoteKind, System, dotted
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Case
from coder_sim.packs.fault import Fault, Remark
from coder_sim.wording.check_texts import CHECKS

_GUIDELINE = re.compile(r"^(?:(?:I|II|III|IV)(?:\.|$)|App\.|PCS )")
"""What an id of the ICD-10 guidelines begins with; other rule books are cited by name."""
_FEWEST_TRAPS = 2
_UNUSABLE = frozenset({"TRUNCATED", "INVALID"})
_AMOUNT = re.compile(r"\d+(?:\.\d+)?")


def remarks(case: Case, facts: CodeFacts) -> Iterator[Remark]:
    """Yield every remark on one case that needs no grading."""
    key, encounter = case.key, case.brief.encounter
    for place, line in enumerate(key.lines):
        for remark in _line(line, key, encounter, facts):
            yield remark.below(f"lines[{place}]")
    yield from _edition(encounter.service_date, facts)
    yield from _first(key, encounter, facts)
    yield from _order(key)
    yield from _cites(key, facts)
    yield from _traps(key, encounter, facts)
    yield from _exceptions(key, encounter.service_date, facts)
    yield from _split_groups(key)
    yield from _doses_given(case)


def system_of(line: KeyLine, code: str, facts: CodeFacts) -> System:
    """Return the code set of a code foreseen for a line: a service may be mistaken across both."""
    alike = (x for x in System if x.kind is line.kind and facts.ever(x, code) is not None)
    return line.system if facts.ever(line.system, code) else next(alike, line.system)


def named(system: System, distractor: Distractor) -> str:
    """Return the field of a distractor as its author wrote it."""
    return f"distractors.{dotted(system, distractor.code)}"


def named_extra(extra: Extra, facts: CodeFacts) -> str:
    """Return the field of an extra as its author wrote it, as far as the code tells."""
    diagnosis = facts.ever(System.ICD10CM, extra.code) is not None
    return f"extras.{dotted(System.ICD10CM, extra.code) if diagnosis else extra.code}"


def _line(
    line: KeyLine, key: AnswerKey, encounter: Encounter, facts: CodeFacts
) -> Iterator[Remark]:
    if line.required and not line.evidence:
        yield _error("evidence", "A required line has no evidence.", "Quote the deciding passage.")
    if (line.required or line.kind is Kind.SERVICE) and not (line.guidelines or line.tabular):
        yield _error("guidelines", "The line cites nothing.", "Name a guideline or a tabular note.")
    if line.required and not line.rationale:
        yield _mild("rationale", "The line has no rationale.", "Say why this code.")
    yield from _unknown_guidelines("guidelines", line.guidelines, key.guideline_year, facts)
    yield from _tabular(line, facts)
    yield from _poa(line, encounter, facts)
    yield from _dose(line)
    for modifier in sorted({*line.modifiers} & {*line.forbidden_modifiers}):
        what = f'Modifier "{modifier}" is asked for and forbidden.'
        yield _error("forbidden_modifiers", what, "Remove it from one of the two lists.")
    yield from _mentioned(line, encounter.service_date, facts)


def _edition(on: date, facts: CodeFacts) -> Iterator[Remark]:
    """Titles and notes are those of the loaded edition, whatever the date of the case."""
    editions = [edition for edition in facts.editions() if edition.system is System.ICD10CM]
    if not any(edition.effective_from <= on <= edition.effective_to for edition in editions):
        names = ", ".join(edition.name for edition in editions) or "none"
        what = f"The case is of {on}; the loaded ICD-10-CM edition is another: {names}."
        yield _mild("", what, "Change the date of the case, or load its edition.")


def _poa(line: KeyLine, encounter: Encounter, facts: CodeFacts) -> Iterator[Remark]:
    if line.kind is not Kind.DIAGNOSIS:
        return
    if not encounter.inpatient:
        if line.poa:
            yield _error("poa", "POA indicators belong to inpatient stays.", "Remove it.")
        return
    shown = dotted(line.system, line.code)
    exact = facts.poa_exact(encounter.service_date)
    known = "is" if exact else "is, as far as known,"
    if facts.poa_exempt(line.code, encounter.service_date):
        if "exempt" not in (line.poa or ()):
            # Where the rules are approximate an author may accept both: ["exempt", "Y"].
            what = f"{shown} {known} exempt from POA, and the key asks for a value."
            yield _error("poa", what, 'Give ["exempt"].')
    elif line.poa is None:
        yield _error("poa", "An inpatient diagnosis has no POA.", "Give the accepted values.")
    elif line.poa == ("exempt",):
        what = f"{shown} {known} not exempt from POA."
        todo = "Give Y, N, U or W, unless the official list says otherwise."
        yield Remark(Fault("poa", what, todo), mild=not exact)


def _dose(line: KeyLine) -> Iterator[Remark]:
    if line.dose is None:
        return
    amount, per_unit, unit = line.dose.amount, line.dose.per_unit, line.dose.unit
    if per_unit <= 0 or amount <= 0:
        yield _error("dose", "A dose is more than nothing.", "Correct amount and per_unit.")
    elif not amount <= line.units * per_unit < amount + per_unit:
        what = f"{line.units} units of {per_unit:g} {unit} do not make {amount:g} {unit}."
        yield _error("units", what, "Round the dose up to whole units.")


def _doses_given(case: Case) -> Iterator[Remark]:
    """The dose that units are counted from is one that the chart states."""
    chart = " ".join(document.text.replace(",", "") for document in case.brief.documents)
    numbers = {float(number) for number in _AMOUNT.findall(chart)}
    for place, line in enumerate(case.key.lines):
        if line.dose and line.dose.amount not in numbers:
            what = f"No document states a dose of {line.dose.amount:g} {line.dose.unit}."
            yield _mild(f"lines[{place}].dose", what, "Correct it, or state the dose in the chart.")


def _split_groups(key: AnswerKey) -> Iterator[Remark]:
    """What was given and what was discarded are two lines of one code."""
    groups: dict[str, list[int]] = {}
    for place, line in enumerate(key.lines):
        if line.split_group:
            groups.setdefault(line.split_group, []).append(place)
    for name, places in groups.items():
        field = f"lines[{places[0]}].split_group"
        if len(places) == 1:
            what = f'The line stands alone in the split group "{name}".'
            yield _error(field, what, "Add the line of the discarded amount, or remove the group.")
        elif len({key.lines[place].code for place in places}) > 1:
            what = f'The lines of the split group "{name}" have different codes.'
            yield _error(field, what, "Split the units of one code.")


def _exceptions(key: AnswerKey, on: date, facts: CodeFacts) -> Iterator[Remark]:
    """An exception to an Excludes1 note names two codes of the key that a note keeps apart."""
    codes = {line.code for line in key.lines}
    for place, pair in enumerate(key.excludes1_exceptions):
        field = f"excludes1_exceptions[{place}]"
        absent = [code for code in (pair.a, pair.b) if code not in codes]
        found = (*facts.instructions(pair.a, pair.b, on), *facts.instructions(pair.b, pair.a, on))
        if absent:
            what = f"No line of the key has {dotted(System.ICD10CM, absent[0])}."
            yield _mild(field, what, "Correct the code, or remove the entry.")
        elif not any(one.note.kind is NoteKind.EXCLUDES1 for one in found):
            what = "No Excludes1 note stands between these two codes."
            yield _mild(field, what, "Remove the entry.")


def _mentioned(line: KeyLine, on: date, facts: CodeFacts) -> Iterator[Remark]:
    """Codes that only teach may be headings or of another day, if they are called so."""
    for distractor in line.distractors:
        field = named(line.system, distractor)
        system = system_of(line, distractor.code, facts)
        yield from _known(system, distractor.code, field, facts)
        yield from _unusable(distractor, (system,), field, on, facts)
        if not distractor.explain:
            what = "The distractor is not explained."
            yield _mild(f"{field}.explain", what, "Say why it is wrong.")
        if distractor.code == line.code:
            yield _error(field, "Is the line's own code.", "Remove one of them.")
    for place, code in enumerate(line.components):
        yield from _known(line.system, code, f"components[{place}]", facts)
    for place, code in enumerate(line.em.levels if line.em else ()):
        if facts.code(line.system, code, on) is None:
            yield _mild(
                f"em.levels[{place}]", f"{code} is not among the loaded codes.", "Check it."
            )


def _known(system: System, code: str, field: str, facts: CodeFacts) -> Iterator[Remark]:
    if facts.ever(system, code) is None:
        official = system in (System.ICD10CM, System.ICD10PCS)
        what = f"{dotted(system, code)} is in no loaded edition of {system}."
        yield Remark(Fault(field, what, "Correct it, or remove it."), mild=not official)


def _unusable(
    wrong: Distractor | Extra, systems: Iterable[System], field: str, on: date, facts: CodeFacts
) -> Iterator[Remark]:
    """A code that nobody can report is wrong for that reason first."""
    known = [system for system in systems if facts.ever(system, wrong.code) is not None]
    found = [facts.code(system, wrong.code, on) for system in known]
    if not known or any(code and code.billable for code in found) or wrong.cls in _UNUSABLE:
        return
    shown = dotted(known[0], wrong.code)
    why = "is a heading" if any(found) else f"was not valid on {on}"
    todo = "Take a code that can be reported, or call it TRUNCATED or INVALID."
    yield _error(f"{field}.cls", f"{shown} {why}, and is called {wrong.cls}.", todo)


def _first(key: AnswerKey, encounter: Encounter, facts: CodeFacts) -> Iterator[Remark]:
    diagnoses = [line for line in key.lines if line.kind is Kind.DIAGNOSIS]
    if diagnoses and diagnoses[0].id not in key.first_allowed:
        what = f'The first diagnosis line "{diagnoses[0].id}" is not in first_allowed.'
        yield _error("first_allowed", what, "Put the line that may stand first on top.")
    for place, id in enumerate(key.first_allowed):
        line, field = key.line(id), f"first_allowed[{place}]"
        if line is None:
            continue
        if not line.required:
            yield _error(field, f'"{id}" is optional.', "Only a required line may stand first.")
        if line.role == "secondary" and len(key.first_allowed) == 1:
            yield _mild(field, f'"{id}" has the role secondary.', "Give principal or first.")
        edit = facts.unacceptable_principal(line.code, encounter.service_date)
        if encounter.inpatient and edit:
            _, text = CHECKS[f"EDIT_{edit}"]
            what = text.format(code=dotted(line.system, line.code))
            yield _error(field, what, "Let another line stand first.")


def _order(key: AnswerKey) -> Iterator[Remark]:
    places = {line.id: place for place, line in enumerate(key.lines)}
    for place, rule in enumerate(key.constraints):
        if places[rule.before] > places[rule.after]:
            what = f'The key itself has "{rule.after}" before "{rule.before}".'
            yield _error(f"constraints[{place}]", what, "Reorder the lines, or turn the rule.")


def _cites(key: AnswerKey, facts: CodeFacts) -> Iterator[Remark]:
    cites = {f"constraints[{place}].cite": rule.cite for place, rule in enumerate(key.constraints)}
    cites |= {f"{named_extra(extra, facts)}.cite": extra.cite for extra in key.extras}
    for field, cite in cites.items():
        parts = [part.strip() for part in cite.split(";") if part.strip()]
        for remark in _unknown_guidelines(field, parts, key.guideline_year, facts):
            # One text, not a list: the place inside it does not help.
            yield Remark(Fault(field, remark.fault.what, remark.fault.todo), remark.mild)


def _unknown_guidelines(
    field: str, ids: Iterable[str], year: int, facts: CodeFacts
) -> Iterator[Remark]:
    for place, id in enumerate(ids):
        if _GUIDELINE.match(id) and facts.guideline(id, year) is None:
            what = f'"{id}" is no section of the {year} guidelines.'
            yield _error(f"{field}[{place}]", what, "Correct the id.")


def _tabular(line: KeyLine, facts: CodeFacts) -> Iterator[Remark]:
    """Warn of a cited note, "I50 code first", that does not stand at that code."""
    for place, cite in enumerate(line.tabular):
        node, _, kind = cite.partition(" ")
        if facts.ever(System.ICD10CM, node.replace(".", "")) is None or not kind:
            continue
        notes = facts.notes(node.replace(".", ""))
        if not any(kind.lower().startswith(note.kind.lower()) for note in notes):
            what = f'There is no note "{kind}" at {node}.'
            yield _mild(f"tabular[{place}]", what, "Name the code where the note stands.")


def _traps(key: AnswerKey, encounter: Encounter, facts: CodeFacts) -> Iterator[Remark]:
    explained = [extra for extra in key.extras if extra.explain]
    explained_wrong = [one for line in key.lines for one in line.distractors if one.explain]
    if len(explained) + len(explained_wrong) < _FEWEST_TRAPS:
        what = "The key foresees hardly any wrong answer."
        yield _mild("lines", what, "Explain two to four in distractors and extras.")
    lines = {line.code: line.id for line in key.lines}
    for extra in key.extras:
        field = named_extra(extra, facts)
        if extra.code in lines:
            what = f'Is the code of line "{lines[extra.code]}".'
            yield _error(field, what, "Remove one of them.")
        if all(facts.ever(system, extra.code) is None for system in System):
            yield _mild(field, "Is in no loaded code set.", "Correct it, or remove it.")
        yield from _unusable(extra, System, field, encounter.service_date, facts)
        if not extra.explain:
            yield _mild(f"{field}.explain", "The extra is not explained.", "Say why it is wrong.")


def _error(field: str, what: str, todo: str) -> Remark:
    return Remark(Fault(field, what, todo))


def _mild(field: str, what: str, todo: str) -> Remark:
    return Remark(Fault(field, what, todo), mild=True)

"""Checks the codes and modifiers of an answer key against the code sets of the case's date."""

from collections.abc import Iterator
from datetime import date

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.code_set import Code, System, dotted
from coder_sim.domain.facts import CodeFacts
from coder_sim.packs.fault import Fault

_SHOWN = 8
"""Codes listed as a choice before the list is cut short."""


def faults(key: AnswerKey, on: date, facts: CodeFacts) -> Iterator[Fault]:
    """Yield a fault for each code of a line that could not be reported on the day."""
    loaded = {edition.system for edition in facts.editions()}
    named: set[System] = set()
    for place, line in enumerate(key.lines):
        if line.system in loaded:
            for fault in _line(line, on, facts):
                yield fault.below(f"lines[{place}]")
        elif line.system not in named:
            # Said once: hundreds of codes would all be "unknown".
            named.add(line.system)
            yield _not_loaded(line.system).below(f"lines[{place}].system")


def unreportable(system: System, code: str, on: date, facts: CodeFacts) -> Fault | None:
    """Return why a code cannot be reported on a day, its field being open; None if it can."""
    shown = dotted(system, code)
    found = facts.code(system, code, on)
    if found is not None:
        return None if found.billable else _heading(found, on, facts)
    ever = facts.ever(system, code)
    if ever is not None:
        return _other_day(ever, on)
    if system is System.CPT:
        return Fault(
            "",
            f"CPT {shown} is not among the loaded codes; the case needs your CPT file.",
            "Import your licensed CPT file, or use a code of the starter set.",
            waits=True,
        )
    if system is System.HCPCS:
        return Fault(
            "",
            f"HCPCS {shown} is not among the loaded codes.",
            "Correct it, or import the HCPCS file of its publisher.",
        )
    return Fault(
        "",
        f"{shown or 'An empty text'} is not an {system} code.",
        _nearest(system, code, on, facts),
    )


def _not_loaded(system: System) -> Fault:
    if system is System.CPT:
        return Fault(
            "", "CPT is not loaded; the case needs your CPT file.", "Import it first.", waits=True
        )
    return Fault("", f"{system} is not loaded.", "Build the code library: coder-sim codes build.")


def _line(line: KeyLine, on: date, facts: CodeFacts) -> Iterator[Fault]:
    fault = unreportable(line.system, line.code, on, facts)
    if fault:
        yield fault.below("code")
    for place, other in enumerate(line.alternates):
        fault = unreportable(line.system, other.code, on, facts)
        if fault:
            yield fault.below(f"alternates[{place}].code")
    lists = {
        "modifiers": line.modifiers,
        "optional_modifiers": line.optional_modifiers,
        "forbidden_modifiers": line.forbidden_modifiers,
    }
    for index, one in enumerate(line.modifier_alternates):
        lists[f"modifier_alternates[{index}]"] = one
    for field, modifiers in lists.items():
        for place, modifier in enumerate(modifiers):
            if facts.modifier(modifier) is None:
                yield Fault(
                    f"{field}[{place}]", f'"{modifier}" is not a known modifier.', "Correct it."
                )


def _heading(found: Code, on: date, facts: CodeFacts) -> Fault:
    todo = _choice(facts.children(found.system, found.code, on))
    return Fault("", f"{found.display} is a heading, not a code: {found.title}.", todo)


def _choice(codes: tuple[Code, ...]) -> str:
    shown = ", ".join(code.display for code in codes[:_SHOWN])
    more = " and others" if len(codes) > _SHOWN else ""
    return f"Choose one of: {shown}{more}." if codes else "Choose a code below it."


def _other_day(ever: Code, on: date) -> Fault:
    if on < ever.valid_from:
        what = f"{ever.display} is valid only from {ever.valid_from} on; the case is of {on}."
    else:
        what = f"{ever.display} was valid until {ever.valid_to}; the case is of {on}."
    return Fault("", what, "Use the code of that day, or change the date of the case.")


def _nearest(system: System, code: str, on: date, facts: CodeFacts) -> str:
    """Say what stands closest above an unknown code."""
    if system is not System.ICD10CM:
        return "Look it up: coder-sim search WORDS."
    for length in range(len(code) - 1, 2, -1):
        found = facts.code(system, code[:length], on)
        if found is not None and found.billable:
            return f"{found.display} is complete as it is: {found.title}."
        if found is not None:
            return f"Below {found.display}: {_choice(facts.children(system, found.code, on))}"
    return "Look it up: coder-sim search WORDS."

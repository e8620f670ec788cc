"""Checks that an answer key holds together: ids, groups and references between its lines."""

from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from coder_sim.domain.answer import AnswerKey, KeyLine
from coder_sim.domain.code_set import Kind
from coder_sim.packs.fault import Fault


def dangling(key: AnswerKey) -> Iterator[Fault]:
    """Yield ids given twice and references to lines and groups that are not there."""
    yield from _repeated("lines", (line.id for line in key.lines))
    yield from _repeated("constraints", (rule.id for rule in key.constraints))
    yield from _repeated("any_of", (group.id for group in key.any_of))
    yield from _repeated("queries", (query.id for query in key.queries))
    lines: list[str] = [line.id for line in key.lines]
    groups = {group.id for group in key.any_of}
    yield from _no_lines("first_allowed", key.first_allowed, lines)
    for place, rule in enumerate(key.constraints):
        for end, id in (("before", rule.before), ("after", rule.after)):
            if id not in lines:
                yield _no_line(f"constraints[{place}].{end}", id, lines)
    for place, line in enumerate(key.lines):
        yield from _no_lines(f"lines[{place}].pointers", line.pointers, lines)
        if line.any_of and line.any_of not in groups:
            yield Fault(
                f"lines[{place}].any_of",
                f'There is no group "{line.any_of}".',
                'Add it to the key\'s "any_of" with min and max.',
            )


def unsound(key: AnswerKey) -> Iterator[Fault]:
    """Yield what no sheet could satisfy: circles, empty groups, parts on the wrong kind of line."""
    yield from _not_diagnoses(key, "first_allowed", key.first_allowed)
    for place, line in enumerate(key.lines):
        yield from _not_diagnoses(key, f"lines[{place}].pointers", line.pointers)
        for fault in _misplaced(line):
            yield fault.below(f"lines[{place}]")
    yield from _circles(key)
    yield from _groups(key)


def _repeated(collection: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen = list(ids)
    for id, count in Counter(seen).items():
        if count > 1:
            last = len(seen) - 1 - seen[::-1].index(id)
            yield Fault(
                f"{collection}[{last}].id",
                f'The id "{id}" is given {count} times.',
                "Give each its own id.",
            )


def _no_lines(field: str, ids: Iterable[str], lines: list[str]) -> Iterator[Fault]:
    for place, id in enumerate(ids):
        if id not in lines:
            yield _no_line(f"{field}[{place}]", id, lines)


def _no_line(field: str, id: str, lines: list[str]) -> Fault:
    return Fault(field, f'There is no line "{id}".', f"Name one of: {', '.join(lines)}.")


def _not_diagnoses(key: AnswerKey, field: str, ids: Iterable[str]) -> Iterator[Fault]:
    for place, id in enumerate(ids):
        line = key.line(id)
        if line is not None and line.kind is not Kind.DIAGNOSIS:
            yield Fault(f"{field}[{place}]", f'"{id}" is no diagnosis line.', "Name one.")


def _misplaced(line: KeyLine) -> Iterator[Fault]:
    """Yield parts of a line that its code set does not have."""
    if line.kind is not Kind.DIAGNOSIS and line.role:
        yield Fault("role", "Only diagnosis lines have a role.", "Remove it.")
    if line.kind is not Kind.DIAGNOSIS and line.poa:
        yield Fault("poa", "Only diagnosis lines have a POA indicator.", "Remove it.")
    if line.kind is not Kind.PROCEDURE and line.principal:
        yield Fault("principal", "Marks the principal ICD-10-PCS procedure only.", "Remove it.")
    if line.kind is not Kind.SERVICE:
        parts = {
            "modifiers": bool(line.modifiers),
            "pointers": bool(line.pointers),
            "units": line.units != 1,
            "dose": line.dose is not None,
            "em": line.em is not None,
        }
        for field in (name for name, given in parts.items() if given):
            yield Fault(field, "Only CPT and HCPCS lines have this.", "Remove it.")
    if line.em and line.code not in line.em.levels:
        yield Fault("em.levels", "The line's own code is not among them.", "Add it, in order.")


def _circles(key: AnswerKey) -> Iterator[Fault]:
    before: dict[str, set[str]] = {}
    for rule in key.constraints:
        before.setdefault(rule.after, set()).add(rule.before)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        yield Fault(
            "constraints",
            f"They go round in a circle: {' before '.join(error.args[1])}.",
            "Remove or turn one of them.",
        )


def _groups(key: AnswerKey) -> Iterator[Fault]:
    for place, group in enumerate(key.any_of):
        members = sum(line.any_of == group.id for line in key.lines)
        if group.min > group.max:
            what = f"min {group.min} is above max {group.max}."
            yield Fault(f"any_of[{place}]", what, "Correct them.")
        if members < max(group.min, 1):
            yield Fault(
                f"any_of[{place}]",
                f'Group "{group.id}" asks for {group.min} lines and has {members}.',
                f'Mark its lines with "any_of": "{group.id}".',
            )

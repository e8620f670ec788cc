"""The cells of a line of the answer sheet: their text, what typing makes of it, what fits."""

from dataclasses import replace

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import dotted
from coder_sim.domain.facts import CodeFacts
from coder_sim.ui.document_text import quoted
from coder_sim.ui.sheet_choices import Choice
from coder_sim.ui.sheet_entry import POA_VALUES, modifiers_of, pointers_of, units_of
from coder_sim.ui.sheet_rows import Column

_QUOTES, _QUOTE = 2, 44
"""How many linked passages a line quotes, and how long they may be."""
POA_CHOICES = (
    Choice("Y", "present on admission"),
    Choice("N", "not present on admission"),
    Choice("U", "the documentation does not tell"),
    Choice("W", "the provider cannot tell clinically"),
    Choice("", "exempt from reporting, or not set"),
)


def choices_of(
    line: CodedLine, column: Column, facts: CodeFacts, diagnoses: tuple[Choice, ...]
) -> tuple[Choice, ...]:
    """Return what may be typed in a cell, with meanings; nothing where anything may.

    ``diagnoses`` are those of the sheet, by their number.
    """
    match column:
        case Column.POA:
            return POA_CHOICES
        case Column.POINTERS:
            return diagnoses
        case Column.MODIFIERS:
            known = (x for x in facts.modifiers() if line.system in x.systems)
            return tuple(Choice(modifier.code, modifier.meaning) for modifier in known)
        case _:
            return ()


def edit_text(line: CodedLine, column: Column) -> str:
    """Return what a cell holds, as it would be typed."""
    if column is Column.CODE:
        return dotted(line.system, line.code)
    if column is Column.POA:
        return line.poa or ""
    if column is Column.MODIFIERS:
        return " ".join(line.modifiers)
    if column is Column.UNITS:
        return str(line.units)
    return ",".join(str(pointer) for pointer in line.pointers)


def with_facet(line: CodedLine, column: Column, typed: str) -> CodedLine | None:
    """Return the line with one facet as typed; None where that says nothing."""
    if column is Column.POA:
        value = typed.strip().upper()
        return replace(line, poa=value or None) if value in (*POA_VALUES, "") else None
    if column is Column.MODIFIERS:
        return replace(line, modifiers=modifiers_of(typed))
    if column is Column.UNITS:
        units = units_of(typed)
        return None if units is None else replace(line, units=units)
    return replace(line, pointers=pointers_of(typed))


def evidence_words(line: CodedLine) -> str:
    """Quote what is linked to a line: the first passages, and how many more."""
    quotes = [quoted(passage.quote, _QUOTE) for passage in line.evidence[:_QUOTES]]
    more = len(line.evidence) - len(quotes)
    return "  ".join([*quotes, f"and {more} more"] if more > 0 else quotes)

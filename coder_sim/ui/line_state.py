"""What can be said about a line of the answer sheet from the code sets alone, in words."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import Code, Kind, System
from coder_sim.domain.facts import CodeFacts

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Level(Enum):
    """How much a remark asks for attention."""

    FINE = "fine"
    LOOK = "look"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class LineState:
    """The title of a line's code, and what keeps it from being reported ("" = nothing)."""

    title: str
    remark: str
    level: Level


def day_words(day: date) -> str:
    """Return a date as US charts write it, with the month as a word: "Mar 12, 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def state_of(line: CodedLine, facts: CodeFacts, day: date, diagnoses: int) -> LineState:
    """Judge a line on ``day``; ``diagnoses`` is the number of diagnoses on the sheet."""
    code = facts.code(line.system, line.code, day)
    if code is None:
        return _unknown(line, facts, day)
    if not code.billable:
        return LineState(code.title, heading_words(code, facts, day), Level.FAULT)
    remark = _service_remark(line, facts, diagnoses) if line.kind is Kind.SERVICE else ""
    title = code.title or f"{line.system} code, title not loaded"
    return LineState(title, remark, Level.LOOK if remark else Level.FINE)


def heading_words(code: Code, facts: CodeFacts, day: date) -> str:
    """Say what a heading lacks before it can be reported."""
    if needs_seventh(code, facts, day):
        return "needs a 7th character"
    return "heading: needs more characters"


def needs_seventh(code: Code, facts: CodeFacts, day: date) -> bool:
    """Tell whether all that a heading lacks is its 7th character."""
    if code.system is not System.ICD10CM or not facts.seventh_characters(code.code):
        return False
    below = facts.children(code.system, code.code, day)
    return all(len(child.code) == 7 for child in below)


def modifier_words(modifiers: tuple[str, ...], facts: CodeFacts) -> str:
    """Return what each modifier means, one a line."""
    known = ((modifier, facts.modifier(modifier)) for modifier in modifiers)
    return "\n".join(f"{code}: {found.meaning if found else 'not known'}" for code, found in known)


def _service_remark(line: CodedLine, facts: CodeFacts, diagnoses: int) -> str:
    strange = [modifier for modifier in line.modifiers if facts.modifier(modifier) is None]
    # Without the commonest modifier there is no list of modifiers to judge by.
    if strange and facts.modifier("25") is not None:
        return f"modifier {', '.join(strange)} is not known"
    astray = [str(pointer) for pointer in line.pointers if not 1 <= pointer <= diagnoses]
    if astray:
        return f"points to diagnosis {', '.join(astray)}, which is not there"
    return ""


def _unknown(line: CodedLine, facts: CodeFacts, day: date) -> LineState:
    known = facts.ever(line.system, line.code)
    if known is None:
        remark = f"not in the {line.system} code set on this date"
        if line.kind is Kind.SERVICE:
            # Services are a starter set: a code that is not in it may well exist.
            remark = f"not among the {line.system} codes loaded here"
        return LineState("Unknown code", remark, Level.FAULT)
    if known.valid_from > day:
        remark = f"not valid on this date: starts {day_words(known.valid_from)}"
    else:
        remark = f"not valid on this date: ended {day_words(known.valid_to)}"
    return LineState(known.title, remark, Level.FAULT)

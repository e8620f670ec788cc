"""What the codes on a sheet give reason to look at while it is being filled; no key is asked."""

from dataclasses import dataclass

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import Encounter
from coder_sim.domain.facts import CodeFacts
from coder_sim.grading.edits import edits
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.normalise import normalise
from coder_sim.wording.checks import check_words

_SHOWN_ON_THE_LINE = frozenset({"EDIT_INVALID", "EDIT_HEADING", "EDIT_SEVENTH"})
"""What a line of the sheet says by itself, at each key stroke."""


@dataclass(frozen=True, slots=True)
class SheetPrompt:
    """One thing to look at again."""

    lines: tuple[int, ...]
    """Indexes of the lines it is about, the one it stands at first."""
    heading: str
    text: str


def sheet_prompts(
    encounter: Encounter, sheet: AnswerSheet, facts: CodeFacts
) -> tuple[SheetPrompt, ...]:
    """Return the prompts for a sheet, in the order of the checks."""
    lines, day = normalise(sheet.lines), encounter.service_date
    found = []
    for check in edits(encounter, lines, facts, Lookup(facts, day)):
        if check.answer is None or check.cls in _SHOWN_ON_THE_LINE:
            continue
        about = tuple(number - 1 for number in (check.answer, *check.others))
        words = check_words(check, lines, facts, day)
        found.append(SheetPrompt(about, words.heading, words.text))
    return tuple(dict.fromkeys(found))

"""Code facts on the day of one encounter, each asked for once."""

from datetime import date

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.grading.titles import Words, words


def is_plausible(code: str) -> bool:
    """Tell whether a text can be a code at all; anything may stand on an answer sheet."""
    return code.isascii() and code.isalnum() and len(code) <= 7


class Lookup:
    """Remembers what the library said while one sheet is graded."""

    def __init__(self, facts: CodeFacts, day: date) -> None:
        self._facts = facts
        self.day = day
        self._codes: dict[tuple[System, str], Code | None] = {}
        self._sections: dict[str, str] = {}

    def code(self, system: System, code: str) -> Code | None:
        """Return the code or heading in force on the day, if there is one."""
        known = (system, code)
        if known not in self._codes:
            askable = is_plausible(code)
            self._codes[known] = self._facts.code(system, code, self.day) if askable else None
        return self._codes[known]

    def billable(self, system: System, code: str) -> bool:
        """Tell whether a code may be reported on the day."""
        found = self.code(system, code)
        return found is not None and found.billable

    def title(self, system: System, code: str) -> str:
        """Return a code's title, from another edition if it is not in force; else ""."""
        found = self.code(system, code)
        if found is None and is_plausible(code):
            found = self._facts.ever(system, code)
        return found.title if found else ""

    def words(self, system: System, code: str) -> Words:
        """Return the words of a code's title."""
        return words(self.title(system, code))

    def section(self, code: str) -> str:
        """Return the innermost tabular section of a diagnosis code, or ""."""
        if code not in self._sections:
            self._sections[code] = self._facts.section(code) if is_plausible(code) else ""
        return self._sections[code]

    def axis_label(self, code: str, position: int) -> str:
        """Return the label of one character of an ICD-10-PCS code, or ""."""
        return self._facts.axis_label(code, position, self.day)

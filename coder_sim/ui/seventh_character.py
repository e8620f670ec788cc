"""The picker of 7th characters: those that are valid, what they mean, the code they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.ui.value_delegate import CHARACTER, MEANING

_Index = QModelIndex | QPersistentModelIndex
BASE = 6
"""Characters before the 7th; "X" stands where a code has fewer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A 7th character and the complete code it makes."""

    character: str
    meaning: str
    code: Code


def choices(code: Code, facts: CodeFacts, day: date) -> tuple[Choice, ...]:
    """Return the 7th characters that complete a code, or that could stand in place of its own.

    Nothing for a heading that first needs other characters.
    """
    if code.system is not System.ICD10CM:
        return ()
    base = code.code[:BASE].ljust(BASE, "X")
    found = (
        (each, facts.code(System.ICD10CM, f"{base}{each.character}", day))
        for each in facts.seventh_characters(code.code, day)
    )
    return tuple(
        Choice(each.character, each.meaning, made)
        for each, made in found
        if made is not None and made.billable
    )


class SeventhModel(QAbstractListModel):
    """Lists the 7th characters of one code."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._choices = tuple(choices)
        self.endResetModel()

    def choice_at(self, number: int) -> Choice | None:
        """Return a row by its number from 0; None beyond the list."""
        return self._choices[number] if 0 <= number < len(self._choices) else None

    def choice_of(self, character: str) -> Choice | None:
        """Return the row of a character as it was typed, in either case."""
        wanted = character.upper()
        return next((each for each in self._choices if each.character == wanted), None)

    def row_of(self, code: Code) -> int:
        """Return the row that makes a code, -1 if none does."""
        made = [each.code.code for each in self._choices]
        return made.index(code.code) if code.code in made else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choice_at(index.row()) if index.isValid() else None
        if choice is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{choice.character}   {choice.meaning}"
        if role == CHARACTER:
            return choice.character
        if role == MEANING:
            return choice.meaning
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{choice.character}, {choice.meaning}, {choice.code.display}"
        return None

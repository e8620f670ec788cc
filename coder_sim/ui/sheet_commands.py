"""The one truth of the answer sheet on screen: a value, and the undo stack that changes it."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from coder_sim.domain.answer import AnswerSheet

NOWHERE: Final = -1


class SheetChange(QUndoCommand):
    """One step from a sheet to the next; ``focus`` is the line to look at afterwards."""

    def __init__(
        self, desk: "SheetDesk", after: AnswerSheet, text: str, focus: tuple[int, int]
    ) -> None:
        super().__init__(text)
        self._desk = desk
        self._before = desk.sheet
        self._after = after
        self._focus = focus

    def redo(self) -> None:
        self._desk.take(self._after, self._focus[1])

    def undo(self) -> None:
        self._desk.take(self._before, self._focus[0])


class SheetDesk(QObject):
    """Holds the answer sheet. Every user-made change passes through ``change``."""

    sheet_changed = Signal(int)
    """A change was made, undone or redone; carries the line to look at, or NOWHERE."""
    sheet_loaded = Signal()
    """Another sheet was put up; nothing was changed by the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._sheet = AnswerSheet()

    @property
    def sheet(self) -> AnswerSheet:
        """Return the sheet as it stands."""
        return self._sheet

    def load(self, sheet: AnswerSheet) -> None:
        """Put up a sheet; what was done before cannot be undone any more."""
        self.undo_stack.clear()
        self._sheet = sheet
        self.sheet_loaded.emit()

    def change(
        self, after: AnswerSheet, text: str, focus: int = NOWHERE, before: int = NOWHERE
    ) -> None:
        """Make ``after`` the sheet, undoable as ``text``; an equal sheet changes nothing.

        ``focus`` and ``before`` are the lines to look at after doing and after undoing it.
        """
        if after != self._sheet:
            self.undo_stack.push(SheetChange(self, after, text, (before, focus)))

    def take(self, sheet: AnswerSheet, focus: int) -> None:
        """Show a state of the undo stack. For its commands only."""
        self._sheet = sheet
        self.sheet_changed.emit(focus)

"""Favourites and own notes, set for the code on the card."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coder_sim.ui.code_card import CodeCard
from coder_sim.ui.code_marks import CodeMarks
from coder_sim.ui.code_note import CodeNote
from coder_sim.ui.theme import Look

_NO_CODE = "Choose a code first."


class MarkKeeping(QObject):
    """Does what the actions on favourites and notes say."""

    told = Signal(str)

    def __init__(self, card: CodeCard, look: Look, pane: QWidget) -> None:
        super().__init__(pane)
        self._card, self._look, self._pane = card, look, pane
        self.marks: CodeMarks | None = None
        """None until the learner's notebook is there."""

    def toggle_favourite(self) -> None:
        """Make the code on the card a favourite, or no longer one."""
        code = self._card.shown_code()
        if code is None or self.marks is None:
            self.told.emit(_NO_CODE)
        elif self.marks.toggle_favourite(code):
            self.told.emit(f"{code.display} is a favourite now.")
        else:
            self.told.emit(f"{code.display} is no favourite any more.")

    def write_note(self) -> None:
        """Open the note on the code on the card."""
        code = self._card.shown_code()
        if code is None or self.marks is None:
            self.told.emit(_NO_CODE)
            return
        dialog = CodeNote(code, self.marks.of(code).note, self._look, self._pane)
        dialog.note_written.connect(self.marks.set_note)
        dialog.open()

"""The dialog for the learner's own note on a code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from coder_sim.domain.code_set import Code
from coder_sim.ui.theme import L, Look, S

_SIZE = (420, 260)


class CodeNote(QDialog):
    """Freed when it is closed; Ctrl+Enter keeps the note, Esc leaves it as it was."""

    note_written = Signal(object, str)
    """The ``Code`` and its note, "" to forget it."""

    def __init__(self, code: Code, note: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = code
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Your note on {code.display}")
        title = QLabel(f"{code.display}  {code.title}")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setFont(look.fonts.strong)
        self.text = QPlainTextEdit(note)
        self.text.setAccessibleName(f"Your note on {code.display}")
        self.text.setTabChangesFocus(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        save = buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setShortcut("Ctrl+Return")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addWidget(title)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize(*_SIZE)

    def accept(self) -> None:
        self.note_written.emit(self._code, self.text.toPlainText())
        super().accept()

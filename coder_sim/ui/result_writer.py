"""Hands in: asks for a name and a place, and writes the attempts to a signed result file."""

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import DIM, L, M
from coder_sim.ui.worker import Failure, Worker

ENDING = "results"
WORDS = (
    "A result file holds every attempt and every sheet that waits for its key: the codes as you "
    "handed them in, their times and what you dispute. Whoever marks them scores them anew."
)
PROMISE = (
    "It is signed by this installation, so that a change after the export is noticed. It does not "
    "tell who coded the sheets, with what help or for how long."
)
WIDTH = 460


class ResultFiles(Protocol):
    """What the window needs in order to hand in."""

    def write(self, target: Path, learner: str) -> int:
        """Write every attempt to a file; returns how many."""


class ResultDialog(QDialog):
    """Asks under which name the attempts are handed in."""

    chosen = Signal(str)
    """The name or pseudonym, or ""."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Write a result file")
        self.name = QLineEdit(name)
        self.name.setPlaceholderText("Name or pseudonym (may stay empty)")
        self.name.setAccessibleName("Name or pseudonym")
        self.name.setMaxLength(120)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        for text, dim in ((WORDS, False), (PROMISE, True)):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(WIDTH)
            if dim:
                label.setForegroundRole(DIM)
            column.addWidget(label)
        column.insertWidget(1, self.name)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        write = buttons.addButton("Write file...", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        # Inside the dialog only: before, the first button shown becomes the default one.
        write.setDefault(True)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.chosen.emit(self.name.text().strip())


class ResultWriter(QObject):
    """Carries the attempts from the store to a file, on the worker's thread."""

    told = Signal(str)
    """What was written, or what failed and what can be done about it."""

    def __init__(
        self, files: ResultFiles, worker: Worker, memory: WindowMemory, window: QWidget
    ) -> None:
        super().__init__(window)
        self._files, self._worker, self._memory, self._window = files, worker, memory, window
        self._name = ""

    def ask(self) -> ResultDialog:
        """Ask for the name, then for the place; returns the first dialog."""
        dialog = ResultDialog(self._memory.learner_name(), self._window)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()
        return dialog

    def _on_chosen(self, name: str) -> None:
        self._name = name
        self._memory.keep_learner_name(name)
        dialog = QFileDialog(self._window, "Write a result file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING)
        dialog.setNameFilter(f"Result files (*.{ENDING})")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, target: str) -> None:
        """Write the file and tell."""
        path = Path(target)
        self._worker.ask(partial(_written, self._files, path, self._name), self._on_written)

    def _on_written(self, result: str | Failure) -> None:
        if isinstance(result, Failure):
            self.told.emit(f"{result.what} {result.todo}".strip())
        else:
            self.told.emit(result)


def _written(files: ResultFiles, target: Path, learner: str) -> str:
    count = files.write(target, learner)
    return f"{count} attempt{'' if count == 1 else 's'} written to {target}"

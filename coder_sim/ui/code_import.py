"""The dialog that imports code sets: what to import, how far it is, and what became of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder_sim.ui.library_build import LibraryBuild
from coder_sim.ui.theme import DIM, L, Look, M, S

WIDTH, HEIGHT = 640, 420
ABOUT = (
    "Choose files as their publishers give them: ICD-10-CM and ICD-10-PCS files, HCPCS, your own "
    "licensed CPT files, NCCI edits; a zip or a folder will do. Each is known by its content and "
    "is taken whole or not at all. Nothing leaves this computer."
)
STOPPED = "Stopped. The code library is as it was."


class CodeImport(QDialog):
    """Imports files through a process of its own; freed when it is closed."""

    import_requested = Signal(object)
    """A tuple of Path; whoever hears it answers with ``watch``."""
    import_ended = Signal()
    """The import is over, whatever became of it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import code sets")
        self._chosen: tuple[Path, ...] = ()
        self._build: LibraryBuild | None = None
        self.about = QLabel(ABOUT)
        self.about.setForegroundRole(DIM)
        self.chosen = QLabel()
        self.bar = QProgressBar()
        self.step = QLabel()
        self.report = QPlainTextEdit()
        self.files = QPushButton("Choose &files...")
        self.folder = QPushButton("Choose f&older...")
        self.start = QPushButton("&Import")
        self.leave = QPushButton("Close")
        self._lay_out()
        self._connect()
        self.resize(WIDTH, HEIGHT)

    def choose(self, paths: Sequence[Path]) -> None:
        """Take files and folders to import."""
        self._chosen = tuple(paths)
        names = ", ".join(path.name for path in self._chosen[:5])
        more = len(self._chosen) - 5
        self.chosen.setText(f"{names} and {more} more" if more > 0 else names)
        self.start.setEnabled(bool(self._chosen))
        self.start.setDefault(True)

    def watch(self, build: LibraryBuild) -> None:
        """Start an import and show it."""
        self._build = build
        build.progressed.connect(self._on_step)
        build.reported.connect(self.report.setPlainText)
        build.finished.connect(self._on_finished)
        build.failed.connect(self._on_failed)
        build.stopped.connect(self._on_stopped)
        self._show_running(True)
        self.report.clear()
        self.step.setText("Starting")
        self.bar.setRange(0, 0)
        build.start()

    @property
    def running(self) -> bool:
        """Tell whether an import is under way."""
        return self._build is not None and self._build.running

    def reject(self) -> None:
        """Stop an import that is under way; close otherwise."""
        if self._build is not None and self._build.running:
            self._build.cancel()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way before the dialog goes."""
        if self._build is not None and self._build.running:
            self._build.close()
            self.import_ended.emit()
        event.accept()

    def _lay_out(self) -> None:
        for label in (self.about, self.chosen, self.step):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("What became of the files")
        self.report.setPlaceholderText("What became of each file is told here.")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the import")
        self.start.setEnabled(False)
        choice = QHBoxLayout()
        choice.setSpacing(S)
        for button in (self.files, self.folder):
            choice.addWidget(button)
        choice.addWidget(self.chosen, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.step, 1)
        for button in (self.start, self.leave):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(self.about)
        column.addLayout(choice)
        column.addWidget(self.report, 1)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.bar.hide()

    def _connect(self) -> None:
        self.files.clicked.connect(self._on_files)
        self.folder.clicked.connect(self._on_folder)
        self.start.clicked.connect(self._on_start)
        self.leave.clicked.connect(self.reject)

    def _show_running(self, running: bool) -> None:
        for button in (self.files, self.folder, self.start):
            button.setEnabled(not running)
        self.bar.setVisible(running)
        self.leave.setText("Cancel" if running else "Close")

    def _on_files(self) -> None:
        self._pick(QFileDialog.FileMode.ExistingFiles, "Files or zips to import")

    def _on_folder(self) -> None:
        self._pick(QFileDialog.FileMode.Directory, "Folder to import")

    def _pick(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._on_picked)
        dialog.open()

    def _on_picked(self, names: list[str]) -> None:
        self.choose([Path(name) for name in names])

    def _on_start(self) -> None:
        self.import_requested.emit(self._chosen)

    def _on_step(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.step.setText(what)

    def _on_finished(self) -> None:
        self._end("Done")

    def _on_failed(self, why: str) -> None:
        self.report.setPlainText(why)
        self._end("Nothing was imported")

    def _on_stopped(self) -> None:
        self.report.setPlainText(STOPPED)
        self._end("")

    def _end(self, words: str) -> None:
        self.step.setText(words)
        self._show_running(False)
        self.leave.setDefault(True)
        self.import_ended.emit()

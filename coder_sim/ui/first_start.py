"""The page of the first start: the code library is being built, and how far it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from coder_sim.ui.library_build import LibraryBuild
from coder_sim.ui.theme import DIM, L, Look, M, S

WIDTH = 560
"""Width of the text in device-independent pixels."""
WHY = (
    "Coder Sim keeps the official code sets on this computer, so that finding a code never waits "
    "for a network. They are put in order once; this takes a few seconds."
)


class FirstStart(QWidget):
    """Shows a build of the library and lets the user stop and resume it."""

    build_finished = Signal()
    retry_requested = Signal()
    """Open everything again: what was in the way may be gone."""
    restore_requested = Signal()
    """Put the newest backup in place of the learner's damaged database."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._library: LibraryBuild | None = None
        self.title = _words("Coder Sim")
        self.title.setFont(look.fonts.title)
        self.about = _words("")
        self.about.setForegroundRole(DIM)
        self.bar = QProgressBar()
        self.step = _words("")
        self.button = QPushButton("Cancel")
        self.restore = QPushButton("Restore backup")
        self.retry = QPushButton("Try again")
        self._build()

    def show_words(self, title: str, about: str) -> None:
        """Say something without a build, such as that the library is being opened."""
        self.title.setText(title)
        self.about.setText(about)
        for part in (self.bar, self.step, self.button, self.restore, self.retry):
            part.hide()

    def show_fault(self, what: str, todo: str, *, restorable: bool) -> None:
        """Say why the program cannot go on, and offer what can be done about it here."""
        self.show_words(what, todo)
        self.retry.show()
        self.restore.setVisible(restorable)
        (self.restore if restorable else self.retry).setFocus(Qt.FocusReason.OtherFocusReason)

    def watch(self, build: LibraryBuild) -> None:
        """Start a build and show it."""
        self._library = build
        build.progressed.connect(self.show_step)
        build.finished.connect(self._on_finished)
        build.failed.connect(self._on_failed)
        build.stopped.connect(self._on_stopped)
        self._begin()

    def show_building(self) -> None:
        """Show a build that has just begun."""
        self.title.setText("Building the code library")
        self.about.setText(WHY)
        self.step.setText("Starting")
        self.bar.setRange(0, 0)
        self.button.setText("Cancel")
        self.restore.hide()
        self.retry.hide()
        for part in (self.bar, self.step, self.button):
            part.show()

    def show_step(self, done: int, total: int, what: str) -> None:
        """Show how far a build is, and what it is doing."""
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.step.setText(what)

    def _build(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the code library")
        self.step.setAccessibleName("Step")
        self.button.setDefault(True)
        self.button.clicked.connect(self._on_button)
        self.restore.clicked.connect(self.restore_requested)
        self.retry.clicked.connect(self.retry_requested)
        self.restore.hide()
        self.retry.hide()
        column = QVBoxLayout()
        column.setSpacing(M)
        column.addStretch(2)
        for part in (self.title, self.about, self.bar, self.step):
            column.addWidget(part)
        column.addSpacing(S)
        for choice in (self.button, self.restore, self.retry):
            choice.setAutoDefault(True)
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(3)
        block = QWidget()
        block.setMaximumWidth(WIDTH)
        block.setMinimumWidth(min(WIDTH, 360))
        block.setLayout(column)
        page = QHBoxLayout(self)
        page.setContentsMargins(L, L, L, L)
        page.addStretch(1)
        page.addWidget(block, 100)
        page.addStretch(1)

    def _begin(self) -> None:
        self.show_building()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._library is not None:
            self._library.start()

    def _on_finished(self) -> None:
        self.show_words("The code library is ready", "Opening the worklist.")
        self.build_finished.emit()

    def _on_failed(self, why: str) -> None:
        self._pause("The code library could not be built", why, "Try again")

    def _on_stopped(self) -> None:
        about = "Nothing is lost. Coder Sim needs the library to find and to explain codes."
        self._pause("The code library is not built yet", about, "Resume")

    def _pause(self, title: str, about: str, button: str) -> None:
        self.title.setText(title)
        self.about.setText(about)
        self.button.setText(button)
        self.bar.hide()
        self.step.hide()

    def _on_button(self) -> None:
        if self._library is None:
            return
        if self._library.running:
            self.step.setText("Stopping")
            self._library.cancel()
        else:
            self._begin()


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

"""Shows a pack before anything is stored: what it is, what is wrong with it, what would change."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder_sim.practice.packs import PackNews, PackPreview
from coder_sim.practice.undertaking import Undertaking
from coder_sim.ui.packs_page import about_words, case_count
from coder_sim.ui.theme import DIM, L, Look, M, S

SIZE = (720, 560)
LOOK_MS = 60
"""How often the progress of the reading is looked at."""
MOST_LINES = 500
NEWS = {
    PackNews.NEW: "New: {cases} will be added to the worklist.",
    PackNews.UPDATE: (
        "An update of version {known}, which is on the shelf. Drafts and attempts stay."
    ),
    PackNews.SAME: "This very pack is on the shelf already.",
    PackNews.FROM_BIN: "It is in the bin; loading it brings it back with drafts and attempts.",
}
CANNOT = "It cannot be put on the shelf:"
CAN = "What it says of itself is below. Nothing is stored yet."
BUTTONS = {
    PackNews.NEW: "Put it on the shelf",
    PackNews.UPDATE: "Update",
    PackNews.SAME: "Put it on the shelf",
    PackNews.FROM_BIN: "Bring it back",
}
IDENTIFIERS = (
    "Words that could name a real person. This is a warning, not a certificate: "
    "read the charts yourself."
)


class PackPreviewDialog(QDialog):
    """Waits for a pack to be read, shows it, and says whether it is wanted."""

    taken = Signal(object)
    """The PackPreview, which the user wants on the shelf."""

    def __init__(
        self, path: Path, work: Undertaking, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Load a case pack")
        self.path, self._work = path, work
        self._preview: PackPreview | None = None
        self.title, self.news = QLabel(), QLabel()
        self.bar = QProgressBar()
        self.report = QPlainTextEdit()
        self.take = QPushButton()
        self.leave = QPushButton("Cancel")
        self._watch = QTimer(self)
        self._build(look)
        self._connect()
        self.resize(*SIZE)
        self._watch.start(LOOK_MS)

    def show_preview(self, preview: PackPreview) -> None:
        """Show what was read."""
        self._preview = preview
        self._rest()
        facts, news = preview.facts, preview.news
        self.title.setText(f"{facts.title} {facts.version}" if facts else preview.path.name)
        wanted = facts is not None and not preview.problems and news is not PackNews.SAME
        cases = case_count(facts) if facts else ""
        words = NEWS[news].format(cases=cases, known=preview.known_version)
        self.news.setText(CANNOT if preview.problems else f"{words} {CAN}" if wanted else words)
        self.report.setPlainText("\n".join(report_lines(preview)))
        self.take.setText(BUTTONS[news])
        self.take.setVisible(wanted)
        self.leave.setText("Do not load it" if wanted else "Close")
        button = self.take if wanted else self.leave
        button.setDefault(True)
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, what: str, todo: str) -> None:
        """Say why it could not be read or stored."""
        self._rest()
        self.news.setText(what)
        self.report.setPlainText(todo)
        self.take.hide()
        self.leave.setText("Close")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop a reading that is under way."""
        self._work.stop()
        self._watch.stop()
        event.accept()

    def reject(self) -> None:
        self.close()

    def _build(self, look: Look) -> None:
        self.title.setText(self.path.name)
        self.title.setFont(look.fonts.heading)
        self.news.setText("Reading the pack")
        self.news.setForegroundRole(DIM)
        for label in (self.title, self.news):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.report.setReadOnly(True)
        self.report.setAccessibleName("About the pack")
        self.report.setTabChangesFocus(True)
        self.take.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(self.take)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(self.title)
        column.addWidget(self.news)
        column.addWidget(self.report, 1)
        column.addWidget(self.bar)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self.reject)
        self._watch.timeout.connect(self._on_watch)

    def _rest(self) -> None:
        self._watch.stop()
        self.bar.hide()

    def _on_watch(self) -> None:
        if self._work.total:
            self.bar.setRange(0, self._work.total)
            self.bar.setValue(self._work.done)
            self.news.setText(self._work.what)

    def _on_take(self) -> None:
        if self._preview is not None:
            self.take.setEnabled(False)
            self.news.setText("Putting it on the shelf")
            self.taken.emit(self._preview)


def report_lines(preview: PackPreview) -> list[str]:
    """Return what is to be known of a pack before it is stored, as lines for reading."""
    lines: list[str] = []
    for heading, found in (
        (f"Problems ({len(preview.problems):,})", preview.problems),
        (f"Warnings ({len(preview.warnings):,})", preview.warnings),
        (IDENTIFIERS, preview.identifiers),
    ):
        if found:
            lines += [heading, *(f"  {line}" for line in _short(found)), ""]
    if preview.facts is not None:
        lines.append(about_words(preview.facts))
    return lines


def _short(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"And {more:,} more."] if more > 0 else [])]

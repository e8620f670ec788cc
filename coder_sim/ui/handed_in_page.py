"""The page after a sheet was handed in at a case whose answer key is sealed."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coder_sim.practice.views import HandedInView
from coder_sim.ui.theme import DIM, L, Look, M, S
from coder_sim.ui.worklist_model import day_words

WIDTH = 620
"""Width of the text in device-independent pixels."""
HOW = {
    "passphrase": (
        "The answer key of this case is sealed with a passphrase. Your sheet is kept as you handed "
        "it in. It is scored when your instructor's passphrase is typed here, or in your "
        "instructor's own program from the result file that you hand in."
    ),
    "class-key": (
        "The answer key of this case is sealed to your class. Your sheet is kept as you handed it "
        "in. It is scored in your instructor's program from the result file that you hand in."
    ),
}
PROMISE = (
    "Sealed means: without the passphrase nobody can read the key or change it unnoticed. It does "
    "not hide a key that was opened on this computer, and it does not tell who coded the sheet. "
    "In a practice pack, in contrast, the key is only hidden. Scoring on a server is not part of "
    "this version."
)


class HandedInPage(QWidget):
    """Says what became of a sheet, and lets the key be opened."""

    unseal_requested = Signal(str)
    """The passphrase that was typed."""
    back_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.title = _words("")
        self.title.setFont(look.fonts.title)
        self.when = _words("")
        self.when.setForegroundRole(DIM)
        self.how = _words("")
        self.passphrase = QLineEdit()
        self.open_key = QPushButton("Open the key and score")
        self.refusal = _words("")
        self.promise = _words(PROMISE)
        self.promise.setForegroundRole(DIM)
        self.back = QPushButton("Back to the worklist")
        self._build()
        self._connect()

    def show_sheet(self, view: HandedInView, today: date) -> None:
        """Show that a sheet waits for its key."""
        lines = len(view.sheet.lines)
        count = "1 line" if lines == 1 else f"{lines} lines"
        self.title.setText(f"Handed in: {view.brief.title}")
        self.when.setText(f"{count}, {day_words(view.submitted_at.astimezone(), today)}")
        self.how.setText(HOW.get(view.sealed, HOW["passphrase"]))
        self.refusal.setText("")
        self.passphrase.clear()
        by_passphrase = view.sealed != "class-key"
        self.passphrase.setVisible(by_passphrase)
        self.open_key.setVisible(by_passphrase)
        self.open_key.setEnabled(False)

    def show_refusal(self, words: str) -> None:
        """Say why the key did not open; the passphrase stays to be corrected."""
        self.refusal.setText(words)
        self.open_key.setEnabled(bool(self.passphrase.text().strip()))
        self.focus_page()

    def focus_page(self) -> None:
        """Give the keyboard to what is typed or pressed first."""
        first = self.back if self.passphrase.isHidden() else self.passphrase
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText("Passphrase")
        self.passphrase.setAccessibleName("Passphrase of the answer key")
        self.passphrase.setMaxLength(1_000)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.open_key)
        column = QVBoxLayout()
        column.setSpacing(M)
        for part in (self.title, self.when, self.how):
            column.addWidget(part)
        column.addLayout(row)
        for part in (self.refusal, self.promise):
            column.addWidget(part)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        inner.setLayout(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, L, L, L)
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 8)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

    def _connect(self) -> None:
        self.passphrase.textChanged.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self._on_open)
        self.open_key.clicked.connect(self._on_open)
        self.back.clicked.connect(self.back_requested)

    def _on_typed(self, text: str) -> None:
        self.open_key.setEnabled(bool(text.strip()))

    def _on_open(self) -> None:
        if self.open_key.isEnabled():
            self.open_key.setEnabled(False)
            self.refusal.setText("")
            self.unseal_requested.emit(self.passphrase.text())


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label

"""What stands in place of a book that is not loaded: what it is, where it comes from, a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from coder_sim.domain.books import Book
from coder_sim.ui.theme import L, Look, S

_WHAT = {
    Book.DISEASES: "It leads from a term in the chart to the code to check in the Tabular List.",
    Book.EXTERNAL_CAUSES: "It leads from how an injury happened to its codes V00 to Y99.",
    Book.NEOPLASMS: "It gives the codes of a site by behavior: malignant, in situ, benign.",
    Book.DRUGS: "It gives the codes of a substance: poisoning, adverse effect, underdosing.",
    Book.PROCEDURES: "It leads from the name of a procedure to its ICD-10-PCS table.",
}
_CM = "its publishers, CDC and CMS, give it away as part of the ICD-10-CM files"
_PCS = "its publisher, CMS, gives it away as part of the ICD-10-PCS files"


class ImportOffer(QWidget):
    """Says how to get a book, and asks for the import."""

    accepted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._words = QLabel(), QLabel()
        self.button = QPushButton("Import code sets...")
        self.button.setAccessibleName("Import code sets")
        self._title.setFont(look.fonts.heading)
        for label in (self._title, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(S)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self._on_clicked)

    def show_book(self, book: Book) -> None:
        """Offer to import a book."""
        source = _PCS if book is Book.PROCEDURES else _CM
        self._title.setText(f"{book.value}: not loaded")
        self._words.setText(
            f"{_WHAT[book]} The book is not part of this program; {source}. "
            "Import the file once, and it stays here."
        )

    def _on_clicked(self) -> None:
        self.accepted.emit()

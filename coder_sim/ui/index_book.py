"""The index books: browse by letter and word, follow references, go on to the Tabular List."""

from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coder_sim.domain.books import Book, IndexEntry, columns
from coder_sim.domain.facts import CodeReference
from coder_sim.ui.actions import Hint
from coder_sim.ui.column_names import ColumnNames
from coder_sim.ui.import_offer import ImportOffer
from coder_sim.ui.index_delegate import IndexDelegate
from coder_sim.ui.index_model import IndexModel
from coder_sim.ui.index_terms import codes_of, letters, plain_code, reference_of, system_of, terms
from coder_sim.ui.theme import XS, Look, M, S

INDEX_HINTS = (
    Hint("Enter", "Open the code of a term in the Tabular List, or follow its see"),
    Hint("Space", "Follow see or see also"),
    Hint("1 to 6", "Open the code of that column of a table"),
)
_BOOKS = tuple(Book)


class IndexBook(QWidget):
    """One book at a time. A code in it is opened in the Tabular List, never added from here."""

    code_followed = Signal(object, str)
    """A ``System`` and a code or heading in normal form."""
    entry_shown = Signal(object)
    """The ``IndexEntry`` the keyboard stands on, None in an empty book."""
    import_requested = Signal()
    told = Signal(str)

    def __init__(self, facts: CodeReference, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._books, self._look = facts.books, look
        self._loaded: tuple[Book, ...] | None = None
        self._trail: list[IndexEntry] = []
        self.model = IndexModel(self._books, self)
        self.tree = QTreeView()
        self.word = QLineEdit()
        self._book, self._letter = QComboBox(), QComboBox()
        self._names = ColumnNames(look)
        self._delegate = IndexDelegate(look, self.tree)
        self.offer = ImportOffer(look)
        self._pages = QStackedWidget()
        self._inside = QWidget()
        self._build()
        self._connect()

    def start(self, day: date) -> None:
        """Begin a case; the books are asked for when they are first looked at."""
        self._trail.clear()

    def open(self) -> None:
        """Show the book chosen last, the Alphabetic Index at first."""
        if self._loaded is None:
            self._loaded = self._books.books()
            with QSignalBlocker(self._book):
                for book in _BOOKS:
                    missing = "" if book in self._loaded else " (not loaded)"
                    self._book.addItem(f"{book.value}{missing}")
                chosen = next((n for n, book in enumerate(_BOOKS) if book in self._loaded), 0)
                self._book.setCurrentIndex(chosen)
            self._show_book()
        else:
            self._on_current_changed(self.tree.currentIndex())

    def book(self) -> Book:
        """Return the book that is shown."""
        return _BOOKS[max(self._book.currentIndex(), 0)]

    def focus(self) -> None:
        """Put the keyboard in the box for a word, or on the offer to import."""
        inside = self._pages.currentWidget() is self._inside
        (self.word if inside else self.offer).setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> IndexEntry | None:
        """Return the entry the keyboard stands on."""
        return self.model.node_at(self.tree.currentIndex())

    def reveal(self, entry: IndexEntry) -> None:
        """Show an entry in its book, opened."""
        if self.book() is not entry.book:
            with QSignalBlocker(self._book):
                self._book.setCurrentIndex(_BOOKS.index(entry.book))
            self._show_book()
        place = self.model.index_of(entry)
        if not place.isValid():
            above = self._books.above(entry.id)
            root = above[0] if above else entry
            self._show_terms(root.title[:1])
            place = self.model.index_of(entry)
        self.tree.setCurrentIndex(place)
        self.tree.expand(place)
        self.tree.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtTop)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> bool:
        """Go where "see" or "see also" of the current entry leads; False without one."""
        entry = self.current()
        words = reference_of(entry) if entry is not None else ""
        if entry is None or not words:
            return False
        found = self._books.referred(entry.book, words)
        if found is None:
            self.told.emit(f'No term "{words}" in the books that are loaded.')
            return True
        self._trail.append(entry)
        self.reveal(found)
        return True

    def back(self) -> bool:
        """Return to the entry a reference was followed from; False where there is none."""
        if not self._trail:
            return False
        self.reveal(self._trail.pop())
        return True

    def take(self) -> None:
        """Open the current entry's code, else follow its reference, else open or close it."""
        entry = self.current()
        if entry is None:
            return
        if entry.code:
            self._follow_code(entry, entry.code)
        elif any(entry.cells):
            self.told.emit("Choose a column with 1 to 6.")
        elif not self.follow():
            index = self.tree.currentIndex()
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Space and column numbers; letters go to the box for a word."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_word_key(event) if watched is self.word else self._on_tree_key(event)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A table's codes may now take one line or two.
        self.tree.scheduleDelayedItemsLayout()

    def _build(self) -> None:
        self.word.setPlaceholderText("Term")
        self.word.setAccessibleName("Term in the book")
        self.word.setClearButtonEnabled(True)
        for combo, name in ((self._book, "Book"), (self._letter, "Letter")):
            combo.setAccessibleName(name)
            combo.view().setAccessibleName(name)
        self._book.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._book.setMinimumContentsLength(10)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(M)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName("Terms")
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(XS)
        row = QHBoxLayout()
        row.setContentsMargins(S, 0, S, 0)
        row.addWidget(self._letter)
        row.addWidget(self.word, 1)
        inner.addLayout(row)
        inner.addWidget(self._names)
        inner.addWidget(self.tree, 1)
        self._pages.addWidget(self._inside)
        self._pages.addWidget(self.offer)
        top = QHBoxLayout()
        top.setContentsMargins(S, XS, S, 0)
        top.addWidget(self._book, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addLayout(top)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._book.currentIndexChanged.connect(self._on_book_changed)
        self._letter.currentTextChanged.connect(self._on_letter_changed)
        self.word.textChanged.connect(self._on_word_changed)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.doubleClicked.connect(self._on_double_click)
        self.offer.accepted.connect(self.import_requested)
        for part in (self.word, self.tree):
            part.installEventFilter(self)

    def _show_book(self) -> None:
        book = self.book()
        loaded = book in (self._loaded or ())
        self._pages.setCurrentWidget(self._inside if loaded else self.offer)
        if not loaded:
            self.offer.show_book(book)
            self.model.show_terms(())
            self.entry_shown.emit(None)
            return
        with QSignalBlocker(self._letter):
            self._letter.clear()
            self._letter.addItems(list(letters(self._books, book)))
        self._names.show_columns(columns(book))
        self._delegate.cells = bool(columns(book))
        with QSignalBlocker(self.word):
            self.word.clear()
        self._show_terms(self._letter.currentText())

    def _show_terms(self, begins: str) -> None:
        with QSignalBlocker(self._letter):
            self._letter.setCurrentIndex(self._letter.findText(begins[:1].upper()))
        self.model.show_terms(terms(self._books, self.book(), begins))
        self.tree.setCurrentIndex(self.model.index(0, 0))
        if not self.model.rowCount():
            self.entry_shown.emit(None)

    def _on_word_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            found = self._books.referred(self.book(), self.word.text())
            if found is not None and "," in self.word.text():
                self.reveal(found)
        elif event.key() not in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            return False
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _on_tree_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            return False
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Space:
            self.follow()
        elif text.isdecimal() and self._take_column(int(text)):
            pass
        elif text.isalpha():
            self.word.setFocus(Qt.FocusReason.OtherFocusReason)
            self.word.setText(text)
        else:
            return False
        return True

    def _take_column(self, number: int) -> bool:
        entry = self.current()
        if entry is None or not 1 <= number <= len(entry.cells):
            return False
        if entry.cells[number - 1]:
            self._follow_code(entry, entry.cells[number - 1])
        else:
            self.told.emit(f"No code in the column {columns(entry.book)[number - 1]}.")
        return True

    def _follow_code(self, entry: IndexEntry, printed: str) -> None:
        self.code_followed.emit(system_of(entry.book), plain_code(printed))

    def _on_book_changed(self) -> None:
        self._show_book()

    def _on_letter_changed(self, letter: str) -> None:
        with QSignalBlocker(self.word):
            self.word.clear()
        self._show_terms(letter)

    def _on_word_changed(self, text: str) -> None:
        words = text.partition(",")[0].strip()
        self._show_terms(words or self._letter.currentText())

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.entry_shown.emit(self.model.node_at(current))

    def _on_double_click(self, index: QModelIndex) -> None:
        entry = self.model.node_at(index)
        if entry is not None and codes_of(entry):
            self.take()

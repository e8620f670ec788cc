"""The chart: its documents in tabs, find, and evidence marked in the text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from coder_sim.domain.answer import Passage
from coder_sim.domain.encounter import Document
from coder_sim.domain.feedback import Span
from coder_sim.domain.notebook import Annotation
from coder_sim.ui.document_page import DocumentPage, OwnMark
from coder_sim.ui.document_text import span_of
from coder_sim.ui.find_bar import FindBar
from coder_sim.ui.theme import DIM, XS, L, Look


class ChartView(QWidget):
    """Shows the documents of a chart; used to code it and to read the feedback on it."""

    selection_made = Signal(bool)
    """Text of the document in front is selected, or no longer."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tabs = QTabWidget()
        self._origin = QLabel()
        self._find = FindBar(look)
        self._column = QSplitter(Qt.Orientation.Vertical)
        self._selection_actions: tuple[QAction, ...] = ()
        self._build()
        self._connect()

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Show another chart from its first document, with nothing marked."""
        self._close_find()
        old = self.pages()
        self._tabs.clear()
        for page in old:
            page.deleteLater()
        for document in documents:
            page = DocumentPage(document, self._look)
            page.selection_made.connect(self.selection_made)
            page.addActions(self._selection_actions)
            index = self._tabs.addTab(page, _tab_name(document, documents))
            self._tabs.setTabToolTip(index, _origin_words(document))

    def offer(self, actions: Sequence[QAction]) -> None:
        """Offer actions on selected text in the menu of a right click."""
        self._selection_actions = tuple(actions)

    def add_below(self, part: QWidget) -> None:
        """Put a part below the documents, a quarter of the height."""
        self._column.addWidget(part)
        self._column.setStretchFactor(0, 3)
        self._column.setStretchFactor(1, 1)

    def highlight(self, spans: Sequence[Span], current: Span | None = None) -> None:
        """Mark passages in all documents; go to the current one. Unknown documents are left out."""
        for page in self.pages():
            page.highlight(spans, current)
            if current is not None and page.source.id == current.doc:
                self._tabs.setCurrentWidget(page)
                # A page shown for the first time has its size, and so its scroll range, only now.
                page.highlight(spans, current)

    def highlight_passages(self, passages: Sequence[Passage], current: Passage | None) -> None:
        """Mark quoted passages; those whose document or text is not here are left out."""
        spans = [span for passage in passages if (span := self.place(passage))]
        self.highlight(spans, self.place(current) if current else None)

    def mark_linked(self, passages: Sequence[Passage]) -> None:
        """Underline passages linked to other lines than the current one."""
        spans = [span for passage in passages if (span := self.place(passage))]
        for page in self.pages():
            page.mark_linked(spans)

    def mark_own(self, marks: Sequence[Annotation]) -> None:
        """Mark what the learner highlighted; what the text no longer says there is left out."""
        own = [OwnMark(Span(mark.doc, mark.start, mark.end), bool(mark.note)) for mark in marks]
        for page in self.pages():
            page.mark_own(own)

    def go_to(self, span: Span) -> None:
        """Bring a passage to the front and select it, with the keyboard on the document."""
        for page in self.pages():
            if page.source.id == span.doc:
                self._tabs.setCurrentWidget(page)
                page.setFocus(Qt.FocusReason.ShortcutFocusReason)
                page.go_to(span)

    def selected_span(self) -> Span | None:
        """Return the selection in the document in front, words taken whole; else the caret."""
        page, passage = self.current_page(), self.selected_passage()
        if passage is not None:
            return self.place(passage)
        return page.caret_span() if page else None

    def pages(self) -> tuple[DocumentPage, ...]:
        """Return the pages, in chart order."""
        found = (self._tabs.widget(index) for index in range(self._tabs.count()))
        return tuple(page for page in found if isinstance(page, DocumentPage))

    def current_page(self) -> DocumentPage | None:
        """Return the page in front."""
        page = self._tabs.currentWidget()
        return page if isinstance(page, DocumentPage) else None

    def selected_passage(self) -> Passage | None:
        """Return the text selected in the document in front."""
        page = self.current_page()
        return page.selected_passage() if page else None

    def focus_document(self) -> None:
        """Put the keyboard on the document in front."""
        if page := self.current_page():
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_document(self, steps: int) -> None:
        """Bring the next or the previous document to the front."""
        if count := self._tabs.count():
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + steps) % count)

    def open_find(self) -> None:
        """Open the find bar, with the selected words in it if there are any."""
        passage = self.selected_passage()
        if passage is not None and len(passage.quote) <= 60 and "\n" not in passage.quote:
            self._find.box.setText(passage.quote)
        self._find.open()
        self._search()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for closing an open find bar; else it leaves the page."""
        asks = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not asks or not isinstance(event, QKeyEvent) or self._find.isHidden():
            return super().event(event)
        if event.key() != Qt.Key.Key_Escape:
            return super().event(event)
        if event.type() is QEvent.Type.KeyPress:
            self._on_find_closed()
        event.accept()
        return True

    def place(self, passage: Passage) -> Span | None:
        """Return where a passage stands in its document; None where it does not."""
        page = next((page for page in self.pages() if page.source.id == passage.doc), None)
        return span_of(passage, page.source.text) if page else None

    def _build(self) -> None:
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName("Chart")
        self._tabs.tabBar().setAccessibleName("Documents of the chart")
        self._tabs.tabBar().setExpanding(False)
        self._tabs.tabBar().setFont(self._look.fonts.small)
        self._origin.setForegroundRole(DIM)
        self._origin.setFont(self._look.fonts.small)
        self._origin.setTextFormat(Qt.TextFormat.PlainText)
        self._origin.setWordWrap(True)
        self._origin.setContentsMargins(L, XS, L, XS)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setUsesScrollButtons(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._column.addWidget(self._tabs)
        self._column.setChildrenCollapsible(False)
        column.addWidget(self._column, 1)
        column.addWidget(self._origin)
        column.addWidget(self._find)
        self._find.hide()

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._on_document_changed)
        self._find.text_changed.connect(self._on_find_text)
        self._find.step_requested.connect(self._on_find_step)
        self._find.closed.connect(self._on_find_closed)

    def _search(self) -> None:
        page = self.current_page()
        if page is not None and self._find.isVisibleTo(self):
            total = page.find_text(self._find.box.text())
            self._find.show_count(page.found_number, total)

    def _close_find(self) -> None:
        self._find.hide()
        for page in self.pages():
            page.find_text("")

    def _on_document_changed(self) -> None:
        page = self.current_page()
        self._origin.setText(_origin_words(page.source) if page else "")
        self._search()
        passage = self.selected_passage()
        self.selection_made.emit(passage is not None)

    def _on_find_text(self) -> None:
        self._search()

    def _on_find_step(self, steps: int) -> None:
        if page := self.current_page():
            number = page.find_step(steps)
            self._find.show_count(number, page.find_total)

    def _on_find_closed(self) -> None:
        self._close_find()
        self.focus_document()


def _tab_name(document: Document, documents: Sequence[Document]) -> str:
    """Name a document by type and author role; by title where two would read alike."""
    alike = [
        other
        for other in documents
        if (other.type, other.author_role) == (document.type, document.author_role)
    ]
    name = document.type if len(alike) == 1 else document.title
    if document.author_role != "provider":
        name = f"{name} ({document.author_role})"
    return name.replace("&", "&&")


def _origin_words(document: Document) -> str:
    """Say what a document is and who wrote it: that decides what may be coded from it."""
    return f"{document.title}  \N{MIDDLE DOT}  Written by: {document.author_role}"

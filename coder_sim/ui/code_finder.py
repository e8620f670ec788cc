"""The code finder: one box, results at each key stroke, the code books, a card on what is shown."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import Code, System, dotted
from coder_sim.domain.facts import CodeFinder, CodeReference
from coder_sim.ui.actions import Hint, on
from coder_sim.ui.code_card import scroll
from coder_sim.ui.code_effects import warm_groups, warm_risk
from coder_sim.ui.code_marks import CodeMarks
from coder_sim.ui.finder_books import CodeBooks
from coder_sim.ui.finder_layout import FinderParts, lay_out
from coder_sim.ui.finder_model import FinderRow
from coder_sim.ui.finder_rows import RowMaker
from coder_sim.ui.finder_verbs import finder_verbs, hints_of
from coder_sim.ui.mark_keeping import MarkKeeping
from coder_sim.ui.theme import Look
from coder_sim.ui.typed_code import astray

LIMIT = 50
NOTHING = "Nothing found. Try fewer or other words."
NOT_THAT = "Not that code"
GUESSES = (Hint("Down", "Go to what was found by parts of it"),)
TYPE_IT = Hint("F6", "Go to the answer sheet, to type it there all the same")
_LIST_KEYS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -6,
    Qt.Key.Key_PageDown: 6,
}


class FinderPane(QWidget):
    """Finds codes by words or by code. While codes are listed the box keeps the keyboard."""

    code_chosen = Signal(object, bool)
    """A billable ``Code``, and whether to put it first."""
    import_requested = Signal()
    """The user wants to import code sets."""

    def __init__(
        self, facts: CodeReference, finder: CodeFinder, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._facts, self._finder = facts, finder
        self._day = date.max
        self._exam = False
        self._verbs = finder_verbs(look, self)
        self.verbs = self._verbs.all()
        self._parts = FinderParts(facts, look, self._verbs, self._below)
        self.box, self.results = self._parts.box, self._parts.found
        self.model, self.card = self._parts.found.rows, self._parts.card
        self.tabular, self.builder = self._parts.tabular, self._parts.builder
        self.index = self._parts.index
        self._books = CodeBooks(facts, self._parts, self)
        self._keeping = MarkKeeping(self.card, look, self)
        lay_out(self, self._parts, look)
        self._connect()

    def start(self, systems: Sequence[System], day: date) -> None:
        """Begin a case: an empty box, its code sets, its date."""
        self._day = day
        parts = self._parts
        parts.chips.offer(systems)
        parts.show_editions(self._facts.editions(), systems)
        chapters = self._facts.tabular.top(System.ICD10CM, day)
        parts.filters.offer(chapters if System.ICD10CM in systems else ())
        self._verbs.tables.setEnabled(System.ICD10PCS in systems)
        self._books.start(day)
        self.box.clear()
        self._search()
        parts.status.clear()
        QTimer.singleShot(0, self._on_started)

    def warm_up(self) -> None:
        """Load what the card asks for, before it is asked; safe on any thread."""
        warm_risk(self._facts)

    def keep_marks(self, marks: CodeMarks) -> None:
        """Show favourites, codes used of late and own notes from now on."""
        self._keeping.marks = marks
        self.card.keep_marks(marks)
        marks.changed.connect(self._on_marks_changed)
        marks.told.connect(self.say)

    def show_exam(self, exam: bool) -> None:
        """In an exam the codes used of late are neither shown nor remembered."""
        self._exam = exam
        self._on_marks_changed()

    def focus(self) -> None:
        """Put the keyboard in the box, with its text selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def next_code_set(self) -> None:
        """Search in the next code set; after the last one, in all again."""
        self._parts.chips.step()

    def look_up(self, line: CodedLine) -> None:
        """Show a code of the sheet among its neighbours, or what is below it if a heading."""
        code = self._facts.code(line.system, line.code, self._day)
        self.box.setText(dotted(line.system, line.code))
        if code is not None and code.billable:
            self._open_beside(code)
        elif code is not None:
            self._open_heading(code)
        self.focus()

    def say(self, text: str) -> None:
        """Tell what became of the last choice."""
        self._parts.status.setText(text)

    def save_state(self) -> QByteArray:
        """Return how the list and the card share the height."""
        return self._parts.panes.saveState()

    def restore_state(self, state: QByteArray) -> None:
        """Put back what ``save_state`` returned; anything else changes nothing."""
        self._parts.panes.restoreState(state)

    def choose(self, number: int, *, first: bool = False) -> None:
        """Take a result by its row: a code goes to the sheet, a heading opens."""
        row = self.model.row_at(number)
        if row is None:
            return
        if row.code.billable:
            self._add(row.code, first)
        else:
            self._open_heading(row.code)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from leaving the case while there is something here to go back from."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self._can_step_back()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self._step_back():
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the box drive the list: it never loses the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event, in_box=watched is self.box)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.results.scheduleDelayedItemsLayout()

    def _connect(self) -> None:
        parts, verbs = self._parts, self._verbs
        self.box.textChanged.connect(self._on_text)
        for part in (self.box, self.results):
            part.installEventFilter(self)
            for verb in (verbs.add, verbs.add_first, verbs.in_tabular, verbs.beside):
                part.addAction(verb)
        for verb in self.verbs[4:]:
            self.addAction(verb)
        self.results.row_shown.connect(self._on_row_shown)
        self.results.doubleClicked.connect(self._on_add)
        self.index.import_requested.connect(self.import_requested)
        for source in (self._books, self._keeping):
            source.told.connect(self.say)
        for page in (self.tabular, self.builder):
            page.code_chosen.connect(self._add)
        parts.chips.chosen.connect(self._on_code_set)
        parts.filters.chosen.connect(self._on_code_set)
        parts.tabs.tabBarClicked.connect(self._on_tab)
        for verb, slot in (
            (verbs.add, self._on_add),
            (verbs.add_first, self._on_add_first),
            (verbs.in_tabular, self._on_in_tabular),
            (verbs.beside, self._on_beside),
            (verbs.tabular, self._on_tabular),
            (verbs.index, self._books.open_index),
            (verbs.tables, self._on_tables),
            (verbs.back, self._on_back),
            (verbs.forward, self._on_forward),
            (verbs.favourite, self._keeping.toggle_favourite),
            (verbs.note, self._keeping.write_note),
            (verbs.filter, parts.filters.focus),
        ):
            on(verb, slot)

    def _rows(self) -> RowMaker:
        return RowMaker(self._facts, self._keeping.marks, self._day)

    def _below(self, code: Code) -> list[FinderRow]:
        return self._rows().below(code)

    def _search(self) -> None:
        text = self.box.text().strip()
        asked = self._parts.chips.asked()
        filters = self._parts.filters
        self._parts.show_page(self.results)
        if not text:
            kept = self._rows().kept(asked, recent=not self._exam)
            self.results.show_found(kept, choose=False)
            self.say("")
            return
        hits = self._finder.search(
            *(text, asked, self._day, LIMIT),
            chapter=filters.chapter,
            billable=filters.billable.isChecked(),
        )
        wrong = astray(text, hits, asked, self._facts, self._day)
        rows = self._rows().with_table(text, self._rows().found(hits), asked)
        self.results.show_found(rows, choose=not wrong)
        if wrong:
            self.card.show_keys([Hint(text.upper(), wrong), *(GUESSES if hits else ()), TYPE_IT])
        self.say(NOTHING if not rows else NOT_THAT if wrong else "")

    def _add(self, code: Code, first: bool) -> None:
        self.code_chosen.emit(code, first)
        if (marks := self._keeping.marks) is not None and not self._exam:
            marks.used(code)
        self._parts.show_page(self.results)
        self.focus()

    def _open_heading(self, code: Code) -> None:
        if code.system is System.ICD10PCS:
            self._books.open_builder(code.code)
            return
        self.results.open_heading(code)
        self.say(f"Below {code.display}; Esc goes back")

    def _open_beside(self, code: Code) -> None:
        above = self._facts.ancestors(code.system, code.code)
        shown = [heading.code for heading in self.results.trail]
        if parent := next((heading for heading in above if heading.code not in shown), None):
            self._open_heading(parent)
            self.results.reach(code)

    def _step_back(self) -> bool:
        """Go one level up: out of a book, out of a heading, then out of the search."""
        if not self._can_step_back():
            return False
        if not self._parts.shows(self.results):
            self._parts.show_page(self.results)
            self._on_row_shown(self.results.current())
            self.focus()
        elif self.results.trail:
            if not self.results.step_out():
                self._search()
        else:
            self.box.clear()
        return True

    def _can_step_back(self) -> bool:
        away = not self._parts.shows(self.results)
        return bool(away or self.results.trail or self.box.text())

    def _on_key(self, event: QKeyEvent, *, in_box: bool) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choose(key - Qt.Key.Key_1)
            return True
        if not in_box or key not in _LIST_KEYS:
            return False
        if held == Qt.KeyboardModifier.NoModifier:
            self._parts.show_page(self.results)
            self.results.step(_LIST_KEYS[Qt.Key(key)])
            return True
        if held == Qt.KeyboardModifier.ShiftModifier and key >= Qt.Key.Key_PageUp:
            scroll(self.card, -0.8 if key == Qt.Key.Key_PageUp else 0.8)
            return True
        return False

    def _on_row_shown(self, row: FinderRow | None) -> None:
        if row is not None:
            self.card.show_code(row.code, self._day)
        elif self.box.text().strip():
            self.card.show_code(None, self._day)
        else:
            self.card.show_keys(hints_of(self._verbs))

    def _on_add(self) -> None:
        self.choose(self.results.currentIndex().row())

    def _on_add_first(self) -> None:
        self.choose(self.results.currentIndex().row(), first=True)

    def _on_in_tabular(self) -> None:
        if row := self.results.current():
            self._books.open_code(row.code.system, row.code.code)

    def _on_beside(self) -> None:
        if row := self.results.current():
            self._open_beside(row.code)

    def _on_tab(self, number: int) -> None:
        (self._on_found, self._on_tabular, self._books.open_index, self._on_tables)[number]()

    def _on_found(self) -> None:
        self._parts.show_page(self.results)
        self._on_row_shown(self.results.current())
        self.focus()

    def _on_tabular(self) -> None:
        self._books.open_tabular(self.card.shown_code(), self._parts.chips.asked())

    def _on_tables(self) -> None:
        code = self.card.shown_code()
        self._books.open_builder(code.code if code and code.system is System.ICD10PCS else "")

    def _on_back(self) -> None:
        self._books.step(-1)

    def _on_forward(self) -> None:
        self._books.step(1)

    def _on_started(self) -> None:
        warm_groups(self._facts, self._day)

    def _on_text(self) -> None:
        self._search()

    def _on_code_set(self) -> None:
        self._search()
        self.focus()

    def _on_marks_changed(self) -> None:
        if not self.box.text().strip():
            self._search()

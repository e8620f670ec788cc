"""The code finder: one box, results at each key stroke, a card on the current one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import Code, System, dotted
from coder_sim.domain.facts import CodeFacts, CodeFinder
from coder_sim.ui.actions import Hint, Verb, keys_of, on
from coder_sim.ui.code_card import CodeCard, scroll
from coder_sim.ui.code_set_chips import CodeSetChips
from coder_sim.ui.finder_delegate import FinderDelegate
from coder_sim.ui.finder_model import FinderModel, FinderRow
from coder_sim.ui.line_state import heading_words
from coder_sim.ui.theme import DIM, XS, Look, S
from coder_sim.ui.typed_code import astray

LIMIT = 50
NOTHING = "Nothing found. Try fewer or other words."
NOT_THAT = "Not that code"
GUESSES = (Hint("Down", "Go to what was found by parts of it"),)
TYPE_IT = Hint("F6", "Go to the answer sheet, to type it there all the same")
HINTS = (
    Hint("Up, Down", "Choose among the codes found"),
    Hint("Alt+1 to Alt+9", "Add the code with that number"),
    Hint("Shift+PgUp, PgDown", "Scroll the code card"),
    Hint("Esc", "One level up"),
)
"""Keys of the box that are no actions."""
_FULL_LENGTH = 7
_LIST_KEYS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -6,
    Qt.Key.Key_PageDown: 6,
}


class FinderPane(QWidget):
    """Finds codes by words or by code. Focus stays in the box the whole time."""

    code_chosen = Signal(object, bool)
    """A billable ``Code``, and whether to put it first."""

    def __init__(
        self, facts: CodeFacts, finder: CodeFinder, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._facts = facts
        self._finder = finder
        self._look = look
        self._day = date.max
        self._trail: tuple[Code, ...] = ()
        self.box = QLineEdit()
        self.results = QListView()
        self.model = FinderModel(self)
        self.card = CodeCard(facts, look)
        self._chips = CodeSetChips(look)
        self._status = QLabel()
        self._panes = QSplitter(Qt.Orientation.Vertical)
        self.verbs = self._make_verbs()
        self._build()
        self._connect()

    def start(self, systems: Sequence[System], day: date) -> None:
        """Begin a case: an empty box, its code sets, its date."""
        self._day = day
        self._chips.offer(systems)
        self.box.clear()
        self._search()
        self._status.clear()

    def focus(self) -> None:
        """Put the keyboard in the box, with its text selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def next_code_set(self) -> None:
        """Search in the next code set; after the last one, in all again."""
        self._chips.step()

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
        self._status.setText(text)

    def save_state(self) -> QByteArray:
        """Return how the list and the card share the height."""
        return self._panes.saveState()

    def restore_state(self, state: QByteArray) -> None:
        """Put back what ``save_state`` returned; anything else changes nothing."""
        self._panes.restoreState(state)

    def choose(self, number: int, *, first: bool = False) -> None:
        """Take a result by its row: a code goes to the sheet, a heading opens."""
        row = self.model.row_at(number)
        if row is None:
            return
        if row.code.billable:
            self.code_chosen.emit(row.code, first)
            self.focus()
        else:
            self._open_heading(row.code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the box drive the list: it never loses the keyboard."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                return self._on_key(event, in_box=watched is self.box)
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                # Esc means the window's Back only when there is nothing here to go back from.
                event.setAccepted(self._can_step_back())
                return event.isAccepted()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.results.scheduleDelayedItemsLayout()

    def _build(self) -> None:
        self.box.setPlaceholderText("Find a code: words, abbreviation or code   (Ctrl+K)")
        self.box.setAccessibleName("Find a code")
        self.box.setClearButtonEnabled(True)
        self.results.setModel(self.model)
        self.results.setItemDelegate(FinderDelegate(self._look, self.results))
        self.results.setAccessibleName("Codes found")
        # The box drives the list, so Tab need not stop there.
        self.results.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.results.setFrameShape(QFrame.Shape.NoFrame)
        self.results.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setResizeMode(QListView.ResizeMode.Adjust)
        self._status.setForegroundRole(DIM)
        self._status.setFont(self._look.fonts.small)
        self._status.setWordWrap(True)
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._panes.addWidget(self.results)
        self._panes.addWidget(self.card)
        self._panes.setChildrenCollapsible(False)
        self._panes.setSizes([380, 240])
        self.results.setMinimumHeight(120)
        self.card.setMinimumHeight(90)
        top = QVBoxLayout()
        top.setContentsMargins(S, S, S, XS)
        top.setSpacing(XS)
        top.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._chips)
        row.addWidget(self._status, 1)
        top.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._panes, 1)

    def _connect(self) -> None:
        self.box.textChanged.connect(self._on_text)
        self.box.installEventFilter(self)
        self.results.installEventFilter(self)
        self.results.selectionModel().currentChanged.connect(self._on_current_changed)
        self.results.doubleClicked.connect(self._on_double_click)
        self._chips.chosen.connect(self._on_code_set)
        self._look.changed.connect(self._on_look_changed)

    def _search(self) -> None:
        self._trail = ()
        text = self.box.text().strip()
        asked = self._chips.asked()
        hits = self._finder.search(text, asked, self._day, LIMIT) if text else ()
        wrong = astray(text, hits, asked, self._facts, self._day)
        self._show([self._row(hit.code, hit.why) for hit in hits], choose=not wrong)
        if not text:
            self.card.show_keys([*map(_key_words, self.verbs), *HINTS])
        elif wrong:
            self.card.show_keys([Hint(text.upper(), wrong), *(GUESSES if hits else ()), TYPE_IT])
        self.say(NOTHING if text and not hits else NOT_THAT if wrong else "")

    def _row(self, code: Code, why: str) -> FinderRow:
        todo = "" if code.billable else heading_words(code, self._facts, self._day)
        if not self._trail and code.system is System.ICD10CM and len(code.code) == _FULL_LENGTH:
            todo = "other 7th characters: Shift+Enter"
        return FinderRow(code, why, todo)

    def _show(self, rows: Sequence[FinderRow], *, choose: bool = True) -> None:
        self.model.show_rows(rows)
        chosen = choose and bool(rows)
        self.results.setCurrentIndex(self.model.index(0) if chosen else QModelIndex())
        if not chosen:
            self.card.show_code(None, self._day)

    def _open_heading(self, code: Code) -> None:
        self._trail = (*self._trail, code)
        below = self._facts.children(code.system, code.code, self._day)
        self._show([self._row(child, "") for child in below])
        self.say(f"Below {code.display}; Esc goes back")

    def _step_back(self) -> bool:
        """Go one level up: out of a heading, then out of the search; tell if there was one."""
        if not self._can_step_back():
            return False
        if len(self._trail) > 1:
            *trail, parent = self._trail[:-1]
            self._trail = tuple(trail)
            self._open_heading(parent)
        elif self._trail:
            self._search()
        else:
            self.box.clear()
        return True

    def _can_step_back(self) -> bool:
        return bool(self._trail or self.box.text())

    def _make_verbs(self) -> tuple[QAction, ...]:
        """Make the actions on the current result; their keys work in the box and in the list."""
        verbs = []
        for text, keys, icon, slot in (
            ("Add the code found", "Return, Enter", "add", self._on_add),
            (
                "Add it as principal or first-listed",
                "Ctrl+Return, Ctrl+Enter",
                "",
                self._on_add_first,
            ),
            ("List the codes beside it", "Shift+Return, Shift+Enter", "expand", self._open_around),
        ):
            verb = on(Verb(self._look, text, keys, icon, self), slot)
            verb.setObjectName(f"finder.{slot.__name__.strip('_')}")
            verb.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.box.addAction(verb)
            self.results.addAction(verb)
            verbs.append(verb)
        return tuple(verbs)

    def _open_around(self) -> None:
        """List the codes beside the current one; once more, those one level up."""
        if row := self.model.row_at(self.results.currentIndex().row()):
            self._open_beside(row.code)

    def _open_beside(self, code: Code) -> None:
        above = self._facts.ancestors(code.system, code.code)
        shown = [heading.code for heading in self._trail]
        if parent := next((heading for heading in above if heading.code not in shown), None):
            self._open_heading(parent)
            places = [n for n in range(self.model.rowCount()) if self._leads_to(n, code)]
            self.results.setCurrentIndex(self.model.index(places[0] if places else 0))

    def _leads_to(self, number: int, code: Code) -> bool:
        row = self.model.row_at(number)
        return row is not None and code.code.startswith(row.code.code)

    def _on_key(self, event: QKeyEvent, *, in_box: bool) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choose(key - Qt.Key.Key_1)
            return True
        if key == Qt.Key.Key_Escape:
            return self._step_back()
        if not in_box or key not in _LIST_KEYS:
            return False
        if held == Qt.KeyboardModifier.NoModifier:
            self._step(_LIST_KEYS[Qt.Key(key)])
            return True
        if held == Qt.KeyboardModifier.ShiftModifier and key >= Qt.Key.Key_PageUp:
            scroll(self.card, -0.8 if key == Qt.Key.Key_PageUp else 0.8)
            return True
        return False

    def _step(self, steps: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            row = min(max(self.results.currentIndex().row() + steps, 0), last)
            self.results.setCurrentIndex(self.model.index(row))

    def _on_add(self) -> None:
        self.choose(self.results.currentIndex().row())

    def _on_add_first(self) -> None:
        self.choose(self.results.currentIndex().row(), first=True)

    def _on_text(self) -> None:
        self._search()

    def _on_code_set(self) -> None:
        self._search()
        self.focus()

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = self.model.row_at(current.row())
        self.card.show_code(row.code if row else None, self._day)
        self.results.viewport().update()

    def _on_double_click(self, index: QModelIndex) -> None:
        self.choose(index.row())

    def _on_look_changed(self) -> None:
        self.results.viewport().update()


def _key_words(verb: QAction) -> Hint:
    return Hint(keys_of(verb), verb.text())

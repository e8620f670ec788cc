"""The workspace: chart, code finder and answer sheet side by side."""

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.code_set import Code
from coder_sim.domain.facts import CodeFinder, CodeReference
from coder_sim.practice.checks import SheetPrompt
from coder_sim.practice.views import OpenedCase, SessionMode
from coder_sim.ui.answer_sheet import AnswerSheetPane
from coder_sim.ui.case_header import CaseHeader
from coder_sim.ui.chart_view import ChartView
from coder_sim.ui.code_finder import FinderPane
from coder_sim.ui.sheet_commands import SheetDesk
from coder_sim.ui.sheet_entry import systems_of
from coder_sim.ui.theme import Look
from coder_sim.ui.workspace_actions import ShortcutYield, make_actions
from coder_sim.ui.workspace_evidence import EvidenceLinking
from coder_sim.ui.workspace_notes import NoteTaking

_STATE_VERSION = 1
NARROWEST_BOX = 190
SUBMIT_ANYWAY = "Enter lists what can; F9 again submits it all the same."


class Workspace(QWidget):
    """Where a case is coded. Loading a case emits nothing."""

    sheet_changed = Signal()
    """The user changed the sheet, by doing, undoing or redoing."""
    note_kept = Signal(object)
    """A highlight of the chart is to be stored; an Annotation."""
    note_dropped = Signal(object)
    """A highlight of the chart is to be forgotten; its AnnotationId."""
    mode_changed = Signal(object)
    """Practice became an exam, or the other way round; the SessionMode."""
    submit_requested = Signal()
    told = Signal(str)
    """What became of an action, in words, for a status bar."""

    def __init__(
        self, facts: CodeReference, finder: CodeFinder, theme: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = SheetDesk(self)
        self._header = CaseHeader(facts, theme)
        self.chart = ChartView(theme)
        self.finder = FinderPane(facts, finder, theme)
        self.answer = AnswerSheetPane(self._desk, facts, theme)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._room = QScrollArea()
        """Scrolls where the window is narrower than the panes: a projector, a large font."""
        self._warned: AnswerSheet | None = None
        """The sheet of which it was said that it has lines that cannot be reported."""
        self._found: tuple[SheetPrompt, ...] = ()
        self._evidence = EvidenceLinking(self.chart, self.answer, self._desk, self)
        self._taking = NoteTaking(self.chart, self._desk.undo_stack, theme, self)
        self._actions = make_actions(self, self._desk.undo_stack, theme)
        self._build()
        self._connect()

    def show_case(self, opened: OpenedCase) -> None:
        """Put a case on the desk with its draft."""
        encounter = opened.brief.encounter
        self._header.show_case(opened.brief)
        self.chart.show_documents(opened.brief.documents)
        self.finder.start(systems_of(encounter.setting), encounter.service_date)
        self.answer.start(encounter)
        self._found = ()
        self._desk.load(opened.sheet)
        self._taking.load(opened)

    def sheet(self) -> AnswerSheet:
        """Return the answer sheet as it stands."""
        return self._desk.sheet

    def show_prompts(self, prompts: tuple[SheetPrompt, ...]) -> None:
        """Show what the checks say of the sheet; an exam shows nothing of the kind."""
        self._found = prompts
        self.answer.show_prompts(() if self.mode is SessionMode.EXAM else prompts)

    @property
    def mode(self) -> SessionMode:
        """Tell whether this is practice or an exam."""
        return SessionMode.EXAM if self._actions.exam.isChecked() else SessionMode.PRACTICE

    def set_mode(self, mode: SessionMode) -> None:
        """Practise with prompts, or sit an exam without them."""
        self._actions.exam.setChecked(mode is SessionMode.EXAM)

    def actions_for_menu(self) -> list[QAction]:
        """Return every action of the workspace, for menus and the command palette."""
        find, *others = self._actions.all()
        return [find, *self.finder.verbs, *others, self.answer.remove]

    def focus_finder(self) -> None:
        """Put the keyboard in the finder's box."""
        for part in (self.finder, self.finder.box):
            self._room.ensureWidgetVisible(part)
        self.finder.focus()

    def save_state(self) -> QByteArray:
        """Return how the panes share the window."""
        state = QByteArray()
        stream = QDataStream(state, QIODevice.OpenModeFlag.WriteOnly)
        stream.writeInt32(_STATE_VERSION)
        for part in (self._splitter.saveState(), self.finder.save_state()):
            stream.writeBytes(part.data())
        return state

    def restore_state(self, state: QByteArray) -> None:
        """Put the panes back as saved; anything unreadable changes nothing."""
        stream = QDataStream(state)
        if stream.readInt32() != _STATE_VERSION:
            return
        parts = (QByteArray(), QByteArray())
        for part in parts:
            stream >> part
        if stream.status() is QDataStream.Status.Ok:
            self._splitter.restoreState(parts[0])
            self.finder.restore_state(parts[1])

    def _build(self) -> None:
        for pane in (self.chart, self.finder, self.answer):
            self._splitter.addWidget(pane)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._splitter.setSizes([530, 410, 420])
        for index, stretch in enumerate((6, 4, 4)):
            self._splitter.setStretchFactor(index, stretch)
        self.chart.setMinimumWidth(260)
        # The pane's own layout knows how long large letters make the row of code sets.
        self.finder.box.setMinimumWidth(NARROWEST_BOX)
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setForegroundRole(self.palette().ColorRole.Mid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(rule)
        self._room.setWidget(self._splitter)
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._room, 1)
        made = self._actions
        self.answer.add_tools(
            [
                made.make_first,
                made.move_up,
                made.move_down,
                self.answer.remove,
                made.undo,
                made.redo,
            ]
        )
        self.chart.offer([made.link_evidence, made.highlight, made.write_note, made.add_query])
        yielding = ShortcutYield(made, self)
        for box in (self.finder.box, self.answer.table):
            box.installEventFilter(yielding)
        self._yielding = yielding

    def _connect(self) -> None:
        made = self._actions
        for action, slot in (
            (made.find_code, self.focus_finder),
            (made.next_code_set, self.finder.next_code_set),
            (made.find_in_chart, self.chart.open_find),
            (made.next_document, self._on_next_document),
            (made.previous_document, self._on_previous_document),
            (made.next_evidence, self._on_next_evidence),
            (made.previous_evidence, self._on_previous_evidence),
            (made.link_evidence, self._evidence.link),
            (made.unlink_evidence, self._evidence.unlink),
            (made.highlight, self._taking.highlight),
            (made.write_note, self._taking.write_note),
            (made.note_list, self._taking.toggle_list),
            (made.add_query, self._on_add_query),
            (made.move_up, self._on_move_up),
            (made.move_down, self._on_move_down),
            (made.make_first, self.answer.make_first),
            (made.paste_codes, self._on_paste_codes),
            (made.undo, self._on_undo),
            (made.redo, self._on_redo),
            (made.next_pane, self._on_next_pane),
            (made.previous_pane, self._on_previous_pane),
            (made.submit, self._on_submit),
        ):
            action.triggered.connect(slot)
        made.exam.toggled.connect(self._on_exam_toggled)
        self.finder.code_chosen.connect(self._on_code_chosen)
        self.answer.submit_requested.connect(self._on_submit)
        self.answer.lookup_requested.connect(self.finder.look_up)
        self.answer.told.connect(self._on_told)
        self._evidence.told.connect(self._on_told)
        self._taking.told.connect(self._on_told)
        self._taking.notes.kept.connect(self.note_kept)
        self._taking.notes.dropped.connect(self.note_dropped)
        self._desk.sheet_changed.connect(self._on_sheet_changed)

    def _panes(self) -> list[QWidget]:
        return [self.chart, self.finder, self.answer]

    def _step_pane(self, steps: int) -> None:
        focused = QApplication.focusWidget()
        panes = self._panes()
        here = next(
            (i for i, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), -steps
        )
        go = (self.chart.focus_document, self.finder.focus, self.answer.focus)
        there = (here + steps) % len(panes)
        self._room.ensureWidgetVisible(panes[there])
        go[there]()

    def _on_code_chosen(self, code: Code, first: bool) -> None:
        self.answer.add_code(code, first=first)

    def _on_sheet_changed(self) -> None:
        # What was said of an earlier change is no longer true.
        self._on_told("")
        self.sheet_changed.emit()

    def _on_told(self, words: str) -> None:
        self.finder.say(words)
        self.told.emit(words)

    def _on_add_query(self) -> None:
        passage = self.chart.selected_passage()
        if passage is None:
            self._on_told("Select the text in question first, then press Ctrl+Shift+Q.")
        else:
            self.answer.add_query(passage)
            self._on_told("A query about the selected text: write the question.")

    def _on_paste_codes(self) -> None:
        self.answer.add_codes(QGuiApplication.clipboard().text())

    def _on_move_up(self) -> None:
        self.answer.move_current(-1)

    def _on_move_down(self) -> None:
        self.answer.move_current(1)

    def _on_undo(self) -> None:
        text = self._desk.undo_stack.undoText()
        self._desk.undo_stack.undo()
        self._on_told(f"Undone: {text}.")

    def _on_redo(self) -> None:
        text = self._desk.undo_stack.redoText()
        self._desk.undo_stack.redo()
        self._on_told(f"Done again: {text}.")

    def _on_next_document(self) -> None:
        self.chart.step_document(1)

    def _on_previous_document(self) -> None:
        self.chart.step_document(-1)

    def _on_next_evidence(self) -> None:
        self._evidence.step(1)

    def _on_previous_evidence(self) -> None:
        self._evidence.step(-1)

    def _on_next_pane(self) -> None:
        self._step_pane(1)

    def _on_previous_pane(self) -> None:
        self._step_pane(-1)

    def _on_exam_toggled(self) -> None:
        self.show_prompts(self._found)
        self._header.show_mode(self.mode)
        self.finder.show_exam(self.mode is SessionMode.EXAM)
        self.mode_changed.emit(self.mode)

    def _on_submit(self) -> None:
        """Hand the sheet in; with a line that cannot be reported only when asked once more."""
        fault = self.answer.first_fault() if self._warned != self._desk.sheet else ""
        if fault:
            self._warned = self._desk.sheet
            self._on_told(f"{fault} {SUBMIT_ANYWAY}")
        else:
            self.submit_requested.emit()

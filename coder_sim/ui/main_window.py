"""The window: first start, worklist, workspace and feedback, one page at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QStackedWidget, QWidget

from coder_sim.domain.facts import CodeFacts, CodeFinder
from coder_sim.practice.desk import Desk
from coder_sim.practice.views import AttemptId, CaseRef, OpenedCase, WorklistEntry
from coder_sim.ui.actions import ActionGroup, on, window_actions
from coder_sim.ui.case_flow import CaseFlow, GradedAttempt
from coder_sim.ui.cheat_sheet import CheatSheet
from coder_sim.ui.code_finder import HINTS
from coder_sim.ui.dialogs import commit_editor, leave_unsaved
from coder_sim.ui.feedback_view import FeedbackView
from coder_sim.ui.first_start import FirstStart
from coder_sim.ui.header import ActionButton
from coder_sim.ui.library_build import LibraryBuild
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.sheet_table import SHEET_HINTS
from coder_sim.ui.theme import Look, S
from coder_sim.ui.worker import Worker
from coder_sim.ui.worklist import Worklist
from coder_sim.ui.worklist_model import day_words
from coder_sim.ui.workspace import Workspace

PROGRAM = "Coder Sim"
SMALLEST = QSize(940, 500)
FIRST_SIZE = QSize(1366, 768)
FRAME = QSize(16, 48)
"""What the desktop draws around a window, at most, as far as can be known before it does."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages work with, once the code library is there."""

    desk: Desk
    facts: CodeFacts
    finder: CodeFinder


class MainWindow(QMainWindow):
    """Shows the pages and carries the learner from one to the next."""

    library_built = Signal()
    """A build of the code library ended well; ``start`` is called next."""
    import_requested = Signal()
    """The user wants to import code sets."""

    def __init__(
        self,
        look: Look,
        memory: WindowMemory,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look, self._memory, self._clock = look, memory, clock
        self.worker = Worker(self)
        self.services: Services | None = None
        self.flow: CaseFlow | None = None
        self.workspace: Workspace | None = None
        self._library: LibraryBuild | None = None
        self._case: CaseRef | None = None
        self.first_start = FirstStart(look)
        self.worklist = Worklist(look, self._today)
        self.feedback = FeedbackView(look)
        self._pages = QStackedWidget()
        self._actions = window_actions(look, self)
        self._saved = QLabel()
        self._build()
        self._connect()

    def open(self) -> None:
        """Show the window where it was last; filling the screen where that has no room for it."""
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(SMALLEST.boundedTo(room - FRAME))
        needed = self.size() + FRAME
        if needed.width() > room.width() or needed.height() > room.height():
            self.resize(self.size().boundedTo(room - FRAME))
            self.showMaximized()
        else:
            self.show()

    def build_library(self, build: LibraryBuild) -> None:
        """Build the code library on the first page; ``library_built`` follows."""
        self._library = build
        self.show_page(self.first_start)
        self.first_start.watch(build)

    def show_fault(self, what: str, todo: str, *, restorable: bool = False) -> None:
        """Say on the first page why the program cannot go on; offer another try, or a backup."""
        self.show_page(self.first_start)
        self.first_start.show_fault(what, todo, restorable=restorable)

    def start(self, services: Services) -> None:
        """Take the services and show the worklist."""
        self.services = services
        self.flow = CaseFlow(services.desk, self.worker, self._clock, self)
        self.flow.worklist_read.connect(self._on_worklist_read)
        self.flow.case_opened.connect(self._on_case_opened)
        self.flow.attempt_graded.connect(self._on_attempt_graded)
        self.flow.draft_saved.connect(self._on_draft_saved)
        self.flow.told.connect(self._on_told)
        self.workspace = Workspace(services.facts, services.finder, self.look)
        self.workspace.restore_state(self._memory.state("workspace"))
        self.workspace.sheet_changed.connect(self._on_sheet_changed)
        self.workspace.submit_requested.connect(self._on_submit_requested)
        self.workspace.told.connect(self._on_told)
        self._pages.addWidget(self.workspace)
        self._sheet_menu.addActions(self.workspace.actions_for_menu())
        self.show_worklist()

    def stop(self) -> bool:
        """Let go of the services once every draft is saved; False where one could not be.

        ``start`` takes new ones.
        """
        commit_editor(self.focusWidget())
        if self.flow is not None and not self.flow.finish():
            return False
        if self.flow is not None and self.workspace is not None:
            self._memory.keep_state("workspace", self.workspace.save_state())
            self._pages.removeWidget(self.workspace)
            self._sheet_menu.clear()
            self.workspace.deleteLater()
            self.flow.deleteLater()
        self.flow = self.workspace = self.services = None
        self.show_page(self.first_start)
        return True

    def show_worklist(self) -> None:
        """Leave the case, keeping its draft, and show the worklist."""
        if self.flow is not None:
            commit_editor(self.focusWidget())
            self.flow.leave()
            self.show_page(self.worklist)
            self.worklist.focus_list()
            self.flow.read_worklist()

    def open_case(self, ref: CaseRef) -> None:
        """Open a case in the workspace, with its draft."""
        if self.flow is not None:
            self.flow.open(ref)

    def action_groups(self) -> tuple[ActionGroup, ...]:
        """Return every action by the place where its keys work."""
        own = self._actions
        workspace = self.workspace.actions_for_menu() if self.workspace else []
        return (
            ActionGroup(
                "Everywhere", (own.back, own.import_codes, own.switch_look, own.keys, own.quit)
            ),
            ActionGroup("Worklist", tuple(self.worklist.actions_for_menu())),
            ActionGroup("Workspace", tuple(workspace)),
            ActionGroup("Code finder", (), HINTS),
            ActionGroup("Answer sheet", (), SHEET_HINTS),
            ActionGroup("Feedback", tuple(self.feedback.actions_for_menu())),
        )

    def saved_words(self) -> str:
        """Return what the status line says about the draft."""
        return self._saved.text()

    def show_keys(self) -> CheatSheet:
        """Open the cheat sheet and return it."""
        sheet = self.cheat_sheet()
        sheet.show()
        return sheet

    def cheat_sheet(self) -> CheatSheet:
        """Return a cheat sheet that is not open yet."""
        return CheatSheet(self.action_groups(), self.look, self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first; close without saving only when the learner says so."""
        commit_editor(self.focusWidget())
        if self.flow is not None and not self.flow.finish() and not leave_unsaved(self):
            event.ignore()
            return
        if self._library is not None:
            self._library.close()
        self._memory.keep_splitter("feedback", self.feedback.splitter)
        if self.workspace is not None:
            self._memory.keep_state("workspace", self.workspace.save_state())
        self._memory.keep_window(self)
        event.accept()

    def _build(self) -> None:
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(SMALLEST)
        for page in (self.first_start, self.worklist, self.feedback):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.first_start.show_words(PROGRAM, "Opening the code library.")
        self._build_menus()
        self._saved.setTextFormat(Qt.TextFormat.PlainText)
        self._saved.setContentsMargins(0, 0, S, 0)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self._saved)
        self._on_look_changed()
        self._memory.restore_splitter("feedback", self.feedback.splitter)
        if not self._memory.restore_window(self):
            self.resize(FIRST_SIZE)
        self.show_page(self.first_start)

    def _build_menus(self) -> None:
        own = self._actions
        self._menu("&Case", [own.back, own.import_codes, own.quit])
        self._list_menu = self._menu("&Worklist", self.worklist.actions_for_menu())
        self._sheet_menu = self._menu("&Sheet", [])
        self._feedback_menu = self._menu("&Feedback", self.feedback.actions_for_menu())
        self._menu("&View", [own.switch_look])
        self._menu("&Help", [own.keys])
        self._back_button = ActionButton(own.back, self.look)
        self._back_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back_button.setFlat(True)
        self._back_button.setMaximumHeight(self.menuBar().sizeHint().height())
        self.menuBar().setCornerWidget(self._back_button)

    def _menu(self, title: str, actions: list[QAction]) -> QMenu:
        menu = self.menuBar().addMenu(title)
        menu.addActions(actions)
        return menu

    def _connect(self) -> None:
        own = self._actions
        on(own.back, self.show_worklist)
        own.import_codes.triggered.connect(self.import_requested)
        on(own.switch_look, self._on_switch_look)
        on(own.keys, self._on_keys)
        own.quit.triggered.connect(self.close)
        self.look.changed.connect(self._on_look_changed)
        self.first_start.build_finished.connect(self.library_built)
        self.worklist.case_chosen.connect(self.open_case)
        self.worklist.attempt_chosen.connect(self._on_look_back)
        self.feedback.retry_requested.connect(self._on_retry)
        self.feedback.attempt_chosen.connect(self._on_attempt_chosen)

    def show_page(self, page: QWidget, title: str = "") -> None:
        """Bring a page to the front, with its own menu and no one else's."""
        self._pages.setCurrentWidget(page)
        inside = page in (self.workspace, self.feedback)
        self._actions.back.setEnabled(inside)
        self._back_button.setVisible(inside)
        self._list_menu.menuAction().setVisible(page is self.worklist)
        self._sheet_menu.menuAction().setVisible(page is self.workspace)
        self._feedback_menu.menuAction().setVisible(page is self.feedback)
        self.statusBar().clearMessage()
        self._saved.clear()
        self.setWindowTitle(f"{title} - {PROGRAM}" if title else PROGRAM)

    def _today(self) -> date:
        return self._clock().date()

    def _on_told(self, words: str) -> None:
        self.statusBar().showMessage(words)

    def _on_worklist_read(self, entries: tuple[WorklistEntry, ...]) -> None:
        self.worklist.show_entries(entries)

    def _on_case_opened(self, opened: OpenedCase) -> None:
        if self.workspace is not None:
            self._case = opened.ref
            self.workspace.show_case(opened)
            self.show_page(self.workspace, opened.brief.title)
            if opened.draft_saved_at is not None:
                self._on_draft_saved(opened.draft_saved_at)
            self.workspace.focus_finder()

    def _on_attempt_graded(self, graded: GradedAttempt) -> None:
        self._case = graded.view.ref
        self.feedback.show_attempt(graded.view, graded.attempts)
        self.show_page(self.feedback, f"Feedback: {graded.view.brief.title}")
        self.feedback.focus_page()

    def _on_sheet_changed(self) -> None:
        if self.flow is not None and self.workspace is not None:
            self.flow.change(self.workspace.sheet())

    def _on_submit_requested(self) -> None:
        if self.flow is not None and self.workspace is not None:
            commit_editor(self.focusWidget())
            self.flow.submit(self.workspace.sheet())

    def _on_look_back(self, ref: CaseRef) -> None:
        if self.flow is not None:
            self.flow.look_back(ref)

    def _on_attempt_chosen(self, id: AttemptId) -> None:
        if self.flow is not None:
            self.flow.look_at(id)

    def _on_retry(self) -> None:
        if self._case is not None:
            self.open_case(self._case)

    def _on_draft_saved(self, moment: datetime) -> None:
        when = day_words(moment, self._today()).removesuffix(" today")
        self._saved.setText(f"Draft saved {when}")

    def _on_switch_look(self) -> None:
        self.look.toggle()
        self._memory.keep_look(self.look.choice)

    def _on_look_changed(self) -> None:
        self.setWindowIcon(self.look.icon("coder-sim", self.look.theme.accent))

    def _on_keys(self) -> None:
        self.show_keys()

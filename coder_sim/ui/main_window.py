"""The window: first start, worklist, workspace and feedback, one page at a time."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from coder_sim.practice.views import CaseRef, WorklistEntry
from coder_sim.ui.actions import ActionGroup, on
from coder_sim.ui.case_flow import CaseFlow
from coder_sim.ui.case_round import CaseRound
from coder_sim.ui.cheat_sheet import CheatSheet
from coder_sim.ui.commands import Commands
from coder_sim.ui.dialogs import commit_editor, leave_unsaved
from coder_sim.ui.document_note_list import NOTE_HINTS
from coder_sim.ui.drill_page import DrillPage
from coder_sim.ui.feedback_page import FEEDBACK_HINTS
from coder_sim.ui.feedback_view import FeedbackView
from coder_sim.ui.finder_keys import FINDER_GROUPS
from coder_sim.ui.first_start import FirstStart
from coder_sim.ui.handed_in_page import HandedInPage
from coder_sim.ui.keymap import EVERYWHERE
from coder_sim.ui.library_build import LibraryBuild
from coder_sim.ui.look_choice import LookChoice
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.menus import Menus
from coder_sim.ui.navigation import Navigator
from coder_sim.ui.pack_loader import DropTarget, PackLoader
from coder_sim.ui.packs_page import PacksPage
from coder_sim.ui.result_writer import ResultWriter
from coder_sim.ui.services import Services
from coder_sim.ui.sheet_table import SHEET_HINTS
from coder_sim.ui.theme import Look, S
from coder_sim.ui.tour import Tour
from coder_sim.ui.window_actions import window_actions
from coder_sim.ui.worker import Worker
from coder_sim.ui.worklist import Worklist
from coder_sim.ui.workspace import Workspace

PROGRAM = "Coder Sim"
SMALLEST = QSize(940, 500)
FIRST_SIZE = QSize(1366, 768)
FRAME = QSize(16, 48)
"""What the desktop draws around a window, at most, as far as can be known before it does."""


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
        self.loader: PackLoader | None = None
        self.results: ResultWriter | None = None
        self._library: LibraryBuild | None = None
        self._actions = window_actions(look, self)
        self.first_start = FirstStart(look)
        self.worklist = Worklist(look, self._today)
        self.packs = PacksPage(look, self._actions.load_pack)
        self.drills = DrillPage(look)
        self.feedback = FeedbackView(look)
        self.handed_in = HandedInPage(look)
        self.places = Navigator(look)
        self.commands = Commands(self.action_groups, memory, look, self)
        self.tour = Tour(
            self.worklist, self.feedback, self.commands.keymap.first_keys, memory, look, self
        )
        self._saved = QLabel()
        self.menus = Menus(self.menuBar(), self._actions, look)
        self._build()
        self._connect()
        self.commands.adopt()

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
        self.flow = CaseFlow(services.desk, services.notebook, self.worker, self._clock, self)
        self.flow.worklist_read.connect(self._on_worklist_read)
        self.workspace = Workspace(services.facts, services.finder, self.look)
        for part in (self.flow, self.workspace):
            part.told.connect(self._on_told)
        self.workspace.restore_state(self._memory.state("workspace"))
        self.workspace.finder.import_requested.connect(self.import_requested)
        pages = (self.workspace, self.feedback, self.handed_in)
        self._round = CaseRound(self.flow, *pages, self._today, self.flow)
        self._round.page_wanted.connect(self.show_page)
        self._round.draft_told.connect(self._saved.setText)
        self.places.add_page(self.workspace)
        self.menus.fill_page(self._sheet_menu, self.workspace, self.workspace.actions_for_menu())
        self.tour.attach(self.flow, self.workspace)
        self.drills.attach(services.drills, self.worker)
        if services.packs is not None:
            self.loader = PackLoader(services.packs, self.packs, self.worker, self.look, self)
            self.loader.told.connect(self._on_told)
            self.loader.shelf_changed.connect(self.flow.read_worklist)
        if services.results is not None:
            self.results = ResultWriter(services.results, self.worker, self._memory, self)
            self.results.told.connect(self._on_told)
        self.commands.adopt()
        submit, box = self.workspace.answer.submit_button, self.workspace.finder.box
        self.commands.follow_keys(
            [(submit.text(), submit.setText), (box.placeholderText(), box.setPlaceholderText)]
        )
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
            self.tour.detach()
            self.commands.follow_keys(())
            self.places.remove_page(self.workspace)
            self.menus.fill_page(self._sheet_menu, None, ())
            self.workspace.deleteLater()
            self.flow.deleteLater()
        self.drills.detach()
        for part in (self.loader, self.results):
            if part is not None:
                part.deleteLater()
        self.flow = self.workspace = self.services = self.loader = self.results = None
        self.show_page(self.first_start)
        return True

    def show_worklist(self) -> None:
        """Leave the case, keeping its draft, and show the worklist."""
        self.show_place(self.worklist)

    def show_place(self, page: QWidget) -> None:
        """Leave the case, keeping its draft, and show one of the places."""
        if self.flow is None:
            return
        commit_editor(self.focusWidget())
        self.flow.leave()
        self.show_page(page)
        self.places.arrive()

    def load_packs(self, paths: Sequence[Path]) -> None:
        """Show case packs, each to be put on the shelf or not."""
        if self.loader is not None:
            self.show_place(self.packs)
            self.loader.load(paths)

    def open_case(self, ref: CaseRef) -> None:
        """Open a case in the workspace, with its draft."""
        if self.flow is not None:
            self.flow.open(ref)

    def action_groups(self) -> tuple[ActionGroup, ...]:
        """Return every action by the place where its keys work."""
        workspace = self.workspace.actions_for_menu() if self.workspace else []
        return (
            ActionGroup(EVERYWHERE, (*self._actions.all(), *self.places.actions_for_menu())),
            ActionGroup("Worklist", tuple(self.worklist.actions_for_menu())),
            ActionGroup("Packs", tuple(self.packs.actions_for_menu())),
            ActionGroup("Drills", tuple(self.drills.actions_for_menu())),
            ActionGroup("Workspace", tuple(workspace)),
            *FINDER_GROUPS,
            ActionGroup("Answer sheet", (), SHEET_HINTS),
            ActionGroup("Feedback", tuple(self.feedback.actions_for_menu()), FEEDBACK_HINTS),
            ActionGroup("Highlights and notes", (), NOTE_HINTS),
        )

    def saved_words(self) -> str:
        """Return what the status line says about the draft."""
        return self._saved.text()

    def show_keys(self) -> CheatSheet:
        """Open the cheat sheet and return it."""
        sheet = self.commands.cheat_sheet()
        sheet.show()
        return sheet

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
        for page in (self.first_start, self.feedback, self.handed_in):
            self.places.add_page(page)
        self.places.add_place("Worklist", "list", self.worklist, self._on_worklist_shown)
        self.places.add_place("Packs", "pack", self.packs, self._on_packs_shown)
        self.places.add_place("Drills", "retry", self.drills, self.drills.arrive)
        self._lay_out()
        self.first_start.show_words(PROGRAM, "Opening the code library.")
        self.menus.add_page("&Worklist", self.worklist, self.worklist.actions_for_menu())
        self.menus.add_page("&Pack", self.packs, self.packs.actions_for_menu())
        self.menus.add_page("&Drill", self.drills, self.drills.actions_for_menu())
        self._sheet_menu = self.menus.add_page("&Sheet", None, ())
        self.menus.add_page("&Feedback", self.feedback, self.feedback.actions_for_menu())
        self._saved.setTextFormat(Qt.TextFormat.PlainText)
        self._saved.setContentsMargins(0, 0, S, 0)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addPermanentWidget(self._saved)
        self._memory.restore_splitter("feedback", self.feedback.splitter)
        if not self._memory.restore_window(self):
            self.resize(FIRST_SIZE)
        self.show_page(self.first_start)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tour.bar)
        column.addWidget(self.places, 1)
        self.setCentralWidget(inside)

    def _connect(self) -> None:
        own = self._actions
        own.import_codes.triggered.connect(self.import_requested)
        own.quit.triggered.connect(self.close)
        self.drills.chart_made.connect(self.open_case)
        self.drills.told.connect(self._on_told)
        for action, slot in (
            (own.back, self.show_worklist),
            (own.palette, self.commands.open_palette),
            (own.keys, self._on_keys),
            (own.change_keys, self.commands.open_keys),
            (own.guide, self._on_guide),
            (own.load_pack, self._on_load_pack),
            (own.hand_in, self._on_hand_in),
        ):
            on(action, slot)
        LookChoice(own, self.look, self._memory, self)
        self.commands.told.connect(self._on_told)
        self.places.place_requested.connect(self.show_place)
        DropTarget(self).dropped.connect(self.load_packs)
        self.first_start.build_finished.connect(self.library_built)
        self.worklist.case_chosen.connect(self.open_case)
        self.worklist.attempt_chosen.connect(self._on_look_back)
        self.handed_in.back_requested.connect(self.show_worklist)

    def show_page(self, page: QWidget, title: str = "") -> None:
        """Bring a page to the front, with its own menu and no one else's."""
        inside = page in (self.workspace, self.feedback, self.handed_in)
        started = page is not self.first_start
        self.places.bring(page, rail=started and not inside, usable=started)
        self._actions.guide.setEnabled(started)
        self._actions.load_pack.setEnabled(started and self.loader is not None)
        self._actions.back.setEnabled(started and page is not self.worklist)
        self.menus.show_page(page, inside=inside)
        self.statusBar().clearMessage()
        self._saved.clear()
        self.setWindowTitle(f"{title} - {PROGRAM}" if title else PROGRAM)

    def _today(self) -> date:
        return self._clock().date()

    def _on_told(self, words: str) -> None:
        self.statusBar().showMessage(self.commands.keymap.in_words(words))

    def _on_worklist_shown(self) -> None:
        self.worklist.focus_list()
        self.tour.left()
        if self.flow is not None:
            self.flow.read_worklist()

    def _on_packs_shown(self) -> None:
        self.packs.focus_list()
        if self.loader is not None:
            self.loader.read()

    def _on_worklist_read(
        self, entries: tuple[WorklistEntry, ...], damage: tuple[str, ...]
    ) -> None:
        self.worklist.show_entries(entries)
        self.worklist.show_damage(damage)
        if self.places.page is self.worklist:
            self.tour.see_worklist(entries)

    def _on_look_back(self, ref: CaseRef) -> None:
        if self.flow is not None:
            self.flow.look_back(ref)

    def _on_hand_in(self) -> None:
        if self.results is not None:
            self.results.ask()

    def _on_keys(self) -> None:
        self.show_keys()

    def _on_guide(self) -> None:
        self.tour.guide.end()
        self.show_worklist()
        self.tour.begin()

    def _on_load_pack(self) -> None:
        if self.loader is not None:
            self.show_place(self.packs)
            self.loader.ask_for_files()

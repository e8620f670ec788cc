"""Leads the guided first case through the window: hears what is done, offers it the first time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coder_sim.practice.views import CaseStatus, OpenedCase, WorklistEntry
from coder_sim.ui.case_flow import CaseFlow, GradedAttempt
from coder_sim.ui.feedback_view import FeedbackView
from coder_sim.ui.guide import Guide, GuideBar, Moment, guided_case
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import Look
from coder_sim.ui.worklist import Worklist
from coder_sim.ui.workspace import Workspace


class Tour(QObject):
    """Joins the guide to the pages; begins by itself where nothing was ever coded."""

    def __init__(
        self,
        worklist: Worklist,
        feedback: FeedbackView,
        keys: Callable[[], Mapping[str, str]],
        memory: WindowMemory,
        look: Look,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._worklist, self._memory = worklist, memory
        self._workspace: Workspace | None = None
        self.bar = GuideBar(look)
        self.guide = Guide(self.bar, keys, self)
        self.bar.ended.connect(self._on_ended)
        for action in feedback.actions_for_menu():
            action.triggered.connect(self._on_read)

    def attach(self, flow: CaseFlow, workspace: Workspace) -> None:
        """Hear what is done with a case."""
        self._workspace = workspace
        flow.case_opened.connect(self._on_opened)
        flow.attempt_graded.connect(self._on_graded)
        workspace.finder.box.textEdited.connect(self._on_searched)
        workspace.sheet_changed.connect(self._on_sheet_changed)

    def detach(self) -> None:
        """Let go of the pages of a case, which are about to go."""
        self._workspace = None

    def begin(self) -> None:
        """Choose the guided case in the worklist, which is in front, and show the first hint."""
        case = guided_case(self._worklist.entries())
        if case is not None:
            self._worklist.choose(case)
            self.guide.begin()

    def see_worklist(self, entries: tuple[WorklistEntry, ...]) -> None:
        """Offer the guide to whoever has never coded a case."""
        untouched = all(entry.status is CaseStatus.NEW for entry in entries)
        if not self._memory.guided and not self.guide.running and entries and untouched:
            self.begin()

    def left(self) -> None:
        """Hear that the worklist was gone back to."""
        if self.guide.waiting_for is Moment.LEFT:
            self._memory.keep_guided()
        if self.guide.waiting_for not in (None, Moment.OPENED):
            self.guide.happened(Moment.LEFT)

    def _on_ended(self) -> None:
        self._memory.keep_guided()

    def _on_opened(self, opened: OpenedCase) -> None:
        self.guide.happened(Moment.OPENED)

    def _on_searched(self) -> None:
        self.guide.happened(Moment.SEARCHED)

    def _on_sheet_changed(self) -> None:
        if self._workspace is not None:
            self.guide.see_sheet(self._workspace.sheet())

    def _on_graded(self, graded: GradedAttempt) -> None:
        self.guide.happened(Moment.SUBMITTED)

    def _on_read(self) -> None:
        self.guide.happened(Moment.READ)

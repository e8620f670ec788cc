"""One round after the other: a case opens in the workspace, is handed in, and is looked back at."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from coder_sim.practice.views import AttemptId, CaseRef, HandedInView, OpenedCase
from coder_sim.ui.case_flow import CaseFlow, GradedAttempt
from coder_sim.ui.dialogs import commit_editor
from coder_sim.ui.feedback_view import FeedbackView
from coder_sim.ui.handed_in_page import HandedInPage
from coder_sim.ui.worklist_model import day_words
from coder_sim.ui.workspace import Workspace


class CaseRound(QObject):
    """Carries a case between flow, workspace and feedback; the window shows the pages."""

    page_wanted = Signal(object, str)
    """A page, to be brought to the front, and the title of the window."""
    draft_told = Signal(str)
    """What is to be said of the draft."""

    def __init__(
        self,
        flow: CaseFlow,
        workspace: Workspace,
        feedback: FeedbackView,
        handed_in: HandedInPage,
        today: Callable[[], date],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._flow, self._workspace, self._feedback = flow, workspace, feedback
        self._handed_in, self._today = handed_in, today
        self._case: CaseRef | None = None
        flow.case_opened.connect(self._on_case_opened)
        flow.attempt_graded.connect(self._on_attempt_graded)
        flow.sheet_handed_in.connect(self._on_handed_in)
        flow.key_refused.connect(handed_in.show_refusal)
        handed_in.unseal_requested.connect(self._on_unseal)
        flow.draft_saved.connect(self._on_draft_saved)
        workspace.sheet_changed.connect(self._on_sheet_changed)
        workspace.note_kept.connect(flow.keep_note)
        workspace.note_dropped.connect(flow.drop_note)
        flow.checks.found.connect(workspace.show_prompts)
        workspace.finder.keep_marks(flow.marks)
        flow.aside(workspace.finder.warm_up)
        workspace.submit_requested.connect(self._on_submit_requested)
        feedback.retry_requested.connect(self._on_retry)
        feedback.objection_made.connect(flow.dispute)
        feedback.attempt_chosen.connect(self._on_attempt_chosen)

    def _on_case_opened(self, opened: OpenedCase) -> None:
        self._case = opened.ref
        self._workspace.show_case(opened)
        self.page_wanted.emit(self._workspace, opened.brief.title)
        if opened.draft_saved_at is not None:
            self._on_draft_saved(opened.draft_saved_at)
        self._workspace.focus_finder()

    def _on_attempt_graded(self, graded: GradedAttempt) -> None:
        self._case = graded.view.ref
        self._feedback.show_attempt(
            graded.view, graded.attempts, graded.before, graded.annotations, graded.disputes
        )
        self.page_wanted.emit(self._feedback, f"Feedback: {graded.view.brief.title}")
        self._feedback.focus_page()

    def _on_handed_in(self, view: HandedInView) -> None:
        self._case = view.ref
        self._handed_in.show_sheet(view, self._today())
        self.page_wanted.emit(self._handed_in, f"Handed in: {view.brief.title}")
        self._handed_in.focus_page()

    def _on_unseal(self, passphrase: str) -> None:
        if self._case is not None:
            self._flow.unseal(self._case, passphrase)

    def _on_sheet_changed(self) -> None:
        self._flow.change(self._workspace.sheet())

    def _on_submit_requested(self) -> None:
        commit_editor(QApplication.focusWidget())
        self._flow.submit(self._workspace.sheet())

    def _on_attempt_chosen(self, id: AttemptId) -> None:
        self._flow.look_at(id)

    def _on_retry(self) -> None:
        if self._case is not None:
            self._flow.open(self._case)

    def _on_draft_saved(self, moment: datetime) -> None:
        when = day_words(moment, self._today()).removesuffix(" today")
        self.draft_told.emit(f"Draft saved {when}")

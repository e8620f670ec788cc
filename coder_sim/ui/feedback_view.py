"""Feedback beside the chart: each judged line with the passages that decide it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from coder_sim.domain.feedback import Span
from coder_sim.practice.views import AttemptSummary, AttemptView
from coder_sim.ui.actions import Verb, on
from coder_sim.ui.chart_view import ChartView
from coder_sim.ui.feedback_page import FeedbackPage
from coder_sim.ui.header import PageHeader
from coder_sim.ui.theme import Look
from coder_sim.ui.worklist_model import percent


class FeedbackView(QWidget):
    """Shows one attempt; the learner steps through its lines and their evidence."""

    retry_requested = Signal()
    attempt_chosen = Signal(object)
    """An AttemptId: another attempt at the same case."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: AttemptView | None = None
        self._at = 0
        self.chart = ChartView(look)
        self.page = FeedbackPage(look)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._header = PageHeader(look)
        self._attempts = QComboBox()
        self._build()
        self._connect()

    def show_attempt(self, view: AttemptView, attempts: Sequence[AttemptSummary] = ()) -> None:
        """Show an attempt from the top; ``attempts`` are all those at the case, newest first."""
        self._view = view
        moment = view.submitted_at.astimezone()
        when = f"{moment.day} {moment:%b %Y, %H:%M}"
        self._header.show_words(view.brief.title, f"Feedback  ·  Attempt {view.number}  ·  {when}")
        self._show_attempts(view, attempts)
        self.chart.show_documents(view.brief.documents)
        self.page.show_feedback(view.feedback)
        self._on_row_changed()

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done here."""
        return [self._next, self._previous, self._down, self._up, self._retry]

    def focus_page(self) -> None:
        """Put the keyboard on the feedback."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def evidence(self) -> tuple[Span, ...]:
        """Return the passages of the current line."""
        rows = self._view.feedback.rows if self._view else ()
        return rows[self.page.current].evidence if rows else ()

    def current_evidence(self) -> Span | None:
        """Return the passage that stands out in the chart."""
        spans = self.evidence()
        return spans[self._at] if spans else None

    def _build(self) -> None:
        look = self._look
        self._retry = on(
            Verb(look, "Try again", "Ctrl+R", "retry", self), self.retry_requested.emit
        )
        self._next = on(
            Verb(look, "Next passage in the chart", "F8", "evidence", self), self._on_next
        )
        self._previous = on(
            Verb(look, "Previous passage in the chart", "Shift+F8", "evidence", self),
            self._on_previous,
        )
        self._down = on(Verb(look, "Next line", "Ctrl+Down", "down", self), self._on_down)
        self._up = on(Verb(look, "Previous line", "Ctrl+Up", "up", self), self._on_up)
        self.addActions(self.actions_for_menu())
        self._attempts.setAccessibleName("Attempt")
        self._attempts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._attempts.view().setAccessibleName("Attempts")
        self._attempts.hide()
        self._header.add_widget(self._attempts)
        self._header.add_action(self._next)
        self._header.add_action(self._retry)
        for part in (self.chart, self.page):
            self.splitter.addWidget(part)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([600, 720])
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 6)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._header)
        page.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.page.row_changed.connect(self._on_row_changed)
        self._attempts.activated.connect(self._on_attempt_activated)

    def _show_attempts(self, view: AttemptView, attempts: Sequence[AttemptSummary]) -> None:
        self._attempts.clear()
        for attempt in attempts:
            doubt = ", clock was set back" if attempt.clock_changed else ""
            words = f"Attempt {attempt.number}: {percent(attempt.learning_pct)}{doubt}"
            self._attempts.addItem(words, attempt.id)
        self._attempts.setCurrentIndex(self._attempts.findData(view.id))
        self._attempts.setVisible(len(attempts) > 1)

    def _show_evidence(self, number: int) -> None:
        spans = self.evidence()
        self._at = number
        self.chart.highlight(spans, spans[number] if spans else None)

    def _step(self, steps: int) -> None:
        """Go to another passage: of this line, else of the nearest line that has any."""
        spans = self.evidence()
        if 0 <= self._at + steps < len(spans):
            self._show_evidence(self._at + steps)
            return
        rows = self._view.feedback.rows if self._view else ()
        count, here = len(rows), self.page.current
        for distance in range(1, count + 1):
            row = (here + steps * distance) % count
            if rows[row].evidence:
                self.page.go_to(row)
                self._show_evidence(0 if steps > 0 else len(rows[row].evidence) - 1)
                return

    def _on_row_changed(self) -> None:
        self._show_evidence(0)

    def _on_next(self) -> None:
        self._step(1)

    def _on_previous(self) -> None:
        self._step(-1)

    def _on_down(self) -> None:
        self.page.go_to(self.page.current + 1)

    def _on_up(self) -> None:
        self.page.go_to(self.page.current - 1)

    def _on_attempt_activated(self) -> None:
        self.attempt_chosen.emit(self._attempts.currentData())

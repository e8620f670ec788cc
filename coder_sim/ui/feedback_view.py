"""Feedback beside the chart: each judged line with the passages that decide it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from coder_sim.domain.feedback import FeedbackRow, Span
from coder_sim.domain.notebook import Annotation, Dispute
from coder_sim.practice.views import AttemptSummary, AttemptView
from coder_sim.ui.actions import Verb, on
from coder_sim.ui.chart_view import ChartView
from coder_sim.ui.feedback_objection import ObjectionBar
from coder_sim.ui.feedback_outline import title_of
from coder_sim.ui.feedback_page import FeedbackPage
from coder_sim.ui.header import PageHeader
from coder_sim.ui.theme import Look
from coder_sim.ui.worklist_model import percent


class FeedbackView(QWidget):
    """Shows one attempt; the learner steps through its lines and their evidence."""

    retry_requested = Signal()
    attempt_chosen = Signal(object)
    """An AttemptId: another attempt at the same case."""
    objection_made = Signal(object, str, str)
    """An AttemptId, the name of a row, and the learner's reasons; empty ones withdraw."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view: AttemptView | None = None
        self._at = 0
        self.chart = ChartView(look)
        self.page = FeedbackPage(look)
        self._objection = ObjectionBar(look)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._header = PageHeader(look)
        self._attempts = QComboBox()
        self._build()
        self._connect()

    def show_attempt(
        self,
        view: AttemptView,
        attempts: Sequence[AttemptSummary] = (),
        before: AttemptView | None = None,
        annotations: Sequence[Annotation] = (),
        disputes: Sequence[Dispute] = (),
    ) -> None:
        """Show an attempt from the top; ``attempts`` are all those at the case, newest first.

        ``before`` is the attempt to compare with.
        """
        self._objection.leave()
        self._view = view
        moment = view.submitted_at.astimezone()
        when = f"{moment.day} {moment:%b %Y, %H:%M}"
        self._header.show_words(view.brief.title, f"Feedback  ·  Attempt {view.number}  ·  {when}")
        self._show_attempts(view, attempts)
        self.chart.show_documents(view.brief.documents)
        self.chart.mark_own(annotations)
        self.page.show_feedback(
            view.feedback,
            {dispute.row: dispute.text for dispute in disputes if dispute.text},
            before.feedback if before else None,
            before.number if before else 0,
        )
        self._on_row_changed()

    def actions_for_menu(self) -> list[QAction]:
        """Return what can be done here."""
        return [
            self._next,
            self._previous,
            self._down,
            self._up,
            self._everything,
            self._object,
            self._retry,
        ]

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
        self._next = on(Verb(look, "Next passage", "F8", "evidence", self), self._on_next)
        self._previous = on(
            Verb(look, "Previous passage", "Shift+F8", "evidence", self),
            self._on_previous,
        )
        self._down = on(Verb(look, "Next line", "Ctrl+Down", "down", self), self._on_down)
        self._up = on(Verb(look, "Previous line", "Ctrl+Up", "up", self), self._on_up)
        self._everything = on(
            Verb(look, "Open or close all", "F4", "expand", self),
            self.page.toggle_all,
        )
        self._object = on(Verb(look, "Object to this line", "Ctrl+J", "pen", self), self._on_object)
        self.addActions(self.actions_for_menu())
        self._attempts.setAccessibleName("Attempt")
        self._attempts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._attempts.view().setAccessibleName("Attempts")
        self._attempts.hide()
        self._header.add_widget(self._attempts)
        self._header.add_action(self._next)
        self._header.add_action(self._everything)
        self._header.add_action(self._retry)
        for part in (self.chart, self._beside()):
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

    def _beside(self) -> QWidget:
        """Put the page and the box for objections into one column."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self._objection)
        return part

    def _connect(self) -> None:
        self._objection.kept.connect(self._on_objection)
        self._objection.closed.connect(self.focus_page)
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
        order = self.page.order()
        here = order.index(self.page.current) if order else 0
        for distance in range(1, len(order) + 1):
            row = order[(here + steps * distance) % len(order)]
            if rows[row].evidence:
                self.page.go_to(row)
                self._show_evidence(0 if steps > 0 else len(rows[row].evidence) - 1)
                return

    def _show_linked(self) -> None:
        """Underline what the learner linked to the line."""
        row, lines = self._row(), self._view.sheet.lines if self._view else ()
        number = row.answer or 0 if row else 0
        linked = lines[number - 1].evidence if 1 <= number <= len(lines) else ()
        self.chart.mark_linked(linked)

    def _row(self) -> FeedbackRow | None:
        rows = self._view.feedback.rows if self._view else ()
        return rows[self.page.current] if rows else None

    def _on_object(self) -> None:
        row = self._row()
        if row is not None and row.name:
            text = self.page.reading.objections.get(row.name, "")
            self._objection.open(row.name, title_of(row), text)

    def _on_objection(self, row: str, text: str) -> None:
        if self._view is not None:
            self.page.object(row, text)
            self.objection_made.emit(self._view.id, row, text)

    def _on_row_changed(self) -> None:
        self._show_linked()
        self._show_evidence(0)

    def _on_next(self) -> None:
        self._step(1)

    def _on_previous(self) -> None:
        self._step(-1)

    def _on_down(self) -> None:
        self.page.step(1)

    def _on_up(self) -> None:
        self.page.step(-1)

    def _on_attempt_activated(self) -> None:
        self.attempt_chosen.emit(self._attempts.currentData())

"""Linking passages of the chart to lines of the sheet, and going from one to the next."""

from PySide6.QtCore import QObject, Signal

from coder_sim.domain.answer import Passage, ProviderQuery
from coder_sim.ui.answer_sheet import AnswerSheetPane
from coder_sim.ui.chart_view import ChartView
from coder_sim.ui.sheet_commands import NOWHERE, SheetDesk

NOT_LINKED = "No passage is linked yet: select text in the chart, then Ctrl+E."


class EvidenceLinking(QObject):
    """Keeps the marks in the chart true to the sheet and its current line.

    The chart never scrolls by itself: only ``step`` moves it.
    """

    told = Signal(str)

    def __init__(
        self, chart: ChartView, answer: AnswerSheetPane, desk: SheetDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chart, self._answer, self._desk = chart, answer, desk
        self._at = NOWHERE
        desk.sheet_changed.connect(self.mark)
        desk.sheet_loaded.connect(self.mark)
        answer.line_selected.connect(self.mark)

    def mark(self) -> None:
        """Mark the passages of the current line, and underline those of the others."""
        self._at = NOWHERE
        self._show(None)

    def link(self) -> None:
        """Bind the selected text to the current line; what is bound already is let go."""
        passage = self._chart.selected_passage()
        if passage is None:
            self.told.emit("Select text in the chart first, then link it with Ctrl+E.")
        elif self._answer.current_line == NOWHERE:
            self.told.emit("Choose a line of the answer sheet to link the text to.")
        elif passage in self._desk.sheet.lines[self._answer.current_line].evidence:
            self._answer.unlink_evidence((passage,))
            self.told.emit("Unlinked the selected text from the line.")
        else:
            self._answer.link_evidence(passage)
            self.told.emit("Linked the selected text to the line.")

    def unlink(self) -> None:
        """Let go of all passages of the current line."""
        line = self._answer.current_line
        linked = self._desk.sheet.lines[line].evidence if line != NOWHERE else ()
        if linked:
            self._answer.unlink_evidence(linked)
            self.told.emit("Unlinked the passages of the line; Ctrl+Z brings them back.")
        else:
            self.told.emit("The line has no linked passage.")

    def step(self, steps: int) -> None:
        """Go to another passage: of the current line, or of all lines where it has none."""
        passages = self._current() or self._all()
        if not passages:
            self.told.emit(NOT_LINKED)
            return
        start = self._at if self._at != NOWHERE or steps > 0 else 0
        self._at = (start + steps) % len(passages)
        self._show(passages[self._at])

    def _show(self, current: Passage | None) -> None:
        own = self._current()
        others = [passage for passage in self._all() if passage not in own]
        self._chart.mark_linked(others if own else [])
        self._chart.highlight_passages(own or others, current)

    def _current(self) -> list[Passage]:
        """Return what is linked to the current line, or what the current query is about."""
        line, query = self._answer.current_line, self._answer.current_query
        if line != NOWHERE:
            return list(self._desk.sheet.lines[line].evidence)
        if query != NOWHERE:
            return [_about(self._desk.sheet.queries[query])]
        return []

    def _all(self) -> list[Passage]:
        sheet = self._desk.sheet
        linked = [passage for line in sheet.lines for passage in line.evidence]
        return [*linked, *map(_about, sheet.queries)]


def _about(query: ProviderQuery) -> Passage:
    return Passage(query.doc, query.quote, query.nth or 1)

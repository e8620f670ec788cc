"""Draws charts off screen, as the window would, to see that every document can be shown."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from coder_sim.domain.encounter import CaseBrief
from coder_sim.ui.chart_view import ChartView
from coder_sim.ui.main_window import FIRST_SIZE, PROGRAM
from coder_sim.ui.theme import SYSTEM, Look


def draw_documents(cases: Iterable[CaseBrief], resources: Path) -> int:
    """Draw each document of each case once, in a process without a window; returns how many."""
    application = QApplication([PROGRAM])
    chart = ChartView(Look(application, resources, SYSTEM))
    chart.resize(FIRST_SIZE)
    count = 0
    for brief in cases:
        chart.show_documents(brief.documents)
        for _ in brief.documents:
            chart.grab()
            chart.step_document(1)
            count += 1
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    chart.deleteLater()
    return count

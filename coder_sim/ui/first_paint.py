"""Tells when a window has been painted for the first time: slow work begins after that."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LATEST_MS = 2000
"""A window that starts minimised is painted who knows when."""


class FirstPaint(QObject):
    """Watches a window until it has been painted once."""

    seen = Signal()
    """Emitted once: after the paint, or when it did not come."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._told = False
        window.installEventFilter(self)
        QTimer.singleShot(LATEST_MS, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # What is inside the window is painted in the same go.
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self._window.removeEventFilter(self)
            self.seen.emit()

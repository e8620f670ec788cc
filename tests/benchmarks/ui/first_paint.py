"""``python -m tests.benchmarks.ui.first_paint HOME``: prints the time of the first paint, ends."""

import sys
import tempfile
from pathlib import Path
from time import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from coder_sim import paths
from coder_sim.opening import Opening
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import LIGHT, Look


class _Witness(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, MainWindow):
            sys.stdout.write(f"{time()}\n")
            QApplication.exit(0)
            watched.removeEventFilter(self)
        return False


def main() -> None:
    """Open the window as the program does."""
    application = QApplication(["coder-sim"])
    with tempfile.TemporaryDirectory() as scratch:
        memory = WindowMemory(Path(scratch) / "window.ini")
        window = MainWindow(Look(application, paths.resources_folder(), LIGHT), memory)
        Opening(window, Path(sys.argv[1]), Path(scratch) / "coder-sim.db")
        witness = _Witness()
        window.installEventFilter(witness)
        window.open()
        application.exec()
        window.close()


if __name__ == "__main__":
    main()

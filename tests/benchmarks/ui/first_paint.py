"""``python -m tests.benchmarks.ui.first_paint HOME``: prints the time of the first paint, ends."""

import sys
import tempfile
from pathlib import Path
from time import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coder_sim import paths
from coder_sim.opening import Opening
from coder_sim.ui.first_paint import FirstPaint
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import LIGHT, Look


class _Witness(QObject):
    def tell(self) -> None:
        """Print the time and end."""
        sys.stdout.write(f"{time()}\n")
        QApplication.exit(0)


def main() -> None:
    """Open the window as the program does."""
    application = QApplication(["coder-sim"])
    with tempfile.TemporaryDirectory() as scratch:
        memory = WindowMemory(Path(scratch) / "window.ini")
        window = MainWindow(Look(application, paths.resources_folder(), LIGHT), memory)
        opening = Opening(window, Path(sys.argv[1]), Path(scratch) / "coder-sim.db")
        painted = FirstPaint(window)
        witness = _Witness(window)
        painted.seen.connect(witness.tell)
        window.open()
        application.exec()
        # Painted: the rest of the opening is no part of this figure.
        opening.close()


if __name__ == "__main__":
    main()

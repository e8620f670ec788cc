"""The window's tests: one fixed font, no unexpected dialogs, a fresh look for each test."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from coder_sim.paths import resources_folder
from coder_sim.ui.theme import LIGHT, Look

# A test never asks for a screen; one that needs a real window names its platform itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def no_unexpected_modal(qapp: QApplication) -> Iterator[None]:
    """Fail, instead of hanging, when a modal dialog waits for an answer that no test gives."""
    waiting: list[QWidget | None] = []
    closed: list[str] = []

    def look_for_modal() -> None:
        modal = QApplication.activeModalWidget()
        # Seen twice in a row: nobody is about to answer it.
        if modal is not None and modal in waiting:
            closed.append(f"{type(modal).__name__} {modal.windowTitle()!r}")
            modal.close()
        waiting[:] = [modal]

    watch = QTimer()
    watch.timeout.connect(look_for_modal)
    watch.start(1000)
    yield
    watch.stop()
    left = QApplication.activeModalWidget()
    if left is not None:
        closed.append(f"{type(left).__name__} {left.windowTitle()!r}")
        left.close()
    assert not closed, f"unexpected modal: {closed}"


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look in a font that every machine of the project has."""
    qapp.setFont(QFont("DejaVu Sans", 10))
    look = Look(qapp, resources_folder(), LIGHT)
    yield look
    look.deleteLater()

"""The window's tests: one fixed font, no unexpected dialogs, a fresh look for each test."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from coder_sim.paths import resources_folder
from coder_sim.ui.theme import LIGHT, Look

# A test never asks for a screen; one that needs a real window names its platform itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def no_unexpected_modal(qapp: QApplication) -> Iterator[None]:
    """Fail, instead of hanging, when a test leaves a modal dialog waiting for an answer."""
    seen: list[str] = []

    def close_modal() -> None:
        modal = QApplication.activeModalWidget()
        if modal is not None and not modal.property("expected"):
            seen.append(f"{type(modal).__name__} {modal.windowTitle()!r}")
            modal.close()

    watch = QTimer()
    watch.timeout.connect(close_modal)
    watch.start(50)
    yield
    watch.stop()
    close_modal()
    assert not seen, f"unexpected modal: {seen}"


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look in a font that every machine of the project has."""
    qapp.setFont(QFont("DejaVu Sans", 10))
    look = Look(qapp, resources_folder(), LIGHT)
    yield look
    look.deleteLater()

"""Code sets are imported from the window: the library is let go of, and everything comes back."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim import opening as opening_module
from coder_sim import paths
from coder_sim.library.schema import index_file
from coder_sim.opening import Opening
from coder_sim.ui.code_import import CodeImport
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import LIGHT, Look

SAID = json.dumps({"report": ["1 file imported."], "closing": ""})


@pytest.fixture
def opening(
    qtbot: QtBot, home: Path, library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opening]:
    home.mkdir()
    for file in (library_file, index_file(library_file)):
        shutil.copy2(file, home / file.name)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look = Look(application, paths.resources_folder(), LIGHT)
    window = MainWindow(look, WindowMemory(home / "window.ini"))
    qtbot.addWidget(window)
    window.show()
    opening = Opening(window, home, paths.learner_file(home))
    monkeypatch.setattr(
        opening_module,
        "library_importer",
        lambda home, files: (sys.executable, "-c", f"print({SAID!r})"),
    )
    with qtbot.waitSignal(opening.ended, timeout=60_000):
        opening.begin()
    yield opening
    window.close()
    opening.close()


def _dialog(opening: Opening) -> CodeImport:
    window = opening.parent()
    assert isinstance(window, MainWindow)
    window.import_requested.emit()
    (dialog,) = window.findChildren(CodeImport)
    return dialog


def test_after_an_import_the_worklist_is_back_and_a_case_can_be_opened(
    qtbot: QtBot, opening: Opening
) -> None:
    window = opening.parent()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: bool(window.worklist.entries()))
    first = window.workspace
    dialog = _dialog(opening)
    dialog.choose((Path("any"),))
    with qtbot.waitSignal(opening.ended, timeout=60_000):
        dialog.start.click()
        assert window.services is None, "the library is not held while it is replaced"
    assert dialog.report.toPlainText() == "1 file imported."
    assert window.workspace is not None
    assert window.workspace is not first
    entry = window.worklist.entries()[0]
    assert window.flow is not None
    with qtbot.waitSignal(window.flow.case_opened):
        window.open_case(entry.ref)


def test_the_dialog_opens_once_and_again_after_it_was_closed(
    qtbot: QtBot, opening: Opening
) -> None:
    dialog = _dialog(opening)
    assert _dialog(opening) is dialog
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert _dialog(opening).isVisible()

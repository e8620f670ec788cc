"""Attempts are handed in from the window: a name, a place, a signed file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder_sim.errors import InputError, Problem
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.result_writer import ResultDialog, ResultWriter
from coder_sim.ui.worker import Worker


@dataclass
class Files:
    """Remembers what it was to write; refuses on demand."""

    broken: str = ""
    written: list[tuple[Path, str]] = field(default_factory=list)

    def write(self, target: Path, learner: str) -> int:
        if self.broken:
            raise InputError(Problem(self.broken, todo="Submit a case first."))
        self.written.append((target, learner))
        return 3


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def writer(qtbot: QtBot, files: Files, tmp_path: Path) -> Iterator[ResultWriter]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    worker = Worker(window)
    yield ResultWriter(files, worker, WindowMemory(tmp_path / "window.ini"), window)
    worker.drain()


def answered(qtbot: QtBot, writer: ResultWriter, name: str) -> QFileDialog:
    """Type a name and go on to the place."""
    dialog = writer.ask()
    dialog.name.setText(name)
    window = dialog.parentWidget()
    assert isinstance(window, QWidget)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    (chooser,) = window.findChildren(QFileDialog)
    return chooser


def test_the_attempts_are_written_under_the_name_given(
    qtbot: QtBot, writer: ResultWriter, files: Files, tmp_path: Path
) -> None:
    target = tmp_path / "mine.results"
    chooser = answered(qtbot, writer, "  Quiet Heron ")
    with qtbot.waitSignal(writer.told) as told:
        chooser.fileSelected.emit(str(target))
    chooser.close()
    assert files.written == [(target, "Quiet Heron")]
    assert told.args == [f"3 attempts written to {target}"]


def test_the_name_is_remembered(qtbot: QtBot, writer: ResultWriter) -> None:
    answered(qtbot, writer, "Quiet Heron").close()
    dialog = writer.ask()
    assert dialog.name.text() == "Quiet Heron"
    dialog.reject()


def test_a_refusal_is_told_in_words(
    qtbot: QtBot, writer: ResultWriter, files: Files, tmp_path: Path
) -> None:
    files.broken = "There are no attempts yet."
    with qtbot.waitSignal(writer.told) as told:
        writer.write(str(tmp_path / "x.results"))
    assert told.args == ["There are no attempts yet. Submit a case first."]


def test_a_closed_dialog_is_freed_and_writes_nothing(
    qtbot: QtBot, writer: ResultWriter, files: Files
) -> None:
    dialog: ResultDialog = writer.ask()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert files.written == []

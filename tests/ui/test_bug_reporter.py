"""An error nobody expected ends in one message, a report without chart text, and a saved draft."""

import logging
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from coder_sim.ui.bug_reporter import BugReporter
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.services import Services
from coder_sim.ui.theme import Look
from tests.builders import a_sheet
from tests.ui.fake_desk import FakeDesk
from tests.ui.fake_notebook import FakeNotebook
from tests.ui.tiny_library import TinyLibrary

CHART = "Patient words that belong in no report"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def window(qtbot: QtBot, look: Look, desk: FakeDesk, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(look, WindowMemory(tmp_path / "window.ini"), datetime.now)
    qtbot.addWidget(window)
    library = TinyLibrary()
    window.start(Services(desk, FakeNotebook(), library, library))
    qtbot.waitUntil(lambda: bool(window.worklist.entries()))
    yield window
    window.worker.drain()


@pytest.fixture
def reporter(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BugReporter:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter = BugReporter(tmp_path, window)
    reporter.install()
    return reporter


def boxes(window: MainWindow) -> list[QMessageBox]:
    return window.findChildren(QMessageBox)


def stumble() -> None:
    raise ValueError(CHART)


def caught() -> ValueError:
    try:
        stumble()
    except ValueError as error:
        return error
    raise AssertionError


def report(folder: Path) -> str:
    (file,) = (folder / "reports").iterdir()
    return file.read_text("utf-8")


@pytest.mark.parametrize("where", ["window", "thread", "worker"])
def test_wherever_it_was_raised_it_is_told_once_and_reported_without_the_chart(
    where: str,
    qtbot: QtBot,
    window: MainWindow,
    reporter: BugReporter,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.CRITICAL)
    for _ in range(3):
        if where == "window":
            error = caught()
            sys.excepthook(type(error), error, error.__traceback__)
        elif where == "thread":
            thread = threading.Thread(target=stumble)
            thread.start()
            thread.join()
        else:
            window.worker.ask(stumble, window.flow._on_worklist)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(boxes(window)))
    window.worker.drain()
    (box,) = boxes(window)
    assert box.text() == "Something went wrong inside the program"
    assert "safe" in box.informativeText()
    assert str(tmp_path / "reports") in box.informativeText()
    text = report(tmp_path)
    assert "in stumble" in text
    assert CHART not in text
    box.close()


def test_what_is_on_the_sheet_is_saved_at_once(
    qtbot: QtBot, window: MainWindow, desk: FakeDesk, reporter: BugReporter
) -> None:
    ref = desk.entries[0].ref
    assert window.flow is not None
    window.open_case(ref)
    qtbot.waitUntil(lambda: window.flow is not None and window.flow.opened is not None)
    window.flow.change(a_sheet("I10"))
    error = caught()
    reporter.take(type(error), error, None)
    qtbot.waitUntil(lambda: desk.drafts.get(ref) == a_sheet("I10"))
    for box in boxes(window):
        box.close()

"""Slow work runs elsewhere, one job at a time, and comes back as a value."""

import logging
import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from coder_sim.errors import AnswerError, Problem, StoreFault
from coder_sim.ui.worker import Failure, Worker


class Listener(QObject):
    """Remembers what it was given, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[int] = set()

    def hear(self, result: object) -> None:
        self.heard.append(result)
        self.threads.add(threading.get_ident())


def refuse() -> None:
    raise StoreFault("The disk is full.", "Free some space.")


def misread() -> None:
    raise AnswerError(Problem("not JSON", todo="Save it as JSON."), Problem("no code"))


def stumble() -> None:
    raise ZeroDivisionError("division by zero")


def test_results_arrive_in_order_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    worker, listener, elsewhere = Worker(), Listener(), set[int]()

    def job(number: int) -> int:
        elsewhere.add(threading.get_ident())
        return number

    for number in range(20):
        worker.ask(lambda number=number: job(number), listener.hear)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(listener.heard) == 20)
    assert listener.heard == list(range(20))
    assert listener.threads == {threading.get_ident()}
    assert len(elsewhere) == 1
    assert elsewhere != listener.threads


def test_errors_arrive_as_words(qtbot: QtBot) -> None:
    worker, listener = Worker(), Listener()
    for job in (refuse, misread, stumble):
        worker.ask(job, listener.hear)
    assert worker.drain()
    said = [(f.what, f.todo) for f in listener.heard if isinstance(f, Failure)]
    assert said == [
        ("The disk is full.", "Free some space."),
        ("not JSON; no code", "Save it as JSON."),
        (
            "Something went wrong inside the program.",
            "What was saved is safe; try again, or close Coder Sim and start it anew.",
        ),
    ]


def test_a_result_for_a_closed_widget_is_dropped(qtbot: QtBot) -> None:
    worker, closed, gone = Worker(), Listener(), Listener()
    worker.ask(lambda: 1, closed.hear)
    worker.ask(lambda: 1, gone.hear)
    delete(closed)
    del gone
    assert worker.drain()
    assert closed.heard == []


def test_draining_gives_up_after_its_time(qtbot: QtBot) -> None:
    worker, listener, gate = Worker(), Listener(), threading.Event()
    worker.ask(lambda: gate.wait(10), listener.hear)
    assert not worker.drain(milliseconds=1)
    gate.set()
    assert worker.drain()
    assert listener.heard == [True]


def test_every_job_runs_on_the_same_thread_before_and_after_draining(qtbot: QtBot) -> None:
    worker, listener = Worker(), Listener()
    for _ in range(3):
        worker.ask(threading.get_ident, listener.hear)
        assert worker.drain()
    assert len(set(listener.heard)) == 1


def test_the_thread_ends_with_its_worker(qtbot: QtBot) -> None:
    def workers() -> int:
        return sum(thread.name == "worker" for thread in threading.enumerate())

    before, worker = workers(), Worker()
    assert workers() == before + 1
    del worker
    qtbot.waitUntil(lambda: workers() == before)


def test_what_is_told_in_words_leaves_no_traceback_on_the_terminal(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    worker, listener = Worker(), Listener()
    worker.ask(refuse, listener.hear)
    assert worker.drain()
    assert len(listener.heard) == 1
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    worker.ask(stumble, listener.hear)
    assert worker.drain()
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_thousands_of_workers_come_and_go_without_a_crash() -> None:
    script = (
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "from coder_sim.ui.worker import Worker\n"
        "class Owner(QWidget):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.worker = Worker(self)\n"
        "    def take(self, result): ...\n"
        "def come_and_go(number):\n"
        "    owner = Owner()\n"
        "    owner.worker.ask(int, owner.take)\n"
        "    if number % 2: owner.worker.drain()\n"
        "    if number % 3 == 0: application.processEvents()\n"
        "application = QApplication([])\n"
        "for number in range(3000): come_and_go(number)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")

"""The first start says what happens, can be stopped and resumed, and never leaves one guessing."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder_sim.ui.first_start import FirstStart
from coder_sim.ui.library_build import LibraryBuild
from coder_sim.ui.theme import Look

WAITS = """
import json, time
print(json.dumps({"done": 2, "total": 8, "what": "Reading the Tabular List"}), flush=True)
time.sleep(60)
"""
FAILS_ONCE = """
import pathlib, sys
seen = pathlib.Path(sys.argv[1])
if not seen.exists():
    seen.write_text("")
    sys.exit("The disk is full.")
"""


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> FirstStart:
    page = FirstStart(look)
    qtbot.addWidget(page)
    page.resize(1024, 640)
    page.show()
    return page


def build(program: str, *arguments: str) -> LibraryBuild:
    return LibraryBuild((sys.executable, "-c", program, *arguments))


def test_a_build_shows_its_step_and_how_far_it_is(qtbot: QtBot, page: FirstStart) -> None:
    job = build(WAITS)
    page.watch(job)
    assert (page.bar.isVisible(), page.bar.maximum()) == (True, 0)
    qtbot.waitUntil(lambda: page.step.text() == "Reading the Tabular List")
    assert (page.bar.value(), page.bar.maximum()) == (2, 8)
    assert (page.button.text(), page.button.hasFocus()) == ("Cancel", True)
    job.close()


def test_a_build_is_cancelled_and_resumed_from_the_keyboard(qtbot: QtBot, page: FirstStart) -> None:
    job = build(WAITS)
    page.watch(job)
    with qtbot.waitSignal(job.progressed):
        pass
    with qtbot.waitSignal(job.stopped):
        QTest.keyClick(page.button, Qt.Key.Key_Space)
    assert page.title.text() == "The code library is not built yet"
    assert (page.button.text(), page.bar.isVisible()) == ("Resume", False)
    with qtbot.waitSignal(job.progressed):
        QTest.keyClick(page.button, Qt.Key.Key_Space)
    assert (page.button.text(), page.bar.isVisible()) == ("Cancel", True)
    job.close()


def test_a_failure_is_told_and_tried_again(qtbot: QtBot, page: FirstStart, tmp_path: Path) -> None:
    job = build(FAILS_ONCE, str(tmp_path / "seen"))
    with qtbot.waitSignal(job.failed):
        page.watch(job)
    assert page.title.text() == "The code library could not be built"
    assert page.about.text() == "The disk is full."
    assert page.button.text() == "Try again"
    with qtbot.waitSignal(page.build_finished):
        QTest.keyClick(page.button, Qt.Key.Key_Space)
    assert page.title.text() == "The code library is ready"
    assert not page.button.isVisible()


def test_words_alone_offer_no_button(page: FirstStart) -> None:
    page.show_words("Coder Sim", "Opening the code library.")
    assert page.about.text() == "Opening the code library."
    assert not page.button.isVisible()


def test_a_fault_offers_another_try_and_a_backup_only_where_there_is_one(
    qtbot: QtBot, page: FirstStart
) -> None:
    page.show_fault("It is damaged.", "A backup is there.", restorable=True)
    assert (page.title.text(), page.about.text()) == ("It is damaged.", "A backup is there.")
    with qtbot.waitSignal(page.restore_requested):
        QTest.keyClick(page.restore, Qt.Key.Key_Space)
    page.show_fault("The folder is missing.", "Plug it in.", restorable=False)
    assert (page.restore.isVisible(), page.retry.hasFocus()) == (False, True)
    with qtbot.waitSignal(page.retry_requested):
        QTest.keyClick(page.retry, Qt.Key.Key_Space)
    page.show_building()
    assert not page.retry.isVisible()

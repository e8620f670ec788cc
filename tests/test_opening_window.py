"""When practice data cannot be opened, the first page says so and leads back to the worklist."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim import paths
from coder_sim.opening import Opening
from coder_sim.services import now
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.survey import survey
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.theme import LIGHT, Look
from tests.builders import a_pack
from tests.store.test_damage import broken
from tests.store.test_survey import change

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def learner(built_home: Path) -> Path:
    """Practice data with a backup."""
    path = paths.learner_file(built_home)
    with LearnerStore(path, now()) as store:
        store.add_pack(a_pack(), now())
        store.back_up(now())
    return path


@pytest.fixture
def opening(qtbot: QtBot, qapp: QApplication, built_home: Path, learner: Path) -> Iterator[Opening]:
    look = Look(qapp, paths.resources_folder(), LIGHT)
    window = MainWindow(look, WindowMemory(built_home / "window.ini"))
    qtbot.addWidget(window)
    window.show()
    opening = Opening(window, built_home, learner)
    yield opening
    opening.close()


def begin(qtbot: QtBot, opening: Opening) -> MainWindow:
    with qtbot.waitSignal(opening.ended, timeout=30_000):
        opening.begin()
    window = opening.parent()
    assert isinstance(window, MainWindow)
    return window


def test_a_damaged_file_is_replaced_by_its_backup_at_the_press_of_a_key(
    qtbot: QtBot, opening: Opening, learner: Path
) -> None:
    damaged = bytes(200) + broken(learner.read_bytes(), random.Random(1))[200:]
    learner.write_bytes(damaged)
    window = begin(qtbot, opening)
    page = window.first_start
    assert "damaged" in page.title.text()
    assert "newest backup is of" in page.about.text()
    assert page.restore.isVisible()
    assert page.retry.isVisible()
    with qtbot.waitSignal(opening.ended, timeout=30_000):
        QTest.keyClick(page.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(window.worklist.entries()))
    qtbot.waitUntil(lambda: "Restored from" in window.statusBar().currentMessage())
    assert survey(learner).damage == ()
    (kept,) = learner.parent.glob("coder-sim.db.damaged-*")
    assert kept.read_bytes() == damaged


def test_another_try_opens_what_was_put_right_meanwhile(
    qtbot: QtBot, opening: Opening, learner: Path
) -> None:
    whole = learner.read_bytes()
    learner.unlink()
    learner.mkdir()
    window = begin(qtbot, opening)
    page = window.first_start
    assert "is not a file" in page.title.text()
    assert not page.restore.isVisible()
    learner.rmdir()
    learner.write_bytes(whole)
    with qtbot.waitSignal(opening.ended, timeout=30_000):
        QTest.keyClick(page.retry, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(window.worklist.entries()))


def test_a_backup_is_made_at_the_start_when_the_last_is_old(
    qtbot: QtBot, opening: Opening, learner: Path
) -> None:
    (first,) = (learner.parent / "backups").iterdir()
    first.rename(first.with_name("coder-sim-20200101T000000Z.db"))
    window = begin(qtbot, opening)
    window.worker.drain()
    names = sorted(file.name for file in (learner.parent / "backups").iterdir())
    assert len(names) == 2
    assert survey(learner.parent / "backups" / names[1]).damage == ()


def test_one_damaged_row_is_told_and_the_rest_of_the_worklist_is_there(
    qtbot: QtBot, opening: Opening, learner: Path
) -> None:
    with LearnerStore(learner, now()) as store:
        store.add_pack(a_pack(id="other", content_hash="o"), now())
    change(learner, "UPDATE \"case\" SET specialty = 'x' WHERE pack_id = 'other'")
    window = begin(qtbot, opening)
    qtbot.waitUntil(lambda: bool(window.worklist.entries()))
    assert "other" not in {entry.ref.pack_id for entry in window.worklist.entries()}
    words = window.statusBar().currentMessage()
    assert "The worklist entry of case office-visit" in words
    assert "Everything else can be used" in words


def test_the_window_is_there_before_the_database_is_loaded() -> None:
    heavy = "sqlalchemy", "pydantic", "rapidfuzz", "coder_sim.library.build"
    program = f"import sys, coder_sim.opening; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"

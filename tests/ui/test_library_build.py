"""The library is built by another process whose progress, end and failures the window hears."""

import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from coder_sim.ui.library_build import LibraryBuild, library_builder

STEPS = """
import json, sys
print("a line from elsewhere")
print(json.dumps({"done": 1, "total": 2, "what": "Reading titles"}), flush=True)
print(json.dumps({"done": 2, "total": 2, "what": "Indexing"}), flush=True)
"""
ENDLESS = """
import json, time
print(json.dumps({"done": 1, "total": 9, "what": "Reading titles"}), flush=True)
time.sleep(60)
"""
REFUSED = "import sys; sys.exit('Traceback\\nThe source file is damaged.')"


def build(program: str) -> LibraryBuild:
    return LibraryBuild((sys.executable, "-c", program))


def test_progress_is_told_step_by_step(qtbot: QtBot) -> None:
    job = build(STEPS)
    steps: list[tuple[int, int, str]] = []
    job.progressed.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(job.finished):
        job.start()
        job.start()
    assert steps == [(1, 2, "Reading titles"), (2, 2, "Indexing")]


def test_a_cancelled_build_stops_and_can_be_started_again(qtbot: QtBot) -> None:
    job = build(ENDLESS)
    for _round in range(2):
        with qtbot.waitSignal(job.progressed):
            job.start()
        with qtbot.waitSignal(job.stopped), qtbot.assertNotEmitted(job.failed):
            job.cancel()
    assert not job.running


def test_a_failed_build_says_why_in_its_last_line(qtbot: QtBot) -> None:
    job = build(REFUSED)
    with qtbot.waitSignal(job.failed) as told:
        job.start()
    assert told.args == ["The source file is damaged."]


def test_a_builder_that_does_not_exist_is_a_failure_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    job = LibraryBuild((str(tmp_path / "nothing"),))
    with qtbot.waitSignal(job.failed) as told:
        job.start()
    assert told.args is not None
    assert told.args[0].startswith("The builder did not start")


def test_closing_ends_the_builder_without_a_word(qtbot: QtBot) -> None:
    job = build(ENDLESS)
    with qtbot.waitSignal(job.progressed):
        job.start()
    with qtbot.assertNotEmitted(job.stopped), qtbot.assertNotEmitted(job.failed):
        job.close()
    assert not job.running


def test_the_builder_is_told_the_home_folder(tmp_path: Path) -> None:
    assert library_builder(tmp_path)[1:] == (
        "-m",
        "coder_sim.library.build",
        "--home",
        str(tmp_path),
    )

"""The window comes back as it was left."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from coder_sim.ui.memory import WindowMemory


def test_look_place_and_panes_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    memory = WindowMemory(file)
    window, splitter = QWidget(), QSplitter()
    qtbot.addWidget(window)
    qtbot.addWidget(splitter)
    for name in ("left", "right"):
        splitter.addWidget(QLabel(name))
    splitter.resize(600, 100)
    splitter.setSizes([150, 450])
    window.resize(700, 500)
    memory.keep_look("dark")
    memory.keep_splitter("feedback", splitter)
    memory.keep_window(window)

    later = WindowMemory(file)
    splitter.setSizes([300, 300])
    other = QWidget()
    qtbot.addWidget(other)
    assert later.look == "dark"
    assert later.restore_window(other)
    assert (other.width(), other.height()) == (700, 500)
    assert later.restore_splitter("feedback", splitter)
    assert splitter.sizes()[0] < splitter.sizes()[1]


@pytest.mark.parametrize("content", ["", "[window]\nlook=pink\ngeometry=nonsense\n", "\0\1"])
def test_nothing_remembered_or_nonsense_is_a_fresh_start(
    qtbot: QtBot, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "window.ini"
    file.write_text(content, encoding="utf-8")
    memory, window = WindowMemory(file), QWidget()
    qtbot.addWidget(window)
    assert memory.look == "system"
    assert not memory.restore_window(window)

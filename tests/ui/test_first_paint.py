"""Slow work begins once the window is on the screen, and begins all the same where it is not."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coder_sim.ui import first_paint
from coder_sim.ui.first_paint import FirstPaint


def test_the_first_paint_is_told_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[bool] = []
    painted = FirstPaint(window)
    painted.seen.connect(lambda: told.append(window.isVisible()))
    assert told == []
    with qtbot.waitSignal(painted.seen):
        window.show()
    window.hide()
    window.show()
    window.repaint()
    assert told == [True]


def test_a_window_that_is_not_shown_is_not_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_paint, "LATEST_MS", 1)
    window = QWidget()
    qtbot.addWidget(window)
    painted = FirstPaint(window)
    with qtbot.waitSignal(painted.seen):
        pass
    with qtbot.assertNotEmitted(painted.seen):
        window.show()
        window.repaint()

"""Draws every page of the window in both looks and two sizes, as pictures to be looked at."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.domain.facts import CodeFinder
from coder_sim.practice.views import OpenedCase
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.theme import DARK, LIGHT
from coder_sim.ui.workspace import Workspace

SIZES = (QSize(1366, 768), QSize(1920, 1080))
WORDS = ("essential hypertension", "type 2 diabetes without complications", "knee pain")
"""What the draft in the picture is made of: the first code found for each."""
TYPED = "diabetes neuropathy"


@dataclass(frozen=True, slots=True)
class _Camera:
    """Takes pictures into a folder."""

    window: MainWindow
    folder: Path

    def take(self, page: str, widget: QWidget | None = None) -> Path:
        """Save a picture of the window, or of a widget of its own."""
        _settle(self.window)
        size, look = self.window.size(), self.window.look.theme.name
        path = self.folder / f"{page}-{look}-{size.width()}x{size.height()}.png"
        if not (widget or self.window).grab().save(str(path)):
            raise OSError(f"cannot write {path}")
        return path


def draw_every_page(window: MainWindow, folder: Path) -> tuple[Path, ...]:
    """Draw the pages of a started window; its desk receives one attempt at the first case.

    Give it a desk over a scratch home: what is drawn is really graded and stored.
    """
    if window.services is None or window.workspace is None or window.flow is None:
        raise ValueError("the window has not been started")
    folder.mkdir(parents=True, exist_ok=True)
    camera, choice = _Camera(window, folder), window.look.choice
    window.show_worklist()
    _settle(window)
    # The desk is asked through the worker: a database may belong to that thread.
    window.open_case(window.worklist.entries()[0].ref)
    _settle(window)
    if window.flow.opened is None:
        raise ValueError(window.statusBar().currentMessage())
    opened = _with_draft(window.services.finder, window.flow.opened)
    window.flow.submit(opened.sheet)
    _settle(window)
    paths = [
        path
        for look in (LIGHT, DARK)
        for size in SIZES
        for path in _draw(camera, window.workspace, opened, look, size)
    ]
    window.look.choose(choice)
    window.show_worklist()
    return tuple(paths)


def _draw(
    camera: _Camera, workspace: Workspace, opened: OpenedCase, look: str, size: QSize
) -> list[Path]:
    """Draw each page once."""
    window = camera.window
    window.look.choose(look)
    window.resize(size)
    window.first_start.show_building()
    window.first_start.show_step(3, 8, "Reading the Tabular List")
    window.show_page(window.first_start)
    paths = [camera.take("first-start")]
    window.show_worklist()
    paths.append(camera.take("worklist"))
    workspace.show_case(opened)
    window.show_page(workspace, opened.brief.title)
    workspace.focus_finder()
    workspace.finder.box.setText(TYPED)
    paths.append(camera.take("workspace"))
    if window.flow is not None:
        window.flow.look_back(opened.ref)
    paths.append(camera.take("feedback"))
    keys = window.show_keys()
    paths.append(camera.take("keys", keys))
    keys.close()
    return paths


def _with_draft(finder: CodeFinder, opened: OpenedCase) -> OpenedCase:
    """Return a case with a few lines on its sheet; nothing is saved."""
    encounter = opened.brief.encounter
    poa = "Y" if encounter.inpatient else None
    lines = [
        CodedLine(System.ICD10CM, hit.code.code, poa=poa)
        for words in WORDS
        for hit in finder.search(words, (System.ICD10CM,), encounter.service_date, 1)
    ]
    return replace(opened, sheet=AnswerSheet(tuple(dict.fromkeys(lines))))


def _settle(window: MainWindow) -> None:
    """Let everything asked for arrive and be laid out."""
    window.worker.drain()
    for _ in range(3):
        QCoreApplication.processEvents()
        # Outside a running event loop nothing else frees what was let go of.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

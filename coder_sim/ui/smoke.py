"""Draws every page of the window in both looks and two sizes, as pictures to be looked at."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Setting
from coder_sim.domain.facts import CodeFinder
from coder_sim.practice.packs import PackNews, PackPreview
from coder_sim.practice.undertaking import Undertaking
from coder_sim.practice.views import HandedInView, OpenedCase, WorklistEntry
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.pack_preview import PackPreviewDialog
from coder_sim.ui.theme import DARK, LIGHT
from coder_sim.ui.workspace import Workspace

SIZES = (QSize(1366, 768), QSize(1920, 1080))
KEYS_SIZE = QSize(860, 660)
BOOKS = ("in_tabular", "index", "tables")
"""Actions of the code finder that open a book."""
TYPED = "diabetes neuropathy"


class _Take(NamedTuple):
    """A line of the draft in the picture: the first code found for the words, and its details."""

    words: str
    system: System = System.ICD10CM
    modifiers: tuple[str, ...] = ()
    units: int = 1
    pointers: tuple[int, ...] = ()


DIAGNOSES = (
    _Take("essential hypertension"),
    _Take("type 2 diabetes without complications"),
    _Take("chronic kidney disease stage 3b"),
)
STAY = (*DIAGNOSES, _Take("replacement right hip joint metal", System.ICD10PCS))
VISIT = (
    *DIAGNOSES,
    _Take("office visit established moderate", System.CPT, ("25",), 1, (1, 2)),
    _Take("20610", System.CPT, ("LT",), 1, (3,)),
    _Take("triamcinolone", System.HCPCS, (), 4, (3,)),
)


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
    """Draw the pages of a started window; its desk receives an attempt at one or two cases.

    Give it a desk over a scratch home: what is drawn is really graded and stored.
    """
    if window.services is None or window.workspace is None or window.flow is None:
        raise ValueError("the window has not been started")
    folder.mkdir(parents=True, exist_ok=True)
    camera, choice = _Camera(window, folder), window.look.choice
    window.show_worklist()
    _settle(window)
    window.tour.guide.end()
    cases = [_attempted(window, window.services.finder, entry) for entry in _chosen(window)]
    paths = [
        path
        for look in (LIGHT, DARK)
        for size in SIZES
        for path in _draw(camera, window.workspace, cases, look, size)
    ]
    window.look.choose(choice)
    window.show_worklist()
    return tuple(paths)


def _chosen(window: MainWindow) -> list[WorklistEntry]:
    """Return the first case there is, and the first hospital stay if that is another one."""
    entries = window.worklist.entries()
    stays = [entry for entry in entries[1:] if entry.setting is Setting.INPATIENT]
    return [entries[0], *stays[:1]]


def _attempted(window: MainWindow, finder: CodeFinder, entry: WorklistEntry) -> OpenedCase:
    """Open a case, fill its sheet, have it graded; return it with the sheet."""
    if window.flow is None:
        raise ValueError("the window has not been started")
    # The desk is asked through the worker: a database may belong to that thread.
    window.open_case(entry.ref)
    _settle(window)
    if window.flow.opened is None:
        raise ValueError(window.statusBar().currentMessage())
    opened = _with_draft(finder, window.flow.opened)
    window.flow.submit(opened.sheet)
    _settle(window)
    return opened


def _draw(
    camera: _Camera, workspace: Workspace, cases: list[OpenedCase], look: str, size: QSize
) -> list[Path]:
    """Draw each page once, workspace and feedback once for each case."""
    window = camera.window
    window.look.choose(look)
    window.resize(size)
    window.first_start.show_building()
    window.first_start.show_step(3, 8, "Reading the Tabular List")
    window.show_page(window.first_start)
    paths = [camera.take("first-start")]
    window.show_worklist()
    paths.append(camera.take("worklist"))
    for opened in cases:
        stay = "-stay" if opened.brief.encounter.inpatient else ""
        workspace.show_case(opened)
        window.show_page(workspace, opened.brief.title)
        workspace.focus_finder()
        workspace.finder.box.setText(TYPED)
        paths.append(camera.take(f"workspace{stay}"))
        if stay:
            paths += _draw_books(camera, workspace)
        if window.flow is not None:
            window.flow.look_back(opened.ref)
        paths.append(camera.take(f"feedback{stay}"))
    paths.append(_draw_handed_in(camera, cases[0]))
    if window.services is not None and window.services.drills is not None:
        window.show_place(window.drills)
        paths.append(camera.take("drills"))
    paths += _draw_packs(camera)
    paths += _draw_helps(camera)
    return paths


def _draw_handed_in(camera: _Camera, opened: OpenedCase) -> Path:
    """Draw what is shown after a sheet was handed in at a sealed case."""
    window = camera.window
    now = datetime.now(UTC)
    view = HandedInView("", opened.ref, now, opened.brief, opened.sheet, "passphrase")
    window.handed_in.show_sheet(view, now.date())
    window.show_page(window.handed_in, opened.brief.title)
    return camera.take("handed-in")


def _draw_books(camera: _Camera, workspace: Workspace) -> list[Path]:
    """Draw the books beside the code finder, opened from the code that was found."""
    paths = []
    for name in BOOKS:
        verb = next(v for v in workspace.finder.verbs if v.objectName() == f"finder.{name}")
        verb.trigger()
        paths.append(camera.take(name))
    workspace.focus_finder()
    return paths


def _draw_packs(camera: _Camera) -> list[Path]:
    """Draw the packs page, and the preview of a pack as if it were new."""
    window = camera.window
    if window.loader is None:
        return []
    window.show_place(window.packs)
    paths = [camera.take("packs")]
    row = window.packs.current()
    if row is not None:
        preview = PackPreview(
            path=Path(f"{row.facts.id}.casepack"),
            facts=row.facts,
            news=PackNews.NEW,
            known_version="",
            problems=(),
            warnings=(),
            identifiers=(),
        )
        dialog = PackPreviewDialog(preview.path, Undertaking(), window.look, window)
        dialog.show_preview(preview)
        paths.append(camera.take("pack-preview", dialog))
        dialog.close()
        dialog.deleteLater()
    return paths


def _draw_helps(camera: _Camera) -> list[Path]:
    """Draw the guide, the palette, the cheat sheet and the dialog of keys."""
    window = camera.window
    window.show_worklist()
    _settle(window)
    window.tour.begin()
    paths = [camera.take("guide")]
    window.tour.guide.end()
    palette = window.commands.open_palette()
    paths.append(camera.take("palette"))
    palette.shut()
    # Drawn without being opened: an offscreen platform warns of a second window.
    for name, dialog in (
        ("keys", window.commands.cheat_sheet()),
        ("change-keys", window.commands.key_dialog()),
    ):
        # At least: the cheat sheet is as wide as its words ask for.
        dialog.resize(dialog.size().expandedTo(KEYS_SIZE))
        paths.append(camera.take(name, dialog))
        dialog.deleteLater()
    return paths


def _with_draft(finder: CodeFinder, opened: OpenedCase) -> OpenedCase:
    """Return a case with lines of every kind its setting asks for; nothing is saved."""
    encounter = opened.brief.encounter
    lines = [
        CodedLine(
            take.system,
            hit.code.code,
            "Y" if encounter.inpatient and take.system is System.ICD10CM else None,
            take.modifiers,
            take.units,
            take.pointers,
        )
        for take in (STAY if encounter.inpatient else VISIT)
        for hit in finder.search(take.words, (take.system,), encounter.service_date, 1)
    ]
    return replace(opened, sheet=AnswerSheet(tuple(dict.fromkeys(lines))))


def _settle(window: MainWindow) -> None:
    """Let everything asked for arrive and be laid out."""
    window.worker.drain()
    for _ in range(3):
        QCoreApplication.processEvents()
        # Outside a running event loop nothing else frees what was let go of.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

"""Loads packs: asks for files, shows each before it is stored, and keeps the packs page true."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from coder_sim.practice.packs import PackPreview, PackRow, PackShelf
from coder_sim.practice.undertaking import Stopped, Undertaking
from coder_sim.ui.pack_preview import PackPreviewDialog
from coder_sim.ui.packs_page import PacksPage
from coder_sim.ui.theme import Look
from coder_sim.ui.worker import Failure, Worker


class DropTarget(QObject):
    """Takes files and folders that are dropped anywhere on a window."""

    dropped = Signal(object)
    """A list of Path, all of this computer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A drop is a kind of drag-enter event to Qt, with the same files in it.
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        ):
            urls = event.mimeData().urls()
            paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
            if paths and event.type() is QEvent.Type.Drop:
                self.dropped.emit(paths)
            return bool(paths)
        return super().eventFilter(watched, event)


class PackLoader(QObject):
    """Carries packs between files, the packs page and the shelf; one preview at a time."""

    shelf_changed = Signal()
    """Cases came or went: the worklist is to be read again."""
    told = Signal(str)
    """What was done, or what failed and what can be done about it."""

    def __init__(
        self, shelf: PackShelf, page: PacksPage, worker: Worker, look: Look, window: QWidget
    ) -> None:
        super().__init__(window)
        self._shelf, self._page, self._worker, self._look = shelf, page, worker, look
        self._window = window
        self._waiting: deque[Path] = deque()
        self.dialog: PackPreviewDialog | None = None
        """The preview that is open."""
        page.export_requested.connect(self._on_export)
        page.remove_requested.connect(self._on_remove)
        page.restore_requested.connect(self._on_restore)

    def read(self) -> None:
        """Ask for the packs there are."""
        self._worker.ask(self._shelf.rows, self._on_rows)

    def ask_for_files(self) -> None:
        """Let the user choose packs: .casepack files, or the pack.json of a folder."""
        dialog = QFileDialog(self._window, "Load a case pack")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter("Case packs (*.casepack pack.json);;All files (*)")
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    def load(self, paths: Sequence[Path]) -> None:
        """Show packs one after the other, each to be stored or not."""
        self._waiting += (path.parent if path.name == "pack.json" else path for path in paths)
        if self.dialog is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        path, work = self._waiting.popleft(), Undertaking()
        self.dialog = PackPreviewDialog(path, work, self._look, self._window)
        self.dialog.taken.connect(self._on_taken)
        self.dialog.destroyed.connect(self._on_dialog_gone)
        self.dialog.open()
        self._worker.ask(partial(self._shelf.look_at, path, work), self._on_looked)

    def _on_files(self, names: list[str]) -> None:
        self.load([Path(name) for name in names])

    def _on_looked(self, result: PackPreview | Failure) -> None:
        if isinstance(result, Failure) and isinstance(result.error, Stopped):
            return
        if self.dialog is None:
            return
        if isinstance(result, Failure):
            self.dialog.show_failure(result.what, result.todo)
        elif result.path == self.dialog.path:
            self.dialog.show_preview(result)

    def _on_taken(self, preview: PackPreview) -> None:
        self._worker.ask(partial(self._shelf.take, preview), self._on_stored)

    def _on_stored(self, result: str | Failure) -> None:
        if isinstance(result, Failure):
            if self.dialog is not None:
                self.dialog.show_failure(result.what, result.todo)
            return
        if self.dialog is not None:
            self.dialog.close()
        self._on_done(result)

    def _on_dialog_gone(self) -> None:
        self.dialog = None
        self._next()

    def _on_export(self, pack_id: str, target: Path) -> None:
        self._do(partial(self._shelf.export, pack_id, target))

    def _on_remove(self, pack_id: str) -> None:
        self._do(partial(self._shelf.remove, pack_id))

    def _on_restore(self, pack_id: str) -> None:
        self._do(partial(self._shelf.restore, pack_id))

    def _do(self, work: Callable[[], str]) -> None:
        self._worker.ask(work, self._on_done)

    def _on_done(self, result: str | Failure) -> None:
        if isinstance(result, Failure):
            self.told.emit(f"{result.what} {result.todo}".strip())
            return
        self.told.emit(result)
        self.shelf_changed.emit()
        self.read()

    def _on_rows(self, rows: tuple[PackRow, ...] | Failure) -> None:
        if isinstance(rows, Failure):
            self.told.emit(f"{rows.what} {rows.todo}".strip())
        else:
            self._page.show_rows(rows)

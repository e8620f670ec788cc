"""Favourites, codes used of late and the learner's notes on codes, kept through the worker."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.notebook import CodeMark
from coder_sim.practice.notebook import Notebook
from coder_sim.ui.worker import Failure, Worker

RECENT = 9
"""Codes used of late that are offered, one for each row accelerator."""


class CodeMarks(QObject):
    """Answers at once from memory; what changes is on disk a moment later."""

    changed = Signal()
    told = Signal(str)
    """Why something could not be kept."""

    def __init__(self, notebook: Notebook, worker: Worker, parent: QObject | None = None) -> None:
        """Read what is kept; ``changed`` follows when it has arrived."""
        super().__init__(parent)
        self._notebook, self._worker = notebook, worker
        self._marks: dict[tuple[System, str], CodeMark] = {}
        worker.ask(notebook.code_marks, self._on_read)

    def of(self, code: Code) -> CodeMark:
        """Return what is kept about a code."""
        key = (code.system, code.code)
        return self._marks.get(key, CodeMark(*key))

    def favourites(self, systems: Sequence[System]) -> tuple[CodeMark, ...]:
        """Return the favourites of these code sets, by code."""
        found = [mark for mark in self._marks.values() if mark.favourite]
        return tuple(sorted(_within(found, systems), key=lambda mark: (mark.system, mark.code)))

    def recent(self, systems: Sequence[System]) -> tuple[CodeMark, ...]:
        """Return the codes of these code sets that were used of late, the last one first."""
        used = [(mark.used_at, mark) for mark in self._marks.values() if mark.used_at is not None]
        ordered = [mark for _, mark in sorted(used, key=lambda each: each[0], reverse=True)]
        return tuple(_within(ordered, systems))[:RECENT]

    def toggle_favourite(self, code: Code) -> bool:
        """Make a code a favourite, or no longer one; returns which."""
        wanted = not self.of(code).favourite
        self._marks[code.system, code.code] = replace(self.of(code), favourite=wanted)
        self._ask(partial(self._notebook.set_favourite, code.system, code.code, wanted))
        return wanted

    def set_note(self, code: Code, text: str) -> None:
        """Keep a note on a code; an empty one forgets it."""
        self._marks[code.system, code.code] = replace(self.of(code), note=text.strip())
        self._ask(partial(self._notebook.set_code_note, code.system, code.code, text))

    def used(self, code: Code) -> None:
        """Remember that a code was put on a sheet."""
        mark = replace(self.of(code), used_at=datetime.now(UTC))
        self._marks[code.system, code.code] = mark
        self._ask(partial(self._notebook.used, code.system, code.code))

    def _ask(self, work: partial[CodeMark]) -> None:
        self._worker.ask(work, self._on_kept)
        self.changed.emit()

    def _on_read(self, marks: tuple[CodeMark, ...] | Failure) -> None:
        if isinstance(marks, Failure):
            self.told.emit(f"{marks.what} {marks.todo}".strip())
            return
        # What was changed meanwhile is newer than what was read.
        self._marks = {(mark.system, mark.code): mark for mark in marks} | self._marks
        self.changed.emit()

    def _on_kept(self, mark: CodeMark | Failure) -> None:
        if isinstance(mark, Failure):
            # What could not be kept is not shown as if it were.
            self._marks.clear()
            self._worker.ask(self._notebook.code_marks, self._on_read)
            self.told.emit(f"{mark.what} {mark.todo}".strip())


def _within(marks: Sequence[CodeMark], systems: Sequence[System]) -> list[CodeMark]:
    return [mark for mark in marks if mark.system in systems]

"""The row above the worklist: words to look for, and one choice for each thing a case has."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coder_sim.practice.views import CaseStatus, WorklistEntry
from coder_sim.ui.theme import L, M, S
from coder_sim.ui.worklist_model import STATUS_WORDS, WorklistFilter, setting_word

SHORTEST_SEARCH = 220
NARROW = 8
"""Letters that a choice shows at least; the whole words stand in its list and its tip."""


class WorklistFilters(QWidget):
    """Says what is asked for; every choice is reached with Tab and changed with the arrows."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search cases")
        self.search.setAccessibleName("Search the worklist")
        self.search.setClearButtonEnabled(True)
        names = ("Pack", "Track", "Setting", "Status", "Specialty", "Difficulty")
        self._boxes = tuple(_choice(name) for name in names)
        self.pack, self.track, self.setting, self.status = self._boxes[:4]
        self.specialty, self.difficulty = self._boxes[4:]
        for status in CaseStatus:
            self.status.addItem(STATUS_WORDS[status], status.value)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        self._wide = True
        column = QVBoxLayout(self)
        column.setContentsMargins(L, 0, L, M)
        column.setSpacing(S)
        for row in self._rows:
            row.setSpacing(S)
            column.addLayout(row)
        self._rows[0].addWidget(self.search, 1)
        for box in self._boxes:
            self._rows[0].addWidget(box)
            box.currentIndexChanged.connect(self._on_changed)
        self.search.textChanged.connect(self._on_changed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._boxes_width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices below the search box where both do not fit side by side."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._boxes_width() + SHORTEST_SEARCH
        if wide is not self._wide:
            self._wide = wide
            for box in self._boxes:
                self._rows[1 if wide else 0].removeWidget(box)
                self._rows[0 if wide else 1].addWidget(box)

    def _boxes_width(self) -> int:
        return sum(box.minimumSizeHint().width() + S for box in self._boxes) + 2 * L

    def offer(self, entries: Sequence[WorklistEntry]) -> None:
        """Offer what the cases have; a choice that is still there stays."""
        levels = {f"{entry.difficulty} of 5": str(entry.difficulty) for entry in entries}
        for box, values in (
            (self.pack, {entry.pack_title: entry.pack_title for entry in entries}),
            (self.track, {track.value: track for entry in entries for track in entry.tracks}),
            (self.setting, {setting_word(entry.setting): entry.setting for entry in entries}),
            (self.specialty, {entry.specialty: entry.specialty for entry in entries}),
            (self.difficulty, levels),
        ):
            _offer(box, values)

    def wanted(self) -> WorklistFilter:
        """Return what is asked for."""
        return WorklistFilter(self.search.text(), *(str(box.currentData()) for box in self._boxes))

    def clear(self) -> None:
        """Ask for everything."""
        self.search.clear()
        for box in self._boxes:
            box.setCurrentIndex(0)

    def _on_changed(self) -> None:
        for box in self._boxes:
            box.setToolTip(box.currentText())
        self.changed.emit()


def _choice(name: str) -> QComboBox:
    """Return a filter that asks for everything until something is chosen."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.view().setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(max(NARROW, len(name)))
    box.addItem(f"{name}: all", "")
    return box


def _offer(box: QComboBox, values: Mapping[str, str]) -> None:
    """Offer values in a filter, keeping what is chosen."""
    with QSignalBlocker(box):
        chosen = box.currentData()
        while box.count() > 1:
            box.removeItem(1)
        for words in sorted(values):
            box.addItem(words, str(values[words]))
        box.setCurrentIndex(max(0, box.findData(chosen)))
        # The list may be wider than the box that drops it.
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + M + L)

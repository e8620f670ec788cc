"""The cheat sheet: every action and its keys, made from the actions themselves,
and the keys that a widget answers by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coder_sim.ui.actions import ActionGroup, Hint, keys_of
from coder_sim.ui.theme import DIM, XL, XS, L, Look, M

COLUMNS = 2


class CheatSheet(QDialog):
    """Lists keys by the place where they work; freed when it is closed."""

    def __init__(self, groups: Sequence[ActionGroup], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        metrics = QFontMetrics(look.fonts.strong)
        keys = (row.keys for group in groups for row in _rows_of(group))
        self._widest = max(map(metrics.horizontalAdvance, keys), default=0)
        columns = QHBoxLayout()
        columns.setSpacing(XL)
        for part in _balanced([group for group in groups if _rows_of(group)]):
            column = QVBoxLayout()
            column.setSpacing(M)
            for group in part:
                column.addWidget(self._heading(group.place))
                column.addLayout(self._rows(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        inside = QWidget()
        inside.setLayout(columns)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Keyboard shortcuts")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.setContentsMargins(L, L, L, L)
        page.addWidget(area)
        page.addWidget(buttons)
        hint = inside.sizeHint()
        room = self.screen().availableSize() - QSize(2 * XL, 4 * XL)
        self.resize(QSize(hint.width() + 3 * L, min(hint.height() + 90, 660)).boundedTo(room))

    def words(self) -> list[str]:
        """Return the places, keys and actions on the sheet."""
        return [label.text() for label in self.findChildren(QLabel)]

    def _heading(self, place: str) -> QLabel:
        heading = QLabel(place)
        heading.setFont(self._look.fonts.heading)
        heading.setContentsMargins(0, M, 0, 0)
        return heading

    def _rows(self, group: ActionGroup) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(XS)
        grid.setHorizontalSpacing(XL)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self._widest)
        for row, hint in enumerate(_rows_of(group)):
            keys, what = QLabel(hint.keys), QLabel(hint.what)
            keys.setFont(self._look.fonts.strong)
            what.setForegroundRole(DIM)
            grid.addWidget(what, row, 1)
            grid.addWidget(keys, row, 0)
        return grid


def _rows_of(group: ActionGroup) -> list[Hint]:
    named = [action for action in group.actions if action.shortcuts()]
    return [
        *(Hint(keys_of(action), action.text().replace("&", "")) for action in named),
        *group.hints,
    ]


def _balanced(groups: Sequence[ActionGroup]) -> list[list[ActionGroup]]:
    """Deal groups to columns of about equal length, keeping their order within each."""
    columns: list[list[ActionGroup]] = [[] for _ in range(COLUMNS)]
    for group in sorted(groups, key=_length, reverse=True):
        min(columns, key=lambda column: sum(map(_length, column))).append(group)
    for column in columns:
        column.sort(key=groups.index)
    return sorted(columns, key=lambda column: groups.index(column[0]) if column else len(groups))


def _length(group: ActionGroup) -> int:
    return len(_rows_of(group)) + 2

"""The command palette: every action, found by a few letters of its name, with its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coder_sim.ui.actions import ActionGroup, keys_of
from coder_sim.ui.fuzzy import penalty
from coder_sim.ui.keymap import EVERYWHERE, name_of
from coder_sim.ui.theme import DIM, XL, Look, M, S

WIDTH, ROWS_SHOWN = 620, 11
NOTHING = "No command is called that."
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
PLACE, KEYS, HERE = (Qt.ItemDataRole.UserRole + n for n in range(3))


@dataclass(frozen=True, slots=True)
class Command:
    """One row: an action, where it works, and whether it can be used now."""

    action: QAction
    place: str
    here: bool

    @property
    def name(self) -> str:
        """Return what the row says."""
        return self.action.text().replace("&", "")


def commands(groups: Sequence[ActionGroup], hidden: Sequence[str]) -> list[Command]:
    """Return every action once; those of ``hidden`` places cannot be used now."""
    found = {
        id(action): Command(action, group.place, group.place not in hidden and action.isEnabled())
        for group in groups
        for action in group.actions
    }
    return list(found.values())


def ranked(rows: Sequence[Command], typed: str, recent: Sequence[str]) -> list[Command]:
    """Return the commands that fit, best first; of equal ones those used last."""

    def key(row: Command) -> tuple[bool, int, int, bool]:
        name = name_of(row.action)
        lately = recent.index(name) if name in recent else len(recent)
        fit = penalty(typed, f"{row.name} {row.place}") or 0
        # What belongs to the page in front stands before what is there on every page.
        return (not row.here, fit, lately, row.place == EVERYWHERE)

    fitting = [row for row in rows if penalty(typed, f"{row.name} {row.place}") is not None]
    return sorted(fitting, key=key)


class CommandModel(QAbstractListModel):
    """Adapts ranked commands to a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Command, ...] = ()

    def show_rows(self, rows: Sequence[Command]) -> None:
        """Show other commands."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (row.name, keys_of(row.action), row.place, "" if row.here else "not here")
            return ", ".join(word for word in words if word)
        if role == PLACE:
            return row.place
        if role == KEYS:
            return keys_of(row.action)
        return row.here if role == HERE else None


class CommandDelegate(QStyledItemDelegate):
    """Draws a command with its place in dim letters and its keys at the right."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH // 2, option.fontMetrics.height() + M)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, fonts = option.palette, self._look.fonts
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        ink = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        here = bool(index.data(HERE))
        dim = palette.color(DIM)
        area = option.rect.adjusted(M, 0, -M, 0)
        painter.save()
        painter.setFont(fonts.strong)
        painter.setPen(palette.color(ink) if here else dim)
        keys = str(index.data(KEYS))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(right), keys)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(keys) - M)
        self._draw_words(painter, area, index, dim)
        painter.restore()

    def _draw_words(self, painter: QPainter, area: QRect, index: Index, dim: QColor) -> None:
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._look.fonts.body)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(left), name)
        area.setLeft(area.left() + metrics.horizontalAdvance(name) + S)
        painter.setPen(dim)
        place = str(index.data(PLACE))
        if metrics.horizontalAdvance(place) <= area.width():
            painter.drawText(area, int(left), place)


class CommandPalette(QFrame):
    """Lies over the window until a command is chosen; freed when it closes."""

    chosen = Signal(object)
    """A ``Command``; the palette is gone by then and the keyboard where it was before."""

    def __init__(
        self, rows: Sequence[Command], recent: Sequence[str], look: Look, window: QWidget
    ) -> None:
        super().__init__(window)
        self._all, self._recent = list(rows), tuple(recent)
        self._before = QApplication.focusWidget()
        self.box = QLineEdit()
        self.list = QListView()
        self.model = CommandModel(self)
        self._none = QLabel(NOTHING)
        self._closing = False
        self._build(look)
        self._place(window)
        self._filter()
        self.box.textChanged.connect(self._on_text)
        self.list.clicked.connect(self._on_clicked)
        for part in (self.box, self.list):
            part.installEventFilter(self)

    def open(self) -> None:
        """Show the palette and take the keyboard."""
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def shut(self) -> None:
        """Close without a choice; the keyboard returns to where it was."""
        self._shut(back=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer every key here: none may reach an action of the page below."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            focused = QApplication.focusWidget()
            if focused is not None and not self.isAncestorOf(focused):
                self._shut(back=False)
        return super().eventFilter(watched, event)

    def _build(self, look: Look) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName("All commands")
        self.box.setPlaceholderText("Type a few letters of a command")
        self.box.setAccessibleName("Find a command")
        self.list.setModel(self.model)
        self.list.setItemDelegate(CommandDelegate(look, self.list))
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none.setForegroundRole(DIM)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(S, S, S, S)
        column.setSpacing(S)
        for part in (self.box, self._none, self.list):
            column.addWidget(part)

    def _place(self, window: QWidget) -> None:
        rows = ROWS_SHOWN * (self.fontMetrics().height() + M)
        height = min(rows + self.box.sizeHint().height() + 4 * S, window.height() - 4 * XL)
        width = min(WIDTH, window.width() - 2 * XL)
        self.setGeometry((window.width() - width) // 2, 2 * XL, width, height)

    def _filter(self) -> None:
        rows = ranked(self._all, self.box.text(), self._recent)
        self.model.show_rows(rows)
        self._none.setVisible(not rows)
        if rows:
            self.list.setCurrentIndex(self.model.index(0))

    def _on_text(self) -> None:
        self._filter()

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._shut(back=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.list.keyPressEvent(event)
        else:
            # Tab stays in the box: there is nowhere else to go.
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.model.rows[index.row()]
            self._shut(back=True)
            self.chosen.emit(row)

    def _shut(self, *, back: bool) -> None:
        if self._closing:
            return
        self._closing = True
        before = self._before
        self.hide()
        if back and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

"""The list of the code finder: what was found, and the way down into headings and back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from coder_sim.domain.code_set import Code
from coder_sim.ui.finder_delegate import FinderDelegate
from coder_sim.ui.finder_model import FinderModel, FinderRow
from coder_sim.ui.theme import Look


class FoundList(QListView):
    """Driven by the finder's box, which keeps the keyboard."""

    row_shown = Signal(object)
    """The current ``FinderRow``, None without one."""

    def __init__(
        self, below: Callable[[Code], list[FinderRow]], look: Look, parent: QWidget | None = None
    ) -> None:
        """Ask ``below`` for the rows of a heading that is opened."""
        super().__init__(parent)
        self._below = below
        self.trail: tuple[Code, ...] = ()
        """The headings opened, outermost first."""
        self.rows = FinderModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(FinderDelegate(look, self))
        self.setAccessibleName("Codes found")
        # The box drives the list, so Tab need not stop there.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        look.changed.connect(self._on_look_changed)

    def show_found(self, rows: Sequence[FinderRow], *, choose: bool = True) -> None:
        """Show what was found, from the top, the first row chosen unless told otherwise."""
        self.trail = ()
        self._show(rows, choose=choose)

    def open_heading(self, code: Code) -> None:
        """List what is below a heading."""
        self.trail = (*self.trail, code)
        self._show(self._below(code))

    def reach(self, code: Code) -> None:
        """Make the row current that is a code, or leads to it; else the first."""
        places = [n for n in range(self.rows.rowCount()) if self._leads_to(n, code)]
        self.setCurrentIndex(self.rows.index(places[0] if places else 0))

    def step_out(self) -> bool:
        """Go from a heading to the one it was opened from; False at the outermost."""
        if len(self.trail) < 2:
            return False
        *trail, parent = self.trail[:-1]
        self.trail = tuple(trail)
        self.open_heading(parent)
        return True

    def step(self, steps: int) -> None:
        """Move the current row, staying within the list."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            row = min(max(self.currentIndex().row() + steps, 0), last)
            self.setCurrentIndex(self.rows.index(row))

    def current(self) -> FinderRow | None:
        """Return the current row."""
        return self.rows.row_at(self.currentIndex().row())

    def _show(self, rows: Sequence[FinderRow], *, choose: bool = True) -> None:
        self.rows.show_rows(rows)
        chosen = choose and bool(rows)
        self.setCurrentIndex(self.rows.index(0) if chosen else QModelIndex())
        if not chosen:
            self.row_shown.emit(None)

    def _leads_to(self, number: int, code: Code) -> bool:
        row = self.rows.row_at(number)
        return row is not None and code.code.startswith(row.code.code)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.row_shown.emit(self.rows.row_at(current.row()))
        self.viewport().update()

    def _on_look_changed(self) -> None:
        self.viewport().update()

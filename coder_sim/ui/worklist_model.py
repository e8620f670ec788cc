"""The worklist as a table: which cases are shown, in which order, and what each cell says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coder_sim.domain.encounter import Setting
from coder_sim.practice.views import CaseStatus, WorklistEntry

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
FULL_MARKS = 5
"""Highest difficulty."""
HANDED_IN = "Handed in"
"""Status of a case whose sheet waits for its sealed key."""
STATUS_WORDS = {CaseStatus.NEW: "New", CaseStatus.DRAFT: "Draft", CaseStatus.DONE: "Done"}


class Column(IntEnum):
    """The columns, from left to right."""

    STATUS = 0
    CASE = 1
    SETTING = 2
    DIFFICULTY = 3
    TRACKS = 4
    BEST = 5
    LAST = 6


HEADINGS = ("Status", "Case", "Setting", "Difficulty", "Tracks", "Best", "Last")


@dataclass(frozen=True, slots=True)
class WorklistFilter:
    """What the learner asked to see; "" asks for everything."""

    text: str = ""
    """Words that all stand in title, specialty, pack, setting or tracks."""
    pack: str = ""
    track: str = ""
    setting: str = ""
    status: str = ""
    specialty: str = ""
    difficulty: str = ""
    """A number from 1 to 5, as text."""

    def admits(self, entry: WorklistEntry, words_of: str) -> bool:
        """Tell whether an entry is shown; ``words_of`` is ``searched(entry)``."""
        return (
            self.pack in ("", entry.pack_title)
            and self.setting in ("", entry.setting)
            and self.status in ("", entry.status)
            and self.specialty in ("", entry.specialty)
            and self.difficulty in ("", str(entry.difficulty))
            and (not self.track or self.track in entry.tracks)
            and all(word in words_of for word in self.text.casefold().split())
        )


def searched(entry: WorklistEntry) -> str:
    """Return the words of an entry that the search box looks through."""
    parts = (entry.title, entry.specialty, entry.pack_title, entry.setting, *entry.tracks)
    return " ".join(parts).casefold()


def case_line(entry: WorklistEntry) -> str:
    """Return the second line of a case."""
    return f"{entry.specialty}  ·  {entry.pack_title}"


def setting_word(setting: Setting) -> str:
    """Return a setting as it stands in a list: "Inpatient", "ED"."""
    return f"{setting[:1].upper()}{setting[1:]}"


def percent(value: float) -> str:
    """Return a percentage as people write it: "62.5 %", "100 %"."""
    return f"{value:.1f}".removesuffix(".0") + " %"


def day_words(moment: datetime | None, today: date) -> str:
    """Return a UTC moment as the learner's own day: "14:02" today, else "4 May 2026"."""
    if moment is None:
        return ""
    local = moment.astimezone()
    if local.date() == today:
        return f"{local:%H:%M} today"
    return f"{local.day} {local:%b %Y}"


def samples(entries: Sequence[WorklistEntry]) -> dict[Column, tuple[str, ...]]:
    """Return, for every column of fixed width, words at least as wide as any in it."""
    return {
        Column.STATUS: (*STATUS_WORDS.values(), HANDED_IN),
        Column.SETTING: tuple({setting_word(entry.setting) for entry in entries}),
        Column.DIFFICULTY: ("\u25cf" * FULL_MARKS,),
        Column.TRACKS: tuple({_tracks(entry) for entry in entries}),
        Column.BEST: ("88.8 %", "100 %"),
        Column.LAST: ("28 May 2028", "00:00 today"),
    }


def _tracks(entry: WorklistEntry) -> str:
    return "  ".join(entry.tracks)


def _rank(entry: WorklistEntry, column: Column) -> object:
    """Return what a column is sorted by."""
    match column:
        case Column.STATUS:
            # A draft wants to be finished, so it stands before what is new and what is done.
            return (CaseStatus.DRAFT, CaseStatus.NEW, CaseStatus.DONE).index(entry.status)
        case Column.CASE:
            return entry.title.casefold()
        case Column.SETTING:
            return entry.setting.casefold()
        case Column.DIFFICULTY:
            return entry.difficulty
        case Column.TRACKS:
            return entry.tracks
        case Column.BEST:
            return -1.0 if entry.best is None else entry.best
        case Column.LAST:
            return 0.0 if entry.last_at is None else entry.last_at.timestamp()


def status_words(entry: WorklistEntry) -> str:
    """Return how far a case is, as the worklist says it."""
    if entry.waiting and entry.status is CaseStatus.DONE:
        return HANDED_IN
    return STATUS_WORDS[entry.status]


class WorklistModel(QAbstractTableModel):
    """Adapts worklist entries to a table view; filters and sorts plain tuples."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._entries: tuple[tuple[WorklistEntry, str], ...] = ()
        self._shown: tuple[WorklistEntry, ...] = ()
        self._filter = WorklistFilter()
        self._order: tuple[Column, bool] | None = None

    @property
    def shown(self) -> tuple[WorklistEntry, ...]:
        """Return the entries in the table, top to bottom."""
        return self._shown

    @property
    def total(self) -> int:
        """Return how many cases there are, shown or not."""
        return len(self._entries)

    def set_entries(self, entries: Sequence[WorklistEntry]) -> None:
        """Take another worklist."""
        self._entries = tuple((entry, searched(entry)) for entry in entries)
        self._refresh()

    def set_filter(self, wanted: WorklistFilter) -> None:
        """Show only what is asked for."""
        self._filter = wanted
        self._refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order of the packs."""
        descending = order is Qt.SortOrder.DescendingOrder
        self._order = None if column < 0 else (Column(column), descending)
        self._refresh()

    def row_of(self, entry: WorklistEntry) -> int:
        """Return the row of a case, -1 when it is not shown."""
        return next((row for row, other in enumerate(self._shown) if other.ref == entry.ref), -1)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry, column = self._shown[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry, column)
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.CASE:
            return f"{entry.title}\n{case_line(entry)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return HEADINGS[section] if 0 <= section < len(HEADINGS) else None
        return None

    def _words(self, entry: WorklistEntry, column: Column) -> str:
        match column:
            case Column.STATUS:
                return status_words(entry)
            case Column.CASE:
                return entry.title
            case Column.SETTING:
                return setting_word(entry.setting)
            case Column.DIFFICULTY:
                return "\u25cf" * entry.difficulty + "\u25cb" * (FULL_MARKS - entry.difficulty)
            case Column.TRACKS:
                return _tracks(entry)
            case Column.BEST:
                return "" if entry.best is None else percent(entry.best)
            case Column.LAST:
                return day_words(entry.last_at, self._today())

    def _spoken(self, entry: WorklistEntry, column: Column) -> str:
        """Return what a screen reader says: the first cell of a row tells of the whole case."""
        if column is Column.DIFFICULTY:
            return f"difficulty {entry.difficulty} of {FULL_MARKS}"
        if column is Column.CASE:
            return f"{entry.title}, {entry.setting}, {status_words(entry)}"
        return self._words(entry, column)

    def _refresh(self) -> None:
        self.beginResetModel()
        shown = [entry for entry, words in self._entries if self._filter.admits(entry, words)]
        if self._order is not None:
            column, descending = self._order
            shown.sort(key=lambda entry: _rank(entry, column), reverse=descending)  # type: ignore[arg-type,return-value]
        self._shown = tuple(shown)
        self.endResetModel()

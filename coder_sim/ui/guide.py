"""The guided first case: one hint at a time, which goes on when the user does what it says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.encounter import Setting
from coder_sim.practice.views import CaseRef, WorklistEntry
from coder_sim.ui.theme import DIM, XS, L, Look, M, S

GUIDED = CaseRef("first-flights", "office-follow-up")
"""The case that the examples in the hints are taken from."""


class Moment(IntEnum):
    """What the user has to do for a hint to go on, in order."""

    OPENED = 0
    SEARCHED = 1
    ADDED = 2
    ADDED_MORE = 3
    PUT_FIRST = 4
    SUBMITTED = 5
    READ = 6
    LEFT = 7


HINTS = (
    ("Open a chart", "This chart is chosen for you. Press {open} to open it."),
    (
        "Read it, then look for a code",
        "The documents are tabs: {next_document} turns to the next one. In the box of the code "
        "finder ({find_code}) type what was treated, as you would say it. Here: htn",
    ),
    (
        "Put the code on the sheet",
        "Results come while you type; Up and Down choose, the card below tells the notes. "
        "Press {add}, and the code stands on the answer sheet.",
    ),
    (
        "Add another one",
        "The text is selected: just type the next, and {add}. Here: bursitis left shoulder. "
        "Anything can be taken back with {undo}.",
    ),
    (
        "What comes first",
        "The first-listed diagnosis is the reason for the visit. {add_first} adds a code in the "
        "first place, and {make_first} puts the current line there. Try one of them.",
    ),
    (
        "Submit",
        "Go on coding if you like: drafts are saved while you type. {submit} hands the sheet in, "
        "finished or not; this is practice.",
    ),
    (
        "Read what the reviewer says",
        "Each line tells what is right, missed or extra, and why. {next_evidence} walks through "
        "the passages of the chart that decide.",
    ),
    (
        "That is all",
        "{back} leads back to the worklist. {palette} finds every command, {keys} shows all keys.",
    ),
)
USUAL_KEYS = {
    "open": "Enter",
    "next_document": "Ctrl+PgDown",
    "find_code": "Ctrl+K",
    "add": "Enter",
    "add_first": "Ctrl+Enter",
    "undo": "Ctrl+Z",
    "make_first": "Alt+Home",
    "submit": "F9",
    "next_evidence": "F8",
    "back": "Esc",
    "palette": "Ctrl+Shift+P",
    "keys": "F1",
}
"""What a hint says where an action of that name is not there or has no key."""


def guided_case(entries: Sequence[WorklistEntry]) -> CaseRef | None:
    """Return the case to be guided through: the one of the hints, or the easiest short visit."""
    if any(entry.ref == GUIDED for entry in entries):
        return GUIDED

    def ease(entry: WorklistEntry) -> tuple[bool, int]:
        return entry.setting is not Setting.PROFESSIONAL, entry.difficulty

    return min(entries, key=ease).ref if entries else None


class GuideBar(QFrame):
    """One hint above the page, with how far it is and a way out."""

    ended = Signal()
    """The user skipped or finished."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.AlternateBase)
        self.setAccessibleName("Guided case")
        self.heading, self.words, self.count = QLabel(), QLabel(), QLabel()
        self.heading.setFont(look.fonts.strong)
        self.count.setForegroundRole(DIM)
        for label in (self.heading, self.words, self.count):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.skip = QPushButton("Skip the guide")
        self.skip.setAutoDefault(False)
        # Tab must lead where the hint says; the button has a mnemonic-free click and Esc is Back.
        self.skip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.skip.clicked.connect(self.ended)
        text = QVBoxLayout()
        text.setSpacing(XS)
        top = QHBoxLayout()
        top.setSpacing(S)
        top.addWidget(self.heading)
        top.addWidget(self.count)
        top.addStretch(1)
        text.addLayout(top)
        text.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(L, S, L, S)
        row.setSpacing(M)
        row.addLayout(text, 1)
        row.addWidget(self.skip)
        self.hide()

    def show_hint(self, number: int, keys: Mapping[str, str]) -> None:
        """Show a hint; ``keys`` are those of the actions now."""
        heading, words = HINTS[number]
        self.heading.setText(heading)
        self.words.setText(words.format_map({**USUAL_KEYS, **keys}))
        self.count.setText(f"{number + 1} of {len(HINTS)}")
        last = number == len(HINTS) - 1
        self.skip.setText("Close the guide" if last else "Skip the guide")
        self.setAccessibleDescription(self.words.text())
        self.show()


@dataclass(slots=True)
class _Sheet:
    """What is remembered of the sheet between two changes."""

    first: str = ""
    lines: int = 0


class Guide(QObject):
    """Goes from hint to hint as things happen; doing more than asked skips ahead."""

    def __init__(
        self, bar: GuideBar, keys: Callable[[], Mapping[str, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._keys = bar, keys
        self._at: int | None = None
        self._sheet = _Sheet()
        bar.ended.connect(self.end)

    @property
    def running(self) -> bool:
        """Tell whether hints are shown."""
        return self._at is not None

    @property
    def waiting_for(self) -> Moment | None:
        """Return what the hint on the screen waits for."""
        return None if self._at is None else Moment(self._at)

    def begin(self) -> None:
        """Show the first hint."""
        self._at, self._sheet = 0, _Sheet()
        self._bar.show_hint(0, self._keys())

    def end(self) -> None:
        """Take the hints away."""
        self._at = None
        self._bar.hide()

    def happened(self, moment: Moment) -> None:
        """Take note of what the user did."""
        if self._at is None or moment < self._at:
            return
        if moment is Moment.LEFT and self._at < Moment.LEFT:
            # Back on the worklist too early: the way begins there again.
            self.begin()
        elif moment is Moment.LEFT:
            self.end()
        else:
            self._at = moment + 1
            self._bar.show_hint(self._at, self._keys())

    def see_sheet(self, sheet: AnswerSheet) -> None:
        """Tell from a changed sheet what the user did to it."""
        before = self._sheet
        first = sheet.lines[0].code if sheet.lines else ""
        self._sheet = _Sheet(first, len(sheet.lines))
        if before.first and first != before.first and len(sheet.lines) >= before.lines:
            self.happened(Moment.PUT_FIRST)
        elif len(sheet.lines) > 1:
            self.happened(Moment.ADDED_MORE)
        elif sheet.lines:
            self.happened(Moment.ADDED)

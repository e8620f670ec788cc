"""K1 to K6: how many keys the main job takes, pressed for real in the whole window."""

import csv
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from coder_sim.domain.answer import AnswerSheet
from coder_sim.domain.code_set import System
from coder_sim.practice.views import CaseRef
from coder_sim.ui.sheet_rows import Column
from tests.benchmarks.ui.cockpit import Cockpit, at
from tests.benchmarks.ui.figures import Figure

STAY = CaseRef("first-flights", "short-of-breath-stay")
ROWS = 9
"""Results that Alt with a number reaches."""
KEY, HELD = Qt.Key, Qt.KeyboardModifier
SIX = ("hypertensive heart and ckd with hf", "I5023", "E1122", "N1832", "hypokalemia", "cad")
"""What a coder would type for six codes of the stay."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A common code and what people call it."""

    code: str
    term: str


def common() -> list[Wanted]:
    """Return the fifty codes."""
    with Path(__file__).with_name("common_codes.csv").open(encoding="utf-8", newline="") as file:
        return [Wanted(row["code"], row["term"]) for row in csv.DictReader(file)]


def row_of(seat: Cockpit, code: str) -> int:
    """Return where a code, or its heading, stands among the results; -1 where it does not."""
    model = seat.workspace.finder.model
    rows = (model.row_at(number) for number in range(min(model.rowCount(), ROWS)))
    return next((n for n, row in enumerate(rows) if row and row.code.code == code), -1)


def keys_for(seat: Cockpit, text: str, code: str) -> int | None:
    """Type until a code can be taken, take it; return the keys pressed, None where it never is."""
    seat.workspace.focus_finder()
    before, had = seat.keys, len(seat.workspace.sheet().lines)
    for letter in text:
        seat.type_letter(letter)
        row = row_of(seat, code)
        if row >= 0:
            break
    else:
        return None
    if row == 0:
        seat.press(KEY.Key_Return)
    else:
        seat.press(KEY(KEY.Key_1 + row), HELD.AltModifier)
    taken = seat.workspace.sheet().lines
    assert len(taken) == had + 1, f"{code} was not added"
    return seat.keys - before


def with_an_error(term: str) -> str:
    """Return a term with two letters of its longest word in the wrong order."""
    word = max(term.split(), key=len)
    middle = len(word) // 2
    wrong = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return term.replace(word, wrong)


def measure(seat: Cockpit) -> list[Figure]:
    """Press the keys of K1 to K6."""
    wanted = [each for each in common() if _billable(seat, each.code)]
    seat.open(STAY)
    by_code = [keys_for(seat, each.code.lower(), each.code) for each in wanted]
    _clear(seat)
    by_term = [keys_for(seat, each.term, each.code) for each in wanted]
    _clear(seat)
    in_first = sum(_found(seat, each.term, each.code) for each in wanted)
    despite = sum(_found(seat, with_an_error(each.term), each.code) for each in wanted)
    code_keys = [float(keys) for keys in by_code if keys is not None]
    term_keys = [float(keys) for keys in by_term if keys is not None]
    count = len(wanted)
    return [
        Figure("K1", f"keys by code, median of {len(code_keys)}", at(code_keys, 0.5), 6, "keys"),
        Figure("K1", "keys by code, 90 %", at(code_keys, 0.9), 7, "keys"),
        Figure("K2", f"keys by term, median of {len(term_keys)}", at(term_keys, 0.5), 8, "keys"),
        Figure("K2", "keys by term, 90 %", at(term_keys, 0.9), 16, "keys"),
        Figure("K2", f"found while typing, of {count}", len(term_keys), count - 2, "codes", True),
        Figure("K2", f"in the first nine, whole term, of {count}", in_first, 48, "codes", True),
        Figure("K3", f"in the first nine despite an error, of {count}", despite, 45, "codes", True),
        *_changes(seat),
        _six_code_case(seat),
        _typing_replaces(seat),
    ]


def _billable(seat: Cockpit, code: str) -> bool:
    assert seat.window.services is not None
    known = seat.window.services.facts.ever(System.ICD10CM, code)
    return known is not None and known.billable


def _found(seat: Cockpit, text: str, code: str) -> bool:
    seat.workspace.finder.box.setText(text)
    return row_of(seat, code) >= 0


def _clear(seat: Cockpit) -> None:
    while seat.workspace.sheet() != AnswerSheet():
        seat.press(KEY.Key_Z, HELD.ControlModifier)
    seat.workspace.finder.box.clear()


def _changes(seat: Cockpit) -> list[Figure]:
    """K4: first-listed, up, remove and undo, one chord each."""
    _clear(seat)
    figures = []
    keys_for(seat, "i10", "I10")
    seat.workspace.finder.box.setText("e785")
    steps = (
        ("add as first-listed", KEY.Key_Return, HELD.ControlModifier),
        ("move a line", KEY.Key_Down, HELD.AltModifier),
        ("undo", KEY.Key_Z, HELD.ControlModifier),
    )
    for what, key, held in steps:
        before = seat.workspace.sheet()
        keys = seat.keys
        seat.press(key, held)
        changed = seat.workspace.sheet() != before
        figures.append(Figure("K4", what, seat.keys - keys if changed else 99, 1, "keys"))
    seat.workspace.answer.focus()
    lines = len(seat.workspace.sheet().lines)
    seat.press(KEY.Key_Delete)
    removed = len(seat.workspace.sheet().lines) == lines - 1
    return [*figures, Figure("K4", "remove a line", 1 if removed else 99, 1, "keys")]


def _six_code_case(seat: Cockpit) -> Figure:
    """K5: six codes, the last one put first, POA for each, submitted; no mouse."""
    _clear(seat)
    codes = ("I130", "I5023", "E1122", "N1832", "E876", "I2510")
    seat.workspace.focus_finder()
    start = seat.keys
    for code, text in zip(codes, SIX, strict=True):
        if keys_for(seat, text, code) is None:
            return Figure("K5", f"six-code case: {code} is not found", 999, 60, "keys")
    seat.press(KEY.Key_F6)
    table = seat.workspace.answer.table
    seat.press(KEY.Key_Home)
    while table.currentIndex().row() > 1:
        seat.press(KEY.Key_Up)
    seat.press(KEY.Key_Down, HELD.AltModifier)
    seat.press(KEY.Key_Up, HELD.AltModifier)
    while table.currentIndex().column() != Column.POA:
        seat.press(KEY.Key_Right)
    for _ in codes:
        seat.press(KEY.Key_Y)
    lines = seat.workspace.sheet().lines
    assert [line.code for line in lines] == list(codes)
    assert all(line.poa == "Y" for line in lines), lines
    seat.press(KEY.Key_F9)
    seat.settle()
    assert seat.window.feedback.isVisible()
    return Figure(
        "K5", "six-code case: coded, ordered, POA, submitted", seat.keys - start, 60, "keys"
    )


def _typing_replaces(seat: Cockpit) -> Figure:
    """K6: after an addition the next letter replaces the text in the box."""
    seat.open(STAY)
    kept = 0
    for each in common()[:10]:
        if keys_for(seat, each.code.lower(), each.code) is None:
            continue
        focused = QApplication.focusWidget()
        seat.type_letter("x")
        kept += isinstance(focused, QLineEdit) and focused.text() == "x"
    _clear(seat)
    return Figure("K6", "of ten additions, typing replaced the text after", kept, 10, "times", True)

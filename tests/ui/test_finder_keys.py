"""How many keys the finder takes to add the fifty common codes, pressed for real on the library."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import CodedLine
from coder_sim.domain.code_set import Code, System
from coder_sim.library.lookup import Library
from coder_sim.library.schema import index_file
from coder_sim.library.search import Finder
from coder_sim.ui.code_finder import FinderPane
from coder_sim.ui.finder_model import FinderRole
from coder_sim.ui.theme import Look
from tests.benchmarks.ui.keys import ROWS, Wanted, common, with_an_error

DAY = date(2026, 3, 12)
Key, Hold = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(scope="module")
def search(library_file: Path) -> Iterator[Finder]:
    finder = Finder.open(index_file(library_file), library_file)
    yield finder
    finder.close()


@pytest.fixture
def pane(qtbot: QtBot, look: Look, facts: Library, search: Finder) -> FinderPane:
    made = FinderPane(facts, search, look)
    qtbot.addWidget(made)
    made.resize(420, 640)
    made.start((System.ICD10CM, System.ICD10PCS), DAY)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.focus()
    qtbot.waitUntil(made.box.hasFocus)
    return made


def place(pane: FinderPane, code: str) -> int:
    """Return the row of a code among the first nine, -1 where it is not there."""
    rows = (pane.model.row_at(n) for n in range(ROWS))
    return next((n for n, row in enumerate(rows) if row and row.code.code == code), -1)


def keys_to_add(pane: FinderPane, text: str, code: str) -> int | None:
    """Type until the code is in sight and take it; None where it never is."""
    added: list[str] = []

    def take(taken: Code, first: bool) -> None:
        added.append(taken.code)

    pane.code_chosen.connect(take)
    try:
        for keys, letter in enumerate(text, start=1):
            QTest.keyClicks(pane.box, letter)
            if (row := place(pane, code)) >= 0:
                if row:
                    QTest.keyClick(pane.box, Key(Key.Key_1 + row), Hold.AltModifier)
                else:
                    QTest.keyClick(pane.box, Key.Key_Return)
                assert added == [code]
                assert pane.box.selectedText() == pane.box.text() != ""
                return keys + 1
        return None
    finally:
        pane.code_chosen.disconnect(take)


def middle(keys: list[int], share: float) -> int:
    return sorted(keys)[int(share * len(keys))]


@pytest.fixture(scope="module")
def wanted() -> list[Wanted]:
    return common()


def test_a_code_is_added_by_typing_it_in_six_keys(pane: FinderPane, wanted: list[Wanted]) -> None:
    keys = [keys_to_add(pane, each.code.lower(), each.code) for each in wanted]
    found = [count for count in keys if count is not None]
    assert len(found) == len(wanted) == 50
    assert (middle(found, 0.5) <= 6, middle(found, 0.9) <= 7) == (True, True), found


def test_a_code_is_added_by_its_term_in_eight_keys(pane: FinderPane, wanted: list[Wanted]) -> None:
    keys = [keys_to_add(pane, each.term, each.code) for each in wanted]
    found = [count for count in keys if count is not None]
    assert len(found) >= 48
    assert (middle(found, 0.5) <= 8, middle(found, 0.9) <= 16) == (True, True), found


def test_whole_terms_bring_their_code_into_the_first_nine_rows_even_misspelt(
    pane: FinderPane, wanted: list[Wanted]
) -> None:
    def in_sight(text: str, code: str) -> bool:
        pane.box.setText(text)
        return place(pane, code) >= 0

    whole = [each.term for each in wanted if in_sight(each.term, each.code)]
    assert len(whole) >= 48, {each.term for each in wanted} - set(whole)
    misspelt = [each.term for each in wanted if in_sight(with_an_error(each.term), each.code)]
    assert len(misspelt) >= 45, {each.term for each in wanted} - set(misspelt)


def test_enter_on_a_line_that_cannot_be_reported_lists_what_can(pane: FinderPane) -> None:
    pane.look_up(CodedLine(System.ICD10CM, "S72001"))
    rows = [pane.model.row_at(n) for n in range(pane.model.rowCount())]
    assert [row.code.code for row in rows[:2] if row] == ["S72001A", "S72001B"]
    assert all(row.code.billable for row in rows if row)
    assert pane.box.hasFocus()


def test_each_row_says_why_it_is_there(pane: FinderPane) -> None:
    for text, reason in (("copd", "copd"), ("diabetes neuropathy", "matched: diabetes")):
        pane.box.setText(text)
        assert reason in str(pane.model.index(0).data(FinderRole.DETAIL)).lower()

"""The worklist finds, orders and opens cases, and says so in words when there are none."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coder_sim.domain.encounter import Setting, Track
from coder_sim.practice.views import CaseRef, CaseStatus, WorklistEntry
from coder_sim.ui.theme import Look
from coder_sim.ui.worklist import Worklist
from coder_sim.ui.worklist_model import (
    Column,
    WorklistFilter,
    WorklistModel,
    day_words,
    percent,
    searched,
    setting_word,
)
from tests.ui.fake_desk import HEART, KNEE, NOW, OFFICE, FakeDesk, an_entry

KEY, HELD = Qt.Key, Qt.KeyboardModifier
ENTRIES = FakeDesk().worklist()
TODAY = NOW.astimezone().date()


def titles(entries: Iterable[WorklistEntry]) -> list[str]:
    return [entry.title.split()[0] for entry in entries]


@pytest.fixture
def model(qtbot: QtBot) -> WorklistModel:
    model = WorklistModel(lambda: TODAY)
    model.set_entries(ENTRIES)
    return model


@pytest.fixture
def worklist(qtbot: QtBot, look: Look) -> Worklist:
    worklist = Worklist(look, lambda: TODAY)
    qtbot.addWidget(worklist)
    worklist.resize(1200, 600)
    worklist.show()
    worklist.show_entries(ENTRIES)
    worklist.focus_list()
    return worklist


def press(key: Qt.Key, held: Qt.KeyboardModifier = HELD.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def test_the_model_keeps_the_laws_of_models(
    qtmodeltester: ModelTester, model: WorklistModel
) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_filter(WorklistFilter("nothing has this"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (WorklistFilter(), ["Office", "Heart", "Torn"]),
        (WorklistFilter("KNEE surgery"), ["Torn"]),
        (WorklistFilter("knee"), ["Office", "Torn"]),
        (WorklistFilter("cardiology"), ["Heart"]),
        (WorklistFilter(pack="Bone and joint"), ["Torn"]),
        (WorklistFilter(track="CCS"), ["Office", "Heart"]),
        (WorklistFilter(setting="inpatient"), ["Heart"]),
        (WorklistFilter(status="done"), []),
        (WorklistFilter("knee", track="CPC"), ["Office"]),
    ],
)
def test_a_filter_shows_what_is_asked_for(
    model: WorklistModel, wanted: WorklistFilter, found: list[str]
) -> None:
    model.set_filter(wanted)
    assert titles(model.shown) == found


def test_sorting_and_going_back_to_pack_order(model: WorklistModel) -> None:
    model.sort(Column.DIFFICULTY, Qt.SortOrder.DescendingOrder)
    assert titles(model.shown) == ["Heart", "Torn", "Office"]
    model.sort(Column.CASE)
    assert titles(model.shown) == ["Heart", "Office", "Torn"]
    model.sort(-1)
    assert titles(model.shown) == ["Office", "Heart", "Torn"]


def test_every_column_sorts_by_its_meaning(model: WorklistModel) -> None:
    earlier = NOW - timedelta(days=30)
    model.set_entries(
        (
            replace(ENTRIES[0], status=CaseStatus.DONE, best=100.0, last_at=earlier),
            replace(ENTRIES[1], status=CaseStatus.DRAFT, best=9.5, last_at=NOW),
            ENTRIES[2],
        )
    )
    orders = {}
    for column in Column:
        model.sort(column)
        orders[column] = titles(model.shown)
    assert orders[Column.STATUS] == ["Heart", "Torn", "Office"]
    assert orders[Column.BEST] == ["Torn", "Heart", "Office"]
    assert orders[Column.LAST] == ["Torn", "Office", "Heart"]
    assert orders[Column.SETTING] == ["Torn", "Heart", "Office"]
    assert orders[Column.TRACKS] == ["Heart", "Torn", "Office"]


def test_cells_say_it_in_words(model: WorklistModel) -> None:
    done = replace(ENTRIES[1], status=CaseStatus.DONE, best=62.5, attempts=2, last_at=NOW)
    model.set_entries((done,))
    words = [model.index(0, column).data() for column in Column]
    assert words[:2] == ["Done", "Heart failure with kidney disease"]
    assert words[3] == "\u25cf\u25cf\u25cf\u25cf\u25cb"
    assert words[5] == "62.5 %"
    assert words[6].endswith("today")
    spoken = model.index(0, Column.CASE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Heart failure with kidney disease, inpatient, Done"
    dots = model.index(0, Column.DIFFICULTY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert dots == "difficulty 4 of 5"
    assert model.headerData(Column.CASE, Qt.Orientation.Horizontal) == "Case"


def test_dates_percentages_and_settings_are_written_as_people_do() -> None:
    assert day_words(None, TODAY) == ""
    assert day_words(datetime(2026, 3, 9, 12, tzinfo=UTC), date(2026, 5, 4)) == "9 Mar 2026"
    assert (percent(100.0), percent(62.5), percent(0.0)) == ("100 %", "62.5 %", "0 %")
    assert [setting_word(s) for s in (Setting.INPATIENT, Setting.ED)] == ["Inpatient", "ED"]
    assert "cpc" in searched(an_entry())


def test_arrows_and_enter_open_a_case(qtbot: QtBot, worklist: Worklist) -> None:
    press(KEY.Key_Down)
    with qtbot.waitSignal(worklist.case_chosen) as chosen:
        press(KEY.Key_Return)
    assert chosen.args == [HEART]


def test_typing_over_the_list_searches_and_enter_opens_what_is_left(
    qtbot: QtBot, worklist: Worklist
) -> None:
    press(KEY.Key_T)
    press(KEY.Key_O)
    assert (worklist.search.text(), worklist.search.hasFocus()) == ("to", True)
    assert worklist.current_words().startswith("New, Torn")
    with qtbot.waitSignal(worklist.case_chosen) as chosen:
        press(KEY.Key_Enter)
    assert chosen.args == [KNEE]


def test_arrows_move_the_list_while_the_keyboard_is_in_the_search_box(worklist: Worklist) -> None:
    press(KEY.Key_F, HELD.ControlModifier)
    assert worklist.search.hasFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Up)
    assert worklist.current_words().startswith("New, Heart")
    assert worklist.search.hasFocus()


def test_escape_clears_the_search_and_the_current_case_stays(worklist: Worklist) -> None:
    worklist.search.setFocus()
    QTest.keyClicks(worklist.search, "meniscus")
    assert worklist.count.text() == "1 of 3 cases"
    press(KEY.Key_Escape)
    assert worklist.count.text() == "3 cases"
    assert worklist.current_words().startswith("New, Torn")


def test_nothing_found_is_said_and_undone_with_one_button(worklist: Worklist) -> None:
    worklist.filters.track.setCurrentIndex(worklist.filters.track.findText("CIC"))
    worklist.search.setText("office")
    assert worklist.empty_words() == "No case fits what you asked for."
    assert not worklist.table.isVisible()
    worklist.clear.click()
    assert worklist.empty_words() == ""
    assert worklist.count.text() == "3 cases"
    assert worklist.filters.track.currentText() == "Track: all"


def test_an_empty_shelf_says_how_cases_get_there(worklist: Worklist) -> None:
    worklist.show_entries(())
    assert "coder-sim pack import" in worklist.empty_words()
    assert not worklist.clear.isVisible()


def test_filters_offer_what_is_on_the_shelf_and_keep_the_choice(worklist: Worklist) -> None:
    settings = [
        worklist.filters.setting.itemText(i) for i in range(worklist.filters.setting.count())
    ]
    assert settings == ["Setting: all", "ASC", "Inpatient", "Professional"]
    worklist.filters.setting.setCurrentIndex(2)
    worklist.show_entries(ENTRIES[:2])
    assert worklist.filters.setting.currentText() == "Inpatient"
    assert worklist.count.text() == "1 of 2 cases"


def test_the_last_draft_is_continued_with_one_key(qtbot: QtBot, worklist: Worklist) -> None:
    old, new = NOW - timedelta(days=2), NOW
    worklist.show_entries(
        (
            replace(ENTRIES[0], status=CaseStatus.DRAFT, last_at=old),
            replace(ENTRIES[1], status=CaseStatus.DRAFT, last_at=new),
            ENTRIES[2],
        )
    )
    with qtbot.waitSignal(worklist.case_chosen) as chosen:
        press(KEY.Key_Return, HELD.ControlModifier)
    assert chosen.args == [HEART]


def test_without_a_draft_or_an_attempt_those_keys_do_nothing(
    qtbot: QtBot, worklist: Worklist
) -> None:
    with (
        qtbot.assertNotEmitted(worklist.case_chosen),
        qtbot.assertNotEmitted(worklist.attempt_chosen),
    ):
        press(KEY.Key_Return, HELD.ControlModifier)
        press(KEY.Key_Return, HELD.ShiftModifier)


def test_the_last_attempt_at_a_case_is_one_key_away(qtbot: QtBot, worklist: Worklist) -> None:
    done = replace(ENTRIES[0], status=CaseStatus.DONE, best=80.0, attempts=1, last_at=NOW)
    worklist.show_entries((done,))
    with qtbot.waitSignal(worklist.attempt_chosen) as chosen:
        press(KEY.Key_Return, HELD.ShiftModifier)
    assert chosen.args == [OFFICE]


def test_clicking_a_heading_sorts_and_keeps_the_current_case(worklist: Worklist) -> None:
    press(KEY.Key_Down)
    worklist.table.horizontalHeader().setSortIndicator(
        Column.DIFFICULTY, Qt.SortOrder.AscendingOrder
    )
    assert worklist.current_words().startswith("New, Heart")
    assert worklist.table.currentIndex().row() == 2


def test_refreshing_ten_thousand_cases_keeps_the_place(worklist: Worklist) -> None:
    many = tuple(
        replace(ENTRIES[i % 3], ref=CaseRef("many", f"case-{i}"), tracks=(Track.CPC,))
        for i in range(10_000)
    )
    worklist.show_entries(many)
    worklist.table.selectRow(7_000)
    worklist.show_entries(many)
    assert worklist.table.currentIndex().row() == 7_000
    assert worklist.count.text() == "10000 cases"


@pytest.mark.parametrize(("width", "least", "most"), [(1024, 200, 700), (2400, 600, 1100)])
def test_titles_take_the_room_that_is_left_but_rows_hold_together(
    worklist: Worklist, width: int, least: int, most: int
) -> None:
    worklist.resize(width, 600)
    QApplication.processEvents()
    assert least <= worklist.table.columnWidth(Column.CASE) <= most
    header = worklist.table.horizontalHeader()
    assert header.length() <= worklist.table.viewport().width()


def test_the_page_is_drawn_in_both_looks(worklist: Worklist, look: Look) -> None:
    light = worklist.grab().toImage()
    look.toggle()
    QApplication.processEvents()
    dark = worklist.grab().toImage()
    corner = (light.width() - 3, light.height() - 3)
    assert light.pixelColor(*corner) != dark.pixelColor(*corner) == look.theme.base


def test_home_and_end_go_to_the_ends_of_the_list(worklist: Worklist) -> None:
    press(KEY.Key_End)
    assert worklist.table.currentIndex().row() == len(ENTRIES) - 1
    press(KEY.Key_Home)
    assert worklist.table.currentIndex().row() == 0


def test_cases_are_found_by_specialty_and_difficulty(worklist: Worklist) -> None:
    filters = worklist.filters
    filters.specialty.setCurrentIndex(filters.specialty.findText("Cardiology"))
    assert worklist.count.text() == "1 of 3 cases"
    filters.difficulty.setCurrentIndex(filters.difficulty.findText("2 of 5"))
    assert worklist.empty_words() == "No case fits what you asked for."
    worklist.clear.click()
    assert worklist.count.text() == "3 cases"


def test_what_is_damaged_is_named_and_a_long_list_is_cut(worklist: Worklist) -> None:
    assert worklist.damage.isHidden()
    damage = [f"The worklist entry of case {n} is damaged." for n in range(5)]
    worklist.show_damage(damage)
    assert worklist.damage.text().splitlines() == [*damage[:3], "And 2 more."]
    assert damage[4] in worklist.damage.toolTip()
    worklist.show_damage(())
    assert worklist.damage.isHidden()

"""The Tabular List in the finder: the place of a code, its 7th characters, back and forward."""

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coder_sim.domain.code_set import Code, System
from coder_sim.library.lookup import Library
from coder_sim.ui.code_trail import CodeTrail
from coder_sim.ui.seventh_character import SeventhModel, choices
from coder_sim.ui.tabular_model import TabularModel, TabularRole, tail
from coder_sim.ui.tabular_view import TabularView
from coder_sim.ui.theme import Look
from tests.ui.tiny_library import CM, TinyLibrary

DAY = date(2026, 3, 12)
Key, Hold = Qt.Key, Qt.KeyboardModifier


class Chosen:
    """Remembers what the tree handed on."""

    def __init__(self, view: TabularView) -> None:
        self.codes: list[tuple[str, bool]] = []
        view.code_chosen.connect(self.take)

    def take(self, code: Code, first: bool) -> None:
        self.codes.append((code.display, first))


@pytest.fixture
def view(qtbot: QtBot, look: Look) -> TabularView:
    made = TabularView(TinyLibrary(), look)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.start(DAY)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.focus()
    qtbot.waitUntil(made.tree.hasFocus)
    return made


def code(name: str) -> Code:
    return TinyLibrary().codes[CM, name]


def standing(view: TabularView) -> str:
    node = view.current()
    return node.name if node else ""


def test_a_code_is_opened_in_its_place_below_its_headings(view: TabularView) -> None:
    assert view.open(code("I5023"))
    index = view.tree.currentIndex()
    above = []
    while index.isValid():
        above.append(index.data(TabularRole.NAME))
        index = index.parent()
    assert above == ["I50.23", "I50.2", "I50", "Chapter 1"]
    row = view.tree.visualRect(view.tree.currentIndex())
    assert view.tree.viewport().rect().contains(row.center())


def test_a_code_that_is_not_there_leaves_the_tree_as_it_is(view: TabularView) -> None:
    view.open(code("I10"))
    assert not view.open(Code(CM, "Q999", "Nowhere", True, DAY, DAY))
    assert standing(view) == "I10"


def test_enter_adds_a_code_ctrl_enter_as_first_and_opens_a_heading(view: TabularView) -> None:
    chosen = Chosen(view)
    view.open(code("I5023"))
    QTest.keyClick(view.tree, Key.Key_Return)
    QTest.keyClick(view.tree, Key.Key_Return, Hold.ControlModifier)
    assert chosen.codes == [("I50.23", False), ("I50.23", True)]
    view.open(code("I50"))
    QTest.keyClick(view.tree, Key.Key_Return)
    assert not view.tree.isExpanded(view.tree.currentIndex())
    assert len(chosen.codes) == 2


def test_a_heading_that_lacks_a_7th_character_leads_to_the_picker(view: TabularView) -> None:
    chosen = Chosen(view)
    view.open(code("S72001"))
    assert view.characters.isVisible()
    QTest.keyClick(view.tree, Key.Key_Return)
    assert view.characters.hasFocus()
    QTest.keyClick(view.characters, Key.Key_Down)
    QTest.keyClick(view.characters, Key.Key_Return)
    assert chosen.codes == [("S72.001D", False)]


def test_a_7th_character_is_typed_and_the_code_it_makes_is_shown(view: TabularView) -> None:
    view.open(code("S72001A"))
    QTest.keyClicks(view.tree, "d")
    assert standing(view) == "S72.001D"
    assert view.characters.currentIndex().row() == 1
    view.open(code("I10"))
    assert not view.characters.isVisible()


def test_back_and_forward_go_through_the_codes_opened(view: TabularView) -> None:
    for name in ("I10", "I5023", "J189"):
        view.open(code(name))
    assert [view.step(-1), standing(view)] == [True, "I50.23"]
    assert [view.step(-1), standing(view)] == [True, "I10"]
    assert not view.step(-1)
    assert [view.step(1), standing(view)] == [True, "I50.23"]
    view.open(code("E1122"))
    assert not view.step(1)


def test_a_new_case_forgets_where_one_has_been(view: TabularView) -> None:
    view.open(code("I10"))
    view.open(code("J189"))
    view.start(DAY)
    assert not view.step(-1)


def test_a_trail_keeps_one_of_two_equal_visits_in_a_row() -> None:
    trail = CodeTrail()
    for name in ("I10", "I10", "J189"):
        trail.visit(code(name))
    assert trail.step(-1) == code("I10")
    assert trail.step(-1) is None


def test_the_tree_obeys_the_laws_of_models(qtmodeltester: ModelTester) -> None:
    model = TabularModel(TinyLibrary().tabular)
    model.show_system(CM, DAY)
    model.index_of(code("S72001D"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_the_list_of_7th_characters_obeys_the_laws_of_models(qtmodeltester: ModelTester) -> None:
    model = SeventhModel()
    model.show_choices(choices(code("S72001"), TinyLibrary(), DAY))
    assert model.rowCount() == 2
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("above", "title", "shown"),
    [
        ("Unspecified fall", "Unspecified fall, sequela", "\u2026 sequela"),
        ("Fracture of neck of femur", "Fracture of neck of right femur", "\u2026 right femur"),
        ("Heart failure", "Systolic heart failure", "Systolic heart failure"),
        ("Other heart disorders", "Other disorders", "Other disorders"),
        ("", "Gout", "Gout"),
    ],
)
def test_a_row_shows_the_part_of_a_title_that_differs(above: str, title: str, shown: str) -> None:
    assert tail(above, title) == shown


def test_x_fills_in_where_a_code_is_too_short_for_its_7th_character(facts: Library) -> None:
    fall = facts.code(CM, "W19", DAY)
    assert fall is not None
    made = [(each.character, each.code.display) for each in choices(fall, facts, DAY)]
    assert made == [("A", "W19.XXXA"), ("D", "W19.XXXD"), ("S", "W19.XXXS")]


def test_a_heading_that_needs_other_characters_first_offers_no_7th(facts: Library) -> None:
    femur = facts.code(CM, "S72", DAY)
    assert femur is not None
    assert choices(femur, facts, DAY) == ()


def test_every_level_of_the_real_list_leads_down_to_its_codes(facts: Library) -> None:
    model = TabularModel(facts.tabular)
    model.show_system(CM, DAY)
    assert model.rowCount() == 22
    for name in ("B20", "C7A00", "S72001A", "Z6841", "I5023"):
        known = facts.code(CM, name, DAY)
        assert known is not None
        index = model.index_of(known)
        assert index.data(TabularRole.NAME) == known.display
        depth = 0
        while (index := index.parent()).isValid():
            depth += 1
        assert 2 <= depth <= 9


@pytest.mark.parametrize("system", [System.CPT, System.HCPCS])
def test_services_stand_under_their_first_characters(facts: Library, system: System) -> None:
    model = TabularModel(facts.tabular)
    model.show_system(system, DAY)
    assert model.rowCount() > 5
    assert model.rowCount(model.index(0, 0, QModelIndex())) > 0

"""The ICD-10-PCS builder: a letter a column, Backspace back, only what can become a code."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from coder_sim.domain.code_set import Code
from coder_sim.library.lookup import Library
from coder_sim.ui.pcs_builder import PcsBuilder
from coder_sim.ui.pcs_model import AxisModel
from coder_sim.ui.theme import Look
from tests.ui.tiny_library import TinyLibrary

DAY = date(2026, 3, 12)
Key, Hold = Qt.Key, Qt.KeyboardModifier


class Chosen:
    """Remembers what the builder handed on."""

    def __init__(self, builder: PcsBuilder) -> None:
        self.codes: list[tuple[str, bool]] = []
        builder.code_chosen.connect(self.take)

    def take(self, code: Code, first: bool) -> None:
        self.codes.append((code.display, first))


@pytest.fixture
def builder(qtbot: QtBot, look: Look) -> PcsBuilder:
    made = PcsBuilder(TinyLibrary(), look)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.start(DAY)
    made.open()
    made.show()
    return made


def offered(builder: PcsBuilder) -> list[str]:
    rows = range(builder.model.rowCount())
    return [value.value for n in rows if (value := builder.model.value_at(n))]


def test_letters_choose_column_after_column_and_enter_adds(builder: PcsBuilder) -> None:
    chosen = Chosen(builder)
    QTest.keyClicks(builder.values, "0sr")
    assert (builder.characters, offered(builder)) == ("0SR", ["9", "B"])
    QTest.keyClicks(builder.values, "b019")
    assert (builder.characters, offered(builder), builder.axis()) == ("0SRB019", [], None)
    QTest.keyClick(builder.values, Key.Key_Return)
    QTest.keyClick(builder.values, Key.Key_Return, Hold.ControlModifier)
    assert chosen.codes == [("0SRB019", False), ("0SRB019", True)]


def test_backspace_goes_back_a_column(builder: PcsBuilder) -> None:
    QTest.keyClicks(builder.values, "0srb")
    QTest.keyClick(builder.values, Key.Key_Backspace)
    assert (builder.characters, offered(builder)) == ("0SR", ["9", "B"])


def test_a_value_the_table_has_not_is_refused_in_words(builder: PcsBuilder) -> None:
    QTest.keyClicks(builder.values, "0srq")
    assert builder.characters == "0SR"
    assert builder._word.text() == "Q is no value here; it takes 9, B."
    assert builder._word.isVisible()


def test_enter_chooses_the_current_value(builder: PcsBuilder) -> None:
    builder.open("0SR")
    QTest.keyClick(builder.values, Key.Key_Down)
    QTest.keyClick(builder.values, Key.Key_Return)
    assert builder.characters == "0SRB"


def test_it_opens_as_far_as_the_tables_go(builder: PcsBuilder) -> None:
    builder.open("0SRQ019")
    assert builder.characters == "0SR"
    assert builder.preview() == "0SR9"


def test_a_click_on_a_character_goes_back_to_it(builder: PcsBuilder) -> None:
    builder.open("0SRB019")
    QTest.mouseClick(builder._slots[3], Qt.MouseButton.LeftButton)
    assert builder.characters == "0SR"


def test_the_values_obey_the_laws_of_models(qtmodeltester: ModelTester) -> None:
    model = AxisModel()
    model.show_axis(TinyLibrary().procedures.next_axis("0SR", DAY))
    assert model.rowCount() == 2
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_without_the_official_tables_it_says_where_labels_come_from(
    qtbot: QtBot, look: Look, facts: Library
) -> None:
    made = PcsBuilder(facts, look)
    qtbot.addWidget(made)
    made.start(DAY)
    made.open("0SR9")
    assert "worked out from the titles" in made._word.text()
    for character in "019":
        made.type(character)
    code = made.code()
    assert code is not None
    assert code.title.startswith("Replacement of Right Hip Joint")

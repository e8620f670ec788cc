"""The sheet as a Qt table: laws of models, undo, and edits of every kind of cell."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage, ProviderQuery
from coder_sim.domain.encounter import Encounter, Setting, Sex
from coder_sim.practice.checks import SheetPrompt
from coder_sim.ui import sheet_edits as edits
from coder_sim.ui.sheet_commands import SheetDesk
from coder_sim.ui.sheet_model import SheetModel, SheetRole
from coder_sim.ui.sheet_rows import Column, RowKind
from tests.ui.tiny_library import CM, CPT, HCPCS, PCS, TinyLibrary

STAY = Encounter(Setting.INPATIENT, 72, Sex.F, date(2026, 3, 12), date(2026, 3, 8))
VISIT = Encounter(Setting.PROFESSIONAL, 58, Sex.M, date(2026, 3, 12))
SHEET = AnswerSheet(
    (
        CodedLine(CM, "I10", poa="Y"),
        CodedLine(CM, "Z87891"),
        CodedLine(CPT, "99214", modifiers=("25",), pointers=(1,)),
    ),
    (ProviderQuery("hp", "weak", "Malnutrition?"),),
)


class Bench:
    """A desk and a model on it."""

    def __init__(self, encounter: Encounter, sheet: AnswerSheet) -> None:
        self.desk = SheetDesk()
        self.model = SheetModel(self.desk, TinyLibrary())
        self.model.start(encounter)
        self.desk.load(sheet)

    def cell(self, line: int, column: Column) -> QModelIndex:
        return self.model.index_of(line, column)

    def text(self, line: int, column: Column) -> object:
        return self.cell(line, column).data()

    def kinds(self) -> list[RowKind]:
        return [row.kind for row in self.model.rows()]

    @property
    def entry(self) -> QModelIndex:
        return self.model.index(self.model.rowCount() - 1, Column.CODE)


@pytest.fixture
def stay(qapp: QCoreApplication) -> Bench:
    return Bench(STAY, SHEET)


@pytest.fixture
def visit(qapp: QCoreApplication) -> Bench:
    return Bench(VISIT, SHEET)


def test_the_model_obeys_the_laws_of_models(
    stay: Bench, qtmodeltester: ModelTester, qapp: QCoreApplication
) -> None:
    qtmodeltester.check(stay.model)  # type: ignore[no-untyped-call]
    for after in (AnswerSheet(), SHEET, edits.removed(SHEET, [0]), AnswerSheet(SHEET.lines)):
        stay.desk.change(after, "test")
    while stay.desk.undo_stack.canUndo():
        stay.desk.undo_stack.undo()
    qtmodeltester.check(stay.model)  # type: ignore[no-untyped-call]


def test_groups_come_in_order_and_a_row_to_type_in_comes_last(stay: Bench, visit: Bench) -> None:
    heads = [stay.model.index(n, 0).data() for n, k in enumerate(stay.kinds()) if k is RowKind.HEAD]
    assert heads == ["Diagnoses", "Procedures: none yet", "Services", "Queries to the provider"]
    assert stay.kinds()[-1] is RowKind.ENTRY
    assert visit.kinds().count(RowKind.HEAD) == 3


def test_the_first_diagnosis_is_named_as_its_setting_names_it(stay: Bench, visit: Bench) -> None:
    assert stay.cell(0, Column.CODE).data(SheetRole.LABEL) == "Principal"
    assert visit.cell(0, Column.CODE).data(SheetRole.LABEL) == "First-listed"
    assert stay.cell(1, Column.CODE).data(SheetRole.LABEL) == ""
    assert stay.cell(1, Column.CODE).data(SheetRole.NUMBER) == 2


def test_cells_show_what_the_line_carries(stay: Bench) -> None:
    assert [stay.text(0, c) for c in (Column.CODE, Column.POA)] == ["I10", "Y"]
    assert stay.text(1, Column.POA) == "exempt"
    shown = [stay.text(2, c) for c in (Column.MODIFIERS, Column.UNITS, Column.POINTERS)]
    assert shown == ["25", "1", "1"]
    assert stay.text(0, Column.UNITS) == ""


def test_a_screen_reader_hears_position_role_code_and_what_is_amiss(stay: Bench) -> None:
    stay.desk.change(AnswerSheet((CodedLine(CM, "S72001"),)), "test")
    spoken = stay.cell(0, Column.CODE).data(Qt.ItemDataRole.AccessibleTextRole)
    for words in ("diagnosis 1", "Principal", "S72.001", "needs a 7th character"):
        assert words in spoken


@pytest.mark.parametrize(
    ("column", "typed", "field", "value"),
    [
        (Column.MODIFIERS, "25 lt", "modifiers", ("25", "LT")),
        (Column.UNITS, "4", "units", 4),
        (Column.POINTERS, "AB", "pointers", (1, 2)),
    ],
)
def test_cells_of_a_service_are_edited(
    visit: Bench, column: Column, typed: str, field: str, value: object
) -> None:
    assert visit.model.setData(visit.cell(2, column), typed)
    assert getattr(visit.desk.sheet.lines[2], field) == value
    visit.desk.undo_stack.undo()
    assert visit.desk.sheet == SHEET


@pytest.mark.parametrize(("column", "typed"), [(Column.UNITS, "many"), (Column.UNITS, "0")])
def test_what_says_nothing_changes_nothing(visit: Bench, column: Column, typed: str) -> None:
    assert not visit.model.setData(visit.cell(2, column), typed)
    assert visit.desk.sheet == SHEET


def test_poa_takes_four_letters_and_blank_and_nothing_else(stay: Bench) -> None:
    for typed, kept in (("n", "N"), ("W", "W"), ("", None)):
        assert stay.model.setData(stay.cell(0, Column.POA), typed)
        assert stay.desk.sheet.lines[0].poa == kept
    assert not stay.model.setData(stay.cell(0, Column.POA), "Q")


def test_only_the_cells_that_mean_something_can_be_edited(stay: Bench, visit: Bench) -> None:
    def editable(bench: Bench, line: int) -> set[Column]:
        flag = Qt.ItemFlag.ItemIsEditable
        return {c for c in Column if bench.cell(line, c).flags() & flag}

    assert editable(stay, 0) == {Column.CODE, Column.POA}
    assert editable(visit, 0) == {Column.CODE}
    service = {Column.CODE, Column.MODIFIERS, Column.UNITS, Column.POINTERS}
    assert editable(visit, 2) == service


def test_modifiers_explain_themselves(visit: Bench) -> None:
    tip = visit.cell(2, Column.MODIFIERS).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "25: separate visit on the day of a procedure"


def test_a_typed_code_becomes_a_line_of_its_group(visit: Bench) -> None:
    assert visit.model.setData(visit.entry, "e11.22")
    assert visit.model.setData(visit.entry, "j3301")
    assert [line.code for line in visit.desk.sheet.lines] == [
        "I10", "Z87891", "E1122", "99214", "J3301",
    ]  # fmt: skip
    assert not visit.model.setData(visit.entry, "  ")


def test_a_code_changed_in_place_keeps_what_the_line_carries(stay: Bench) -> None:
    assert stay.model.setData(stay.cell(0, Column.CODE), "i11.0")
    assert stay.desk.sheet.lines[0] == CodedLine(CM, "I110", poa="Y")
    assert stay.model.setData(stay.cell(2, Column.CODE), "99213")
    assert stay.desk.sheet.lines[2].modifiers == ("25",)


def test_a_query_is_worded_in_its_row(stay: Bench) -> None:
    row = stay.kinds().index(RowKind.QUERY)
    index = stay.model.index(row, Column.TITLE)
    assert stay.model.setData(index, "  Is it malnutrition? ")
    assert stay.desk.sheet.queries == (ProviderQuery("hp", "weak", "Is it malnutrition?"),)
    assert "weak" in index.data(SheetRole.LABEL)


def test_linked_passages_are_quoted_below_the_title(stay: Bench) -> None:
    sheet = stay.desk.sheet
    for quote in ("HTN", "acute on chronic\nsystolic heart failure, on furosemide", "edema"):
        sheet = edits.evidence_added(sheet, 0, Passage("hp", quote))
    stay.desk.change(sheet, "link")
    assert stay.cell(0, Column.TITLE).data(SheetRole.LABEL) == (
        "\u201cHTN\u201d  \u201cacute on chronic systolic heart failure, on\u2026\u201d  and 1 more"
    )


def test_a_prompt_stands_at_its_line_and_moves_with_it(stay: Bench) -> None:
    prompt = SheetPrompt((1, 0), "Sequence", "The cause comes first.")
    stay.model.show_prompts((prompt,))

    def prompted() -> list[str]:
        return [str(stay.cell(n, Column.TITLE).data(SheetRole.PROMPT)) for n in range(2)]

    assert prompted() == ["", "check: Sequence"]
    assert stay.model.prompts(0) == stay.model.prompts(1) == (prompt,)
    stay.desk.change(edits.moved(stay.desk.sheet, 1, -1)[0], "move")
    assert prompted() == ["check: Sequence", ""]
    stay.desk.change(edits.removed(stay.desk.sheet, [1]), "remove")
    assert stay.model.prompts() == ()


def test_prompts_about_lines_that_are_gone_are_left_out(stay: Bench) -> None:
    stay.model.show_prompts((SheetPrompt((99,), "Twice", "There twice."),))
    assert stay.model.prompts() == ()


def test_an_equal_sheet_is_no_change(stay: Bench) -> None:
    stay.desk.change(AnswerSheet(SHEET.lines, SHEET.queries), "nothing")
    assert not stay.desk.undo_stack.canUndo()


LINES = st.sampled_from(
    [
        CodedLine(CM, "I10"),
        CodedLine(CM, "E1122"),
        CodedLine(PCS, "0SR9019"),
        CodedLine(CPT, "99214", pointers=(1,)),
        CodedLine(HCPCS, "J3301", units=4, pointers=(2, 1)),
    ]
)
STEPS = st.lists(
    st.tuples(st.sampled_from(("add", "first", "remove", "move", "edit", "query", "drop")), LINES,
              st.integers(0, 30), st.integers(-3, 3)),
    max_size=25,
)  # fmt: skip


def do(bench: Bench, verb: str, line: CodedLine, pick: int, steps: int) -> None:
    """Make one change that a user can make, if there is something to make it on."""
    sheet = bench.desk.sheet
    count = len(sheet.lines)
    if verb in ("add", "first"):
        after, focus = edits.inserted(sheet, line, first=verb == "first")
        bench.desk.change(after, verb, focus)
    elif verb == "query":
        query = ProviderQuery("hp", f"quote {pick}")
        bench.desk.change(edits.query_added(sheet, query), verb)
    elif verb == "drop" and sheet.queries:
        gone = pick % len(sheet.queries)
        bench.desk.change(edits.queries_removed(sheet, [gone]), verb)
    elif count and verb == "remove":
        bench.desk.change(edits.removed(sheet, [pick % count]), verb)
    elif count and verb == "move":
        after, focus = edits.moved(sheet, pick % count, steps)
        bench.desk.change(after, verb, focus)
    elif count and verb == "edit":
        after, focus = edits.changed(sheet, pick % count, line)
        bench.desk.change(after, verb, focus)


@given(STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_undoing_all_and_redoing_all_restores_equal_sheets(
    steps: list[tuple[str, CodedLine, int, int]],
) -> None:
    bench = Bench(STAY, SHEET)
    for step in steps:
        do(bench, *step)
        assert_shows_the_sheet(bench)
    final, stack = bench.desk.sheet, bench.desk.undo_stack
    while stack.canUndo():
        stack.undo()
        assert_shows_the_sheet(bench)
    assert bench.desk.sheet == SHEET
    while stack.canRedo():
        stack.redo()
    assert bench.desk.sheet == final
    assert_shows_the_sheet(bench)


def assert_shows_the_sheet(bench: Bench) -> None:
    """The table lists every line once, grouped, with the code that the line has."""
    fresh = Bench(STAY, bench.desk.sheet)
    assert bench.model.rows() == fresh.model.rows()
    for number in range(bench.model.rowCount()):
        for column in Column:
            mine, other = bench.model.index(number, column), fresh.model.index(number, column)
            assert mine.data() == other.data()

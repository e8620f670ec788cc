"""Undo and redo of everything: any number of steps back is a sheet and a chart as they were."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine, Passage, ProviderQuery
from coder_sim.domain.notebook import Annotation
from coder_sim.ui.sheet_rows import Column, RowKind
from coder_sim.ui.theme import Look
from coder_sim.ui.workspace import Workspace
from tests.ui.desk_cases import CLINIC, HISTORY, STAY, opened
from tests.ui.tiny_library import CM, CPT, TinyLibrary

State = tuple[AnswerSheet, tuple[Annotation, ...]]
DRAFT = AnswerSheet(
    (
        CodedLine(CM, "I10", poa="Y"),
        CodedLine(CM, "I502"),
        CodedLine(CPT, "99214", modifiers=("25",)),
    ),
    (ProviderQuery("hp", "furosemide", "Why?"),),
)
VERBS = (
    *("add", "add first", "type", "paste", "remove", "up", "down", "first", "cell"),
    *("link", "unlink", "query", "question", "highlight", "note", "complete"),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 20), st.integers(0, 20)), max_size=25
)
CODES = ("I10", "I5023", "E1122", "N1831", "S72001A", "99214", "J3301", "0SR9019", "ZZZ", "I50")
CELLS = (
    (Column.CODE, ("I110", "99213-25 LT", "nothing")),
    (Column.POA, ("Y", "N", "", "Q")),
    (Column.MODIFIERS, ("25", "LT 59", "")),
    (Column.UNITS, ("3", "0", "x")),
    (Column.POINTERS, ("1", "AB", "2,1")),
)


@pytest.fixture
def workspace(qtbot: QtBot, look: Look) -> Workspace:
    library = TinyLibrary()
    made = Workspace(library, library, look)
    qtbot.addWidget(made)
    return made


class Hand:
    """Does what a trainee can do, by the same ways the keys take."""

    def __init__(self, workspace: Workspace) -> None:
        self.at = workspace

    def state(self) -> State:
        return self.at.sheet(), self.at._taking.notes.marks()

    def do(self, verb: str, which: int, how: int) -> None:
        at, answer = self.at, self.at.answer
        self._stand(which)
        match verb:
            case "add" | "add first":
                code = TinyLibrary().codes.get((CM, CODES[how % 5]))
                if code is not None:
                    answer.add_code(code, first=verb == "add first")
            case "complete":
                answer.add_code(TinyLibrary().codes[CM, "I5021"], first=False)
            case "type":
                last = answer.model.index(answer.model.rowCount() - 1, Column.CODE)
                answer.model.setData(last, CODES[how % len(CODES)])
            case "paste":
                answer.add_codes("\n".join(CODES[: how % len(CODES)]) + "\nwhat is this")
            case "remove":
                answer.remove_selected()
            case "up" | "down":
                answer.move_current(-1 if verb == "up" else 1)
            case "first":
                answer.make_first()
            case "cell":
                column, texts = CELLS[how % len(CELLS)]
                row = answer.table.currentIndex().siblingAtColumn(column)
                answer.model.setData(row, texts[which % len(texts)])
            case "question":
                answer.model.setData(answer.table.currentIndex().siblingAtColumn(1), f"Why {how}?")
            case "unlink":
                at._evidence.unlink()
            case _:
                self._in_chart(verb, how)

    def _stand(self, which: int) -> None:
        model = self.at.answer.model
        rows = [n for n, row in enumerate(model.rows()) if row.kind is not RowKind.HEAD]
        self.at.answer.table.go_to(model.index(rows[which % len(rows)], Column.CODE))

    def _in_chart(self, verb: str, how: int) -> None:
        page = self.at.chart.current_page()
        assert page is not None
        cursor = page.textCursor()
        cursor.setPosition(how * 7 % len(page.source.text))
        cursor.setPosition(
            min(how * 7 % len(page.source.text) + 12, len(page.source.text)),
            QTextCursor.MoveMode.KeepAnchor,
        )
        page.setTextCursor(cursor)
        passage = self.at.chart.selected_passage()
        if verb == "link":
            self.at._evidence.link()
        elif verb == "query" and passage is not None:
            query = ProviderQuery(passage.doc, passage.quote, nth=passage.nth)
            sheet = self.at.sheet()
            self.at._desk.change(replace(sheet, queries=(*sheet.queries, query)), "add a query")
        elif verb == "highlight":
            self.at._taking.highlight()
        elif verb == "note":
            marks = self.at._taking.notes.marks()
            if marks:
                self.at._taking.notes.write(marks[how % len(marks)].id, f"note {how}")


@given(STEPS, st.sampled_from([STAY, CLINIC]), st.booleans(), st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_all_leads_to_the_start_and_redoing_all_to_the_end(
    workspace: Workspace,
    steps: list[tuple[str, int, int]],
    brief: object,
    drafted: bool,
    data: st.DataObject,
) -> None:
    case = STAY if brief is STAY else CLINIC
    workspace.show_case(opened(case, DRAFT if drafted else None))
    hand, stack = Hand(workspace), workspace._desk.undo_stack
    seen = {0: hand.state()}
    for step in steps:
        before = stack.index()
        hand.do(*step)
        if stack.index() != before:
            seen[stack.index()] = hand.state()
        else:
            assert hand.state() == seen[before], step
    end = stack.index()
    while stack.canUndo():
        stack.undo()
        assert hand.state() == seen[stack.index()]
    assert hand.state()[0] == (DRAFT if drafted else AnswerSheet())
    while stack.canRedo():
        stack.redo()
        assert hand.state() == seen[stack.index()]
    assert stack.index() == end
    back = data.draw(st.integers(0, end))
    stack.setIndex(back)
    assert hand.state() == seen[back]


def test_a_linked_passage_and_a_highlight_of_one_place_are_undone_one_by_one(
    workspace: Workspace,
) -> None:
    workspace.show_case(opened(STAY, DRAFT))
    hand = Hand(workspace)
    hand.do("link", 0, 3)
    hand.do("highlight", 0, 3)
    (mark,) = hand.state()[1]
    assert HISTORY[mark.start : mark.end] == mark.quote
    assert hand.state()[0].lines[0].evidence == (Passage("hp", mark.quote),)
    workspace._desk.undo_stack.undo()
    assert hand.state()[1] == ()
    assert hand.state()[0].lines[0].evidence != ()
    workspace._desk.undo_stack.undo()
    assert hand.state()[0] == DRAFT

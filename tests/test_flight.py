"""A whole flight: from the worklist to feedback, with real keys, real codes and a real grade."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coder_sim import paths
from coder_sim.domain.code_set import dotted
from coder_sim.domain.encounter import Setting
from coder_sim.domain.feedback import Verdict
from coder_sim.opening import Opening
from coder_sim.practice.views import AttemptView, CaseRef
from coder_sim.ui.main_window import MainWindow
from coder_sim.ui.memory import WindowMemory
from coder_sim.ui.sheet_rows import Column
from coder_sim.ui.theme import LIGHT, Look
from coder_sim.ui.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PACK = Path(__file__).parents[1] / "data" / "packs" / "first-flights"
Key, Hold = Qt.Key, Qt.KeyboardModifier


class Pilot:
    """Somebody at the keyboard of the real window, without a mouse."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setFont(QFont("DejaVu Sans", 10))
        self.qtbot = qtbot
        self.look = Look(application, paths.resources_folder(), LIGHT)
        self.window = MainWindow(self.look, WindowMemory(home / "window.ini"))
        qtbot.addWidget(self.window)
        self.opening = Opening(self.window, home, paths.learner_file(home))
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        with qtbot.waitSignal(self.opening.ended, timeout=60_000):
            self.opening.begin()
        assert self.opening.failure is None
        qtbot.waitUntil(lambda: bool(self.window.worklist.entries()))

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def page(self) -> QWidget | None:
        return self.window.places.page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Hold.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, "the keyboard is nowhere"
        QTest.keyClick(focus, key, held)

    def type(self, text: str) -> None:
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None, "the keyboard is nowhere"
            QTest.keyClicks(focus, letter)

    def until(self, true: Callable[[], bool], key: Qt.Key) -> None:
        """Press a key until something is true."""
        for _ in range(80):
            if true():
                return
            self.press(key)
        raise AssertionError(f"{key} never got there")

    def open(self, title: str) -> None:
        self.until(lambda: title in self.window.worklist.current_words(), Key.Key_Down)
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.page is self.window.workspace)

    def add(self, code: str) -> None:
        self.type(code)
        self.press(Key.Key_Return)

    def cell(self, line: int, column: Column) -> None:
        """Go to a cell of the sheet with the arrow keys."""
        table = self.workspace.answer.table
        self.until(lambda: table.currentIndex().row() <= 1, Key.Key_Up)
        self.until(lambda: self.workspace.answer.current_line == line, Key.Key_Down)
        self.until(lambda: table.currentIndex().column() == Column.CODE, Key.Key_Left)
        self.until(lambda: table.currentIndex().column() == column, Key.Key_Right)

    def enter(self, line: int, column: Column, text: str) -> None:
        self.cell(line, column)
        self.type(text)
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: not isinstance(QApplication.focusWidget(), QLineEdit))

    def submit(self) -> AttemptView:
        flow = self.window.flow
        assert flow is not None
        with self.qtbot.waitSignal(flow.attempt_graded, timeout=20_000) as graded:
            self.press(Key.Key_F9)
        view: AttemptView = graded.args[0].view
        return view

    def leave(self) -> None:
        self.press(Key.Key_Escape)
        self.qtbot.waitUntil(lambda: self.page is self.window.worklist)


@pytest.fixture
def flight_home(home: Path, library_file: Path) -> Path:
    home.mkdir()
    for part in library_file.parent.glob("library.*"):
        shutil.copy(part, home / part.name)
    return home


@pytest.fixture
def pilot(qtbot: QtBot, flight_home: Path) -> Iterator[Pilot]:
    flying = Pilot(qtbot, flight_home)
    yield flying
    flying.window.close()
    flying.opening.close()


def required(case: str) -> list[dict[str, Any]]:
    """Return the lines a case's key asks for, from its file."""
    key = json.loads((PACK / "cases" / case / "key.json").read_text("utf-8"))
    return [line for line in key["lines"] if not line.get("optional")]


def fill_facets(pilot: Pilot, number: int, line: dict[str, Any], numbers: dict[str, int]) -> None:
    """Type modifiers, units and pointers of a service where they are not the default."""
    pointers = ",".join(str(numbers[id]) for id in line.get("pointers", []))
    units = line.get("units", 1)
    for column, given in (
        (Column.MODIFIERS, " ".join(line.get("modifiers", []))),
        (Column.UNITS, str(units) if units != 1 else ""),
        (Column.POINTERS, pointers),
    ):
        if given:
            pilot.enter(number, column, given)


def code_the_case(pilot: Pilot, case: str) -> AttemptView:
    """Type what the case's key asks for, by keyboard alone, and submit."""
    told = json.loads((PACK / "cases" / case / "case.json").read_text("utf-8"))
    lines = required(case)
    numbers = {line["id"]: number for number, line in enumerate(lines, 1)}
    pilot.open(told["title"])
    for line in lines:
        pilot.add(line["code"])
    pilot.press(Key.Key_F6)
    for number, line in enumerate(lines):
        poa = line.get("poa") or ["exempt"]
        if told["setting"] == Setting.INPATIENT.value and "exempt" not in poa:
            pilot.cell(number, Column.POA)
            pilot.type(poa[0].lower())
        elif line["system"] in ("CPT", "HCPCS"):
            fill_facets(pilot, number, line, numbers)
    return pilot.submit()


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "case", ["office-follow-up", "short-of-breath-stay", "ed-kitchen-accident"]
)
def test_a_chart_is_coded_from_worklist_to_feedback_without_the_mouse(
    pilot: Pilot, case: str
) -> None:
    view = code_the_case(pilot, case)
    assert [row.headline for row in view.feedback.rows if row.verdict is not Verdict.RIGHT] == []
    assert view.grade.scores.learning.pct == 100.0
    assert pilot.page is pilot.window.feedback
    pilot.press(Key.Key_F8)
    assert pilot.window.feedback.current_evidence is not None
    pilot.leave()
    pilot.qtbot.waitUntil(
        lambda: (
            ("first-flights", case, 100.0, 1)
            in {
                (x.ref.pack_id, x.ref.case_id, x.best, x.attempts)
                for x in pilot.window.worklist.entries()
            }
        )
    )


def test_a_wrong_sheet_is_explained_line_by_line_with_its_passages(pilot: Pilot) -> None:
    pilot.open("Short of breath")
    for code in ("I50.23", "I10", "E11.9"):
        pilot.add(code)
    view = pilot.submit()
    verdicts = {row.verdict for row in view.feedback.rows}
    assert {Verdict.MISSED, Verdict.NOTE} <= verdicts
    for row in view.feedback.rows:
        assert row.headline
        if row.verdict in (Verdict.MISSED, Verdict.WRONG, Verdict.PARTLY):
            assert row.evidence, row.headline
            assert row.parts, row.headline
    documents = {document.id: document.text for document in view.brief.documents}
    for row in view.feedback.rows:
        for span in row.evidence:
            assert documents[span.doc][span.start : span.end].strip()


def test_attempts_and_drafts_are_there_tomorrow(qtbot: QtBot, flight_home: Path) -> None:
    first = Pilot(qtbot, flight_home)
    first.open("Kitchen accident")
    first.add("S61.422A")
    first.submit()
    first.leave()
    first.open("Short of breath")
    first.add("I13.0")
    first.window.close()
    first.opening.close()

    second = Pilot(qtbot, flight_home)
    entries = {entry.ref.case_id: entry for entry in second.window.worklist.entries()}
    assert entries["ed-kitchen-accident"].attempts == 1
    second.open("Short of breath")
    assert [dotted(x.system, x.code) for x in second.workspace.sheet().lines] == ["I13.0"]
    desk = second.window.services
    assert desk is not None
    (attempt,) = desk.desk.attempts(CaseRef("first-flights", "ed-kitchen-accident"))
    assert desk.desk.attempt(attempt.id).feedback.rows
    second.window.close()
    second.opening.close()

"""Checks follow the sheet after a pause; what was found on an older sheet is never shown."""

from pytestqt.qtbot import QtBot

from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.encounter import Encounter
from coder_sim.practice.checks import SheetPrompt
from coder_sim.ui.sheet_checks import SheetChecks
from coder_sim.ui.worker import Worker
from tests.ui.desk_cases import STAY
from tests.ui.tiny_library import CM

DAY = STAY.encounter
ONE, TWO = (AnswerSheet((CodedLine(CM, code),)) for code in ("I10", "N1831"))


def check(encounter: Encounter, sheet: AnswerSheet) -> tuple[SheetPrompt, ...]:
    return (SheetPrompt((0,), "Look", sheet.lines[0].code),)


def test_the_newest_sheet_is_checked_once(qtbot: QtBot) -> None:
    checks = SheetChecks(Worker(), check)
    found: list[tuple[SheetPrompt, ...]] = []
    checks.found.connect(found.append)
    checks.watch(DAY, ONE)
    checks.watch(DAY, TWO)
    qtbot.waitUntil(lambda: bool(found))
    assert [prompts[0].text for prompts in found] == ["N1831"]


def test_what_was_found_on_a_sheet_that_has_changed_is_dropped(qtbot: QtBot) -> None:
    worker = Worker()
    checks = SheetChecks(worker, check)
    checks.watch(DAY, ONE)
    checks._on_pause()
    checks.watch(DAY, TWO)
    with qtbot.assertNotEmitted(checks.found):
        worker.drain()
    with qtbot.waitSignal(checks.found) as found:
        pass
    assert found.args[0][0].text == "N1831"


def test_after_a_case_is_put_away_nothing_is_found(qtbot: QtBot) -> None:
    worker = Worker()
    checks = SheetChecks(worker, check)
    checks.watch(DAY, ONE)
    checks._on_pause()
    checks.stop()
    with qtbot.assertNotEmitted(checks.found):
        worker.drain()


def test_a_check_that_fails_says_nothing(qtbot: QtBot) -> None:
    def fail(encounter: Encounter, sheet: AnswerSheet) -> tuple[SheetPrompt, ...]:
        raise ValueError("a fault of ours")

    worker = Worker()
    checks = SheetChecks(worker, fail)
    checks.watch(DAY, ONE)
    checks._on_pause()
    with qtbot.assertNotEmitted(checks.found), qtbot.waitSignal(worker.stumbled):
        worker.drain()

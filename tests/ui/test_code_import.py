"""The dialog of an import shows what is chosen, how far it is and what became of each file."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder_sim.ui.code_import import STOPPED, CodeImport
from coder_sim.ui.library_build import LibraryBuild, library_importer
from coder_sim.ui.theme import Look

DONE = """
import json
print(json.dumps({"done": 1, "total": 2, "what": "Reading"}), flush=True)
print(json.dumps({"report": ["a.txt: HCPCS", "1 file imported."], "closing": ""}), flush=True)
"""
ENDLESS = """
import json, time
print(json.dumps({"done": 1, "total": 9, "what": "Reading"}), flush=True)
time.sleep(60)
"""
REFUSED = "import sys; sys.exit('The disk is full.')"


@pytest.fixture
def dialog(qtbot: QtBot, look: Look) -> Iterator[CodeImport]:
    dialog = CodeImport(look)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


def job(program: str, dialog: CodeImport) -> LibraryBuild:
    return LibraryBuild((sys.executable, "-c", program), dialog)


def test_nothing_can_be_imported_before_something_is_chosen(
    qtbot: QtBot, dialog: CodeImport
) -> None:
    assert not dialog.start.isEnabled()
    chosen = tuple(Path(f"/downloads/file{number}") for number in range(7))
    dialog.choose(chosen)
    assert dialog.chosen.text() == "file0, file1, file2, file3, file4 and 2 more"
    with qtbot.waitSignal(dialog.import_requested) as asked:
        QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert asked.args == [chosen]


def test_an_import_ends_with_its_report(qtbot: QtBot, dialog: CodeImport) -> None:
    with qtbot.waitSignal(dialog.import_ended):
        dialog.watch(job(DONE, dialog))
        assert dialog.leave.text() == "Cancel"
        assert not dialog.files.isEnabled()
    assert dialog.report.toPlainText() == "a.txt: HCPCS\n1 file imported."
    assert (dialog.leave.text(), dialog.step.text()) == ("Close", "Done")
    assert dialog.bar.isHidden()


def test_cancel_stops_an_import_and_says_that_nothing_changed(
    qtbot: QtBot, dialog: CodeImport
) -> None:
    build = job(ENDLESS, dialog)
    with qtbot.waitSignal(build.progressed):
        dialog.watch(build)
    with qtbot.waitSignal(dialog.import_ended):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.report.toPlainText() == STOPPED
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_closing_the_dialog_stops_what_is_under_way(qtbot: QtBot, dialog: CodeImport) -> None:
    build = job(ENDLESS, dialog)
    with qtbot.waitSignal(build.progressed):
        dialog.watch(build)
    with qtbot.waitSignal(dialog.import_ended):
        dialog.close()
    assert not build.running


def test_a_fault_of_the_machine_is_told_in_words(qtbot: QtBot, dialog: CodeImport) -> None:
    with qtbot.waitSignal(dialog.import_ended):
        dialog.watch(job(REFUSED, dialog))
    assert dialog.report.toPlainText() == "The disk is full."
    assert dialog.step.text() == "Nothing was imported"


def test_the_dialog_is_freed_when_it_is_closed(qtbot: QtBot, look: Look) -> None:
    dialog = CodeImport(look)
    dialog.show()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_names_of_files_never_pass_for_options(tmp_path: Path) -> None:
    command = library_importer(tmp_path, [Path("--force")])
    assert command[-2:] == ("--", "--force")

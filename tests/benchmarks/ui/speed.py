"""S1 to S7: how long one waits, and for how long the window is deaf."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, time

import PySide6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

import coder_sim
from coder_sim import paths
from coder_sim.domain.answer import AnswerSheet, CodedLine
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Document, Setting
from coder_sim.domain.feedback import Span
from coder_sim.practice.views import CaseRef, CaseStatus, WorklistEntry
from tests.benchmarks.ui.cockpit import Cockpit, Gaps, at, milliseconds, resident_mb
from tests.benchmarks.ui.figures import Figure
from tests.benchmarks.ui.keys import STAY, common

STROKES = 500
CASES = 10_000
PACK_CASES = 200
SPANS = 60
LINE = "Reviewed the chart; the patient is comfortable, vital signs are stable, plan unchanged. "


def start(home: Path, runs: int = 5) -> list[Figure]:
    """S1: from exec to the first paint of the window, in processes of their own."""
    warm = sorted(_first_paint(home) for _ in range(runs))
    _forget_pages()
    cold = _first_paint(home)
    return [
        Figure("S1", f"exec to first paint, warm, median of {runs}", warm[runs // 2], 600),
        Figure("S1", "exec to first paint, files dropped from the cache", cold, 1000),
    ]


def _first_paint(home: Path) -> float:
    command = (sys.executable, "-m", "tests.benchmarks.ui.first_paint", str(home))
    begun = time()
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    return (float(shown.stdout.split()[-1]) - begun) * 1000


def _forget_pages() -> None:
    """Ask the system to drop the program's own files from its cache, where it can."""
    if not hasattr(os, "posix_fadvise"):
        return
    for root in (Path(PySide6.__file__).parent, Path(coder_sim.__file__).parent):
        for file in root.rglob("*"):
            if file.is_file():
                handle = os.open(file, os.O_RDONLY)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(handle)


def typing(seat: Cockpit) -> list[Figure]:
    """S3: from key stroke to repainted results, over terms and codes alternately."""
    seat.open(STAY)
    seat.workspace.focus_finder()
    finder = seat.workspace.finder
    times: list[float] = []
    texts = [text for each in common() for text in (each.term, each.code.lower())]
    while len(times) < STROKES:
        for text in texts:
            finder.box.clear()
            QCoreApplication.processEvents()
            for letter in text:
                begun = perf_counter()
                QTest.keyClicks(finder.box, letter)
                QCoreApplication.processEvents()
                finder.repaint()
                times.append(milliseconds(begun))
    times = times[:STROKES]
    return [
        Figure("S3", f"key stroke to repaint, 95 % of {STROKES}", at(times, 0.95), 30),
        Figure("S3", "key stroke to repaint, worst", max(times), 50),
    ]


def notes(seat: Cockpit) -> list[Figure]:
    """S5: a long note with sixty linked passages; the next one; a note of 1 MB."""
    text = "".join(f"{number:04} {LINE}\n" for number in range(220))
    spans = tuple(
        Span("note", place, place + 12)
        for place in range(100, len(text) - 100, (len(text) - 200) // SPANS)
    )[:SPANS]
    chart = seat.window.feedback.chart
    document = Document("note", "progress note", "provider", "A long note", text)
    seat.window.show_page(seat.window.feedback)
    begun = perf_counter()
    chart.show_documents((document,))
    chart.highlight(spans, spans[0])
    chart.repaint()
    QCoreApplication.processEvents()
    opened, steps = milliseconds(begun), []
    for span in spans:
        begun = perf_counter()
        chart.highlight(spans, span)
        chart.repaint()
        QCoreApplication.processEvents()
        steps.append(milliseconds(begun))
    large = replace(document, text=text * (2**20 // len(text)))
    begun = perf_counter()
    chart.show_documents((large,))
    chart.repaint()
    QCoreApplication.processEvents()
    return [
        Figure("S5", f"open a note of {len(text) // 1000} kB with {SPANS} passages", opened, 50),
        Figure("S5", "go to the next passage, worst", max(steps), 20),
        Figure("S5", "open a note of 1 MB", milliseconds(begun), 300),
    ]


def submitting(seat: Cockpit) -> list[Figure]:
    """S6: a sheet of thirty codes is graded and its feedback painted."""
    seat.open(STAY)
    lines = tuple(CodedLine(System.ICD10CM, each.code, "Y") for each in common()[:30])
    assert seat.window.flow is not None
    begun = perf_counter()
    seat.window.flow.submit(AnswerSheet(lines))
    while not seat.window.feedback.isVisible():
        QCoreApplication.processEvents()
    seat.window.feedback.repaint()
    return [Figure("S6", "30 codes: submit, grade, feedback painted", milliseconds(begun), 300)]


def importing(seat: Cockpit) -> list[Figure]:
    """S7: for how long the window is deaf while a large pack is read and stored."""
    with tempfile.TemporaryDirectory(prefix="coder-sim-bench-") as scratch:
        pack = _large_pack(Path(scratch) / "large")
        gaps = Gaps()
        begun = perf_counter()
        gaps.start()
        seat.window.load_packs([pack])
        assert seat.window.loader is not None
        dialog = seat.window.loader.dialog
        assert dialog is not None
        while not dialog.bar.isHidden():
            QCoreApplication.processEvents()
        assert dialog.take.isVisible(), dialog.report.toPlainText()
        QTest.keyClick(dialog.take, Qt.Key.Key_Space)
        while seat.window.loader.dialog is not None:
            QCoreApplication.processEvents()
        seat.window.worker.drain(60_000)
        QCoreApplication.processEvents()
        gaps.stop()
        took = milliseconds(begun)
    return [
        Figure("S7", f"longest gap while {PACK_CASES} cases are loaded", max(gaps.found), 50),
        Figure("I1", f"{PACK_CASES} cases read, shown and stored", took, 5000),
    ]


def _large_pack(target: Path) -> Path:
    """Write a pack of many cases, copies of the bundled ones."""
    source = paths.data_folder() / "packs" / "first-flights"
    listing = json.loads((source / "pack.json").read_text("utf-8"))
    originals = sorted((source / "cases").iterdir())
    ids = [f"{originals[n % len(originals)].name}-{n}" for n in range(PACK_CASES)]
    for number, id in enumerate(ids):
        folder = target / "cases" / id
        shutil.copytree(originals[number % len(originals)], folder)
        case = json.loads((folder / "case.json").read_text("utf-8"))
        (folder / "case.json").write_text(json.dumps(case | {"id": id}), "utf-8")
    kept = [
        k | {"case": id}
        for id in ids
        for k in listing.get("identifiers_kept", [])
        if id.startswith(k["case"])
    ]
    listing |= {"id": "large", "cases": ids, "identifiers_kept": kept}
    (target / "pack.json").write_text(json.dumps(listing), "utf-8")
    return target


def worklist(seat: Cockpit) -> list[Figure]:
    """Ten thousand cases: shown, searched, sorted."""
    page = seat.window.worklist
    before = page.entries()
    entries = tuple(_entry(number) for number in range(CASES))
    seat.window.show_page(page)
    figures = []
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("show", partial(page.show_entries, entries)),
        ("search a word", partial(page.search.setText, "heart 42")),
        ("search no word", page.search.clear),
        ("sort by title", partial(page.table.sortByColumn, 1, Qt.SortOrder.DescendingOrder)),
    )
    for what, work in steps:
        begun = perf_counter()
        work()
        page.repaint()
        QCoreApplication.processEvents()
        figures.append(Figure("W", f"{CASES:,} cases: {what}", milliseconds(begun), 50))
    page.show_entries(before)
    return figures


def _entry(number: int) -> WorklistEntry:
    return WorklistEntry(
        ref=CaseRef(f"pack-{number // 200}", f"case-{number}"),
        pack_title=f"Pack {number // 200}",
        title=f"Heart failure and what came after, chart {number}",
        setting=list(Setting)[number % len(Setting)],
        specialty=f"Specialty {number % 23}",
        difficulty=1 + number % 5,
        tracks=(),
        status=list(CaseStatus)[number % 3],
        best=number % 100 if number % 3 == 2 else None,
        attempts=number % 3,
        last_at=datetime(2026, 1 + number % 9, 1, tzinfo=UTC),
    )


def tree(seat: Cockpit) -> list[Figure]:
    """S4: the Tabular List is opened, then another leaf is revealed each time."""
    seat.open(STAY)
    finder, times = seat.workspace.finder, []
    verb = next(each for each in finder.verbs if each.objectName() == "finder.in_tabular")
    for each in common():
        seat.workspace.focus_finder()
        finder.box.setText(each.code)
        QCoreApplication.processEvents()
        begun = perf_counter()
        verb.trigger()
        finder.repaint()
        QCoreApplication.processEvents()
        times.append(milliseconds(begun))
    return [
        Figure("S4", "open the Tabular List at a code, the first time", times[0], 50),
        Figure("S4", f"reveal another code, 95 % of {len(times) - 1}", at(times[1:], 0.95), 50),
    ]


def memory(seat: Cockpit) -> list[Figure]:
    """Memory with everything loaded that is here, and a case open."""
    seat.open(STAY)
    return [Figure("S4", "resident memory, a case open", resident_mb(), 250, "MB")]

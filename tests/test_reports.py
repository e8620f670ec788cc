"""Reports say where the program was and never what was on the chart."""

import faulthandler
import subprocess
import sys
from pathlib import Path

from coder_sim.reports import crash_file, report_text, write_report

SECRET = "chest pain of Mrs Example"


def failing() -> RuntimeError:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error


def test_a_report_names_places_and_kinds_but_quotes_no_value() -> None:
    text = report_text(failing(), "check")
    assert "While: check" in text
    assert "in failing" in text
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert SECRET not in text


def test_reports_never_overwrite_each_other(tmp_path: Path) -> None:
    paths = {write_report(failing(), "check", tmp_path) for _ in range(20)}
    assert len(paths) == 20


def test_without_a_crash_no_file_is_left(tmp_path: Path) -> None:
    was_on = faulthandler.is_enabled()
    try:
        with crash_file(tmp_path):
            assert len(list((tmp_path / "reports").iterdir())) == 1
        assert list((tmp_path / "reports").iterdir()) == []
    finally:
        if was_on:
            faulthandler.enable()


def test_a_crash_of_the_interpreter_leaves_where_it_was(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from coder_sim.reports import crash_file"
        "\nwith crash_file(Path(sys.argv[1])):\n    os.kill(os.getpid(), signal.SIGSEGV)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert done.returncode != 0
    (file,) = (tmp_path / "reports").iterdir()
    assert "Segmentation fault" in file.read_text("utf-8")


def test_a_home_that_cannot_be_written_to_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with crash_file(tmp_path / "home"):
        pass

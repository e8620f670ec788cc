"""The program as a user gets it: the wheel in an empty environment, and a real window."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASE = "short-of-breath-stay"


def _perfect_sheet(pack: Path) -> dict[str, object]:
    """Return the sheet that a case's own key asks for, written from the key's file."""
    key = json.loads((pack / "cases" / CASE / "key.json").read_text("utf-8"))
    lines = []
    for line in key["lines"]:
        poa = line.get("poa") or ["exempt"]
        value = None if "exempt" in poa else poa[0]
        lines.append({"system": line["system"], "code": line["code"], "poa": value})
    return {"lines": lines}


def _uv() -> str:
    """Return uv: set-up keeps one in .cache, a user of uv has it on PATH."""
    kept = sorted((ROOT / ".cache").glob("uv-*/bin/uv"))
    found = str(kept[-1]) if kept else shutil.which("uv")
    if not found:
        pytest.skip("uv is not installed")
    return found


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bin folder of an empty environment that holds nothing but the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    uv = _uv()
    environment = {
        **os.environ,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PROJECT_ENVIRONMENT": "",
        # This one, although .python-version names the oldest that will do.
        "UV_PYTHON": sys.executable,
    }
    for words in (
        ["build", "--quiet", "--wheel", "--out-dir", str(folder / "dist"), str(ROOT)],
        ["venv", "--quiet", str(folder / "venv")],
    ):
        subprocess.run([uv, *words], check=True, cwd=folder, env=environment)
    wheel = next((folder / "dist").glob("*.whl"))
    locked = folder / "locked.txt"
    export = ["export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "-o", str(locked)]
    subprocess.run([uv, *export], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    python = folder / "venv" / "bin" / "python"
    for what in (["-r", str(locked)], ["--no-deps", str(wheel)]):
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", str(python), *what],
            check=True,
            cwd=folder,
            env=environment,
        )
    return python.parent


def _run(installed: Path, home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    return subprocess.run(
        [str(installed / "coder-sim"), "--home", str(home), *words],
        cwd=home.parent,
        env=environment | more,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.xdist_group("installed")
def test_the_wheel_takes_a_case_from_import_to_grade_and_draws_the_window(
    installed: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    bundled = installed.parent.glob("lib/python*/site-packages/coder_sim/_bundled/data/packs/*")
    pack = next(path for path in bundled if path.name == "first-flights")
    checked = _run(installed, home, "pack", "check", str(pack))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    found = _run(installed, home, "search", "heart attack", "--json")
    assert found.returncode == 0, found.stderr
    assert "I21.9" in found.stdout
    added = _run(installed, home, "pack", "import", str(pack))
    assert added.returncode == 0, added.stderr
    listed = _run(installed, home, "pack", "list", "--json")
    assert len(json.loads(listed.stdout)["packs"][0]["cases"]) == 12
    answer = tmp_path / "sheet.json"
    answer.write_text(json.dumps(_perfect_sheet(pack)), "utf-8")
    graded = _run(
        installed,
        home,
        *("grade", "--pack", str(pack), "--case", CASE, "--answer", str(answer), "--json"),
    )
    assert graded.returncode == 0, graded.stderr
    scores = json.loads(graded.stdout)["answers"][0]["scores"]
    assert scores["learning"]["pct"] == 100.0
    assert scores["drg"] == {"key": 291, "answer": 291}
    smoke = _run(installed, home, "--smoke", str(tmp_path / "shots"), QT_QPA_PLATFORM="offscreen")
    assert smoke.returncode == 0, smoke.stdout + smoke.stderr
    assert list((tmp_path / "shots").glob("*.png"))


@pytest.fixture
def screen() -> Iterator[str]:
    """Give an X server of its own; yields its DISPLAY."""
    program = shutil.which("Xvfb")
    if not program:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        display = answer.readline().strip()
    yield f":{display}"
    server.terminate()
    server.wait()


@pytest.mark.window
@pytest.mark.timeout(300)
def test_a_real_window_comes_up_and_draws_every_page(
    screen: str, library_file: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for part in library_file.parent.glob("library.*"):
        shutil.copy(part, home / part.name)
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "coder_sim", "--home", str(home), "--smoke", str(tmp_path / "s")],
        env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "s").glob("*.png"))) >= 6, time.monotonic() - started
    assert done.stderr == ""
